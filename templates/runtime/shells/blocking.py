"""The blocking shell: carries out the effects of the core in the calling thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from ..access.settings import Settings
from ..errors import ClosedError, CopilotMetricsError
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
from .deadline import Deadline, check, timeouts
from .httpx_seam import HttpClient, Library
from .httpx_wire import (
    CLOSED,
    PoolFullError,
    api_request,
    body_of,
    download_request,
    hide,
    opened_from,
    received,
    transport_error,
)
from .observer import Observer
from .session import Session
from .shell import Shell

T = TypeVar("T")
_Begun: TypeAlias = "Future[Opened | CopilotMetricsError | None]"
"""A download that was started in its own thread: open, failed, or None if no connection was free."""


class BlockingShell(Shell):
    """Carries out generators of effects with one HTTP client. Thread-safe."""

    def __init__(
        self, library: Library, http: HttpClient, settings: Settings, observer: Observer
    ) -> None:
        super().__init__(settings, observer)
        self._library = library
        self._http = http
        self._locks: dict[str, threading.Lock] = {}
        # for all generators together: a download started ahead holds a connection
        self._places = threading.Semaphore(MOST_AHEAD)

    def stream(self, conversation: Conversation[Any]) -> Generator[Any, None, None]:
        """Carries out a conversation, yielding each item that it emits.

        Raises:
            CopilotMetricsError: Any error of the generator.
        """
        session: Session[_Begun] = Session()
        try:
            while (effect := session.next(conversation)) is not None:
                if isinstance(effect, Emit):
                    yield from effect.items
                else:
                    session.answer(self._perform, effect)
        finally:
            self._clear(conversation, session)

    def run(self, conversation: Conversation[T]) -> T:
        """Carries out a conversation that emits nothing, and returns its result."""
        session: Session[_Begun] = Session()
        try:
            while (effect := session.next(conversation)) is not None:
                session.answer(self._perform, effect)
            result: T = session.result
            return result
        finally:
            self._clear(conversation, session)

    def _clear(self, conversation: Conversation[Any], session: Session[_Begun]) -> None:
        conversation.close()
        self._drop(session)
        for opened in session.opened:
            _close(opened)
        for key in session.held:
            self._lock(key).release()

    def _perform(self, effect: Effect, session: Session[_Begun]) -> Any:
        try:
            return self._do(effect, session)
        except PoolFullError:
            if not session.ahead:
                raise
        self._drop(session)  # downloads started ahead hold the connections
        return self._do(effect, session)

    def _do(self, effect: Effect, session: Session[_Begun]) -> Any:
        match effect:
            case Read():
                return self._read(effect)
            case Send():
                return self._send_and_report(effect)
            case Open():
                return self._claim(effect, session) or self._open(effect)
            case Ahead(opens):
                return self._begin(opens, session)
            case Close(opened):
                return _close(opened)
            case Pause(wait):
                self._observer.on_wait(wait)
                return self.settings.clock.sleep(wait.seconds)
            case Acquire(key):
                return self._lock(key).acquire()
            case Release(key):
                return self._lock(key).release()
            case _:
                raise TypeError(effect)

    def _send_and_report(self, send: Send) -> Received:
        begun = time.monotonic()
        response = self._guarded(lambda: self._send(send), "the API")
        seconds = time.monotonic() - begun
        request = send.request
        self._observer.on_response(
            request.method, request.url, response.status, response.headers, seconds
        )
        return response

    def _lock(self, key: str) -> threading.Lock:
        return self._locks.setdefault(key, threading.Lock())

    def _send(self, send: Send) -> Received:
        deadline = Deadline(send.within)
        request = api_request(
            self._library, self._http, send.request, timeouts(send.timeout, deadline), hide
        )
        response = self._http.send(request, auth=None, follow_redirects=False, stream=True)
        try:
            body = body_of(response)
            if not response.is_stream_consumed:
                for piece in response.iter_raw():
                    if not body.feed(piece):
                        break
                    check(deadline)
        finally:
            response.close()
        return received(response, body)

    def _open(self, opening: Open) -> Opened:
        deadline = Deadline(opening.within)

        def send() -> Opened:
            limits = timeouts(self.settings.timeout_seconds, deadline)
            request = download_request(self._library, opening, limits, hide)
            response = self._http.send(request, auth=None, follow_redirects=False, stream=True)
            return opened_from(
                self._library, response, response.iter_raw, response.iter_bytes, deadline
            )

        begun = time.monotonic()
        opened = self._guarded(send, "the download host")
        url, seconds = opening.link.reveal(), time.monotonic() - begun
        try:
            self._observer.on_response(
                "GET", url, opened.status, opened.headers, seconds, is_download=True
            )
        except BaseException:
            _close(opened)
            raise
        finally:
            del url  # a traceback that shows local variables must not show it
        return opened

    def _read(self, read: Read) -> bytes:
        stream = read.opened.stream
        stream.deadline.extend(read.within)
        return self._guarded(
            lambda: next((piece for piece in stream.pieces if piece), b""), "the download host"
        )

    def _begin(self, opens: Sequence[Open], session: Session[_Begun]) -> None:
        self._drop(session, but={each.link: each for each in opens})
        for each in opens:
            if each.link not in session.ahead and self._places.acquire(blocking=False):
                begun: _Begun = Future()
                session.ahead[each.link] = begun
                threading.Thread(target=self._open_ahead, args=(each, begun), daemon=True).start()

    def _open_ahead(self, opening: Open, begun: _Begun) -> None:
        try:
            begun.set_result(self._open(opening))
        except PoolFullError:
            begun.set_result(None)
        except CopilotMetricsError as error:
            begun.set_result(error)
        except BaseException as error:  # noqa: BLE001 - raised in the order of the downloads
            begun.set_exception(error)

    def _claim(self, opening: Open, session: Session[_Begun]) -> Opened | None:
        begun = session.ahead.get(opening.link)
        if begun is None:
            return None
        outcome = begun.result()  # if this wait is interrupted, the download is dropped later
        del session.ahead[opening.link]
        self._places.release()
        if isinstance(outcome, CopilotMetricsError):
            raise outcome
        return outcome

    def _drop(self, session: Session[_Begun], but: Mapping[Any, Open] | None = None) -> None:
        for link in [link for link in session.ahead if link not in (but or {})]:
            # downloads that are still starting are not waited for: they are closed once they have started
            session.ahead.pop(link).add_done_callback(_close_late)
            self._places.release()

    def _guarded(self, send: Callable[[], T], whom: str) -> T:
        if self.is_closed or self._http.is_closed:
            raise ClosedError(CLOSED)
        try:
            return send()
        except self._library.failures as error:
            problem: CopilotMetricsError = transport_error(self._library, error, whom)
        except RuntimeError:
            if not self._http.is_closed:
                raise
            problem = ClosedError(CLOSED)  # closed by another thread meanwhile
        except KeyboardInterrupt as stop:
            # the library's frames contain headers and URLs, which a traceback may show
            raise stop.with_traceback(None) from None
        raise problem


def _close(opened: Opened) -> None:
    with suppress(*opened.stream.failures):
        opened.stream.response.close()


def _close_late(begun: _Begun) -> None:
    if begun.exception() is None and isinstance(outcome := begun.result(), Opened):
        _close(outcome)
