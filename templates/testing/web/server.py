"""A server on a loopback port: HTTP/1.1, a thread for each connection, which all end with it."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, cast

from .delivery import Gone, prepare_reset, send
from .messages import ReceivedRequest, Reply

Respond = Callable[[ReceivedRequest], Reply]
_LARGEST_BODY = 1 << 20


class Server:
    """A running server.

    Args:
        name: The name of the server; recorded in each request.
        respond: Returns a response; called by many threads.
        now: The time of each request, and of each response's `Date`.
        port: The port; 0 for any free one. On the loopback interface only.
    """

    def __init__(
        self,
        name: Literal["api", "download"],
        respond: Respond,
        now: Callable[[], float],
        port: int = 0,
    ) -> None:
        self.failures: list[BaseException] = []
        """Errors inside the fake itself."""
        self._server = _Listener(("127.0.0.1", port), name, respond, now, self.failures)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name=f"fake-{name}", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Its base URL, without a final slash."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """End every connection and thread."""
        self._server.closing.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 256

    def __init__(
        self,
        address: tuple[str, int],
        name: Literal["api", "download"],
        respond: Respond,
        now: Callable[[], float],
        failures: list[BaseException],
    ) -> None:
        self.name: Literal["api", "download"] = name
        self.respond = respond
        self.now = now
        self.failures = failures
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._to_reset: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        # the base class looks up the machine's name here, which may query a name server
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def reset(self, connection: socket.socket) -> None:
        """Allow the connection to be reset when it is closed."""
        prepare_reset(connection)
        self._to_reset.add(connection)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        if request in self._to_reset:
            self._to_reset.discard(request)
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def hang_up(self) -> None:
        """Close idle connections, so that no thread waits for a next request."""
        with self._lock:
            left = list(self._open)
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.failures.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # one packet per response, sent at once: otherwise each waits for the acknowledgement of the one before
    disable_nagle_algorithm = True

    @property
    def _listener(self) -> _Listener:
        return cast(_Listener, self.server)

    def __getattr__(self, name: str) -> Any:
        # the base class calls do_GET and the like; every method gets a response, unknown ones too
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        try:
            asked = self._asked()
            reply = self._listener.respond(asked)
            now, is_head = self._listener.now(), self.command == "HEAD"
            send(self.connection, reply, self._listener.closing, now=now, head=is_head)
        except Gone as end:
            self.close_connection = True
            if end.reset:
                self._listener.reset(self.connection)
        if self._listener.closing.is_set():
            self.close_connection = True

    def _asked(self) -> ReceivedRequest:
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            key = name.lower()
            headers[key] = f"{headers[key]}, {value}" if key in headers else value
        length = headers.get("content-length", "0")
        size = min(int(length), _LARGEST_BODY) if length.isdecimal() else 0
        body = self.rfile.read(size) if size else b""
        path, _, query = self.path.partition("#")[0].partition("?")
        return ReceivedRequest(
            self._listener.name, self.command, path, query, headers, body, self._listener.now()
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Log nothing: the requests are in the fake's log."""
