"""Why a unit is as it is, in words that are the same each time: a second run must not change a byte.

No request ids, links, times or other figures that change from request to request.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from copilot_usage_metrics import (
    CopilotMetricsError,
    ForbiddenError,
    NoData,
    RateLimitError,
    RequestTimeoutError,
    ResponseError,
    TransportError,
    UnexpectedBodyError,
)

_LONGEST: Final = 300
_CHANGING: Final = (
    (re.compile(r"https?://\S+"), "…"),
    (re.compile(r"\s*\(?\b(?:request|reference) id\b.*", re.IGNORECASE | re.DOTALL), ""),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*"), "…"),
    (re.compile(r"\b[0-9A-Fa-f]{4,}(?::[0-9A-Fa-f]{2,}){2,}\b"), "…"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}\b", re.IGNORECASE), "…"),
    (re.compile(r"\b\d+ of \d+ bytes"), "some of its bytes"),
    (re.compile(r"\s*\(received \d+ bytes, expected \d+\)"), ""),
    (re.compile(r"\b\d{5,}\b"), "…"),
)


def stable(text: str) -> str:
    """A text without what is different each time, in one line."""
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def of_no_data(found: NoData) -> str:
    """Why GitHub has nothing."""
    return stable(found.reason)


def of_error(error: CopilotMetricsError) -> str:
    """Why a request came to nothing."""
    if isinstance(error, RateLimitError):
        return "rate limit: it would have lasted longer than one request may wait"
    if isinstance(error, ForbiddenError):
        return stable(f"403, {error.reason}: {error.message or 'GitHub gave no reason'}")
    if isinstance(error, UnexpectedBodyError):
        return stable(str(error).partition(": ")[2])
    if isinstance(error, ResponseError):
        return stable(
            f"{error.status}: {error.message}"
            if error.message
            else f"{error.status}, without a message"
        )
    if isinstance(error, RequestTimeoutError):
        return "no answer in time"
    if isinstance(error, TransportError):
        return stable(str(error).partition(": ")[0])
    return stable(str(error))


def of_files(reasons: Sequence[str], files: int) -> str:
    """Why some of a report's files are missing: `reasons` of each of these, `files` of all in number."""
    said = sorted({stable(each) for each in reasons})
    more = f" (and {len(said) - 1} other reasons)" if len(said) > 1 else ""
    return f"{len(reasons)} of {files} files could not be had: {said[0]}{more}"
