"""A loopback server that plays one interaction after the other and records the requests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import attrs

from .interactions import Interaction


@attrs.frozen
class ReceivedRequest:
    """A request as received."""

    method: str
    path: str
    """The path as sent: still percent-encoded."""
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    """Headers by lower-case name."""
    repeated: tuple[str, ...]
    """The names of headers that were sent more than once."""


@attrs.define
class Loopback:
    """The responses to send, and the recorded requests."""

    url: str
    requests: list[ReceivedRequest] = attrs.field(factory=list)
    _playing: Interaction | None = None

    def play(self, interaction: Interaction) -> None:
        """Send the responses of this interaction from now on."""
        self._playing = interaction
        self.requests = []

    def answer(self, request: ReceivedRequest) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for a request."""
        number = len(self.requests)
        self.requests.append(request)
        if self._playing is None or number >= len(self._playing.answers):
            return 599, {}, b"one request too many"
        answer = self._playing.answers[number][1]
        return answer.status, dict(answer.headers), answer.wire


@contextmanager
def loopback() -> Iterator[Loopback]:
    """A running server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        state = Loopback(f"http://127.0.0.1:{server.server_port}")
        server.RequestHandlerClass = _handler(state)
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


def _handler(state: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # one packet per response, sent at once: otherwise each waits for the acknowledgement of the one before
        disable_nagle_algorithm = True
        wbufsize = -1

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            names = [name.lower() for name in self.headers]
            request = ReceivedRequest(
                self.command,
                parts.path,
                tuple(
                    parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
                ),
                {name.lower(): value for name, value in self.headers.items()},
                tuple(name for name in set(names) if names.count(name) > 1),
            )
            status, headers, body = state.answer(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    return Handler
