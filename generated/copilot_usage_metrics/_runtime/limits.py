"""GitHub's rate limits, read from an answer.

https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

import email.utils
from collections.abc import Mapping
from typing import Literal, TypeAlias

Limit: TypeAlias = Literal["primary", "secondary"]

UNTIMED_LIMIT_SECONDS = 60.0
"""What GitHub asks to wait at least where a limit names no time of its own; then ever longer."""


def limit_of(
    status: int, headers: Mapping[str, str], message: str | None, page: str | None = None
) -> Limit | None:
    """Which rate limit an answer tells of; None where it tells of none.

    Header names in lower case; `page` is the `documentation_url` of its body.
    """
    if status not in (403, 429):
        return None
    text = (message or "").lower()
    if page is not None and page.endswith(("secondary-rate-limits", "abuse-rate-limits")):
        return "secondary"
    if headers.get("x-ratelimit-remaining") == "0":
        return "primary"
    if "secondary rate limit" in text or "abuse detection" in text:
        return "secondary"
    if "rate limit exceeded" in text:
        return "primary"
    return "secondary" if status == 429 or "retry-after" in headers else None


def asked_wait(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that GitHub asks to wait; None where it does not say.

    `now` is the local time, seconds since the epoch. Where the answer carries a `Date`, that is GitHub's
    clock, and a local clock that is wrong does no harm.
    """
    now = _moment(headers.get("date")) or now
    waits: list[float] = []
    after = headers.get("retry-after", "").strip()
    seconds, moment = _number(after), _moment(after)
    if seconds is not None:
        waits.append(seconds)
    elif moment is not None:
        waits.append(moment - now)
    reset = _number(headers.get("x-ratelimit-reset", ""))
    if reset is not None and headers.get("x-ratelimit-remaining") == "0":
        waits.append(max(0.0, reset - now) + 1.0)  # the reset is told in whole seconds
    return max(0.0, *waits) if waits else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < 1e12 else None


def _moment(text: str | None) -> float | None:
    """An HTTP date (RFC 9110 §5.6.7) as seconds since the epoch."""
    try:
        return None if text is None else email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
