"""The one place that names the HTTP libraries: httpx with our clients of it, and httpx2 if the caller uses it."""

from __future__ import annotations

import logging
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import httpx

from ..errors import ArgumentError

if TYPE_CHECKING:
    import httpx2  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore[reportMissingImports]

    HttpClient: TypeAlias = httpx.Client | httpx2.Client
    AsyncHttpClient: TypeAlias = httpx.AsyncClient | httpx2.AsyncClient
else:  # httpx2 need not be installed
    HttpClient: TypeAlias = httpx.Client
    AsyncHttpClient: TypeAlias = httpx.AsyncClient

__all__ = [
    "HTTPX",
    "AsyncHttpClient",
    "HttpClient",
    "Library",
    "OwnAsyncClient",
    "OwnClient",
    "httpx",
    "library_for",
    "library_of",
]

_CORES = {"httpx": "httpcore", "httpx2": "httpcore2"}
"""The connection library of each HTTP library: its loggers show what is sent and received."""
_LOGGERS = ("connection", "http11", "http2", "proxy", "socks")
_NOT_SENT = (
    "ConnectError",
    "ConnectTimeout",
    "InvalidURL",
    "LocalProtocolError",
    "PoolTimeout",
    "UnsupportedProtocol",
)
"""Exceptions raised before any part of a request was sent."""


@attrs.frozen
class Library:
    """An HTTP library: the parts that this package uses, besides the methods of its clients."""

    module: Any
    signed_url: Any
    """A URL whose query is a key: it is sent, and shown nowhere, the library's own log included."""
    failures: tuple[type[Exception], ...]
    """Its exceptions for a missing response."""
    not_sent: tuple[type[Exception], ...]
    """Its exceptions that are raised before any part of the request is sent."""
    loggers: tuple[logging.Logger, ...]
    """The loggers of its connection library."""

    @property
    def product(self) -> str:
        """Its name and version, for the `User-Agent`."""
        return f"{self.module.__name__}/{self.module.__version__}"

    @property
    def is_logged(self) -> bool:
        """Whether the connection library logs requests, so that its log must be filtered."""
        return any(logger.isEnabledFor(logging.DEBUG) for logger in self.loggers)


def library_of(client: object, kind: str) -> Library | None:
    """The library of an HTTP client; None if it is not a `kind` (`Client` or `AsyncClient`) of any."""
    for name in _CORES:
        # a client of a library that was never imported cannot be given
        module = sys.modules.get(name)
        if module is not None and isinstance(client, getattr(module, kind)):
            return _library(name)
    return None


def library_for(http_client: object, kind: str) -> Library:
    """The library of the caller's HTTP client, else httpx. Raises `ArgumentError` if it is not a client of any."""
    library = HTTPX if http_client is None else library_of(http_client, kind)
    if library is None:
        raise ArgumentError("http_client", f"expected an httpx.{kind} or httpx2.{kind}")
    return library


@cache
def _library(name: str) -> Library:
    module: Any = sys.modules[name]
    loggers = [logging.getLogger(f"{_CORES[module.__name__]}.{part}") for part in _LOGGERS]
    failures = (module.HTTPError, module.InvalidURL, module.StreamError, OSError)
    not_sent = tuple(getattr(module, name) for name in _NOT_SENT)
    return Library(module, _signed_url(module.URL), failures, not_sent, tuple(loggers))


def _signed_url(url: Any) -> Any:
    """A subclass of a library's URL that hides its query."""

    class SignedURL(url):  # type: ignore[misc]  # the base is one library's or the other's
        def __str__(self) -> str:
            if not self.query:
                return str(super().__str__())
            return f"{self.scheme}://{self.netloc.decode('ascii')}{self.path}?<redacted>"

        def __repr__(self) -> str:
            return f"SignedURL({str(self)!r})"

        def __reduce__(self) -> str:
            raise TypeError("a signed link is not pickled")

    return SignedURL


HTTPX = _library(httpx.__name__)
"""The library of the clients that this package makes itself."""


class _NoCookies(httpx.Cookies):
    """An empty jar that stays empty: GitHub's API sets no cookies, and looking for them takes 15 µs a response."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Ignores the cookies of a response."""


class _Own:
    """The parts that only clients created by this package have: no cookies, headers or hooks."""

    @property
    def cookies(self) -> httpx.Cookies:
        """No cookies."""
        return _NO_COOKIES

    @cookies.setter
    def cookies(self, cookies: Any) -> None:
        raise AttributeError("a client of this package has no cookies: pass an HTTP client")


_NO_COOKIES = _NoCookies()


class OwnClient(_Own, httpx.Client):
    """The HTTP client of a synchronous client to which none was passed."""


class OwnAsyncClient(_Own, httpx.AsyncClient):
    """The HTTP client of an asynchronous client to which none was passed."""
