"""The hourly limit: its use, and its response headers."""

from __future__ import annotations

import threading

WINDOW_SECONDS = 3600


class Limits:
    """Counts requests by token and hour. Thread-safe."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._used: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def count(self, who: str, now: float) -> tuple[bool, tuple[tuple[str, str], ...]]:
        """Count a request. Returns whether it is within the limit, and the headers of its response."""
        with self._lock:
            reset, used = self._used.get(who, (0.0, 0))
            if now >= reset:
                reset, used = now + WINDOW_SECONDS, 0
            used += 1
            self._used[who] = (reset, used)
        return used <= self.limit, headers(self.limit, self.limit - used, reset)

    def state(self, who: str, now: float) -> tuple[int, int, float]:
        """The limit, the number of counted requests, and the time of the reset; counts nothing."""
        with self._lock:
            reset, used = self._used.get(who, (0.0, 0))
        return (self.limit, used, reset) if now < reset else (self.limit, 0, now + WINDOW_SECONDS)


def headers(limit: int, remaining: int, reset: float) -> tuple[tuple[str, str], ...]:
    """The headers of a response."""
    return (
        ("X-RateLimit-Limit", str(limit)),
        ("X-RateLimit-Remaining", str(max(0, remaining))),
        ("X-RateLimit-Used", str(limit - max(0, remaining))),
        ("X-RateLimit-Reset", str(int(reset + 0.999))),
        ("X-RateLimit-Resource", "core"),
    )
