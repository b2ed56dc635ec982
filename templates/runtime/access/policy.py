"""The retry policy of a client, and its clock."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Awaitable, Callable

import attrs
from msgspec import Struct

from .. import clock
from ..errors import ArgumentError
from ..public import public


@public
@attrs.frozen(kw_only=True)
class RetryPolicy:
    """When and how often a client retries.

    A request with a body, or of a method that is not idempotent (POST, PATCH), is not sent again once it may have
    arrived: only if a rate limit refused it, or if no connection was made.
    """

    max_attempts: int = 3
    """The greatest number of attempts to send a request."""
    initial_backoff_seconds: float = 1.0
    """The longest first wait if GitHub requests none; each further wait is twice as long."""
    deadline_seconds: float = 600.0
    """The longest time of one call in seconds, including waits, for any behaviour of the server; a file of a report \
    may take longer by one second for each 16 kB. A wait that GitHub requests is never shortened: if it does not \
    fit, the call ends at once with an error that has its length."""

    def __attrs_post_init__(self) -> None:
        if type(self.max_attempts) is not int or self.max_attempts < 1:
            raise ArgumentError(
                "max_attempts", f"expected a number, at least one, got {self.max_attempts!r}"
            )
        for name in ("initial_backoff_seconds", "deadline_seconds"):
            value = getattr(self, name)
            if (
                isinstance(value, bool)
                or not isinstance(value, int | float)
                or not 0 <= value < math.inf
            ):
                raise ArgumentError(name, f"expected seconds, got {value!r}")


async def _sleep_async(seconds: float) -> None:
    import asyncio  # here: synchronous clients need not load it

    await asyncio.sleep(seconds)


@public
class Clock(Struct, frozen=True, kw_only=True):
    """Time and randomness, to be replaced in tests."""

    now: Callable[[], float] = clock.now
    """Seconds since the epoch."""
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep_async
    random: Callable[[], float] = random.random
    """A random number from 0 up to, but not including, 1."""
