"""The only module that reads the wall clock. The client, the fake GitHub and the collector use it."""

from __future__ import annotations

import datetime
import math
import os
import time

from .errors import ArgumentError

SHIFT_VARIABLE = "COPILOT_USAGE_METRICS_CLOCK_SHIFT"
"""Environment variable for tests: seconds added to the machine's clock, in this process and its children."""


def now() -> float:
    """The time in seconds since the epoch.

    Raises:
        ArgumentError: `COPILOT_USAGE_METRICS_CLOCK_SHIFT` is not a number of seconds.
    """
    shift = os.environ.get(SHIFT_VARIABLE)
    return time.time() + _seconds(shift) if shift else time.time()


def now_utc() -> datetime.datetime:
    """The time as a `datetime` in UTC."""
    return datetime.datetime.fromtimestamp(now(), datetime.UTC)


def today_utc() -> datetime.date:
    """The current day in UTC, as GitHub counts days."""
    return now_utc().date()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise ArgumentError(SHIFT_VARIABLE, f"expected a number of seconds, got {text!r}")
    return seconds
