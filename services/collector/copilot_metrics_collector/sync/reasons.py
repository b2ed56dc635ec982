"""Why a unit is as it is, in words that are the same each time: a second run must not change a byte.

No request ids, links, times or other figures that change from request to request. In a private lake, which keeps
no plain names, no word of GitHub's or of a proxy's either: any text from outside may hold a login.
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

from .. import __version__

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
_OWN_REASON: Final = re.compile(r"the download host answered \d{3}|the file is empty")
_NO_ANSWER: Final = "no answer"


def stable(text: str) -> str:
    """A text without what is different each time, in one line."""
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def of_no_data(found: NoData) -> str:
    """Why GitHub has nothing."""
    return stable(found.reason)


def of_error(error: CopilotMetricsError, *, private: bool = False) -> str:
    """Why a request came to nothing; with `private`, in fixed words of ours."""
    if isinstance(error, RateLimitError):
        return "rate limit: it would have lasted longer than one request may wait"
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
        return "no answer in time"
    if isinstance(error, TransportError):
        return stable(str(error).partition(": ")[0])
    return stable(str(error))


def of_fault(error: Exception) -> str:
    """What to report of an exception that no unit should raise: its type and its place in the code, no data."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    ours = [frame for frame in frames if frame.f_globals.get("__name__", "").startswith(_OURS)]
    code = (ours or frames)[-1] if frames else None
    place = "" if code is None else f" at {code.f_globals.get('__name__')}.{code.f_code.co_name}"
    return f"a fault of this program, please report it: {type(error).__name__}{place}, release {__version__}"


def _of_kind(error: CopilotMetricsError) -> str:
    match error:
        case ForbiddenError():
            return f"403, {error.reason}"
        case UnexpectedBodyError():
            return f"{error.status}, with a body that is not the documented one"
        case ResponseError():
            return f"{error.status}"
        case RequestTimeoutError():
            return "no answer in time"
        case TransportError():
            return _NO_ANSWER
        case CredentialsError():
            return "no token for the App's installation"
        case _:
            return type(error).__name__


def of_wait(why: str, *, private: bool = False) -> str:
    """Why a request is sent again later; with `private`, in fixed words of ours."""
    if private:
        own = _OWN_WAIT.match(why)
        return _NO_ANSWER if own is None else own[0]
    return stable(why)


def of_files(reasons: Sequence[str], files: int, *, private: bool = False) -> str:
    """Why some of a report's files are missing.

    Args:
        reasons: One of each missing file.
        files: How many files the report has.
        private: Whether only fixed words of ours may be used.
    """
    said = sorted({_of_file(each) if private else stable(each) for each in reasons})
    more = f" (and {len(said) - 1} other reasons)" if len(said) > 1 else ""
    return f"{len(reasons)} of {files} files could not be had: {said[0]}{more}"


def of_empty_files(empty: int, files: int) -> str | None:
    """The note of a unit that is complete though some of its files are empty; None where none is."""
    return f"{empty} of {files} files empty" if empty else None


def _of_file(reason: str) -> str:
    own = _OWN_REASON.match(reason)
    if own is not None:
        return own[0]
    return _NO_ANSWER if reason.startswith(_NO_ANSWER) else "not read to the end"
