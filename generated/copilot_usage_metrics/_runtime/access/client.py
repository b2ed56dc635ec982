"""The clients: what they are told, when they close, and the shell that each has around the core."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from inspect import iscoroutinefunction
from types import TracebackType
from typing import Any, Self, TypeVar

from ..calls.flow import call
from ..calls.retry import Clock, RetryPolicy, Wait
from ..errors import ArgumentError
from ..network.http import httpx
from ..network.waiting import Waiting
from ..nodata import NoData
from ..operation import Operation
from .app import GitHubApp, InstallationTokens
from .credentials import Credentials, OneToken
from .settings import (
    DEFAULT_TIMEOUT_SECONDS,
    Settings,
    checked_base_url,
    checked_timeout,
    checked_user_agent,
    token_from,
)

T = TypeVar("T")
OnWait = Callable[[Wait], None]
_log = logging.getLogger(__name__.split(".", maxsplit=1)[0])


class _Shell:
    """What both shells are told, and how they show themselves."""

    _api_version: str
    _product: str
    """Name and version of the package: the beginning of the `User-Agent`."""
    _server: str
    """The API's address where none is given."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        base_url: str | None,
        timeout: float,
        user_agent: str | None,
        retry: RetryPolicy | None,
        clock: Clock | None,
        on_wait: OnWait | None,
        one_at_a_time: bool,
    ) -> None:
        product = f"{self._product} python/{'.'.join(map(str, sys.version_info[:3]))} httpx/{httpx.__version__}"
        _check_type("retry", retry, RetryPolicy)
        _check_type("clock", clock, Clock)
        _check_type("one_at_a_time", one_at_a_time, bool)
        _check_function("on_wait", on_wait)
        self._on_wait = on_wait
        self.settings = Settings(
            base_url=checked_base_url(self._server if base_url is None else base_url),
            api_version=self._api_version,
            user_agent=checked_user_agent(product, user_agent),
            timeout_seconds=checked_timeout(timeout),
            credentials=credentials,
            retry=retry or RetryPolicy(),
            clock=clock or Clock(),
            one_at_a_time=one_at_a_time,
        )
        """What it is set to."""
        # what the environment says of proxies is for https: loopback is sent in the clear, and stays here
        self._trust_env = self.settings.origin[0] == "https"

    @property
    def base_url(self) -> str:
        """The API's address."""
        return self.settings.base_url

    def __repr__(self) -> str:
        settings = getattr(self, "settings", None)  # none yet in the traceback of a failed __init__
        place = f" at {settings.base_url}" if settings is not None else ""
        return f"<{type(self).__name__} {self._api_version}{place}>"

    def _tell(self, wait: Wait) -> None:
        _log.info("waiting %.1f s: %s", wait.seconds, wait.why)
        if self._on_wait is not None:
            self._on_wait(wait)


def _check_type(name: str, value: object, cls: type) -> None:
    if value is not None and not isinstance(value, cls):
        raise ArgumentError(name, f"expected a {cls.__name__}, got {type(value).__name__}")


def _check_function(name: str, value: object) -> None:
    if value is not None and (not callable(value) or iscoroutinefunction(value)):
        raise ArgumentError(name, "expected a function that is not `async`")


def _credentials(token: str | None, app: GitHubApp | None) -> Credentials:
    try:
        if app is None:
            return OneToken(token_from(token))
        if token is not None:
            raise ArgumentError("app", "give either a token or an app")
        if not isinstance(app, GitHubApp):
            raise ArgumentError("app", "expected a GitHubApp")
        return InstallationTokens(app)
    finally:
        del token  # a traceback that shows the variables of its frames must not find it here


class SyncClient(_Shell):
    """A client that waits."""

    def __init__(
        self,
        token: str | None = None,
        *,
        app: GitHubApp | None = None,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        user_agent: str | None = None,
        http_client: httpx.Client | None = None,
        clock: Clock | None = None,
        one_at_a_time: bool = False,
    ) -> None:
        try:
            credentials = _credentials(token, app)
        finally:
            del token  # as there
        super().__init__(
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
            one_at_a_time=one_at_a_time,
        )
        if http_client is not None and not isinstance(http_client, httpx.Client):
            raise ArgumentError("http_client", "expected an httpx.Client")
        self._owns_http = http_client is None
        self._http = http_client or httpx.Client(timeout=timeout, trust_env=self._trust_env)
        self.shell = Waiting(self._http, self.settings, self._tell)
        """What carries out its calls."""

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
        self.shell.is_closed = True
        if self._owns_http:
            self._http.close()

    def _call(self, operation: Operation[T], values: Mapping[str, Any]) -> T | NoData:
        return self.shell.run(call(operation, values, self.settings))


class AsyncClient(_Shell):
    """A client that awaits."""

    def __init__(
        self,
        token: str | None = None,
        *,
        app: GitHubApp | None = None,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT_SECONDS,
        retry: RetryPolicy | None = None,
        on_wait: OnWait | None = None,
        user_agent: str | None = None,
        http_client: httpx.AsyncClient | None = None,
        clock: Clock | None = None,
        one_at_a_time: bool = False,
    ) -> None:
        try:
            credentials = _credentials(token, app)
        finally:
            del token  # as there
        super().__init__(
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
            one_at_a_time=one_at_a_time,
        )
        if http_client is not None and not isinstance(http_client, httpx.AsyncClient):
            raise ArgumentError("http_client", "expected an httpx.AsyncClient")
        self._owns_http = http_client is None
        self._http = http_client or httpx.AsyncClient(timeout=timeout, trust_env=self._trust_env)
        from ..network.awaiting import (
            Awaiting,  # here: who waits without awaiting need not load asyncio
        )

        self.shell = Awaiting(self._http, self.settings, self._tell)
        """What carries out its calls."""

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
        self.shell.is_closed = True
        if self._owns_http:
            await self._http.aclose()

    async def _call(self, operation: Operation[T], values: Mapping[str, Any]) -> T | NoData:
        return await self.shell.run(call(operation, values, self.settings))
