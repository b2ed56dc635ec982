"""How the HTTP library is told what to send, and what of its answers and errors gets through."""

from __future__ import annotations

from collections.abc import Mapping

from .answer import Received
from .errors import RequestTimeoutError, TransportError
from .http import httpx

FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)
"""What the library raises where no answer comes."""


class SignedURL(httpx.URL):
    """A URL whose query is a key: it is sent, and shown nowhere, the library's own log included."""

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc.decode('ascii')}{self.path}?<redacted>"

    def __repr__(self) -> str:
        return f"SignedURL({str(self)!r})"


def download_request(url: str, headers: Mapping[str, str], timeout: float) -> httpx.Request:
    """A request for a file: bare, so that no header, cookie or credential of a client gets into it."""
    request = httpx.Request(
        "GET", url, headers=dict(headers), extensions={"timeout": httpx.Timeout(timeout).as_dict()}
    )
    if "?" in url:
        request.url = SignedURL(request.url)
    return request


def headers_of(response: httpx.Response) -> dict[str, str]:
    """Headers with names in lower case."""
    return {name.lower(): value for name, value in response.headers.items()}


def received(response: httpx.Response) -> Received:
    """An answer that was read to its end."""
    return Received(response.status_code, headers_of(response), response.content)


def transport_error(error: Exception, whom: str = "the API") -> TransportError:
    """Ours for the library's: without the request that it carries, because that carries the token."""
    late = isinstance(error, httpx.TimeoutException | TimeoutError)
    kind = RequestTimeoutError if late else TransportError
    # of a request that the library itself refuses, its text may quote a header
    detail = "" if isinstance(error, httpx.LocalProtocolError | httpx.InvalidURL) else f": {error}"
    return kind(f"no answer from {whom}: {type(error).__name__}{detail}".rstrip(": "))
