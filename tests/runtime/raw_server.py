"""A server that sends any bytes, piece by piece."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

PAUSE_SECONDS = 0.05


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
