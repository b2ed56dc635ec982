"""The base classes of the synchronous and the asynchronous client: arguments, closing, calls."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Mapping
from inspect import iscoroutinefunction
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import attrs

from ..access.policy import Clock, RetryPolicy
from ..access.settings import (
    DEFAULT_TIMEOUT_SECONDS,
    Credentials,
    NoToken,
    OneToken,
    Settings,
    checked_base_url,
    checked_timeout,
    checked_user_agent,
)
from ..access.token import BEARER, Scheme, token_from
from ..calls.flow import call
from ..errors import ArgumentError
from ..nodata import NoData
from ..operation import Operation
from ..shells.observer import Observer, OnResponse, OnWait
from ..shells.shell import Shell

if TYPE_CHECKING:
    from ..shells.asynchronous import AsyncShell
    from ..shells.blocking import BlockingShell
    from ..shells.httpx_seam import AsyncHttpClient, HttpClient, Library

T = TypeVar("T")


class _Client:
    """Settings and `repr` of both clients."""

    _api_version: str
    _product: str
    """Name and version of the package: the beginning of the `User-Agent`."""
    _server: str
    """The API's default base URL; empty if the description has no server."""
    _token_variable: str
    """The environment variable of the default token."""
    _needs_token: ClassVar[bool] = True
    """Whether every operation requires a token."""
    _scheme: ClassVar[Scheme] = BEARER
    _headers: ClassVar[Mapping[str, str]] = {}
    """The headers of every request."""
    _has_plain_servers: ClassVar[bool] = False
    """Whether an operation has a server of its own on loopback, without encryption."""

    def __init__(
        self,
        library: Library,
        credentials: Credentials,
        *,
        base_url: str | None,
        timeout: float,
        user_agent: str | None,
        retry: RetryPolicy | None,
        clock: Clock | None,
        on_wait: OnWait | None,
        on_response: OnResponse | None,
        one_at_a_time: bool,
    ) -> None:
        python = ".".join(map(str, sys.version_info[:3]))
        product = f"{self._product} python/{python} {library.product}"
        _check_type("retry", retry, RetryPolicy)
        _check_type("clock", clock, Clock)
        _check_type("one_at_a_time", one_at_a_time, bool)
        _check_function("on_wait", on_wait)
        _check_function("on_response", on_response)
        self._observer = Observer(on_wait, on_response)
        self._settings = Settings(
            base_url=self._address(base_url),
            is_default_server=base_url is None or base_url.rstrip("/") == self._server,
            api_version=self._api_version,
            user_agent=checked_user_agent(product, user_agent),
            timeout_seconds=checked_timeout(timeout),
            credentials=credentials,
            scheme=self._scheme,
            headers=self._headers,
            retry=retry or RetryPolicy(),
            clock=clock or Clock(),
            one_at_a_time=one_at_a_time,
        )
        # proxies of the environment apply to https only: unencrypted requests stay on loopback
        self._trust_env = self._settings.origin[0] == "https" and not self._has_plain_servers

    @classmethod
    def _address(cls, base_url: str | None) -> str:
        if base_url is None and not cls._server:
            raise ArgumentError("base_url", "required: the description names no server")
        return checked_base_url(cls._server if base_url is None else base_url)

    @classmethod
    def _token_variable_for(cls, base_url: str) -> str:
        """The environment variable of the token for this base URL."""
        return cls._token_variable

    @classmethod
    def _credentials(cls, token: str | None, base_url: str | None) -> Credentials:
        try:
            variable = cls._token_variable
            if token is None:
                variable = cls._token_variable_for(cls._address(base_url))
                if not cls._needs_token and variable not in os.environ:
                    return NoToken()
            return OneToken(token_from(token, variable, cls._scheme))
        finally:
            del token  # a traceback that shows local variables must not show it

    @property
    def base_url(self) -> str:
        """The API's base URL."""
        return self._settings.base_url

    def __repr__(self) -> str:
        settings = getattr(self, "_settings", None)  # missing in the traceback of a failed __init__
        place = f" at {settings.base_url}" if settings is not None else ""
        return f"<{type(self).__name__} {self._api_version}{place}>"

    def _copy(
        self,
        shell: Shell,
        timeout: float | None,
        retry: RetryPolicy | None,
        on_wait: OnWait | None,
        on_response: OnResponse | None,
    ) -> Self:
        """A copy with the given options, which does not own the connections."""
        _check_type("retry", retry, RetryPolicy)
        _check_function("on_wait", on_wait)
        _check_function("on_response", on_response)
        observer = Observer(on_wait or self._observer.wait, on_response or self._observer.response)
        settings = self._settings_with(timeout)
        if retry is not None:
            settings = attrs.evolve(settings, retry=retry)
        other = copy.copy(self)
        shell = shell.with_options(settings, observer)
        vars(other).update(_settings=settings, _observer=observer, _shell=shell, _owns_http=False)
        return other

    def _settings_with(self, timeout: float | None) -> Settings:
        """The settings, with another timeout if one is given. Raises `ArgumentError`."""
        if timeout is None:
            return self._settings
        return attrs.evolve(self._settings, timeout_seconds=checked_timeout(timeout))


def _check_type(name: str, value: object, cls: type) -> None:
    if value is not None and not isinstance(value, cls):
        raise ArgumentError(name, f"expected a {cls.__name__}, got {type(value).__name__}")


def _check_function(name: str, value: object) -> None:
    if value is not None and (not callable(value) or iscoroutinefunction(value)):
        raise ArgumentError(name, "expected a function that is not `async`")


class SyncClient(_Client):
    """Synchronous client."""

    def __init__(
        self,
        token: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        on_response: OnResponse | None = None,
        user_agent: str | None = None,
        http_client: HttpClient | None = None,
        clock: Clock | None = None,
        one_at_a_time: bool = False,
    ) -> None:
        try:
            credentials = self._credentials(token, base_url)
        finally:
            del token  # as above
        self._begin(
            http_client,
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
            on_response=on_response,
            one_at_a_time=one_at_a_time,
        )

    def _begin(
        self, http_client: HttpClient | None, credentials: Credentials, **options: Any
    ) -> None:
        # the HTTP library takes longer to import than all of this package: not before it is needed
        from ..shells.blocking import BlockingShell
        from ..shells.httpx_seam import OwnClient, library_for

        library = library_for(http_client, "Client")
        super().__init__(library, credentials, **options)
        timeout = self._settings.timeout_seconds
        self._owns_http = http_client is None
        self._http = http_client or OwnClient(timeout=timeout, trust_env=self._trust_env)
        self._shell = BlockingShell(library, self._http, self._settings, self._observer)

    def with_options(
        self,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        on_response: OnResponse | None = None,
    ) -> Self:
        """A client with other options, which shares connections, credentials and turns with this one.

        Options that are not given are those of this client. Closing this client closes the other one, too; closing
        the other one leaves this one open.

        Args:
            timeout: Seconds for each step of a request.
            retry: When and how long to retry.
            on_wait: Called before each wait.
            on_response: Called after each response.
        """
        return self._copy(self._shell, timeout, retry, on_wait, on_response)

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
        """Closes its connections. An `http_client` of the caller stays open."""
        self._shell.close()
        if self._owns_http:
            self._http.close()

    def _call(
        self, operation: Operation[T], timeout: float | None, /, **values: object
    ) -> T | NoData:
        settings = self._settings_with(timeout)
        return self._shell.run(call(operation, values, settings))


class AsyncClient(_Client):
    """Asynchronous client."""

    def __init__(
        self,
        token: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        on_response: OnResponse | None = None,
        user_agent: str | None = None,
        http_client: AsyncHttpClient | None = None,
        clock: Clock | None = None,
        one_at_a_time: bool = False,
    ) -> None:
        try:
            credentials = self._credentials(token, base_url)
        finally:
            del token  # as above
        self._begin(
            http_client,
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
            on_response=on_response,
            one_at_a_time=one_at_a_time,
        )

    def _begin(
        self, http_client: AsyncHttpClient | None, credentials: Credentials, **options: Any
    ) -> None:
        # as above; and a program with the synchronous client only need not load asyncio
        from ..shells.asynchronous import AsyncShell
        from ..shells.httpx_seam import OwnAsyncClient, library_for

        library = library_for(http_client, "AsyncClient")
        super().__init__(library, credentials, **options)
        timeout = self._settings.timeout_seconds
        self._owns_http = http_client is None
        self._http = http_client or OwnAsyncClient(timeout=timeout, trust_env=self._trust_env)
        self._shell = AsyncShell(library, self._http, self._settings, self._observer)

    def with_options(
        self,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        on_response: OnResponse | None = None,
    ) -> Self:
        """As `with_options` of the synchronous client."""
        return self._copy(self._shell, timeout, retry, on_wait, on_response)

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
        """Closes its connections. An `http_client` of the caller stays open."""
        self._shell.close()
        if self._owns_http:
            await self._http.aclose()

    async def _call(
        self, operation: Operation[T], timeout: float | None, /, **values: object
    ) -> T | NoData:
        settings = self._settings_with(timeout)
        return await self._shell.run(call(operation, values, settings))


def shell_of(client: SyncClient) -> BlockingShell:
    """The shell of a client, for the results of its methods; not public."""
    return client._shell  # noqa: SLF001


def async_shell_of(client: AsyncClient) -> AsyncShell:
    """As `shell_of`."""
    return client._shell  # noqa: SLF001
