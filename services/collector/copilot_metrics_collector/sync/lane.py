"""One lane: the units of one credential, asked for one after the other, read side by side."""

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

from .. import __version__
from ..clock import now_utc, timestamp
from ..exits import CollectorError, ConfigurationError, LakeError
from ..lake.lake import Lake
from ..lake.manifest import Manifest
from ..lake.succession import Change
from ..units import Unit
from . import reasons
from .asking import ask
from .breakers import Breakers, Stream, stream_of
from .context import Context, Stopped
from .credentials import Credential, digest_of
from .events import Done, Started, Tell, Waiting
from .judging import ends_lane, is_unreachable
from .planning import in_turn
from .reading import signed
from .settings import Settings

if TYPE_CHECKING:
    from ..privacy import Transform

STOPPED: Final = "the run was stopped"


@attrs.frozen
class Shared:
    """What the lanes of a process have in common."""

    settings: Settings
    lake: Lake
    tell: Tell
    transform: Transform | None
    stop: threading.Event
    slots: threading.Semaphore


class Queue:
    """Hands out the units of a lane, and those that are not to be asked for with the reason. Safe for threads.

    Of the reports of one family of one entity, one is asked for first, and the others when that has been
    answered: where the policy is off, GitHub says so once.
    """

    def __init__(self, units: Iterable[Unit], stop: threading.Event, today: datetime.date) -> None:
        self._waiting = deque(units)
        self._stop = stop
        self._today = today
        self._begun: dict[Unit, None] = {}
        """Handed out, without an outcome yet; in their order."""
        self._probing: set[Stream] = set()
        self._breakers = Breakers(today, {unit.entity for unit in self._waiting})
        self._changed = threading.Condition()

    def add(self, units: Iterable[Unit]) -> None:
        """Takes more units in, each in its turn; before the first one is handed out."""
        self._waiting = deque(in_turn([*self._waiting, *units], self._today))
        self._breakers = Breakers(self._today, {unit.entity for unit in self._waiting})

    @property
    def over(self) -> str | None:
        """Why the lane has ended before its last unit."""
        return self._breakers.over

    @property
    def is_down(self) -> bool:
        """Whether that is because the API seems to be down, and not for the credential."""
        return self._breakers.is_down

    def next(self) -> tuple[Unit, str | None] | None:
        """A unit, and why it is not to be asked for where that is so; None at the end. May wait for an answer."""
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
        """The first unit whose turn it can be; None where an answer has to be waited for."""
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
        """Learns what became of a unit; `ends` is why the lane ends with it. False where it was taken back."""
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
        """Takes all units that have no outcome yet: those handed out, and those not handed out any more."""
        with self._changed:
            found = [*self._begun, *self._waiting]
            self._begun.clear()
            self._waiting.clear()
            self._changed.notify_all()
            return found

    def wake(self) -> None:
        """Lets whoever waits look again: the run is to end."""
        with self._changed:
            self._changed.notify_all()


class Lane:
    """A lane at work. `work` is run by as many threads as one likes."""

    def __init__(
        self, name: str, credential: Credential, units: Iterable[Unit], shared: Shared
    ) -> None:
        """Raises `ConfigurationError` where the credential has no secret here."""
        self.name = name
        self.queue = Queue(units, shared.stop, shared.settings.today)
        self._shared = shared
        self._is_over = False
        """Whether nothing more may get into the lake: its threads may be blocked for long after the run."""
        self._is_answered = False
        """Whether there ever was a connection to the API."""
        self._client, self.digest = make_client(name, credential, shared)
        self._context = Context(
            self._client,
            shared.settings,
            shared.tell,
            shared.transform,
            shared.stop,
            shared.slots,
        )

    def close(self) -> None:
        """Closes its connections."""
        self._is_over = True
        self._client.close()

    def abandon(self) -> None:
        """Does not wait for units that are under way any more: they count as not requested."""
        self._is_over = True
        for unit in self.queue.take_back():
            self._shared.tell(Done(unit, "not-asked", STOPPED))

    def work(self) -> None:
        """Takes units from the queue until there are none. Raises `LakeError` and what else is not GitHub's."""
        while (turn := self.queue.next()) is not None:
            unit, objection = turn
            if objection is not None:
                self._end(unit, Done(unit, "not-asked", objection))
                continue
            self._shared.tell(Started(unit))
            try:
                done, ends = self._ask(unit)
            except BaseException:
                # whoever waits for this answer must not wait for ever
                self.queue.done(unit, Done(unit, "not-asked", STOPPED), STOPPED)
                raise
            self._end(unit, done, ends)

    def _end(self, unit: Unit, done: Done, ends: str | None = None) -> None:
        if self.queue.done(unit, done, ends):
            self._shared.tell(done)

    def _add(self, manifest: Manifest, files: Mapping[str, Path]) -> Change:
        """Puts a unit into the lake. Raises `Stopped` where the run did not wait for it, and `LakeError`."""
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
                    # it says nothing of the unit, and the next ones would only say it again
                    why = reasons.stable(str(answer.error))
                    return Done(unit, "not-asked", why, seconds=time.monotonic() - begin), why
                self._is_answered = True
                change = self._add(candidate.manifest, candidate.files)
        except BrokenPipeError:  # of whoever is told of the run
            raise
        except OSError as error:  # of the scratch folder: what the network does has other types
            raise LakeError(
                f"cannot write what was had of {unit}: {error.strerror or error}; see to the disk of "
                f"{store.url if store.is_local else 'the folder for temporary files'}, and run this again"
            ) from None
        except CollectorError:
            raise
        except Stopped:
            return Done(unit, "not-asked", STOPPED, seconds=time.monotonic() - begin), None
        except (AuthenticationError, CredentialsError) as error:
            seconds = time.monotonic() - begin
            ends = ends_lane(error, private=self._context.is_private)
            return Done(unit, "not-asked", ends, seconds=seconds), ends
        except Exception as error:  # noqa: BLE001 - a fault met in one unit must not end the run
            seconds = time.monotonic() - begin
            if self._is_over:
                return Done(unit, "not-asked", STOPPED, seconds=seconds), None
            reason = reasons.of_fault(error)
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
    name: str, credential: Credential, shared: Shared
) -> tuple[CopilotMetrics, bytes | None]:
    """The client of a lane: one request at a time, patient enough to sit out a rate limit.

    With it comes the digest of its token (`credentials.digest_of`); None where it has none of its own.

    Raises:
        ConfigurationError: There is no secret, or none that can be one.
    """
    settings = shared.settings

    def on_wait(wait: Wait) -> None:
        until = now_utc() + datetime.timedelta(seconds=wait.seconds)
        why = reasons.of_wait(wait.why, private=shared.transform is not None)
        shared.tell(Waiting(name, wait.seconds, why, until))

    # of these a provider may say otherwise, of those below not
    usual: dict[str, Any] = {
        "timeout": settings.timeout_seconds,
        "retry": RetryPolicy(
            tries=settings.tries,
            first_wait_seconds=settings.first_wait_seconds,
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
        del (
            arguments
        )  # a traceback that shows the variables of its frames must not find a token here


def sleeping(stop: threading.Event) -> Callable[[float], None]:
    """How a client sleeps: until its time is over, or until the run is stopped, with `Stopped`."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    return sleep
