"""Translates requests to the HTTP library, and its responses and errors to ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import RequestTimeoutError, TransportError
from ..protocol.effects import Open, Opened, Received, Request
from ..protocol.encoding import ACCEPTED
from .body import Body
from .deadline import Deadline
from .httpx_seam import AsyncHttpClient, HttpClient, Library, OwnAsyncClient, OwnClient
from .session import Piecemeal

CLOSED = "the client is closed"


class PoolFullError(RequestTimeoutError):
    """No connection was free in time."""


def api_request(
    library: Library,
    http: HttpClient | AsyncHttpClient,
    request: Request,
    timeouts: Mapping[str, object],
    trace: Callable[..., Any],
) -> Any:
    """A request to the API, with the additions that the HTTP client makes to each of its requests."""
    url = library.module.URL(request.url)
    if request.secret_query:
        url = url.copy_merge_params(request.secret_query)
    extensions: dict[str, Any] = {"timeout": timeouts}
    if library.is_logged:
        extensions["trace"] = trace
    # our own client adds nothing, and building the request without it takes half the time
    is_own = isinstance(http, OwnClient | OwnAsyncClient)
    build = library.module.Request if is_own else http.build_request
    headers = {**request.headers, "Accept-Encoding": ACCEPTED, "Connection": "keep-alive"}
    built = build(request.method, url, headers=headers, content=request.body, extensions=extensions)
    if request.secret_query:
        built.url = library.signed_url(built.url)
    return built


def download_request(
    library: Library, opening: Open, timeouts: Mapping[str, object], trace: Callable[..., Any]
) -> Any:
    """A request for a file: without any header, cookie or credential of a client."""
    request = library.module.Request(
        "GET",
        opening.link.reveal(),
        headers=dict(opening.headers),
        extensions={"timeout": dict(timeouts)} | ({"trace": trace} if library.is_logged else {}),
    )
    request.url = library.signed_url(request.url)
    return request


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
    library: Library,
    response: Any,
    raw: Callable[[], Any],
    decoded: Callable[[], Any],
    deadline: Deadline | None = None,
) -> Opened:
    """A download that has begun. `deadline` is the one that its timeouts look at."""
    headers = response.headers
    if response.is_stream_consumed:  # by a transport made for tests, which decodes it too
        headers = library.module.Headers(headers)
        headers.pop("content-encoding", None)
        headers.pop("content-length", None)
        raw = decoded
    return Opened(
        response.status_code, headers, Piecemeal(response, raw(), library.failures, deadline)
    )


def body_of(response: Any) -> Body:
    """The decoder for the body of a response that is about to be read."""
    encoding = "" if response.is_stream_consumed else response.headers.get("content-encoding", "")
    body = Body(encoding)
    if response.is_stream_consumed:  # by a mock transport, which decodes it too
        body.feed(response.content)
    return body


def received(response: Any, body: Body) -> Received:
    """A response whose body was read. Raises `TransportError` if its encoding is broken."""
    return Received(response.status_code, response.headers, body.finish(), body.problem)


def transport_error(library: Library, error: Exception, whom: str = "the API") -> TransportError:
    """Our exception for the library's: without the request, which contains the token."""
    module = library.module
    if isinstance(error, (module.LocalProtocolError, module.InvalidURL)):
        detail = ""  # the text may quote a header of a request that the library refuses
    else:
        detail = str(error).split(": ")[0]  # the rest may quote the response
    text = f"no response from {whom}: {type(error).__name__}" + (f": {detail}" if detail else "")
    late = isinstance(error, (module.TimeoutException, TimeoutError))
    if isinstance(error, module.PoolTimeout):
        problem: TransportError = PoolFullError(text)
    else:
        problem = RequestTimeoutError(text) if late else TransportError(text)
    problem.may_have_arrived = not isinstance(error, library.not_sent)
    return problem
