"""Time limits that hold for any behaviour of a server."""

from __future__ import annotations

import math
import time


class Deadline:
    """The time by which one effect must end, on the machine's monotonic clock."""

    __slots__ = ("_until",)

    def __init__(self, within: float) -> None:
        """`within` is in seconds from now."""
        self._until = time.monotonic() + within

    def extend(self, within: float) -> None:
        """Move it to this many seconds from now."""
        self._until = time.monotonic() + within

    @property
    def left(self) -> float:
        """The seconds left; negative once it has passed."""
        return self._until - time.monotonic()


class StepTimeout:
    """The timeout of one wait for bytes: never longer than the time left of a deadline.

    The HTTP library reads its timeouts once for each response, but `socket.settimeout` converts them to a number
    for each wait. Converting this object checks the deadline, so it also holds for a server that
    sends a header, a chunk or a 1xx response every moment without end.
    """

    __slots__ = ("_deadline", "_seconds")

    def __init__(self, seconds: float, deadline: Deadline) -> None:
        self._seconds = seconds
        self._deadline = deadline

    def __float__(self) -> float:
        """Seconds. Raises `TimeoutError`, as an expired socket does, once the deadline has passed."""
        left = check(self._deadline)
        return float(max(0.001, min(self._seconds, left)))

    def __index__(self) -> int:
        """As `float`, rounded up: a socket converts objects other than floats to whole seconds."""
        return math.ceil(float(self))


def check(deadline: Deadline) -> float:
    """Seconds that are left. Raises `TimeoutError` once a deadline has passed."""
    left = deadline.left
    if left <= 0:
        raise TimeoutError("the deadline has passed")
    return left


def plain_timeouts(seconds: float) -> dict[str, object]:
    """The HTTP library's timeouts if the event loop enforces the deadline."""
    return dict.fromkeys(("connect", "pool", "read", "write"), seconds)


def timeouts(seconds: float, deadline: Deadline) -> dict[str, object]:
    """The HTTP library's timeouts for one blocking exchange, as attached to its requests."""
    step = StepTimeout(seconds, deadline)
    return {"connect": float(step), "pool": float(step), "read": step, "write": step}
