"""A server that sends any bytes, piece by piece, and responses that never end."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator

PAUSE_SECONDS = 0.05
Pieces = Callable[[int], Iterator[bytes]]
"""The bytes that a server sends, with a pause after each piece; the argument is the server's own port."""


def slow_headers(port: int) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    while True:
        yield b"a"


def informational_responses(port: int) -> Iterator[bytes]:
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"


def slow_body(port: int) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
    while True:
        yield b" "


def slow_chunk_extension(port: int) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;name="
    while True:
        yield b"a"


def slow_trailer(port: int) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Slow: "
    while True:
        yield b"a"


def slow_gzip(port: int) -> Iterator[bytes]:
    """Bytes that decompress to nothing for a long time."""
    yield (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"a\r\n\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03\r\n"
    )
    while True:
        yield b"1\r\na\r\n"


DRIPS: dict[str, Pieces] = {
    each.__name__: each
    for each in (
        slow_headers,
        informational_responses,
        slow_body,
        slow_chunk_extension,
        slow_trailer,
        slow_gzip,
    )
}


class RawServer:
    """Responds to each connection with pieces of bytes, until the client or the test ends it."""

    def __init__(self, answer: Callable[[bytes, int], Iterator[bytes]]) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.connections = 0
        self._answer = answer
        self._over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            request = connection.recv(65536)
            for piece in self._answer(request, self.port):
                connection.sendall(piece)
                if self._over.wait(PAUSE_SECONDS):
                    return

    def close(self) -> None:
        self._over.set()
        self._socket.close()


def api_with_a_file(file: Callable[[bytes, int], Iterator[bytes]]) -> RawServer:
    """An API whose report has one file, on the same server."""

    def answer(request: bytes, port: int) -> Iterator[bytes]:
        if request.startswith(b"GET /file"):
            yield from file(request, port)
            return
        links = [f"http://127.0.0.1:{port}/file?sig=a"]
        text = json.dumps({"download_links": links, "report_day": "2026-09-01"}).encode()
        yield (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(text), text)
        )

    return RawServer(answer)
