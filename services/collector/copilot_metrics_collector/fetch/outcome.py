"""Derives the state of a unit, and of its credential, from a result."""

from __future__ import annotations

import datetime
from typing import Final

from copilot_usage_metrics import (
    AuthenticationError,
    CopilotMetricsError,
    CredentialsError,
    ForbiddenError,
    IncompleteReportError,
    NotFoundError,
    RateLimitError,
    TransportError,
)

from ..lake.manifest import State
from ..plan.planning import is_trailing
from ..units import Unit
from . import messages
from .reading import Reading, Tables

_NO_CONNECTION: Final = ("ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol")


def judge(
    unit: Unit,
    reading: Reading,
    tables: Tables,
    error: CopilotMetricsError | None,
    today: datetime.date,
    *,
    private: bool = False,
) -> tuple[State, str | None]:
    """Returns the state of a unit and the reason if it is not complete; for `private` see `messages.of_error`."""
    outcome = reading.days[0]
    if outcome.report_end_day is not None and outcome.report_end_day != unit.day:
        return "failed", f"the report is about another day, {outcome.report_end_day}"
    if error is None:
        if outcome.no_data is None:
            return "complete", messages.of_empty_files(len(outcome.notes), len(outcome.parts))
        return empty_state(unit, today), messages.of_no_data(outcome.no_data)
    if isinstance(error, IncompleteReportError):
        missing = [part.reason or "unknown reason" for part in reading.failed_parts]
        reason = messages.of_files(missing, len(reading.parts), private=private)
    else:
        reason = messages.of_error(error, private=private)
    return ("partial" if tables.rows else state_of(error)), reason


def empty_state(unit: Unit, today: datetime.date) -> State:
    """Returns the state for a response without data: recent days may still be published."""
    return "not-yet" if is_trailing(unit.day, today) else "no-data"


def state_of(error: CopilotMetricsError) -> State:
    """Returns the state of a unit without rows after an error."""
    if isinstance(error, ForbiddenError):
        return "no-permission"
    return "not-found" if isinstance(error, NotFoundError) else "failed"


def is_unreachable(error: CopilotMetricsError | None) -> bool:
    """Whether no connection was made: name resolution, refused connection, TLS, or proxy."""
    # the package reports the kind of failure only in the message
    return isinstance(error, TransportError) and any(
        f": {name}" in str(error) for name in _NO_CONNECTION
    )


def ends_lane(error: CopilotMetricsError | None, *, private: bool = False) -> str | None:
    """Returns why a credential cannot be used after an error, or None."""
    if isinstance(error, AuthenticationError):
        return f"the token is refused: {messages.of_error(error, private=private)}"
    if isinstance(error, CredentialsError | RateLimitError):
        return messages.of_error(error, private=private)
    return None
