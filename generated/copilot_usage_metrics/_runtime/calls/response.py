"""From a status, headers and a body to a value or an error. No network here."""

from __future__ import annotations

import re
from typing import Any, TypeVar, cast

import msgspec

from .. import clock
from ..errors import (
    BY_STATUS,
    ForbiddenError,
    RateLimitError,
    ServerError,
    ShapeError,
    StatusError,
    UnexpectedBodyError,
)
from ..escaping import escape_text, shorten
from ..nodata import NoData
from ..operation import Operation
from ..protocol.effects import Received
from ..protocol.links import Link
from .explain_status import meaning_of, reason_of
from .limits import asked_wait, limit_of
from .model import read

T = TypeVar("T")
_LINKS = "download_links"
_LONGEST_MESSAGE = 1000
"""Characters of GitHub's message in the text of an error; `message` has the whole message."""


def interpret(operation: Operation[T], received: Received, now: float | None = None) -> T | NoData:
    """The value of a response. Raises a `ResponseError` if it is not a documented success.

    `now`, in seconds since the epoch, converts waits that are given as timestamps.
    """
    if operation.redirects and "location" in received.headers and received.status < 400:
        return cast("T", Link(received.headers["location"]))
    if not 200 <= received.status < 300:
        raise status_error(operation, received, now)
    if received.problem is not None:
        raise _unexpected(operation, received, received.problem)
    documented = operation.response(received.status)
    if received.status in (204, 205) or not received.text:
        words = "no content" if received.status in (204, 205) else "an empty body"
        return _no_data(f"the server responded with {received.status} and {words}", received)
    if documented is None or documented.type is None:
        what = "this status" if documented is None else "a body for this status"
        raise _unexpected(operation, received, f"the description does not define {what}")
    if not documented.is_json:
        return cast("T", _raw(received, documented.type))
    value = _json(operation, received)
    kind = documented.type_for(received.media_type)
    if value is None:
        return _no_data("the server responded with null", received)
    if isinstance(value, str):
        return cast("T | NoData", _described_text(value, kind, received))
    if operation.report and _has_no_links(value):
        return _no_data("the report has no files", received)
    try:
        return cast("T", read(kind, value))
    except ShapeError as problem:
        detail = str(problem)
    del value  # a traceback that shows local variables must not show signed links
    raise _unexpected(operation, received, f"the body is not of the documented shape: {detail}")


def _described_text(value: str, kind: object, received: Received) -> object:
    """A text, read as the described type; no data if the description has another type."""
    try:
        return read(kind, value)
    except ShapeError:
        what = "a text instead of data" if value.strip() else '""'
        return _no_data(f"the server responded with {what}", received, _words(value))


def _raw(received: Received, kind: object) -> bytes | str:
    """A body other than JSON: its bytes, or a text in the encoding that it names, else UTF-8."""
    if kind is bytes:
        return received.body
    charset = re.search(r"charset=\"?([\w-]+)", received.headers.get("content-type", ""))
    try:
        return received.body.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        return received.body.decode("utf-8", "replace")


def _no_data(reason: str, received: Received, message: str | None = None) -> NoData:
    return NoData(reason, received.status, message, received.request_id)


def _has_no_links(value: Any) -> bool:
    """Whether it is an envelope without links; other values are left to the shape check."""
    if not isinstance(value, dict):
        return False
    if _LINKS in value:
        return value[_LINKS] is None or value[_LINKS] == []
    return any(key.startswith("report_") for key in value)


def _json(operation: Operation[Any], received: Received) -> Any:
    try:
        return msgspec.json.decode(received.text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        pass
    raise _unexpected(operation, received, f"the body is not JSON{_from_whom(received)}")


def _unexpected(operation: Operation[Any], received: Received, what: str) -> UnexpectedBodyError:
    return UnexpectedBodyError(
        f"{operation.operation_id}: {received.status}, but {what}",
        operation_id=operation.operation_id,
        status=received.status,
        request_id=received.request_id,
    )


def status_error(
    operation: Operation[Any], received: Received, now: float | None = None
) -> StatusError:
    """The error of a status that is not a success."""
    message = message_of(received)
    documentation_url, answer = _error_body(operation, received)
    cls = _error_class(received, message, documentation_url)
    said = f": {shorten(message, _LONGEST_MESSAGE)}" if message else _from_whom(received)
    meaning = meaning_of(operation, received.status, received.media_type, message)
    wait = asked_wait(received.headers, clock.now() if now is None else now)
    if cls is RateLimitError:
        asks = "" if wait is None else f"The server requests a wait of {wait:.0f} s. "
        meaning = f"{asks}A retry policy with a longer deadline waits automatically."
    text = f"{operation.operation_id}: {received.status}{said}"
    error = cls(
        f"{text.rstrip('.')}. {meaning}" if meaning else text,
        operation_id=operation.operation_id,
        status=received.status,
        message=message,
        documentation_url=documentation_url,
        request_id=received.request_id,
        answer=answer,
    )
    if isinstance(error, RateLimitError):
        error.retry_after = wait
    if isinstance(error, ForbiddenError):
        error.reason = reason_of(received.media_type, message)
    return error


def message_of(received: Received) -> str | None:
    """GitHub's message in an error response; None if there is none."""
    if received.status < 400:
        return None
    try:
        value = msgspec.json.decode(received.text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return _plain_text(received)
    if not isinstance(value, dict):
        return _words(value)
    return _words(value.get("message")) or _words(value.get("detail"))  # `detail` is SCIM's


def page_of(received: Received) -> str | None:
    """The documentation URL in an error response; None if there is none."""
    if received.status < 400:
        return None
    try:
        value = msgspec.json.decode(received.text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    page = value.get("documentation_url") if isinstance(value, dict) else None
    return escape_text(page) if isinstance(page, str) else None


def _error_class(received: Received, message: str | None, page: str | None) -> type[StatusError]:
    if limit_of(received.status, received.headers, message, page) is not None:
        return RateLimitError
    if received.status >= 500:
        return ServerError
    return BY_STATUS.get(received.status, StatusError)


def _error_body(operation: Operation[Any], received: Received) -> tuple[str | None, Any]:
    """The documentation URL of the body, and the body as its documented class."""
    try:
        value = msgspec.json.decode(received.text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None, None
    if not isinstance(value, dict):
        return None, None
    documented = operation.response(received.status)
    answer = None
    if documented is not None and documented.type is not None:
        try:
            answer = read(documented.type_for(received.media_type), value)
        except ShapeError:
            answer = None  # a body of another shape must not hide the status
    return page_of(received), answer


def _words(value: object) -> str | None:
    return escape_text(value.strip()) or None if isinstance(value, str) else None


def _plain_text(received: Received) -> str | None:
    """The first line of a plain text, with which GitHub's edge refuses a request without a user agent."""
    if received.media_type != "text/plain":
        return None
    lines = received.body[:2000].decode("utf-8", "replace").strip().splitlines()
    return escape_text(lines[0], 200) if lines else None


def _from_whom(received: Received) -> str:
    if received.media_type == "text/html" or re.match(
        rb"\s*<(!doctype|html)", received.body[:200], re.IGNORECASE
    ):
        return " but HTML: a proxy or gateway responded, not the API"
    return ""
