"""Time limits that hold whatever a server sends."""

from __future__ import annotations

import math
import time


class Deadline:
    """The moment by which one effect has to end, on the machine's monotonic clock."""

    __slots__ = ("_until",)

    def __init__(self, within: float) -> None:
        """`within` is in seconds from now."""
        self._until = time.monotonic() + within

    def extend(self, within: float) -> None:
        """Moves it to so many seconds from now."""
        self._until = time.monotonic() + within

    @property
    def left(self) -> float:
        """Seconds that are left; negative once it has passed."""
        return self._until - time.monotonic()


class StepTimeout:
    """The timeout of one wait for bytes: never longer than what is left of a deadline.

    The HTTP library reads its timeouts once for each response, but `socket.settimeout` converts them to a number
    for each wait. Converting this one looks at the deadline, so that it also holds for a server that
    sends a header, a chunk or a 1xx response every moment and never comes to an end.
    """

    __slots__ = ("_deadline", "_seconds")

    def __init__(self, seconds: float, deadline: Deadline) -> None:
        self._seconds = seconds
        self._deadline = deadline

    def __float__(self) -> float:
        """Seconds. Raises `TimeoutError`, as an expired socket does, once the deadline has passed."""
        check(self._deadline)
        return float(max(0.001, min(self._seconds, self._deadline.left)))

    def __index__(self) -> int:
        """As `float`, rounded up: a socket takes whole seconds from what is not a float itself."""
        return math.ceil(float(self))


def check(deadline: Deadline) -> None:
    """Raises `TimeoutError` once a deadline has passed."""
    if deadline.left <= 0:
        raise TimeoutError("the deadline has passed")


def plain_timeouts(seconds: float) -> dict[str, object]:
    """The HTTP library's timeouts where the event loop sees to the deadline."""
    return dict.fromkeys(("connect", "pool", "read", "write"), seconds)


def timeouts(seconds: float, deadline: Deadline) -> dict[str, object]:
    """The HTTP library's timeouts for one blocking exchange, as its requests carry them."""
    step = StepTimeout(seconds, deadline)
    return {"connect": float(step), "pool": float(step), "read": step, "write": step}
