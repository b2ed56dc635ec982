"""The current time, from the package's clock, so that `testing.clock_at` sets both."""

from __future__ import annotations

import datetime

from copilot_usage_metrics import ArgumentError, Clock

from .exits import ConfigurationError


def now_utc() -> datetime.datetime:
    """Returns the time in UTC. Raises `ConfigurationError` if the variable that shifts the clock is not a number."""
    try:
        return datetime.datetime.fromtimestamp(Clock().now(), datetime.UTC)
    except ArgumentError as error:
        raise ConfigurationError(str(error)) from None


def today_utc() -> datetime.date:
    """Returns the current day in UTC, which GitHub uses for report days."""
    return now_utc().date()


def timestamp() -> str:
    """Formats a time for manifests: `2026-05-07T09:30:00Z`."""
    return now_utc().strftime("%Y-%m-%dT%H:%M:%SZ")
