"""What an answer says of a unit, and of the credential that it was asked with."""

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
from ..units import Unit
from . import reasons
from .planning import is_trailing
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
    """The state of a unit after it was read, and why it is not complete; `private` is as for `reasons.of_error`."""
    outcome = reading.days[0]
    if outcome.report_end_day is not None and outcome.report_end_day != unit.day:
        return "failed", f"the answer is about another day, {outcome.report_end_day}"
    if error is None:
        if outcome.no_data is None:
            return "complete", reasons.of_empty_files(len(outcome.notes), len(outcome.parts))
        return empty_state(unit, today), reasons.of_no_data(outcome.no_data)
    if isinstance(error, IncompleteReportError):
        missing = [part.reason or "no reason known" for part in reading.partial]
        reason = reasons.of_files(missing, len(reading.parts), private=private)
    else:
        reason = reasons.of_error(error, private=private)
    return ("partial" if tables.rows else state_of(error)), reason


def empty_state(unit: Unit, today: datetime.date) -> State:
    """What an answer without data means: the last days may still come."""
    return "not-yet" if is_trailing(unit.day, today) else "no-data"


def state_of(error: CopilotMetricsError) -> State:
    """What an error says of a unit without rows."""
    if isinstance(error, ForbiddenError):
        return "no-permission"
    return "not-found" if isinstance(error, NotFoundError) else "failed"


def is_unreachable(error: CopilotMetricsError | None) -> bool:
    """Whether there was no connection at all: a name that does not resolve, a refused one, TLS, or a proxy."""
    # the package says the kind of the failure in its text alone
    return isinstance(error, TransportError) and any(
        f": {name}" in str(error) for name in _NO_CONNECTION
    )


def ends_lane(error: CopilotMetricsError | None, *, private: bool = False) -> str | None:
    """Why nothing more is to be asked with a credential after an error; None where it is."""
    if isinstance(error, AuthenticationError):
        return f"the token is refused: {reasons.of_error(error, private=private)}"
    if isinstance(error, CredentialsError | RateLimitError):
        return reasons.of_error(error, private=private)
    return None
