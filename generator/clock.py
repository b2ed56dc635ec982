"""The one module of the generator that reads the wall clock: for the day on which an accepted finding expires."""

from __future__ import annotations

import datetime
import os

SHIFT_VARIABLE = "COPILOT_USAGE_METRICS_CLOCK_SHIFT"
"""The package's variable: the seconds by which a test moves the clock, in the processes it starts too."""


def today_utc() -> datetime.date:
    """The current day in UTC."""
    shift = datetime.timedelta(seconds=float(os.environ.get(SHIFT_VARIABLE) or 0))
    return (datetime.datetime.now(datetime.UTC) + shift).date()
