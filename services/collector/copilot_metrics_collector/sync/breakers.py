"""When to stop asking: what a few answers say of those that would follow."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from typing import Final, TypeAlias

import attrs

from ..units import Entity, Unit
from .events import Done

MOST_FAILURES: Final = 5
"""So many failures in a row, and an entity is left alone; or the API is most likely down."""
MOST_ENTITIES: Final = 3
"""Failures in a row of so many entities are no fault of these."""
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
    entities: Collection[Entity]
    """All that are asked for in the lane."""
    over: str | None = None
    """Why nothing more is to be asked in the lane."""
    is_down: bool = False
    """Whether that is because the API seems to be down, and not for the credential."""
    _open: dict[Stream, str] = attrs.field(factory=dict)
    _good: set[Stream] = attrs.field(factory=set)
    _not_found: dict[Stream, int] = attrs.field(factory=dict)
    _failures: dict[Entity, int] = attrs.field(factory=dict)
    """Of each entity, since it was last answered for."""
    _row: Counter[Entity] = attrs.field(factory=Counter)
    """Failures since the last answer for any entity."""
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
        self._failures.pop(done.unit.entity, None)
        self._row.clear()
        stream = stream_of(done.unit)
        if done.state == "no-permission":
            self._open[stream] = f"refused before: {done.reason}"
        elif done.state == "not-found":
            self._note_not_found(stream, done)
        else:
            self._good.add(stream)

    def _note_failure(self, done: Done) -> None:
        """Entities may fail for reasons of their own: that must not keep the lane from the others, day by day."""
        entity = done.unit.entity
        self._row[entity] += 1
        self._failures[entity] = self._failures.get(entity, 0) + 1
        reason = f"{MOST_FAILURES} failures in a row, the last one: {done.reason}"
        if self._failures[entity] >= MOST_FAILURES:
            self._broken[entity] = reason
        if self._row.total() >= MOST_FAILURES and self._is_of_all():
            self.is_down = self.is_down or self.over is None
            self.end(reason)

    def _is_of_all(self) -> bool:
        """Whether failures in a row are of several entities, and these can stand for all of the lane."""
        most = min(MOST_ENTITIES, len(self.entities))
        return len(self._row) >= max(2, most)

    def _note_not_found(self, stream: Stream, done: Done) -> None:
        """The newest days are asked for first: were they to close their stream, no older day would ever be had."""
        self._not_found[stream] = self._not_found.get(stream, 0) + 1
        is_due = (self.today - done.unit.day).days >= DUE_DAYS
        if is_due and self._not_found[stream] >= MOST_NOT_FOUND and stream not in self._good:
            self._open[stream] = f"not found {self._not_found[stream]} times before: {done.reason}"
