"""The decision whether to retry, and how long to wait."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ..access.policy import RetryPolicy
from ..protocol.effects import Wait
from .limits import UNTIMED_LIMIT_SECONDS, asked_wait, limit_of, names_secondary

_MOST_DOUBLINGS = 30


class Failure(Struct, frozen=True, kw_only=True):
    """A failed attempt."""

    status: int | None = None
    """The status; None if no response was received."""
    headers: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    page: str | None = None
    """The `documentation_url` of the response's body."""
    is_github: bool = True
    """Whether the API failed; otherwise a download host, to which GitHub's limits do not apply."""
    is_repeatable: bool = True
    """Whether a second request does no harm even if this attempt arrived."""


def decide(
    failure: Failure, attempt: int, policy: RetryPolicy, *, now: float, left: float, chance: float
) -> Wait | None:
    """The wait before the next attempt; None if a retry is wrong or there is no time.

    Retried: rate limits (429, and 403 with a rate limit); 5xx and missing responses if the request is repeatable.
    Never retried: 401, 404, a plain 403, or any other status.

    `now` is in seconds since the epoch, `left` is the time left of the deadline, `chance` is from 0 to 1.
    """
    why = _reason(failure)
    if why is None or attempt >= policy.max_attempts:
        return None
    doublings = 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
    seconds = asked_wait(failure.headers, now)
    named = why == "secondary rate limit" and names_secondary(failure.message, failure.page)
    if seconds is None and named and failure.is_github:
        seconds = UNTIMED_LIMIT_SECONDS * doublings
    if seconds is None:
        # half of it is random, so that many clients do not retry at the same time
        seconds = policy.initial_backoff_seconds * doublings * (0.5 + chance / 2)
    return None if seconds > left else Wait(seconds=seconds, why=why, attempt=attempt)


def _reason(failure: Failure) -> str | None:
    if failure.status is None:
        return (failure.message or "no response") if failure.is_repeatable else None
    limit = limit_of(failure.status, failure.headers, failure.message, failure.page)
    if limit is not None:
        return f"{limit} rate limit"
    is_server_error = failure.status >= 500 and failure.is_repeatable
    return f"server error {failure.status}" if is_server_error else None
