"""Translates requests to the HTTP library, and its responses and errors to ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import RequestTimeoutError, TransportError
from ..protocol.effects import Open, Opened, Received, Request
from ..protocol.encoding import ACCEPTED
from .body import Body
from .deadline import Deadline
from .httpx_seam import OwnAsyncClient, OwnClient, httpx
from .session import Piecemeal

FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)
"""The library's exceptions for a missing response."""


CLOSED = "the client is closed"
_LOGGERS = [
    logging.getLogger(f"httpcore.{name}")
    for name in ("connection", "http11", "http2", "proxy", "socks")
]


class PoolFullError(RequestTimeoutError):
    """No connection was free in time."""


class SignedURL(httpx.URL):
    """A URL with a secret query: it is sent, and shown nowhere, not even in the library's log."""

    def __str__(self) -> str:
        if not self.query:
            return super().__str__()
        return f"{self.scheme}://{self.netloc.decode('ascii')}{self.path}?<redacted>"

    def __repr__(self) -> str:
        return f"SignedURL({str(self)!r})"

    def __reduce__(self) -> str:
        raise TypeError("a signed link cannot be pickled")


def api_request(
    http: httpx.Client | httpx.AsyncClient, request: Request, timeouts: Mapping[str, object]
) -> httpx.Request:
    """A request to the API, with what the HTTP client adds to each of its own."""
    url = httpx.URL(request.url)
    if request.secret_query:
        url = url.copy_merge_params(request.secret_query)
    extensions: dict[str, Any] = {"timeout": timeouts}
    if _is_logged():
        extensions["trace"] = hide if isinstance(http, httpx.Client) else hide_async
    # one of ours has nothing to add: it takes half as long to build the request without it
    build = httpx.Request if isinstance(http, OwnClient | OwnAsyncClient) else http.build_request
    headers = {**request.headers, "Accept-Encoding": ACCEPTED, "Connection": "keep-alive"}
    built = build(request.method, url, headers=headers, extensions=extensions)
    if request.secret_query:
        built.url = SignedURL(built.url)
    return built


def download_request(
    opening: Open, timeouts: Mapping[str, object], trace: Callable[..., Any]
) -> httpx.Request:
    """A request for a file: without any header, cookie or credential of a client."""
    request = httpx.Request(
        "GET",
        opening.link.reveal(),
        headers=dict(opening.headers),
        extensions={"timeout": dict(timeouts)} | ({"trace": trace} if _is_logged() else {}),
    )
    request.url = SignedURL(request.url)
    return request


def _is_logged() -> bool:
    """Whether the connection library logs its work; otherwise the log need not be filtered."""
    return any(logger.isEnabledFor(logging.DEBUG) for logger in _LOGGERS)


def hide(_: str, info: dict[str, Any]) -> None:
    """Remove headers from the connection library's debug log: they may contain signed links and cookies.

    The library passes each log record to a request's `trace` first.
    """
    value = info.get("return_value")
    if isinstance(value, tuple):
        status = next((item for item in value if isinstance(item, int)), "")
        info["return_value"] = f"<{status} and its headers>"
    if info.get("exception") is not None:
        info["exception"] = type(info["exception"]).__name__


async def hide_async(name: str, info: dict[str, Any]) -> None:
    """As `hide`."""
    hide(name, info)


def opened_from(
    response: httpx.Response,
    raw: Callable[[], Any],
    decoded: Callable[[], Any],
    deadline: Deadline | None = None,
) -> Opened:
    """A download that has begun. `deadline` is the one that its timeouts look at."""
    headers = response.headers
    if response.is_stream_consumed:  # by a transport made for tests, which decodes it too
        headers = httpx.Headers(headers)
        headers.pop("content-encoding", None)
        headers.pop("content-length", None)
        raw = decoded
    return Opened(response.status_code, headers, Piecemeal(response, raw(), deadline))


def body_of(response: httpx.Response) -> Body:
    """The decoder for the body of a response that is about to be read."""
    encoding = "" if response.is_stream_consumed else response.headers.get("content-encoding", "")
    body = Body(encoding)
    if response.is_stream_consumed:  # by a mock transport, which decodes it too
        body.feed(response.content)
    return body


def received(response: httpx.Response, body: Body) -> Received:
    """A response whose body was read. Raises `TransportError` where its encoding is broken."""
    return Received(response.status_code, response.headers, body.finish(), body.problem)


def transport_error(error: Exception, whom: str = "the API") -> TransportError:
    """Our exception for the library's: without the request, which contains the token."""
    if isinstance(error, httpx.LocalProtocolError | httpx.InvalidURL):
        detail = ""  # the text may quote a header of a request that the library refuses
    else:
        detail = str(error).split(": ")[0]  # the rest may quote the response
    text = f"no response from {whom}: {type(error).__name__}" + (f": {detail}" if detail else "")
    if isinstance(error, httpx.PoolTimeout):
        return PoolFullError(text)
    late = isinstance(error, httpx.TimeoutException | TimeoutError)
    return RequestTimeoutError(text) if late else TransportError(text)
