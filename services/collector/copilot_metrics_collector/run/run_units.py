"""Runs planned units on an executor, from the first event to the last."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Sequence

import attrs

from ..access.settings import RunSettings
from ..exits import GitHubError
from ..fetch.events import Finished, Tell
from ..lake.lake import Lake
from ..lake.manifest import refusal_of
from .breakers import Stream
from .executors import run_elsewhere, threads_of
from .running import Share, run_here
from .summary import Summary


def run(
    work: Sequence[Share],
    settings: RunSettings,
    tell: Tell,
    executor: str = "threads",
    stop: threading.Event | None = None,
    optional: Collection[str] = (),
) -> Finished:
    """Runs a plan.

    Args:
        work: The units to request.
        settings: Settings of the run.
        tell: Receives each event; one call at a time.
        executor: See `executors.open_executor`.
        stop: Set it to start no more units.
        optional: Families that may be refused: `--family` does not name them, and they need further permissions.

    Raises:
        ConfigurationError: A secret or a key is missing; raised before the first request.
        GitHubError: No request succeeded: no response, or each credential is refused.
        LakeError: The lake cannot be read or written.
        KeyboardInterrupt: The run was stopped. Units in progress had `GRACE_SECONDS` to finish; threads that
            remain blocked in a read store nothing more.
    """
    begin = time.monotonic()
    summary = Summary(tell)
    stop = stop or threading.Event()
    threads = threads_of(executor)
    if threads is None:
        run_elsewhere(work, settings, summary, executor, stop)
    else:
        settings = attrs.evolve(settings, workers=threads or settings.workers)
        run_here(work, settings, summary, stop)
    lake = Lake.open(settings.lake)

    def refusal(stream: Stream) -> str | None:
        entity, family = stream
        found = lake.manifests(hosts=[settings.host], families=[family], entities=[entity])
        refused = refusal_of(found)
        return None if refused is None else refused.reason or refused.state

    finished = summary.finished(
        time.monotonic() - begin,
        stopped=stop.is_set(),
        not_collected=summary.not_collected(optional, refusal),
    )
    tell(finished)
    if finished.stopped:
        raise KeyboardInterrupt
    if finished.error is not None:
        raise GitHubError(f"no request to {settings.base_url} succeeded: {finished.error}")
    return finished
