"""A server that misbehaves on the wire, for as long as the client or the test lets it."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator

Pieces = Callable[[], Iterator[bytes]]
"""The sent bytes, piece by piece; an empty piece is a pause."""

PAUSE_SECONDS = 0.5


def silence() -> Iterator[bytes]:
    while True:
        yield b""


def slow_headers() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    while True:
        yield b"a"
        yield b""


def informational_responses() -> Iterator[bytes]:
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"


def slow_body() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
    while True:
        yield b" "
        yield b""


def slow_chunk() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;name="
    while True:
        yield b"a"
        yield b""


def rate_limit() -> Iterator[bytes]:
    yield b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3000\r\nContent-Length: 0\r\n\r\n"


def endless_rows() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    number = 0
    while True:
        number += 1
        yield b'{"day":"2026-11-19","user_id":%d,"user_login":"a"}\n' % number


def endless_line() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n{"
    while True:
        yield b" " * 65536


API = (silence, slow_headers, informational_responses, slow_body, slow_chunk, rate_limit)
FILE = (
    silence,
    slow_headers,
    informational_responses,
    slow_body,
    slow_chunk,
    endless_rows,
    endless_line,
)


class WireServer:
    """Answers each connection with pieces. The API's report has one file, where `file` is given."""

    def __init__(
        self, api: Pieces | None = None, file: Pieces | None = None, file_port: int = 0
    ) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._api = api
        self._file = file
        self._file_port = file_port or self.port
        self._over = threading.Event()
        self._changed = threading.Condition()
        self.reached = 0
        """The number of requests that reached a misbehaving response."""
        self.left = 0
        """The number of these whose client has closed the connection."""
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> WireServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._socket.close()

    def wait_until_reached(self, times: int = 1) -> None:
        """Waits until this number of requests reached a misbehaving response."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.reached >= times, 120)

    def wait_until_left(self) -> None:
        """Waits until the clients of all these requests went away."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.left == self.reached, 120)

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = connection.recv(65536)
            pieces = self._file if request.startswith(b"GET /file") else self._api
            if pieces is None:
                connection.sendall(self._links())
            if pieces is not None or self._file is None:
                self._count(reached=1)
            if pieces is not None:
                self._misbehave(connection, pieces)

    def _misbehave(self, connection: socket.socket, pieces: Pieces) -> None:
        try:
            for piece in pieces():
                connection.sendall(piece)
                if self._over.wait(0 if piece else PAUSE_SECONDS):
                    return
        except OSError:
            self._count(left=1)

    def _count(self, reached: int = 0, left: int = 0) -> None:
        with self._changed:
            self.reached += reached
            self.left += left
            self._changed.notify_all()

    def _links(self) -> bytes:
        links = [f"http://127.0.0.1:{self._file_port}/file?sig=a"]
        text = json.dumps({"download_links": links, "report_day": "2026-11-19"}).encode()
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(text), text)
        )


@contextlib.contextmanager
def port_that_accepts_nobody() -> Iterator[int]:
    """A port where connecting neither succeeds nor fails: its queue is full."""
    with contextlib.ExitStack() as stack:
        full = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect(full.getsockname())
        yield full.getsockname()[1]
