"""The fake's own clock: the machine's, shifted by as much as a test likes."""

from __future__ import annotations

import datetime
import threading
import time


class Clock:
    """Seconds since 1970, in UTC. Links and tokens end by it."""

    def __init__(self) -> None:
        self._shift = 0.0
        self._lock = threading.Lock()

    def now(self) -> float:
        """The time in seconds."""
        return time.time() + self._shift

    def moment(self) -> datetime.datetime:
        """The time as a moment in UTC."""
        return datetime.datetime.fromtimestamp(self.now(), datetime.UTC)

    def advance(self, seconds: float) -> None:
        """Lets that much time pass at once."""
        with self._lock:
            self._shift += seconds


def timestamp(moment: datetime.datetime) -> str:
    """`2026-05-07T09:30:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def today_utc() -> datetime.date:
    """The day that it is now, in UTC."""
    return datetime.datetime.now(datetime.UTC).date()
