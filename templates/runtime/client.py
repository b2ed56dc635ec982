"""The two thin shells around a call: one sends and waits, one awaits."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from .answer import Received
from .errors import RequestTimeoutError, TransportError
from .flow import Request, call
from .http import httpx
from .nodata import NoData
from .operation import Operation
from .settings import DEFAULT_TIMEOUT_SECONDS, Settings, checked_base_url, token_from

T = TypeVar("T")


class _Shell:
    """What both shells are told, and how they show themselves."""

    _api_version: str
    _product: str
    """Name and version of the package: the beginning of the `User-Agent`."""
    _server: str
    """The API's address where none is given."""

    def __init__(
        self, token: str | None, base_url: str | None, timeout: float, user_agent: str | None
    ) -> None:
        agent = f"{self._product} python/{platform.python_version()} httpx/{httpx.__version__}"
        self._settings = Settings(
            base_url=checked_base_url(self._server if base_url is None else base_url),
            api_version=self._api_version,
            user_agent=f"{agent} {user_agent}" if user_agent else agent,
            timeout_seconds=timeout,
            token=token_from(token),
        )

    @property
    def base_url(self) -> str:
        """The API's address."""
        return self._settings.base_url

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._api_version} at {self._settings.base_url}>"


class SyncClient(_Shell):
    """A client that waits."""

    def __init__(
        self,
        token: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        user_agent: str | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        super().__init__(token, base_url, timeout, user_agent)
        self._owns_http = http_client is None
        self._http = http_client or httpx.Client(timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes its connections. An `http_client` that was given stays open."""
        if self._owns_http:
            self._http.close()

    def _call(self, operation: Operation[T], values: Mapping[str, Any]) -> T | NoData:
        conversation = call(operation, values, self._settings)
        request = next(conversation)
        while True:
            received = self._send(request)
            try:
                request = conversation.send(received)
            except StopIteration as done:
                result: T | NoData = done.value
                return result

    def _send(self, request: Request) -> Received:
        try:
            response = self._http.send(
                self._http.build_request(
                    request.method,
                    request.url,
                    headers=dict(request.headers),
                    timeout=self._settings.timeout_seconds,
                ),
                auth=None,
                follow_redirects=False,
            )
            return _received(response)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            problem = transport_error(error)
        raise problem


class AsyncClient(_Shell):
    """A client that awaits."""

    def __init__(
        self,
        token: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        user_agent: str | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(token, base_url, timeout, user_agent)
        self._owns_http = http_client is None
        self._http = http_client or httpx.AsyncClient(timeout=timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes its connections. An `http_client` that was given stays open."""
        if self._owns_http:
            await self._http.aclose()

    async def _call(self, operation: Operation[T], values: Mapping[str, Any]) -> T | NoData:
        conversation = call(operation, values, self._settings)
        request = next(conversation)
        while True:
            received = await self._send(request)
            try:
                request = conversation.send(received)
            except StopIteration as done:
                result: T | NoData = done.value
                return result

    async def _send(self, request: Request) -> Received:
        try:
            response = await self._http.send(
                self._http.build_request(
                    request.method,
                    request.url,
                    headers=dict(request.headers),
                    timeout=self._settings.timeout_seconds,
                ),
                auth=None,
                follow_redirects=False,
            )
            return _received(response)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            problem = transport_error(error)
        raise problem


def _received(response: httpx.Response) -> Received:
    return Received(
        response.status_code,
        {name.lower(): value for name, value in response.headers.items()},
        response.content,
    )


def transport_error(error: Exception) -> TransportError:
    """Ours for the library's: without the request that it carries, because that carries the token."""
    kind = RequestTimeoutError if isinstance(error, httpx.TimeoutException) else TransportError
    return kind(f"no answer from the API: {type(error).__name__}: {error}".rstrip(": "))
