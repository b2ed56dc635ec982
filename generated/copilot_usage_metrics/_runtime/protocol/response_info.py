"""The information about each response for a caller's observer: sufficient for monitoring, without secrets."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..escaping import escape_text
from ..public import public
from ..vocabulary import redacted

_LIMIT_HEADERS = ("limit", "remaining", "used", "reset")
_MOST_DIGITS = 18


@public
class RateLimit(Struct, frozen=True, kw_only=True):
    """GitHub's primary rate limit after a request. None for a number that GitHub did not send."""

    limit: int | None = None
    """Requests per hour."""
    remaining: int | None = None
    """Requests left until `reset`."""
    used: int | None = None
    """Requests sent since the last reset."""
    reset: int | None = None
    """The time of the reset: seconds since the epoch, UTC."""
    resource: str | None = None
    """The limit that counted the request, such as `core`."""


@public
class ResponseInfo(Struct, frozen=True, kw_only=True):
    """One HTTP response, of the API or of the host of a report's files."""

    method: str
    url: str
    """The URL of the request, without the query of a download link, which is secret."""
    status: int
    seconds: float
    """Seconds from sending the request to the end of the body; for a download, to its headers."""
    request_id: str | None = None
    """`X-GitHub-Request-Id`, which GitHub's support needs."""
    rate_limit: RateLimit | None = None
    """None without rate-limit headers, as for downloads."""
    is_download: bool = False
    """Whether it is a file of a report instead of the API."""


def response_info(
    method: str,
    url: str,
    status: int,
    headers: Mapping[str, str],
    seconds: float,
    *,
    is_download: bool,
) -> ResponseInfo:
    """The information about a response; `headers` are by lower-case name."""
    request_id = headers.get("x-github-request-id")
    return ResponseInfo(
        method=method,
        url=redacted(url) if is_download else url,
        status=status,
        seconds=seconds,
        request_id=None if request_id is None else escape_text(request_id, 200),
        rate_limit=_rate_limit(headers),
        is_download=is_download,
    )


def _rate_limit(headers: Mapping[str, str]) -> RateLimit | None:
    found = {
        name: int(text)
        for name in _LIMIT_HEADERS
        if (text := headers.get(f"x-ratelimit-{name}", "")).isdecimal() and len(text) < _MOST_DIGITS
    }
    resource = headers.get("x-ratelimit-resource")
    if not found and resource is None:
        return None
    return RateLimit(**found, resource=None if resource is None else escape_text(resource, 100))
