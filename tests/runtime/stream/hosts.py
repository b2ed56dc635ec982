"""Loopback servers that misbehave (stall, truncate, reset) and know which clients are still connected."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator

import attrs

from tests.runtime.patience import PATIENCE


@attrs.frozen
class ReceivedRequest:
    """A request as received."""

    method: str
    target: str
    headers: dict[str, str]
    raw: bytes


@attrs.define
class Wire:
    """The server side of a connection."""

    socket: socket.socket

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        """Send a complete response."""
        self.head(status, content_length=str(len(body)), **headers)
        self.send(body)

    def head(self, status: str = "200 OK", **headers: str) -> None:
        named = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in headers.items())
        self.send(f"HTTP/1.1 {status}\r\n{named}\r\n".encode())

    def chunk(self, data: bytes) -> None:
        self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def reset(self) -> None:
        """Reset the connection, as a crash would."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise _End

    def end(self) -> None:
        """Close the connection at once, even within a response."""
        raise _End

    def wait_until_gone(self, or_until: threading.Event | None = None) -> None:
        """Send nothing until the client has closed the connection; returns early if the event is set."""
        is_over = or_until or threading.Event()
        self.socket.settimeout(0.02)
        while not is_over.is_set():
            try:
                self.socket.recv(1)
            except TimeoutError:
                continue
            raise _End
        self.socket.settimeout(None)


class _End(Exception):
    """The connection is over."""


Script = Callable[[ReceivedRequest, Wire], None]


@attrs.define
class Host:
    """A running server."""

    port: int
    requests: list[ReceivedRequest] = attrs.field(factory=list)
    connections: set[socket.socket] = attrs.field(factory=set)
    most: int = 0
    """The greatest number of connections open at once."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def is_deserted(self, seconds: float = PATIENCE) -> bool:
        """Whether all clients have closed their connections, after a while."""
        until = time.monotonic() + seconds
        while self.connections and time.monotonic() < until:
            time.sleep(0.01)
        return not self.connections


@contextlib.contextmanager
def host(script: Script) -> Iterator[Host]:
    """A server on a free port of 127.0.0.1, which is stopped afterwards."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=100)
    up = Host(listener.getsockname()[1])
    lock = threading.Lock()

    def serve(connection: socket.socket) -> None:
        wire = Wire(connection)
        buffer = b""
        try:
            while True:
                while b"\r\n\r\n" not in buffer:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    buffer += piece
                head, _, buffer = buffer.partition(b"\r\n\r\n")
                request = _parsed(head)
                size = int(request.headers.get("content-length", "0"))
                while len(buffer) < size:
                    buffer += connection.recv(65536)
                buffer = buffer[size:]
                up.requests.append(request)
                script(request, wire)
        except (_End, OSError):
            return
        finally:
            connection.close()
            with lock:
                up.connections.discard(connection)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with lock:
                up.connections.add(connection)
                up.most = max(up.most, len(up.connections))
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield up
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in list(up.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        thread.join()


def _parsed(head: bytes) -> ReceivedRequest:
    first, *rest = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (r.partition(":") for r in rest)}
    return ReceivedRequest(method, target, headers, head)
