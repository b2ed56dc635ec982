"""What time it is: the clock of the package, so that a test sets it for both (`testing.clock_at`)."""

from __future__ import annotations

import datetime

from copilot_usage_metrics import ArgumentError, Clock

from .exits import ConfigurationError


def now_utc() -> datetime.datetime:
    """The time in UTC. Raises `ConfigurationError` if the variable that shifts the clock is not a number."""
    try:
        return datetime.datetime.fromtimestamp(Clock().now(), datetime.UTC)
    except ArgumentError as error:
        raise ConfigurationError(str(error)) from None


def today_utc() -> datetime.date:
    """The current day in UTC, as GitHub counts days."""
    return now_utc().date()


def timestamp() -> str:
    """The time as manifests have it: `2026-05-07T09:30:00Z`."""
    return now_utc().strftime("%Y-%m-%dT%H:%M:%SZ")
