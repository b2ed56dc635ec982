"""A run: every lane at once, on the threads of this process."""

from __future__ import annotations

import datetime
import math
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import attrs

from ..exits import GitHubError
from ..lake.lake import Lake
from ..units import Entity, Unit
from .credentials import Credential
from .events import Finished, Planned, Tell
from .lane import Lane, Shared
from .planning import in_turn
from .settings import Settings
from .summary import Summary

MOST_LANES: Final = 64
"""Lanes at work at the same time; each has threads and connections of its own."""
_MOST_THREADS: Final = 128
_TURN_SECONDS: Final = 0.2
"""How often it is looked whether the run is stopped."""
GRACE_SECONDS: Final = 2.0
"""How long a run that is stopped waits for units under way. A write takes less; a read may never end."""


@attrs.frozen
class Share:
    """The units of one lane, and what they are asked for with. It can go to a worker: it holds no secret."""

    lane: str
    credential: Credential
    units: tuple[Unit, ...]


def shares(lanes: Mapping[str, Credential], units: Sequence[Unit]) -> tuple[Share, ...]:
    """The units by lane, each in their order. `lanes` as `credentials.lanes` gives them."""
    by_entity: dict[Entity, str] = {}
    found: dict[str, list[Unit]] = {name: [] for name in lanes}
    for unit in units:
        if unit.entity not in by_entity:
            by_entity[unit.entity] = next(
                name for name, credential in lanes.items() if credential.covers(unit.entity)
            )
        found[by_entity[unit.entity]].append(unit)
    return tuple(Share(name, lanes[name], tuple(some)) for name, some in found.items() if some)


def together(work: Sequence[Share], today: datetime.date) -> list[Share]:
    """Shares whose tokens are one, as far as that can be told here, as one share with the names of all."""
    found: dict[bytes | str, Share] = {}
    for share in work:
        key = share.credential.digest() or share.lane
        other = found.get(key)
        if other is None:
            found[key] = share
        else:
            lane, units = f"{other.lane}, {share.lane}", in_turn(other.units + share.units, today)
            found[key] = attrs.evolve(other, lane=lane, units=tuple(units))
    return list(found.values())


def run(
    work: Sequence[Share],
    settings: Settings,
    tell: Tell,
    executor: str = "threads",
    stop: threading.Event | None = None,
) -> Finished:
    """Carries out a plan.

    Args:
        work: What to ask for.
        settings: How.
        tell: Is told each event; one call at a time.
        executor: See `executors.open_executor`.
        stop: Set it to begin no more units.

    Raises:
        ConfigurationError: A secret or a key is missing; before anything is asked.
        GitHubError: Nothing could be asked: no answer, or each credential is refused.
        LakeError: The lake cannot be read or written.
        KeyboardInterrupt: The run was stopped. Units under way had `GRACE_SECONDS` to be finished; threads that
            are still blocked in a read are left behind, and put nothing into the lake any more.
    """
    from .executors import run_elsewhere, threads_of

    begin = time.monotonic()
    summary = Summary(tell)
    stop = stop or threading.Event()
    threads = threads_of(executor)
    if threads is None:
        run_elsewhere(work, settings, summary, executor, stop)
    else:
        settings = attrs.evolve(settings, workers=threads or settings.workers)
        run_here(work, settings, summary, stop)
    finished = summary.finished(time.monotonic() - begin, stopped=stop.is_set())
    tell(finished)
    if finished.stopped:
        raise KeyboardInterrupt
    if finished.error is not None:
        raise GitHubError(f"nothing could be asked at {settings.base_url}: {finished.error}")
    return finished


def run_here(
    work: Sequence[Share], settings: Settings, summary: Summary, stop: threading.Event
) -> None:
    """Runs lanes on threads of this process. Raises as `run`, for an interruption excepted."""
    with opened(work, settings, summary, stop) as lanes:
        summary(Planned(sum(len(share.units) for share in work)))
        _work(lanes, settings.workers, stop)
        for lane in lanes:
            if lane.queue.over is not None:
                summary.ended[lane.name] = lane.queue.over
            if lane.queue.is_down:
                summary.down.add(lane.name)


@contextmanager
def opened(
    work: Sequence[Share], settings: Settings, tell: Tell, stop: threading.Event
) -> Iterator[list[Lane]]:
    """The lanes of these shares, ready to work; shares with the same token make one lane.

    Raises `ConfigurationError` and `LakeError`.
    """
    from ..privacy import transform_of

    transform = transform_of(settings)
    shared = Shared(
        settings,
        Lake.open(settings.lake),
        tell,
        transform,
        stop,
        threading.BoundedSemaphore(settings.workers),
    )
    lanes: list[Lane] = []
    by_token: dict[bytes, Lane] = {}
    try:
        for share in work:
            lane = Lane(share.lane, share.credential, share.units, shared)
            same = by_token.get(lane.digest) if lane.digest is not None else None
            if same is not None:
                lane.close()
                same.queue.add(share.units)
                continue
            lanes.append(lane)  # at once: where the next one cannot be made, this one is closed
            if lane.digest is not None:
                by_token[lane.digest] = lane
        yield lanes
    finally:
        for lane in lanes:
            lane.close()


def _work(lanes: Sequence[Lane], workers: int, stop: threading.Event) -> None:
    """Lets all lanes work to their end; once the run is stopped, no unit is begun any more."""
    waiting = deque(lanes)
    problems: list[BaseException] = []
    each = max(2, min(workers, _MOST_THREADS // max(1, min(len(lanes), MOST_LANES))))

    def drive(over: threading.Event) -> None:
        try:
            take_lanes()
        finally:
            over.set()

    def take_lanes() -> None:
        while waiting and not problems:
            try:
                lane = waiting.popleft()
            except IndexError:
                return
            helpers = [
                threading.Thread(target=guarded, args=(lane,), daemon=True) for _ in range(each - 1)
            ]
            for helper in helpers:
                helper.start()
            guarded(lane)
            for helper in helpers:
                helper.join()

    def guarded(lane: Lane) -> None:
        try:
            lane.work()
        except BaseException as problem:  # noqa: BLE001 - raised by whoever waits for the run
            problems.append(problem)
            halt()

    def halt() -> None:
        stop.set()
        for lane in lanes:
            lane.queue.wake()

    driven: list[threading.Event] = []
    try:
        for _ in range(min(len(lanes), MOST_LANES)):
            over = threading.Event()
            driver = threading.Thread(target=drive, args=(over,), daemon=True)
            driven.append(over)
            try:
                driver.start()
            except BaseException:
                if driver.ident is None:  # it was not begun, and nobody would say that it is over
                    over.set()
                raise
        wait_for(driven, stop)
    except BaseException as problem:
        halt()
        wait_for(driven, stop)  # a second interruption gets through
        if not isinstance(problem, KeyboardInterrupt):
            raise
    if problems:
        raise problems[0]
    if stop.is_set():
        for lane in lanes:
            lane.abandon()


def wait_for(driven: Sequence[threading.Event], stop: threading.Event) -> None:
    """Waits until all are over, or for `GRACE_SECONDS` once the run is stopped.

    Not by `Thread.join`: where that is interrupted, CPython 3.11 takes the thread for ended from then on.
    """
    until = math.inf
    for over in driven:
        while not over.wait(
            _TURN_SECONDS
        ):  # a wait without an end could not be interrupted everywhere
            if stop.is_set():
                until = min(until, time.monotonic() + GRACE_SECONDS)
            if time.monotonic() >= until:
                return
