"""Counts the events of a run and determines its exit code."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping

import attrs

from ..exits import Exit
from ..fetch import messages
from ..fetch.events import NOT_ASKED, OUTCOMES, Done, Event, Finished, Tell
from ..lake.manifest import NOT_MISSING


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
    _silences: Counter[str] = attrs.field(factory=Counter)
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    def __call__(self, event: Event) -> None:
        """Counts and forwards an event, one at a time."""
        with self._lock:
            if isinstance(event, Done):
                self.counts[event.state] += 1
                self.rows += event.rows
                self.bytes += event.bytes
                self.bad_lines += event.bad_lines
                self.conflicts += event.conflicts
                if event.state == "failed" and messages.is_no_response(event.reason or ""):
                    self._silences[event.reason or ""] += 1
            self.tell(event)

    def finished(self, seconds: float, *, stopped: bool = False) -> Finished:
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
