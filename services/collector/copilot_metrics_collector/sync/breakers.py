"""When to stop asking: what a few answers say of those that would follow."""

from __future__ import annotations

import datetime
from typing import Final, TypeAlias

import attrs

from ..units import Entity, Unit
from .events import Done

MOST_FAILURES: Final = 5
"""So many failures in a row, and the API is most likely down."""
MOST_NOT_FOUND: Final = 2
"""So many 404, and the slug is most likely wrong."""
DUE_DAYS: Final = 3
"""After so many days a report ought to be there; a 404 of a later day may mean that it is still to come."""

Stream: TypeAlias = tuple[Entity, str]
"""The reports of one family of one entity: they are refused together."""


def stream_of(unit: Unit) -> Stream:
    """What a unit is one of."""
    return unit.entity, unit.family


@attrs.define
class Breakers:
    """What a lane has learned in this run. Not safe for threads."""

    today: datetime.date
    over: str | None = None
    """Why nothing more is to be asked in the lane."""
    _open: dict[Stream, str] = attrs.field(factory=dict)
    _good: set[Stream] = attrs.field(factory=set)
    _not_found: dict[Stream, int] = attrs.field(factory=dict)
    _failures: int = 0
    """In a row, of any entity."""
    _failing: dict[Entity, int] = attrs.field(factory=dict)
    """In that row, by entity."""
    _broken: dict[Entity, str] = attrs.field(factory=dict)

    def objection(self, unit: Unit) -> str | None:
        """Why a unit is not to be asked for; None where nothing speaks against it."""
        return self.over or self._broken.get(unit.entity) or self._open.get(stream_of(unit))

    def is_good(self, unit: Unit) -> bool:
        """Whether its like has been answered: then many of them may be asked for side by side."""
        return stream_of(unit) in self._good

    def end(self, reason: str) -> None:
        """Nothing more is asked in this lane. The first reason stays."""
        self.over = self.over or reason

    def note(self, done: Done) -> None:
        """Learns from an answer."""
        if done.state == "not-asked":  # GitHub has said nothing
            return
        if done.state == "failed":
            self._note_failure(done)
            return
        self._failures = 0
        self._failing.clear()
        stream = stream_of(done.unit)
        if done.state == "no-permission":
            self._open[stream] = f"refused before: {done.reason}"
        elif done.state == "not-found":
            self._note_not_found(stream, done)
        else:
            self._good.add(stream)

    def _note_failure(self, done: Done) -> None:
        """One entity may fail for reasons of its own: that must not keep the lane from the others, day by day."""
        entity = done.unit.entity
        self._failures += 1
        self._failing[entity] = self._failing.get(entity, 0) + 1
        reason = f"{MOST_FAILURES} failures in a row, the last one: {done.reason}"
        if self._failing[entity] >= MOST_FAILURES:
            self._broken[entity] = reason
        if self._failures >= MOST_FAILURES and len(self._failing) > 1:
            self.end(reason)

    def _note_not_found(self, stream: Stream, done: Done) -> None:
        """The newest days are asked for first: were they to close their stream, no older day would ever be had."""
        self._not_found[stream] = self._not_found.get(stream, 0) + 1
        is_due = (self.today - done.unit.day).days >= DUE_DAYS
        if is_due and self._not_found[stream] >= MOST_NOT_FOUND and stream not in self._good:
            self._open[stream] = f"not found {self._not_found[stream]} times before: {done.reason}"
