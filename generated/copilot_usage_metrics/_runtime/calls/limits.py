"""GitHub's rate limits, read from a response.

https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Limit: TypeAlias = Literal["primary", "secondary"]

UNTIMED_LIMIT_SECONDS = 60.0
"""Seconds to wait after a secondary limit without a time of its own; later waits are longer."""
_SECONDARY_PAGES = ("secondary-rate-limits", "abuse-rate-limits")


def limit_of(
    status: int, headers: Mapping[str, str], message: str | None, page: str | None = None
) -> Limit | None:
    """The rate limit that a response reports; None if it reports none.

    Header names in lower case; `page` is the `documentation_url` of its body.
    """
    if status not in (403, 429):
        return None
    if page is not None and page.endswith(_SECONDARY_PAGES):
        return "secondary"
    if headers.get("x-ratelimit-remaining") == "0":
        return "primary"
    if names_secondary(message, page):
        return "secondary"
    if "rate limit exceeded" in (message or "").lower():
        return "primary"
    return "secondary" if status == 429 or "retry-after" in headers else None


def names_secondary(message: str | None, page: str | None) -> bool:
    """Whether the text of a response reports a secondary limit, for which GitHub requests a wait of a minute."""
    text = (message or "").lower()
    in_words = "secondary rate limit" in text or "abuse detection" in text
    return in_words or (page is not None and page.endswith(_SECONDARY_PAGES))


def asked_wait(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that GitHub requests to wait; None if it gives no time.

    `now` is the local time in seconds since the epoch. If the response has a `Date` header, that is GitHub's
    clock, and a wrong local clock does no harm.
    """
    now = _moment(headers.get("date")) or now
    waits: list[float] = []
    after = headers.get("retry-after", "").strip()
    seconds, moment = _seconds(after), _moment(after)
    if seconds is not None:
        waits.append(seconds)
    elif moment is not None:
        waits.append(moment - now)
    reset = _seconds(headers.get("x-ratelimit-reset", ""))
    # without a remaining count, none are left: this response reports a limit
    if reset is not None and headers.get("x-ratelimit-remaining", "0") == "0":
        waits.append(max(0.0, reset - now) + 1.0)  # the reset is in whole seconds
    return max(0.0, *waits) if waits else None


def _seconds(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < 1e12 else None


def _moment(text: str | None) -> float | None:
    """An HTTP date (RFC 9110 §5.6.7) as seconds since the epoch."""
    if text is None:
        return None
    from email.utils import parsedate_to_datetime  # here: rarely needed, and slow to import

    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
