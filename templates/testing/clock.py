"""The time that a test, the fake, the client and every process of the test share."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .._runtime import clock


class Clock:
    """The fake's clock: the package's, advanced by `advance`. Links and tokens expire by it."""

    def __init__(self) -> None:
        self._shift = 0.0
        self._lock = threading.Lock()

    def now(self) -> float:
        """The time in seconds since the epoch."""
        return clock.now() + self._shift

    def advance(self, seconds: float) -> None:
        """Advance the clock at once."""
        with self._lock:
            self._shift += seconds


@contextmanager
def clock_at(moment: datetime.datetime | datetime.date) -> Iterator[None]:
    """Set the clock of this package for the block; time continues from `moment`.

    It applies to every client, fake GitHub and collector command in this process, and in the processes that
    the block starts with its environment (`COPILOT_USAGE_METRICS_CLOCK_SHIFT`). It does not change the clock
    of other libraries.

        with clock_at(datetime.date(2028, 2, 29)), FakeGitHub() as github:
            ...

    Args:
        moment: A datetime with a zone, or a date, which means noon in UTC.

    Raises:
        ValueError: The time has no zone.
    """
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time(12), datetime.UTC)
    if moment.tzinfo is None:
        raise ValueError("moment: expected a time with a zone, such as tzinfo=datetime.UTC")
    before = os.environ.pop(clock.SHIFT_VARIABLE, None)
    os.environ[clock.SHIFT_VARIABLE] = repr(moment.timestamp() - clock.now())
    try:
        yield
    finally:
        del os.environ[clock.SHIFT_VARIABLE]
        if before is not None:
            os.environ[clock.SHIFT_VARIABLE] = before


def timestamp(moment: datetime.datetime) -> str:
    """`2026-05-07T09:30:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
