"""Processes that are killed: a sync, a compaction or a reprocessing of a lake.

Each is forked from a process that has imported everything, so that a hundred of them start quickly.
"""

from __future__ import annotations

import datetime
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from copilot_metrics_collector.access.settings import RunSettings
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.lake import compaction, merging, views  # noqa: F401 - so that they are there
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import FILE_NAME
from copilot_metrics_collector.run import credential_worker, executors, summary  # noqa: F401
from copilot_metrics_collector.run.prepare import prepare
from copilot_metrics_collector.run.reprocess import reprocess
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.units import REPORTS, Entity

from . import reader  # noqa: F401

What = Literal["sync", "compact", "reprocess"]
NAP_SECONDS: Final = 0.02
"""The maximum wait for a limit; the fake drops the limit before."""
_OF_FILES: Final = frozenset(("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"))
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def context() -> Any:
    """How processes are begun here."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([__name__])
    return found


@attrs.frozen(kw_only=True)
class Job:
    """The task of a process."""

    what: What = "sync"
    lake: str
    base_url: str = ""
    token: str = attrs.field(default="", repr=False)
    entities: tuple[Entity, ...] = ()
    since: datetime.date | None = None
    today: datetime.date
    dies_at: int | None = None
    """Before which change of a file it kills itself, from 1."""
    dies_before: Literal["lake.json", "manifest.json", "a manifest that is there"] | None = None
    """Before which file is put in its place for the first time it kills itself."""


@attrs.frozen
class Told:
    """The report of a process at its end."""

    counts: dict[str, int]
    changes: int
    """How often it changed files of the lake."""
    reasons: dict[str, int] = attrs.field(factory=dict)
    """The reasons why units were left out, with their numbers."""
    problem: str | None = None

    def __str__(self) -> str:
        reasons = "".join(f"\n  {count} × {reason}" for reason, count in self.reasons.items())
        return f"{self.counts}{reasons}"


def carry_out(job: Job, told: Connection) -> None:
    """Runs the task. Sends `None` at the beginning, and `Told` at the end."""
    seen, reasons = Changes(job), Counter[str]()
    sys.addaudithook(seen)
    os.environ["GITHUB_TOKEN"] = job.token
    told.send(None)
    try:
        counts = _WHATS[job.what](job, reasons)
    except BaseException:  # noqa: BLE001 - whatever it is, the test is to show it
        told.send(Told({}, seen.count, problem=traceback.format_exc()))
        return
    told.send(Told(counts, seen.count, dict(reasons)))


class Changes:
    """Counts the changes of a lake's files, and ends the process before the one that is chosen."""

    def __init__(self, job: Job) -> None:
        self.count = 0
        self._job = job
        self._lock = threading.Lock()

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            if not isinstance(args[2], int) or not args[2] & _WRITES:
                return
        elif event not in _OF_FILES:
            return
        path = str(args[1 if event == "os.rename" else 0])
        # folders are removed by names relative to their parent: these count, too
        if path.startswith("/") and not path.startswith(self._job.lake):
            return
        with self._lock:
            self.count += 1
            if self.count == self._job.dies_at or (
                event == "os.rename" and self._is_chosen(Path(path))
            ):
                os.kill(os.getpid(), signal.SIGKILL)

    def _is_chosen(self, path: Path) -> bool:
        wanted = self._job.dies_before
        if wanted == "a manifest that is there":
            return path.name == FILE_NAME and path.exists()
        return path.name == wanted


def _sync(job: Job, reasons: Counter[str]) -> dict[str, int]:
    def tell(event: Event) -> None:
        if isinstance(event, Done) and event.state in ("failed", "not-asked"):
            reasons[f"{event.state}: {event.reason}"] += 1

    _shorten_naps()
    settings = RunSettings(
        lake=job.lake,
        base_url=job.base_url,
        today=job.today,
        keep_raw=True,
        first_wait_seconds=0.01,
        timeout_seconds=1.5,
        tries=15,
        deadline_seconds=1e9,  # of waits that are doubled fourteen times, and passed over
        workers=4,
    )
    prepared = prepare(settings, (), job.entities, REPORTS, job.since)
    return dict(run(prepared.work, settings, tell).counts)


def _compact(job: Job, _: Counter[str]) -> dict[str, int]:
    report = compaction.compact(Lake.open(job.lake))
    return {"steps": len(report.steps), "overtaken": report.overtaken}


def _reprocess(job: Job, _: Counter[str]) -> dict[str, int]:
    opened = Lake.open(job.lake)
    fates = reprocess(opened, opened.manifests(), _quiet)
    return {str(fate): count for fate, count in fates.items()}


def _quiet(_: Event) -> None: ...


def _shorten_naps() -> None:
    """Limits require whole seconds. The decisions are the same; only the time passes faster."""
    plain = credential_worker.sleeping

    def sleeping(stop: threading.Event) -> Callable[[float], None]:
        sleep = plain(stop)
        return lambda seconds: sleep(min(seconds, NAP_SECONDS))

    credential_worker.sleeping = sleeping


_WHATS: Final[dict[What, Callable[[Job, Counter[str]], dict[str, int]]]] = {
    "sync": _sync,
    "compact": _compact,
    "reprocess": _reprocess,
}
