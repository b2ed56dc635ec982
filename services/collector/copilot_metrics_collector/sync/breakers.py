"""When to stop asking: what a few answers say of those that would follow."""

from __future__ import annotations

from typing import Final, TypeAlias

import attrs

from ..units import Entity, Unit
from .events import Done

MOST_FAILURES: Final = 5
"""So many failures in a row, and the API is most likely down."""
MOST_NOT_FOUND: Final = 2
"""So many 404 in a row, and the slug is most likely wrong."""

Stream: TypeAlias = tuple[Entity, str]
"""The reports of one family of one entity: they are refused together."""


def stream_of(unit: Unit) -> Stream:
    """What a unit is one of."""
    return unit.entity, unit.family


@attrs.define
class Breakers:
    """What a lane has learned in this run. Not safe for threads."""

    over: str | None = None
    """Why nothing more is to be asked in the lane."""
    _open: dict[Stream, str] = attrs.field(factory=dict)
    _good: set[Stream] = attrs.field(factory=set)
    _not_found: dict[Stream, int] = attrs.field(factory=dict)
    _failures: int = 0

    def objection(self, unit: Unit) -> str | None:
        """Why a unit is not to be asked for; None where nothing speaks against it."""
        return self.over or self._open.get(stream_of(unit))

    def is_good(self, unit: Unit) -> bool:
        """Whether its like has been answered: then many of them may be asked for side by side."""
        return stream_of(unit) in self._good

    def end(self, reason: str) -> None:
        """Nothing more is asked in this lane. The first reason stays."""
        self.over = self.over or reason

    def note(self, done: Done) -> None:
        """Learns from an answer."""
        stream = stream_of(done.unit)
        if done.state == "failed":
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                self.end(f"{MOST_FAILURES} failures in a row, the last one: {done.reason}")
            return
        self._failures = 0
        if done.state == "no-permission":
            self._open[stream] = f"refused before: {done.reason}"
        elif done.state == "not-found":
            self._not_found[stream] = self._not_found.get(stream, 0) + 1
            if self._not_found[stream] >= MOST_NOT_FOUND and stream not in self._good:
                self._open[stream] = f"not found {MOST_NOT_FOUND} times before: {done.reason}"
        elif done.state != "not-asked":
            self._good.add(stream)
