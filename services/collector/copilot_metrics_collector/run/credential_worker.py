"""Worker of one credential (lane): requests its units one at a time and reads their files in parallel."""

from __future__ import annotations

import datetime
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
from copilot_usage_metrics import (
    AuthenticationError,
    Clock,
    CopilotMetrics,
    CopilotMetricsError,
    CredentialsError,
    RetryPolicy,
    Wait,
)

from ..access.credentials import Credential, digest_of
from ..access.settings import RunSettings
from ..clock import now_utc, timestamp
from ..exits import CollectorError, ConfigurationError, LakeError
from ..fetch import messages
from ..fetch.context import FetchContext, Stopped
from ..fetch.events import Done, Started, Tell, Waiting
from ..fetch.fetch_unit import ask
from ..fetch.outcome import ends_lane, is_unreachable
from ..fetch.reading import signed
from ..lake.lake import Lake
from ..lake.manifest import Manifest
from ..lake.succession import Change
from ..plan.planning import in_turn
from ..units import Unit
from ..version import __version__
from .breakers import Breakers, Stream, stream_of

if TYPE_CHECKING:
    from ..privacy import Transform

STOPPED: Final = "the run was stopped"


@attrs.frozen
class WorkerState:
    """State shared by the lanes of a process."""

    settings: RunSettings
    lake: Lake
    tell: Tell
    transform: Transform | None
    stop: threading.Event
    slots: threading.Semaphore


class Queue:
    """Returns the units of a lane one by one, skipped ones with a reason. Safe for threads.

    The first report of a stream (family of an entity) is requested alone, the others after its response, so
    that a disabled policy costs one request.
    """

    def __init__(self, units: Iterable[Unit], stop: threading.Event, today: datetime.date) -> None:
        self._waiting = deque(units)
        self._stop = stop
        self._today = today
        self._begun: dict[Unit, None] = {}
        """Units in progress, in order."""
        self._probing: set[Stream] = set()
        self._breakers = Breakers(today, {unit.entity for unit in self._waiting})
        self._changed = threading.Condition()

    def add(self, units: Iterable[Unit]) -> None:
        """Adds units in order, before the first one is taken."""
        self._waiting = deque(in_turn([*self._waiting, *units], self._today))
        self._breakers = Breakers(self._today, {unit.entity for unit in self._waiting})

    @property
    def over(self) -> str | None:
        """Why the lane ended before its last unit."""
        return self._breakers.over

    @property
    def is_down(self) -> bool:
        """Whether the reason is a failing API rather than the credential."""
        return self._breakers.is_down

    def next(self) -> tuple[Unit, str | None] | None:
        """Returns the next unit with the reason to skip it, if any; None at the end. May wait for a result."""
        with self._changed:
            while True:
                if not self._waiting:
                    return None
                picked = self._picked()
                if picked is not None:
                    self._begun[picked[0]] = None
                    return picked
                self._changed.wait()

    def _picked(self) -> tuple[Unit, str | None] | None:
        """Returns the first unit that can be requested now; None if it must wait for a result."""
        if self._stop.is_set():
            return self._waiting.popleft(), STOPPED
        for place, unit in enumerate(self._waiting):
            objection = self._breakers.objection(unit)
            stream = stream_of(unit)
            if objection is None and not self._breakers.is_good(unit):
                if stream in self._probing:
                    continue
                self._probing.add(stream)
            del self._waiting[place]
            return unit, objection
        return None

    def done(self, unit: Unit, done: Done, ends: str | None = None) -> bool:
        """Records a unit's result; `ends` is the reason to end the lane. False if the unit was taken back."""
        with self._changed:
            if unit not in self._begun:
                return False
            del self._begun[unit]
            self._probing.discard(stream_of(unit))
            if ends is not None:
                self._breakers.end(ends)
            self._breakers.note(done)
            self._changed.notify_all()
            return True

    def take_back(self) -> list[Unit]:
        """Takes back all units without a result."""
        with self._changed:
            found = [*self._begun, *self._waiting]
            self._begun.clear()
            self._waiting.clear()
            self._changed.notify_all()
            return found

    def wake(self) -> None:
        """Wakes waiting threads because the run is ending."""
        with self._changed:
            self._changed.notify_all()


class Lane:
    """A running lane. Any number of threads may call `work`."""

    def __init__(
        self, name: str, credential: Credential, units: Iterable[Unit], shared: WorkerState
    ) -> None:
        """Raises `ConfigurationError` if the secret is missing."""
        self.name = name
        self.queue = Queue(units, shared.stop, shared.settings.today)
        self._shared = shared
        self._is_over = False
        """Whether to store nothing more: threads may remain blocked after the run."""
        self._is_answered = False
        """Whether there was a connection to the API."""
        self._client, self.digest = make_client(name, credential, shared)
        self._context = FetchContext(
            self._client,
            shared.settings,
            shared.tell,
            shared.transform,
            shared.stop,
            shared.slots,
        )

    def close(self) -> None:
        """Closes the connections."""
        self._is_over = True
        self._client.close()

    def abandon(self) -> None:
        """Abandons units in progress, which count as not requested."""
        self._is_over = True
        for unit in self.queue.take_back():
            self._shared.tell(Done(unit, "not-asked", STOPPED))

    def work(self) -> None:
        """Processes units until the queue is empty. Raises `LakeError` and other errors that are not GitHub's."""
        while (turn := self.queue.next()) is not None:
            unit, objection = turn
            if objection is not None:
                self._end(unit, Done(unit, "not-asked", objection))
                continue
            self._shared.tell(Started(unit))
            try:
                done, ends = self._ask(unit)
            except BaseException:
                # wake threads that wait for this result
                self.queue.done(unit, Done(unit, "not-asked", STOPPED), STOPPED)
                raise
            self._end(unit, done, ends)

    def _end(self, unit: Unit, done: Done, ends: str | None = None) -> None:
        if self.queue.done(unit, done, ends):
            self._shared.tell(done)

    def _add(self, manifest: Manifest, files: Mapping[str, Path]) -> Change:
        """Stores a unit. Raises `Stopped` if the run abandoned it, and `LakeError`."""
        if self._is_over:
            raise Stopped
        return self._shared.lake.add(manifest, files)

    def _ask(self, unit: Unit) -> tuple[Done, str | None]:
        begin = time.monotonic()
        store = self._shared.lake.store
        try:
            with store.scratch() as folder:
                answer = ask(unit, self._context, folder)
                candidate = answer.candidate
                if is_unreachable(answer.error) and not self._is_answered:
                    # an error of the callback, not of the unit, which would repeat
                    why = messages.stable(str(answer.error))
                    return Done(unit, "not-asked", why, seconds=time.monotonic() - begin), why
                self._is_answered = True
                change = self._add(candidate.manifest, candidate.files)
        except BrokenPipeError:  # raised by the receiver of events
            raise
        except OSError as error:  # from the temporary folder: network errors have other types
            raise LakeError(
                f"cannot write {unit}: {error.strerror or error}; check the disk of "
                f"{store.url if store.is_local else 'the folder for temporary files'}, and run the command again"
            ) from None
        except CollectorError:
            raise
        except Stopped:
            return Done(unit, "not-asked", STOPPED, seconds=time.monotonic() - begin), None
        except (AuthenticationError, CredentialsError) as error:
            seconds = time.monotonic() - begin
            ends = ends_lane(error, private=self._context.is_private)
            return Done(unit, "not-asked", ends, seconds=seconds), ends
        except Exception as error:  # noqa: BLE001 - an error in one unit must not end the run
            seconds = time.monotonic() - begin
            if self._is_over:
                return Done(unit, "not-asked", STOPPED, seconds=seconds), None
            reason = messages.of_fault(error)
            failed = Manifest(unit=unit, state="failed", reason=reason, asked_at=timestamp())
            change = self._shared.lake.add(signed(failed), {})
            return Done(unit, "failed", reason, change, seconds=seconds), None
        manifest = candidate.manifest
        done = Done(
            manifest.unit,
            manifest.state,
            manifest.reason,
            change,
            manifest.rows,
            answer.bytes,
            time.monotonic() - begin,
            manifest.bad_lines,
            manifest.conflicts,
            manifest.drift,
        )
        return done, ends_lane(answer.error, private=self._context.is_private)


def make_client(
    name: str, credential: Credential, shared: WorkerState
) -> tuple[CopilotMetrics, bytes | None]:
    """Creates the client of a lane, which sends one request at a time and waits for rate limits.

    Also returns the digest of its token (`credentials.digest_of`), or None if it has no fixed token.

    Raises:
        ConfigurationError: The secret is missing or invalid.
    """
    settings = shared.settings

    def on_wait(wait: Wait) -> None:
        until = now_utc() + datetime.timedelta(seconds=wait.seconds)
        why = messages.of_wait(wait.why, private=shared.transform is not None)
        shared.tell(Waiting(name, wait.seconds, why, until))

    # a provider may override these, but not those below
    usual: dict[str, Any] = {
        "timeout": settings.timeout_seconds,
        "retry": RetryPolicy(
            max_attempts=settings.tries,
            initial_backoff_seconds=settings.first_wait_seconds,
            deadline_seconds=settings.deadline_seconds,
        ),
        "user_agent": f"copilot-metrics-collector/{__version__}",
    }
    ours: dict[str, Any] = {
        "base_url": settings.base_url,
        "clock": Clock(sleep=sleeping(shared.stop)),
        "on_wait": on_wait,
        "one_at_a_time": True,
    }
    arguments = credential.arguments(name, settings.base_url)
    try:
        client = CopilotMetrics(**{**usual, **arguments, **ours})
        known = isinstance(arguments.get("token"), str)
        return client, digest_of(arguments["token"]) if known else None
    except CopilotMetricsError as error:
        raise ConfigurationError(f"credential {credential.name}: {error}") from None
    except TypeError as error:
        raise ConfigurationError(
            f"credential {credential.name}: provider {credential.provider}: {error}"
        ) from None
    finally:
        del arguments  # keep the token out of tracebacks that show local variables


def sleeping(stop: threading.Event) -> Callable[[float], None]:
    """Returns a client's sleep function, which raises `Stopped` when the run is stopped."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    return sleep
