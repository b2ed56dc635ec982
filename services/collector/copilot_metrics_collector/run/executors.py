"""Executors of units: threads of this process, or any `concurrent.futures.Executor`."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager, suppress
from typing import Any, Final

import attrs

from ..access.credentials import Credential
from ..access.loading import load
from ..access.settings import RunSettings
from ..exits import CollectorError, ConfigurationError
from ..fetch.events import Done, Event, Planned
from ..lake.open_store import open_store
from ..units import Unit
from .breakers import Breakers
from .credential_worker import STOPPED
from .running import GRACE_SECONDS, Share, run_here
from .summary import Summary

BATCH_UNITS: Final = 28
"""Units per task: enough to amortize sending, and few enough to lose little if a worker fails."""
_TURN_SECONDS: Final = 0.5
"""Interval at which the driver checks for a stop."""


@attrs.frozen
class Result:
    """The result of a batch. Like the batch, it contains no secret and no link."""

    done: tuple[Done, ...]
    ended: str | None
    """Why no more requests are sent with the credential."""


def threads_of(executor: str) -> int | None:
    """Returns the number of threads of `threads://N`, 0 for `threads`; None for other executors.

    Raises:
        ConfigurationError: N is not a positive integer.
    """
    if executor == "threads":
        return 0
    if not executor.startswith("threads://"):
        return None
    text = executor.removeprefix("threads://")
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationError(
            f"executor {executor!r}: expected threads://N with N of at least 1"
        )
    return int(text)


@contextmanager
def open_executor(name: str, stop: threading.Event) -> Iterator[Executor]:
    """Opens an executor by name: `dask://HOST:PORT`, or a `module:function` that returns one.

    Waits for the executor's tasks at the end, unless the run is stopped.

    Raises:
        ConfigurationError: The executor is unknown, or its package is not installed.
    """
    if name.startswith("dask://"):
        with _dask(name.removeprefix("dask://")) as found:
            yield found
        return
    if "://" in name:
        raise ConfigurationError(
            f"executor {name!r}: expected threads, threads://N, dask://HOST:PORT or module:function"
        )
    make = load(name, "executor")
    try:
        made = make()
    except Exception as error:  # noqa: BLE001 - of whichever executor it is
        raise ConfigurationError(
            f"executor {name} failed: {type(error).__name__}: {error}"
        ) from None
    if not isinstance(made, Executor):
        raise ConfigurationError(
            f"executor {name}: returned a {type(made).__name__}, expected a concurrent.futures.Executor"
        )
    try:
        yield made
    finally:
        made.shutdown(wait=not stop.is_set())


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client

        connect: Any = Client
    except ImportError:
        raise ConfigurationError(
            "executor dask: requires the extra `dask`: pip install 'copilot-metrics-collector[dask]'"
        ) from None
    try:
        client = connect(f"tcp://{address}", set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"executor dask://{address}: cannot connect to the scheduler: {error}"
        ) from None
    try:
        # not pure: repeated tasks must run again
        yield client.get_executor(pure=False)
    finally:
        client.close()


def work(
    settings: RunSettings, credential: Credential, units: tuple[Unit, ...], lane: str
) -> Result:
    """Runs a task: units of one lane, with the worker's own threads and secrets.

    Raises:
        ConfigurationError: A secret or key is missing on the worker.
        LakeError: The worker cannot read or write the lake.
    """
    found: list[Done] = []

    def tell(event: Event) -> None:
        if isinstance(event, Done):
            found.append(event)

    summary = Summary(tell)
    run_here([Share(lane, credential, units)], settings, summary, threading.Event())
    # the driver detects a failing API from all responses, because a batch may cover few entities
    ended = None if lane in summary.down else summary.ended.get(lane)
    return Result(tuple(found), ended)


@attrs.define
class _LaneElsewhere:
    """The driver's state of a lane, which has at most one task in progress."""

    share: Share
    waiting: deque[Unit]
    breakers: Breakers
    tries: int = 0
    """How often the first batch was lost."""
    then: _LaneElsewhere | None = None
    """The lane to run after this one, because both appear to have the same token."""

    def batch(self, tell: Callable[[Done], None]) -> tuple[Unit, ...]:
        """Returns the next units to request, and reports skipped ones. Empty at the end."""
        found: list[Unit] = []
        while self.waiting and len(found) < BATCH_UNITS:
            unit = self.waiting.popleft()
            objection = self.breakers.objection(unit)
            if objection is None:
                found.append(unit)
            else:
                tell(Done(unit, "not-asked", objection))
        return tuple(found)


def run_elsewhere(
    work_: Sequence[Share],
    settings: RunSettings,
    summary: Summary,
    executor: str,
    stop: threading.Event,
) -> None:
    """Runs lanes on an executor in batches. Raises like `running.run`."""
    # workers may have another working directory
    settings = attrs.evolve(settings, lake=open_store(settings.lake).url)
    with open_executor(executor, stop) as pool:
        summary(Planned(sum(len(share.units) for share in work_)))
        driver = _Driver(pool, settings, summary, stop)
        lanes = [_lane(share, settings) for share in work_]
        try:
            driver.run(_heads(lanes))
        except KeyboardInterrupt:
            stop.set()
            driver.run([])
        for lane in lanes:
            if lane.breakers.over is not None:
                summary.ended[lane.share.lane] = lane.breakers.over


def _lane(share: Share, settings: RunSettings) -> _LaneElsewhere:
    entities = {unit.entity for unit in share.units}
    return _LaneElsewhere(share, deque(share.units), Breakers(settings.today, entities))


def _heads(lanes: Sequence[_LaneElsewhere]) -> list[_LaneElsewhere]:
    """Returns the first lanes: those with the same token run one after the other, each under its own name.

    On a worker, these names may refer to different tokens.
    """
    heads: list[_LaneElsewhere] = []
    latest: dict[bytes, _LaneElsewhere] = {}
    for lane in lanes:
        digest = lane.share.credential.digest()
        before = None if digest is None else latest.get(digest)
        if before is None:
            heads.append(lane)
        else:
            before.then = lane
        if digest is not None:
            latest[digest] = lane
    return heads


class _Driver:
    def __init__(
        self, pool: Executor, settings: RunSettings, summary: Summary, stop: threading.Event
    ) -> None:
        self._pool = pool
        self._settings = settings
        self._summary = summary
        self._stop = stop
        self._under_way: dict[Future[Result], tuple[_LaneElsewhere, tuple[Unit, ...]]] = {}

    def run(self, lanes: Sequence[_LaneElsewhere]) -> None:
        """Waits until no task is in progress, or for `GRACE_SECONDS` once the run is stopped."""
        for lane in lanes:
            self._next(lane)
        until = math.inf
        while self._under_way:
            finished, _ = wait(self._under_way, _TURN_SECONDS, FIRST_COMPLETED)
            if self._stop.is_set():
                until = min(until, time.monotonic() + GRACE_SECONDS)
                for future in list(self._under_way):
                    future.cancel()
            for future in finished:
                lane, units = self._under_way.pop(future)
                self._take(lane, units, future)
            if time.monotonic() >= until:
                self._abandon()

    def _abandon(self) -> None:
        """Stops waiting for batches in progress. Workers finish theirs if they can."""
        for lane, units in [*self._under_way.values()]:
            self._lose(lane, units, STOPPED)
        self._under_way.clear()

    def _lose(self, lane: _LaneElsewhere, units: tuple[Unit, ...], reason: str) -> None:
        for unit in units:
            self._summary(Done(unit, "not-asked", reason))
        lane.breakers.end(reason)
        self._next(lane)

    def _next(self, lane: _LaneElsewhere | None) -> None:
        while lane is not None:
            if self._stop.is_set():
                lane.breakers.end(STOPPED)
            units = lane.batch(self._summary)
            if units:
                lane.tries = 0
                self._submit(lane, units)
                return
            lane = lane.then

    def _submit(self, lane: _LaneElsewhere, units: tuple[Unit, ...]) -> None:
        share = lane.share
        credential = attrs.evolve(share.credential, entities=_entities(units))
        try:
            future: Future[Result] = self._pool.submit(
                work, self._settings, credential, units, share.lane
            )
        except Exception as problem:  # noqa: BLE001 - of whichever executor it is
            future = Future()
            future.set_exception(problem)
        self._under_way[future] = lane, units

    def _take(self, lane: _LaneElsewhere, units: tuple[Unit, ...], future: Future[Any]) -> None:
        try:
            result: Result = future.result()
        except CollectorError:
            self._stop.set()
            with suppress(KeyboardInterrupt):
                self.run([])
            raise
        except BaseException as problem:  # noqa: BLE001 - a lost worker's are of all kinds
            self._lost(lane, units, problem)
            return
        for done in result.done:
            lane.breakers.note(done)
            self._summary(done)
        if result.ended is not None:
            lane.breakers.end(result.ended)
        self._next(lane)

    def _lost(self, lane: _LaneElsewhere, units: tuple[Unit, ...], problem: BaseException) -> None:
        lane.tries += 1
        if lane.tries == 1 and not self._stop.is_set():
            self._submit(lane, units)
            return
        reason = f"its worker was lost: {type(problem).__name__}"
        self._lose(lane, units, STOPPED if self._stop.is_set() else reason)


def _entities(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{unit.entity.kind}/{unit.entity.name}" for unit in units))
