"""The two thin shells around the core: one carries out its effects and waits, one awaits."""

from __future__ import annotations

import asyncio
import logging
import platform
import threading
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from .answer import Received
from .app import GitHubApp, InstallationTokens
from .credentials import Credentials, OneToken
from .doing import Doing, Stream
from .effects import (
    Acquire,
    Close,
    Conversation,
    Effect,
    Emit,
    Open,
    Opened,
    Pause,
    Read,
    Release,
    Request,
    Send,
)
from .errors import ArgumentError, ClosedError, CopilotMetricsError
from .flow import call
from .http import httpx
from .nodata import NoData
from .operation import Operation
from .retry import Clock, RetryPolicy, Wait
from .settings import (
    DEFAULT_TIMEOUT_SECONDS,
    Settings,
    checked_base_url,
    checked_timeout,
    checked_user_agent,
    token_from,
)
from .wire import FAILURES, download_request, headers_of, received, transport_error

T = TypeVar("T")
OnWait = Callable[[Wait], None]
_CLOSED = "the client is closed"
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
    ) -> None:
        product = f"{self._product} python/{platform.python_version()} httpx/{httpx.__version__}"
        self._closed = False
        self._on_wait = on_wait
        self.settings = Settings(
            base_url=checked_base_url(self._server if base_url is None else base_url),
            api_version=self._api_version,
            user_agent=checked_user_agent(product, user_agent),
            timeout_seconds=checked_timeout(timeout),
            credentials=credentials,
            retry=retry or RetryPolicy(),
            clock=clock or Clock(),
        )
        """What it is set to."""
        # what the environment says of proxies is for https: loopback is sent in the clear, and stays here
        self._trust_env = self.settings.origin[0] == "https"

    @property
    def base_url(self) -> str:
        """The API's address."""
        return self.settings.base_url

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._api_version} at {self.settings.base_url}>"

    def _tell(self, wait: Wait) -> None:
        _log.info("waiting %.1f s: %s", wait.seconds, wait.why)
        if self._on_wait is not None:
            self._on_wait(wait)


def _credentials(token: str | None, app: GitHubApp | None) -> Credentials:
    if app is None:
        return OneToken(token_from(token))
    if token is not None:
        raise ArgumentError("app", "give either a token or an app")
    if not isinstance(app, GitHubApp):
        raise ArgumentError("app", "expected a GitHubApp")
    return InstallationTokens(app)


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
    ) -> None:
        try:
            credentials = _credentials(token, app)
        finally:
            del token  # a traceback that shows the variables of its frames must not find it here
        super().__init__(
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
        )
        if http_client is not None and not isinstance(http_client, httpx.Client):
            raise ArgumentError("http_client", "expected an httpx.Client")
        self._owns_http = http_client is None
        self._http = http_client or httpx.Client(timeout=timeout, trust_env=self._trust_env)
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

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
        self._closed = True
        if self._owns_http:
            self._http.close()

    def stream(self, conversation: Conversation[Any]) -> Generator[Sequence[Any], None, Any]:
        """Carries out a conversation, yielding what it emits; returns what it returns.

        Raises:
            CopilotMetricsError: What the conversation raises.
        """
        doing = Doing()
        try:
            while (effect := doing.next(conversation)) is not None:
                if isinstance(effect, Emit):
                    yield effect.items
                else:
                    doing.answer(self._perform, effect)
            return doing.result
        finally:
            conversation.close()
            for opened in doing.opened:
                opened.stream.response.close()
            for key in doing.held:
                self._locks[key].release()

    def _call(self, operation: Operation[T], values: Mapping[str, Any]) -> T | NoData:
        conversation = self.stream(call(operation, values, self.settings))
        try:
            next(conversation)
        except StopIteration as done:
            result: T | NoData = done.value
            return result
        raise RuntimeError("a call emits nothing")

    def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request):
                return self._send(request)
            case Read(opened):
                return self._guarded(lambda: next(opened.stream.pieces, b""), "the download host")
            case Open(url, headers):
                return self._open(url, headers)
            case Close(opened):
                return opened.stream.response.close()
            case Pause(wait):
                self._tell(wait)
                return self.settings.clock.sleep(wait.seconds)
            case Acquire(key):
                return self._locks[key].acquire()
            case Release(key):
                return self._locks[key].release()
            case _:
                raise TypeError(effect)

    def _send(self, request: Request) -> Received:
        return self._guarded(
            lambda: received(
                self._http.send(
                    self._http.build_request(
                        request.method,
                        request.url,
                        headers=dict(request.headers),
                        timeout=self.settings.timeout_seconds,
                    ),
                    auth=None,
                    follow_redirects=False,
                )
            ),
            "the API",
        )

    def _open(self, url: str, headers: Mapping[str, str]) -> Opened:
        request = download_request(url, headers, self.settings.timeout_seconds)
        response = self._guarded(
            lambda: self._http.send(request, auth=None, follow_redirects=False, stream=True),
            "the download host",
        )
        return Opened(
            response.status_code, headers_of(response), Stream(response, response.iter_bytes())
        )

    def _guarded(self, send: Callable[[], T], whom: str) -> T:
        if self._closed or self._http.is_closed:
            raise ClosedError(_CLOSED)
        try:
            return send()
        except FAILURES as error:
            problem: CopilotMetricsError = transport_error(error, whom)
        except RuntimeError:
            if not self._http.is_closed:
                raise
            problem = ClosedError(_CLOSED)  # by somebody else, meanwhile
        raise problem


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
    ) -> None:
        try:
            credentials = _credentials(token, app)
        finally:
            del token  # a traceback that shows the variables of its frames must not find it here
        super().__init__(
            credentials,
            base_url=base_url,
            timeout=timeout,
            user_agent=user_agent,
            retry=retry,
            clock=clock,
            on_wait=on_wait,
        )
        if http_client is not None and not isinstance(http_client, httpx.AsyncClient):
            raise ArgumentError("http_client", "expected an httpx.AsyncClient")
        self._owns_http = http_client is None
        self._http = http_client or httpx.AsyncClient(timeout=timeout, trust_env=self._trust_env)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

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
        self._closed = True
        if self._owns_http:
            await self._http.aclose()

    async def stream(self, conversation: Conversation[Any]) -> AsyncGenerator[Sequence[Any], None]:
        """Carries out a conversation, yielding what it emits.

        Raises:
            CopilotMetricsError: What the conversation raises.
        """
        doing = Doing()
        try:
            while (effect := doing.next(conversation)) is not None:
                if isinstance(effect, Emit):
                    yield effect.items
                else:
                    await doing.answer_async(self._perform, effect)
        finally:
            conversation.close()
            await self._clear(doing)

    async def _call(self, operation: Operation[T], values: Mapping[str, Any]) -> T | NoData:
        conversation = call(operation, values, self.settings)
        doing = Doing()
        try:
            while (effect := doing.next(conversation)) is not None:
                await doing.answer_async(self._perform, effect)
            result: T | NoData = doing.result
            return result
        finally:
            conversation.close()
            await self._clear(doing)

    async def _clear(self, doing: Doing) -> None:
        for key in doing.held:
            self._locks[key].release()
        for opened in doing.opened:
            await opened.stream.response.aclose()

    async def _perform(self, effect: Effect) -> Any:
        match effect:
            case Send(request):
                return await self._send(request)
            case Read(opened):
                return await self._read(opened)
            case Open(url, headers):
                return await self._open(url, headers)
            case Close(opened):
                return await opened.stream.response.aclose()
            case Pause(wait):
                self._tell(wait)
                return await self.settings.clock.sleep_async(wait.seconds)
            case Acquire(key):
                return await self._locks[key].acquire()
            case Release(key):
                return self._locks[key].release()
            case _:
                raise TypeError(effect)

    async def _send(self, request: Request) -> Received:
        response = await self._guarded(
            lambda: self._http.send(
                self._http.build_request(
                    request.method,
                    request.url,
                    headers=dict(request.headers),
                    timeout=self.settings.timeout_seconds,
                ),
                auth=None,
                follow_redirects=False,
            ),
            "the API",
        )
        return received(response)

    async def _read(self, opened: Opened) -> bytes:
        piece: bytes = await self._guarded(
            lambda: anext(opened.stream.pieces, b""), "the download host"
        )
        await asyncio.sleep(0)  # bytes that are there already must not keep other tasks waiting
        return piece

    async def _open(self, url: str, headers: Mapping[str, str]) -> Opened:
        request = download_request(url, headers, self.settings.timeout_seconds)
        response = await self._guarded(
            lambda: self._http.send(request, auth=None, follow_redirects=False, stream=True),
            "the download host",
        )
        return Opened(
            response.status_code, headers_of(response), Stream(response, response.aiter_bytes())
        )

    async def _guarded(self, send: Callable[[], Any], whom: str) -> Any:
        if self._closed or self._http.is_closed:
            raise ClosedError(_CLOSED)
        try:
            return await send()
        except FAILURES as error:
            problem: CopilotMetricsError = transport_error(error, whom)
        except RuntimeError:
            if not self._http.is_closed:
                raise
            problem = ClosedError(_CLOSED)  # by somebody else, meanwhile
        raise problem
