"""The asynchronous shell: carries out the effects of the core in the calling task."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from ..access.settings import Settings
from ..errors import ClosedError, CopilotMetricsError, EventLoopError
from ..protocol.effects import (
    MOST_AHEAD,
    Acquire,
    Ahead,
    Close,
    Conversation,
    Effect,
    Emit,
    Open,
    Opened,
    Pause,
    Read,
    Received,
    Release,
    Send,
)
from .deadline import plain_timeouts
from .httpx_seam import AsyncHttpClient, Library
from .httpx_wire import (
    CLOSED,
    PoolFullError,
    api_request,
    body_of,
    download_request,
    hide_async,
    opened_from,
    received,
    transport_error,
)
from .observer import Observer
from .session import Session
from .shell import Shell

T = TypeVar("T")
_Begun: TypeAlias = "asyncio.Task[Opened | CopilotMetricsError | None]"
"""A download that was started in its own task: open, failed, or None if no connection was free."""


class AsyncShell(Shell):
    """Carries out generators of effects with one HTTP client, for the tasks of one event loop."""

    def __init__(
        self, library: Library, http: AsyncHttpClient, settings: Settings, observer: Observer
    ) -> None:
        super().__init__(settings, observer)
        self._library = library
        self._http = http
        self._locks: dict[str, asyncio.Lock] = {}
        # for all generators together: a download started ahead holds a connection
        self._places = MOST_AHEAD

    async def stream(self, conversation: Conversation[Any]) -> AsyncGenerator[Any, None]:
        """Carry out a generator of effects, yielding each item that it emits.

        Raises:
            CopilotMetricsError: Any error of the generator.
        """
        _require_asyncio(conversation)
        session: Session[_Begun] = Session()
        try:
            while (effect := session.next(conversation)) is not None:
                if isinstance(effect, Emit):
                    for item in effect.items:
                        yield item
                else:
                    await session.answer_async(self._perform, effect)
        finally:
            await self._clear(conversation, session)

    async def run(self, conversation: Conversation[T]) -> T:
        """Carry out a generator that emits nothing; return its result."""
        _require_asyncio(conversation)
        session: Session[_Begun] = Session()
        try:
            while (effect := session.next(conversation)) is not None:
                await session.answer_async(self._perform, effect)
            result: T = session.result
            return result
        finally:
            await self._clear(conversation, session)

    async def _clear(self, conversation: Conversation[Any], session: Session[_Begun]) -> None:
        conversation.close()
        for key in session.held:
            self._lock(key).release()
        try:
            await self._drop(session)
        finally:
            await _close_all(session.opened)

    async def _perform(self, effect: Effect, session: Session[_Begun]) -> Any:
        try:
            return await self._do(effect, session)
        except PoolFullError:
            if not session.ahead:
                raise
        await self._drop(session)  # downloads started ahead hold the connections
        return await self._do(effect, session)

    async def _do(self, effect: Effect, session: Session[_Begun]) -> Any:
        match effect:
            case Read():
                return await self._read(effect)
            case Send():
                return await self._send_and_report(effect)
            case Open():
                return await self._claim(effect, session) or await self._open(effect)
            case Ahead(opens):
                return await self._begin(opens, session)
            case Close(opened):
                return await _close(opened)
            case Pause(wait):
                self._observer.on_wait(wait)
                return await self.settings.clock.sleep_async(wait.seconds)
            case Acquire(key):
                return await self._lock(key).acquire()
            case Release(key):
                return self._lock(key).release()
            case _:
                raise TypeError(effect)

    async def _send_and_report(self, send: Send) -> Received:
        begun = time.monotonic()
        response = await self._guarded(lambda: self._send(send), "the API", send.within)
        seconds = time.monotonic() - begun
        request = send.request
        self._observer.on_response(
            request.method, request.url, response.status, response.headers, seconds
        )
        return response

    def _lock(self, key: str) -> asyncio.Lock:
        return self._locks.setdefault(key, asyncio.Lock())

    async def _send(self, send: Send) -> Received:
        request = api_request(
            self._library, self._http, send.request, plain_timeouts(send.timeout), hide_async
        )
        response = await self._http.send(request, auth=None, follow_redirects=False, stream=True)
        try:
            body = body_of(response)
            if not response.is_stream_consumed:
                async for piece in response.aiter_raw():
                    if not body.feed(piece):
                        break
        finally:
            await response.aclose()
        return received(response, body)

    async def _open(self, opening: Open) -> Opened:
        async def send() -> Opened:
            limits = plain_timeouts(self.settings.timeout_seconds)
            request = download_request(self._library, opening, limits, hide_async)
            response = await self._http.send(
                request, auth=None, follow_redirects=False, stream=True
            )
            return opened_from(self._library, response, response.aiter_raw, response.aiter_bytes)

        begun = time.monotonic()
        opened = await self._guarded(send, "the download host", opening.within)
        url, seconds = opening.link.reveal(), time.monotonic() - begun
        try:
            self._observer.on_response(
                "GET", url, opened.status, opened.headers, seconds, is_download=True
            )
        except BaseException:
            await _close(opened)
            raise
        finally:
            del url  # a traceback that shows local variables must not show it
        return opened

    async def _read(self, read: Read) -> bytes:
        async def next_piece() -> bytes:
            async for piece in read.opened.stream.pieces:
                if piece:
                    return bytes(piece)
            return b""

        piece = await self._guarded(next_piece, "the download host", read.within)
        await asyncio.sleep(0)  # available bytes must not block other tasks
        return piece

    async def _begin(self, opens: Sequence[Open], session: Session[_Begun]) -> None:
        await self._drop(session, but={each.link: each for each in opens})
        for each in opens:
            if each.link not in session.ahead and self._places > 0:
                self._places -= 1
                session.ahead[each.link] = asyncio.create_task(self._open_ahead(each))

    async def _open_ahead(self, opening: Open) -> Opened | CopilotMetricsError | None:
        try:
            return await self._open(opening)
        except PoolFullError:
            return None
        except CopilotMetricsError as error:
            return error

    async def _claim(self, opening: Open, session: Session[_Begun]) -> Opened | None:
        begun = session.ahead.get(opening.link)
        if begun is None:
            return None
        # shielded: if this is cancelled, it is dropped like the others
        outcome = await asyncio.shield(begun)
        del session.ahead[opening.link]
        self._places += 1
        if isinstance(outcome, CopilotMetricsError):
            raise outcome
        return outcome

    async def _drop(self, session: Session[_Begun], but: Mapping[Any, Open] | None = None) -> None:
        dropped = [session.ahead.pop(link) for link in [*session.ahead] if link not in (but or {})]
        self._places += len(dropped)
        for begun in dropped:
            begun.cancel()
        stopped: asyncio.CancelledError | None = None
        while pending := [begun for begun in dropped if not begun.done()]:
            try:
                await asyncio.wait(pending)
            except asyncio.CancelledError as stop:
                stopped = stop  # after closing the open downloads
        ended = [begun for begun in dropped if not begun.cancelled() and begun.exception() is None]
        await _close_all([each for begun in ended if isinstance(each := begun.result(), Opened)])
        if stopped is not None:
            raise stopped

    async def _guarded(self, send: Callable[[], Awaitable[T]], whom: str, within: float) -> T:
        if self.is_closed or self._http.is_closed:
            raise ClosedError(CLOSED)
        try:
            async with asyncio.timeout(within):
                return await send()
        except self._library.failures as error:
            problem: CopilotMetricsError = transport_error(self._library, error, whom)
        except RuntimeError:
            if not self._http.is_closed:
                raise
            problem = ClosedError(CLOSED)  # closed by another task meanwhile
        except (KeyboardInterrupt, asyncio.CancelledError) as stop:
            # the library's frames contain headers and URLs, which a traceback may show
            raise stop.with_traceback(None) from None
        raise problem


def _require_asyncio(conversation: Conversation[Any]) -> None:
    """Raises `EventLoopError` in a task of trio, or without any event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        conversation.close()
        raise EventLoopError(
            "the asynchronous client needs asyncio; in another event loop, such as trio's, run the synchronous "
            "client in a thread (trio.to_thread.run_sync)"
        ) from None


async def _close(opened: Opened) -> None:
    with suppress(*opened.stream.failures):
        await opened.stream.response.aclose()


async def _close_all(each: Sequence[Opened]) -> None:
    """Close all of them, even if this task is cancelled meanwhile."""
    stopped: asyncio.CancelledError | None = None
    for opened in each:
        try:
            await _close(opened)
        except asyncio.CancelledError as stop:
            stopped = stop
    if stopped is not None:
        raise stopped
