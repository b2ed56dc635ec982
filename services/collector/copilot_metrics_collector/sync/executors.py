"""Where units are worked on: threads of this process, or any `concurrent.futures.Executor`."""

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

from ..exits import CollectorError, ConfigurationError
from ..lake.store import open_store
from ..units import Unit
from .breakers import Breakers
from .credentials import Credential
from .events import Done, Event, Planned
from .lane import STOPPED
from .loading import load
from .running import GRACE_SECONDS, Share, run_here
from .settings import Settings
from .summary import Summary

BATCH_UNITS: Final = 28
"""Units of one task: enough that sending it costs little, few enough that losing it costs little."""
_TURN_SECONDS: Final = 0.5
"""How often the driver looks whether the run is to be stopped."""


@attrs.frozen
class Result:
    """What a worker tells of a batch. Like the batch, it holds no secret and no link."""

    done: tuple[Done, ...]
    ended: str | None
    """Why nothing more is to be asked for with the credential."""


def threads_of(executor: str) -> int | None:
    """How many threads `threads` or `threads://N` asks for, 0 where it does not say; None for other executors.

    Raises:
        ConfigurationError: N is no number of threads.
    """
    if executor == "threads":
        return 0
    if not executor.startswith("threads://"):
        return None
    text = executor.removeprefix("threads://")
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationError(f"executor {executor!r}: expected threads://N, N being 1 or more")
    return int(text)


@contextmanager
def open_executor(name: str, stop: threading.Event) -> Iterator[Executor]:
    """An executor by its name: `dask://HOST:PORT`, or `module:function`, which gives one.

    At the end it waits for the executor's tasks, unless the run is stopped.

    Raises:
        ConfigurationError: There is no such executor, or what it takes is not installed.
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
            f"executor {name}: gave a {type(made).__name__}, expected a concurrent.futures.Executor"
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
            "executor dask: needs the extra `dask`: pip install 'copilot-metrics-collector[dask]'"
        ) from None
    try:
        client = connect(f"tcp://{address}", set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"executor dask://{address}: no scheduler answers there: {error}"
        ) from None
    try:
        # not pure: the same units asked for again are to be asked for again
        yield client.get_executor(pure=False)
    finally:
        client.close()


def work(settings: Settings, credential: Credential, units: tuple[Unit, ...], lane: str) -> Result:
    """A task: some units of one lane, on the worker's own threads and with the worker's own secrets.

    Raises:
        ConfigurationError: The secret or a key is missing here.
        LakeError: The lake cannot be read or written from here.
    """
    found: list[Done] = []

    def tell(event: Event) -> None:
        if isinstance(event, Done):
            found.append(event)

    summary = Summary(tell)
    run_here([Share(lane, credential, units)], settings, summary, threading.Event())
    # whether the API is down, the driver judges by all answers: a batch may be of few entities
    ended = None if lane in summary.down else summary.ended.get(lane)
    return Result(tuple(found), ended)


@attrs.define
class _LaneElsewhere:
    """A lane as the driver sees it: never two of its tasks are under way at a time."""

    share: Share
    waiting: deque[Unit]
    breakers: Breakers
    tries: int = 0
    """How often the batch at the head was lost."""
    then: _LaneElsewhere | None = None
    """The lane whose turn it is after the last unit of this one: it has the same token, as far as is known here."""

    def batch(self, tell: Callable[[Done], None]) -> tuple[Unit, ...]:
        """The next units to ask for; tells of those that are not. Empty at the end."""
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
    settings: Settings,
    summary: Summary,
    executor: str,
    stop: threading.Event,
) -> None:
    """Runs lanes on an executor, batch after batch. Raises as `running.run`."""
    # a worker may run in another folder
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


def _lane(share: Share, settings: Settings) -> _LaneElsewhere:
    entities = {unit.entity for unit in share.units}
    return _LaneElsewhere(share, deque(share.units), Breakers(settings.today, entities))


def _heads(lanes: Sequence[_LaneElsewhere]) -> list[_LaneElsewhere]:
    """The lanes to begin with: those of one token go one after the other, each with its own name for the token.

    What a worker finds under that name, it alone knows: there the two may be different.
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
        self, pool: Executor, settings: Settings, summary: Summary, stop: threading.Event
    ) -> None:
        self._pool = pool
        self._settings = settings
        self._summary = summary
        self._stop = stop
        self._under_way: dict[Future[Result], tuple[_LaneElsewhere, tuple[Unit, ...]]] = {}

    def run(self, lanes: Sequence[_LaneElsewhere]) -> None:
        """Until nothing is under way any more, or for `GRACE_SECONDS` once the run is stopped."""
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
        """Does not wait for batches that are under way any more. Workers finish theirs, as far as they can."""
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
