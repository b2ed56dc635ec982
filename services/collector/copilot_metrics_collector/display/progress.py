"""Progress of a run: a bar on a terminal, JSON lines in a pipe."""

from __future__ import annotations

import datetime
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeAlias

import attrs
from copilot_usage_metrics.escaping import escape_json, escape_text

from ..clock import now_utc
from ..fetch.events import Done, Event, Finished, Waiting
from ..run.run_stats import FLAWS, NOT_COLLECTED, Tally, counted, size, stopped_line, summary
from ..terminal import escaped, say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Tell: TypeAlias = Callable[[Event], None]
_ALWAYS: Final = ("counts", "rows", "bytes", "seconds")
"""Fields that the last line always has."""


def reporter(stream: TextIO) -> AbstractContextManager[Tell]:
    """Yields a callback that displays events on the stream. It may be called from any thread."""
    if stream.isatty():
        from rich.console import Console

        return on_terminal(Console(file=stream))
    return in_pipe(stream)


@contextmanager
def files_read() -> Iterator[Callable[[str], None]]:
    """Yields a callback that counts checked files on a terminal; prints nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    count = 0
    with Console(stderr=True).status("checking files") as status:

        def tell(_: str) -> None:
            nonlocal count
            count += 1
            if count % 50 == 0:
                status.update(f"checking files: {count:,}")

        yield tell


@contextmanager
def in_pipe(stream: TextIO) -> Iterator[Tell]:
    """Prints one JSON object per requested unit and one for the run; reports waits on standard error.

    Units that were not requested are counted in one line per reason before the last line. These lines are left
    out if the run was stopped or could not start: the final error reports that once.
    """
    lock, tally = threading.Lock(), Tally()

    def tell(event: Event) -> None:
        if isinstance(event, Done) and event.state == "not-asked":
            with lock:
                tally.take(event)
            return
        if isinstance(event, Waiting):
            with lock:
                say(_wait_line(event, event.seconds), err=True)
        lines = [_line(event)]
        if isinstance(event, Finished) and not event.stopped and event.error is None:
            lines[:0] = _not_asked_lines(tally)
        for line in lines:
            if line is not None:
                with lock:
                    stream.write(escape_json(json.dumps(line)) + "\n")
                    stream.flush()

    yield tell


def _not_asked_lines(tally: Tally) -> Iterator[dict[str, Any]]:
    for reason, units in tally.not_asked.items():
        entities = sorted({unit.entity for unit in units})
        yield {
            "not_asked": {
                "reason": reason,
                "units": len(units),
                "families": sorted({unit.family for unit in units}),
                "entities": [f"{entity.kind}/{entity.name}" for entity in entities],
            }
        }


def _line(event: Event) -> dict[str, Any] | None:
    match event:
        case Done():
            unit = event.unit
            return {
                "unit": {
                    "host": unit.host,
                    "family": unit.family,
                    "kind": unit.entity.kind,
                    "entity": unit.entity.name,
                    "day": unit.day.isoformat(),
                },
                "state": event.state,
                "reason": event.reason,
                "change": event.change,
                "rows": event.rows,
                "bytes": event.bytes,
                "seconds": round(event.seconds, 3),
                **_flaws(event),
            }
        case Finished():
            values = attrs.asdict(event)
            optional = [
                {
                    "family": each.family,
                    "kind": each.entity.kind,
                    "entity": each.entity.name,
                    "reason": each.reason,
                    "hint": NOT_COLLECTED,
                }
                for each in event.not_collected
            ]
            more = {"not_collected": optional} if optional else {}
            return {"finished": {name: values[name] for name in _ALWAYS} | _flaws(event) | more}
        case _:
            return None


def _flaws(event: Done | Finished) -> dict[str, int]:
    """Returns the non-zero counts of flaws."""
    counts = {name: getattr(event, name, 0) for name in FLAWS}
    return {name: count for name, count in counts.items() if count}


@contextmanager
def on_terminal(console: Console) -> Iterator[Tell]:
    """Shows a bar with the units in progress; replaces it with a summary at the end."""
    from rich.live import Live

    tally, lock = Tally(), threading.Lock()
    view = _View(tally, lock)

    def tell(event: Event) -> None:
        with lock:
            tally.take(event)

    try:
        with Live(
            get_renderable=view.render, console=console, refresh_per_second=4, transient=True
        ):
            yield tell
    except KeyboardInterrupt:
        console.print(stopped_line(tally), markup=False, highlight=False)
        raise
    except BaseException:
        if tally.done and (tally.finished is None or tally.finished.error is None):
            _print_summary(console, tally)
        raise
    _print_summary(console, tally)


def _print_summary(console: Console, tally: Tally) -> None:
    from rich.text import Text

    for line in summary(tally):
        console.print(escaped(Text(line)))


class _View:
    """The terminal display of a run's statistics."""

    def __init__(self, tally: Tally, lock: threading.Lock) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._tally = tally
        self._lock = lock
        self._bar = Progress(
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("units"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            expand=True,
        )
        self._task = self._bar.add_task("", total=None)

    def render(self) -> RenderableType:
        """Yields the bar, the totals so far, and the waits."""
        from rich.console import Group
        from rich.text import Text

        with self._lock:
            tally = self._tally
            self._bar.update(self._task, total=tally.planned or None, completed=tally.done)
            lines = list(progress_lines(tally, now_utc()))
        return Group(
            self._bar,
            *(Text(escape_text(line), no_wrap=True, overflow="ellipsis") for line in lines),
        )


def progress_lines(tally: Tally, now: datetime.datetime) -> Iterator[str]:
    """Returns the line below the bar."""
    missing = sum(len(units) for key, units in tally.missing.items() if key[0] != "not-yet")
    missing += sum(map(len, tally.not_asked.values()))
    parts = [counted(tally.rows, "row"), size(tally.bytes), f"{len(tally.running)} in progress"]
    yield " · ".join([*parts, f"{missing:,} missing"] if missing else parts)
    for _, wait in sorted(tally.waiting.items()):
        left = (wait.until - now).total_seconds()
        if left > 0:
            yield _wait_line(wait, left)


def _wait_line(wait: Waiting, seconds: float) -> str:
    return f"{wait.lane} waits {seconds:.0f} s, until {wait.until:%H:%M:%S} UTC: {wait.why}"
