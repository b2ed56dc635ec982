"""The one place that imports the HTTP library, and the clients of it that are made here."""

from __future__ import annotations

from typing import Any

import httpx

__all__ = ["OwnAsyncClient", "OwnClient", "httpx"]


class _NoCookies(httpx.Cookies):
    """An empty jar that stays empty: GitHub's API sets no cookies, and looking for them takes 15 µs a response."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Ignores the cookies of a response."""


class _Own:
    """What a client of ours does not share with one that a user passes: it has no cookies, headers or hooks."""

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
