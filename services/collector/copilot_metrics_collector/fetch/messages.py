"""Messages about units. They are stable, so that a second run does not change a manifest.

They contain no request ids, links, times or other values that change between requests. In a private lake, they
contain no text of GitHub or a proxy either, which may include a login.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from typing import Final

from copilot_usage_metrics import (
    CopilotMetricsError,
    CredentialsError,
    ForbiddenError,
    NoData,
    RateLimitError,
    RequestTimeoutError,
    ResponseError,
    TransportError,
    UnexpectedBodyError,
)

from ..version import __version__

_OURS: Final = ("copilot_metrics_collector", "copilot_usage_metrics")
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
_OWN_WAIT: Final = re.compile(r"(?:primary|secondary) rate limit|server error \d{3}")
_OWN_REASON: Final = re.compile(r"the download host responded with \d{3}|the file is empty")
_NO_RESPONSE: Final = "no response"
"""Beginning of messages about missing responses, also of the package's."""


def stable(text: str) -> str:
    """Removes variable parts from a text and puts it on one line."""
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def is_no_response(reason: str) -> bool:
    """Whether a message is about a missing response."""
    return reason.startswith(_NO_RESPONSE)


def of_no_data(found: NoData) -> str:
    """Returns why GitHub has no data."""
    return stable(found.reason)


def of_error(error: CopilotMetricsError, *, private: bool = False) -> str:
    """Returns why a request failed; with `private`, as a fixed text."""
    if isinstance(error, RateLimitError):
        return "rate limit: the wait would exceed the deadline of a request"
    if private:
        return _of_kind(error)
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
        return f"{_NO_RESPONSE} in time"
    if isinstance(error, TransportError):
        return stable(str(error).partition(": ")[0])
    return stable(str(error))


def of_fault(error: Exception) -> str:
    """Returns the message for an unexpected exception: its type and place in the code, without data."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [frame for frame in frames if frame.f_globals.get("__name__", "").startswith(_OURS)]
    code = (ours or frames)[-1] if frames else None
    place = "" if code is None else f" at {code.f_globals.get('__name__')}.{code.f_code.co_name}"
    return f"internal error, please report it: {type(error).__name__}{place}, release {__version__}"


def _of_kind(error: CopilotMetricsError) -> str:
    match error:
        case ForbiddenError():
            return f"403, {error.reason}"
        case UnexpectedBodyError():
            return f"{error.status}, with an undocumented body"
        case ResponseError():
            return f"{error.status}"
        case RequestTimeoutError():
            return f"{_NO_RESPONSE} in time"
        case TransportError():
            return _NO_RESPONSE
        case CredentialsError():
            return "no token for the App's installation"
        case _:
            return type(error).__name__


def of_wait(why: str, *, private: bool = False) -> str:
    """Returns why a request is retried; with `private`, as a fixed text."""
    if private:
        own = _OWN_WAIT.match(why)
        return _NO_RESPONSE if own is None else own[0]
    return stable(why)


def of_files(reasons: Sequence[str], files: int, *, private: bool = False) -> str:
    """Returns why some of a report's files are missing.

    Args:
        reasons: The reason of each missing file.
        files: Number of files of the report.
        private: Whether to use fixed texts only.
    """
    distinct = sorted({_of_file(each) if private else stable(each) for each in reasons})
    more = f" (and {len(distinct) - 1} other reasons)" if len(distinct) > 1 else ""
    return f"{len(reasons)} of {files} files are missing: {distinct[0]}{more}"


def of_empty_files(empty: int, files: int) -> str | None:
    """Returns the note about empty files of a complete unit, or None."""
    return f"{empty} of {files} files empty" if empty else None


def _of_file(reason: str) -> str:
    own = _OWN_REASON.match(reason)
    if own is not None:
        return own[0]
    return _NO_RESPONSE if is_no_response(reason) else "not read to the end"
