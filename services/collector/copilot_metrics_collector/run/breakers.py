"""Circuit breakers: stop requesting an entity, a stream or a credential after repeated failures."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from typing import Final, TypeAlias

import attrs

from ..fetch.events import NOT_ASKED, Done
from ..lake.manifest import REFUSALS
from ..units import Entity, Unit

MOST_FAILURES: Final = 5
"""Consecutive failures after which an entity is skipped, or the API counts as down."""
MOST_ENTITIES: Final = 3
"""Number of entities whose consecutive failures indicate a failing API."""
MOST_NOT_FOUND: Final = 2
"""Number of 404 responses that indicate a wrong slug."""
DUE_DAYS: Final = 3
"""Days after which a report should be published; a 404 for a more recent day may be temporary."""

_REFUSED_BEFORE: Final = "refused before"
_NOT_FOUND_BEFORE: Final = "not found"

Stream: TypeAlias = tuple[Entity, str]
"""The reports of one family of one entity, which are refused together."""


def stream_of(unit: Unit) -> Stream:
    """Returns the stream of a unit."""
    return unit.entity, unit.family


def is_refused(done: Done) -> bool:
    """Whether GitHub refused a unit, or it was not requested because GitHub refused its stream."""
    if done.state == NOT_ASKED:
        return (done.reason or "").startswith((_REFUSED_BEFORE, _NOT_FOUND_BEFORE))
    return done.state in REFUSALS


@attrs.define
class Breakers:
    """The failures of a credential in this run. Not safe for threads."""

    today: datetime.date
    entities: Collection[Entity]
    """All entities of the credential."""
    over: str | None = None
    """Why no more requests are sent with the credential."""
    is_down: bool = False
    """Whether the reason is a failing API rather than the credential."""
    _open: dict[Stream, str] = attrs.field(factory=dict)
    _good: set[Stream] = attrs.field(factory=set)
    _not_found: dict[Stream, int] = attrs.field(factory=dict)
    _failures: dict[Entity, int] = attrs.field(factory=dict)
    """Failures by entity, since its last successful response."""
    _row: Counter[Entity] = attrs.field(factory=Counter)
    """Failures since the last successful response for any entity."""
    _broken: dict[Entity, str] = attrs.field(factory=dict)

    def objection(self, unit: Unit) -> str | None:
        """Returns why a unit must not be requested, or None."""
        return self.over or self._broken.get(unit.entity) or self._open.get(stream_of(unit))

    def is_good(self, unit: Unit) -> bool:
        """Whether the stream had a successful response, so that its units may be requested in parallel."""
        return stream_of(unit) in self._good

    def end(self, reason: str) -> None:
        """Stops requests with this credential. Only the first reason is recorded."""
        self.over = self.over or reason

    def note(self, done: Done) -> None:
        """Records a result."""
        if done.state == "not-asked":  # there was no response
            return
        if done.state == "failed":
            self._note_failure(done)
            return
        self._failures.pop(done.unit.entity, None)
        self._row.clear()
        stream = stream_of(done.unit)
        if done.state == "no-permission":
            self._open[stream] = f"{_REFUSED_BEFORE}: {done.reason}"
        elif done.state == "not-found":
            self._note_not_found(stream, done)
        else:
            self._good.add(stream)

    def _note_failure(self, done: Done) -> None:
        """Records a failure; one failing entity must not stop the others."""
        entity = done.unit.entity
        self._row[entity] += 1
        self._failures[entity] = self._failures.get(entity, 0) + 1
        reason = f"{MOST_FAILURES} consecutive failures, the last one: {done.reason}"
        if self._failures[entity] >= MOST_FAILURES:
            self._broken[entity] = reason
        if self._row.total() >= MOST_FAILURES and self._is_of_all():
            self.is_down = self.is_down or self.over is None
            self.end(reason)

    def _is_of_all(self) -> bool:
        """Whether the consecutive failures cover enough entities of the credential."""
        most = min(MOST_ENTITIES, len(self.entities))
        return len(self._row) >= max(2, most)

    def _note_not_found(self, stream: Stream, done: Done) -> None:
        """Records a 404. Recent days are requested first and must not close the stream for older days."""
        self._not_found[stream] = self._not_found.get(stream, 0) + 1
        is_due = (self.today - done.unit.day).days >= DUE_DAYS
        if is_due and self._not_found[stream] >= MOST_NOT_FOUND and stream not in self._good:
            self._open[stream] = (
                f"{_NOT_FOUND_BEFORE} {self._not_found[stream]} times: {done.reason}"
            )
