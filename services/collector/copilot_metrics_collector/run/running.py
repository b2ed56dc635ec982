"""Runs all lanes on the threads of this process."""

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

from ..access.credentials import Credential
from ..access.settings import RunSettings
from ..fetch.events import Planned, Tell
from ..lake.lake import Lake
from ..plan.planning import in_turn
from ..units import Entity, Unit
from .credential_worker import Lane, WorkerState
from .summary import Summary

MOST_LANES: Final = 64
"""Maximum number of concurrent lanes; each has its own threads and connections."""
_MOST_THREADS: Final = 128
_TURN_SECONDS: Final = 0.2
"""Interval at which a stop is checked."""
GRACE_SECONDS: Final = 2.0
"""How long a stopped run waits for units in progress. Writes are faster; reads may never end."""


@attrs.frozen
class Share:
    """The units of one lane and their credential. Contains no secret, so it can be sent to a worker."""

    lane: str
    credential: Credential
    units: tuple[Unit, ...]


def shares(lanes: Mapping[str, Credential], units: Sequence[Unit]) -> tuple[Share, ...]:
    """Groups units by lane, in order. `lanes` is the result of `credentials.lanes`."""
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
    """Combines shares with the same token, as far as known here, into one share with all names."""
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


def run_here(
    work: Sequence[Share], settings: RunSettings, summary: Summary, stop: threading.Event
) -> None:
    """Runs lanes on threads of this process. Raises like `run`, except for interruptions."""
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
    work: Sequence[Share], settings: RunSettings, tell: Tell, stop: threading.Event
) -> Iterator[list[Lane]]:
    """Yields the lanes of these shares; shares with the same token become one lane.

    Raises `ConfigurationError` and `LakeError`.
    """
    from ..privacy import transform_of

    transform = transform_of(settings)
    shared = WorkerState(
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
            lanes.append(
                lane
            )  # register at once, so that this one is closed if creating the next one fails
            if lane.digest is not None:
                by_token[lane.digest] = lane
        yield lanes
    finally:
        for lane in lanes:
            lane.close()


def _work(lanes: Sequence[Lane], workers: int, stop: threading.Event) -> None:
    """Runs all lanes to the end; once the run is stopped, no unit is started."""
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
        except BaseException as problem:  # noqa: BLE001 - raised by the waiting thread
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
                if driver.ident is None:  # never started: report it as finished here
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
    """Waits until all threads end, or for `GRACE_SECONDS` once the run is stopped.

    Does not use `Thread.join`: if that is interrupted, CPython 3.11 marks the thread as ended.
    """
    until = math.inf
    for over in driven:
        while not over.wait(
            _TURN_SECONDS
        ):  # a wait without timeout cannot be interrupted on every platform
            if stop.is_set():
                until = min(until, time.monotonic() + GRACE_SECONDS)
            if time.monotonic() >= until:
                return
