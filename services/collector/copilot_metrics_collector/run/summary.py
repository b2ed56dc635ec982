"""Counts the events of a run and determines its exit code."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping

import attrs

from ..exits import Exit
from ..fetch import messages
from ..fetch.events import NOT_ASKED, OUTCOMES, Done, Event, Finished, NotCollected, Tell
from ..lake.manifest import NOT_MISSING
from .breakers import Stream, is_refused, stream_of


@attrs.define
class Summary:
    """Forwards and counts events. Safe for threads."""

    tell: Tell
    counts: Counter[str] = attrs.field(factory=Counter)
    rows: int = 0
    bytes: int = 0
    ended: dict[str, str] = attrs.field(factory=dict)
    """Why lanes ended before their last unit, by lane."""
    down: set[str] = attrs.field(factory=set)
    """Lanes that ended because the API appears to be down."""
    bad_lines: int = 0
    conflicts: int = 0
    _refused: dict[Stream, Counter[str]] = attrs.field(factory=dict)
    """Number of refused units by state."""
    _silences: Counter[str] = attrs.field(factory=Counter)
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    def __call__(self, event: Event) -> None:
        """Counts and forwards an event, one at a time."""
        with self._lock:
            if isinstance(event, Done):
                self.counts[event.state] += 1
                if is_refused(event):
                    self._refused.setdefault(stream_of(event.unit), Counter())[event.state] += 1
                self.rows += event.rows
                self.bytes += event.bytes
                self.bad_lines += event.bad_lines
                self.conflicts += event.conflicts
                if event.state == "failed" and messages.is_no_response(event.reason or ""):
                    self._silences[event.reason or ""] += 1
            self.tell(event)

    def not_collected(
        self, optional: Collection[str], refusal: Callable[[Stream], str | None]
    ) -> tuple[NotCollected, ...]:
        """Returns the refused families that the run can do without.

        Args:
            optional: The families that `--family` does not name and that need further permissions.
            refusal: Returns why a family of an entity was always refused; None if the lake has any other response.
        """
        return tuple(
            NotCollected(family, entity, reason, units)
            for (entity, family), units in sorted(self._refused.items(), key=lambda each: each[0])
            if family in optional and (reason := refusal((entity, family))) is not None
        )

    def finished(
        self,
        seconds: float,
        *,
        stopped: bool = False,
        not_collected: tuple[NotCollected, ...] = (),
    ) -> Finished:
        """Returns the last event; `stopped` if the run did not reach its last unit."""
        counts = {state: self.counts[state] for state in OUTCOMES if self.counts[state]}
        return Finished(
            counts,
            self.rows,
            self.bytes,
            seconds,
            self.bad_lines,
            self.conflicts,
            stopped,
            None if stopped else self.unreachable,
            not_collected,
        )

    @property
    def unreachable(self) -> str | None:
        """Why no request succeeded; None if one did."""
        silent = self._silences.total()
        if not self.counts or self.counts[NOT_ASKED] + silent < self.counts.total():
            return None
        reasons = list(dict.fromkeys([*self.ended.values(), *self._silences]))
        return "; ".join(reasons[:3]) if reasons else None


def exit_code(counts: Mapping[str, int]) -> Exit:
    """Returns the exit code of a run."""
    return (
        Exit.FINE
        if all(state in NOT_MISSING for state, count in counts.items() if count)
        else Exit.INCOMPLETE
    )
