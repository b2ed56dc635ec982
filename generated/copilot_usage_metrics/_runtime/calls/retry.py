"""Whether to try again, and how long to wait first: a decision and nothing else."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Awaitable, Callable, Mapping

import attrs
from msgspec import Struct, field

from .. import clock
from ..errors import ArgumentError
from .limits import UNTIMED_LIMIT_SECONDS, asked_wait, limit_of, names_secondary

_MOST_DOUBLINGS = 30


@attrs.frozen(kw_only=True)
class RetryPolicy:
    """How patient a client is.

    A request with a body, or of a method that is not idempotent (POST, PATCH), is not sent again once it may have
    arrived: only where a rate limit refused it, or where no connection was made.
    """

    tries: int = 3
    """How often a request is sent at most."""
    first_wait_seconds: float = 1.0
    """The longest first wait where GitHub asks for none; each next one is twice as long."""
    deadline_seconds: float = 600.0
    """The longest time that one call may take, waits included, whatever the server sends; a file of a report \
may take longer by one second for each 16 kB. A wait that GitHub asks for is never cut short: where it does not \
fit, the call ends at once with the error that says how long it would be."""

    def __attrs_post_init__(self) -> None:
        if type(self.tries) is not int or self.tries < 1:
            raise ArgumentError("tries", f"expected a number, at least one, got {self.tries!r}")
        for name in ("first_wait_seconds", "deadline_seconds"):
            value = getattr(self, name)
            if (
                isinstance(value, bool)
                or not isinstance(value, int | float)
                or not 0 <= value < math.inf
            ):
                raise ArgumentError(name, f"expected seconds, got {value!r}")


async def _sleep_async(seconds: float) -> None:
    import asyncio  # here: who waits without awaiting need not load it

    await asyncio.sleep(seconds)


class Clock(Struct, frozen=True, kw_only=True):
    """Time and chance, to be replaced in tests."""

    now: Callable[[], float] = clock.now
    """Seconds since the epoch."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep_async
    random: Callable[[], float] = random.random
    """From 0 up to, not including, 1."""


class Failure(Struct, frozen=True, kw_only=True):
    """An attempt that came to nothing."""

    status: int | None = None
    """None where no answer came."""
    headers: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    page: str | None = None
    """The `documentation_url` of the answer's body."""
    is_github: bool = True
    """Whether it was the API that failed: a download host has limits of its own."""
    is_repeatable: bool = True
    """Whether to send the request again does no harm even if this attempt arrived."""


class Wait(Struct, frozen=True, kw_only=True):
    """A pause before the next attempt."""

    seconds: float
    why: str
    """`primary rate limit`, `secondary rate limit`, `server error 502`, `no answer: …`."""
    attempt: int
    """The number of the attempt that failed, from 1."""


def decide(
    failure: Failure, attempt: int, policy: RetryPolicy, *, now: float, left: float, chance: float
) -> Wait | None:
    """How long to wait before trying again; None where trying again is wrong or there is no time.

    Again: rate limits (429, and 403 that says so); 5xx and no answer, where the request is repeatable. Never: 401,
    404, a plain 403, or any other status.

    `now` is in seconds since the epoch, `left` is what is left of the deadline, `chance` is from 0 to 1.
    """
    why = _reason(failure)
    if why is None or attempt >= policy.tries:
        return None
    doublings = 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
    seconds = asked_wait(failure.headers, now)
    named = why == "secondary rate limit" and names_secondary(failure.message, failure.page)
    if seconds is None and named and failure.is_github:
        seconds = UNTIMED_LIMIT_SECONDS * doublings
    if seconds is None:
        # half of it is left to chance, so that many clients do not come back at once
        seconds = policy.first_wait_seconds * doublings * (0.5 + chance / 2)
    return None if seconds > left else Wait(seconds=seconds, why=why, attempt=attempt)


def _reason(failure: Failure) -> str | None:
    if failure.status is None:
        return (failure.message or "no answer") if failure.is_repeatable else None
    limit = limit_of(failure.status, failure.headers, failure.message, failure.page)
    if limit is not None:
        return f"{limit} rate limit"
    is_server_error = failure.status >= 500 and failure.is_repeatable
    return f"server error {failure.status}" if is_server_error else None
