"""Texts as a server, a file or an editor can send them, and how to look for them in an output."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

HOSTILE: Final = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2Jclear\x85",
    "nul\x00del\x7f",
    "a\rb\nforged: line",
    "::error::injected",
    "##[error]injected",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "zero\u200bwidth\u200d\ufeff\u2060\ufe0f\u3164",
    "\u2028line\u2029paragraph",
    "private\ue000 tag\U000e0041",
    "[bold red]markup[/] :boom: [link=https://evil.example]x[/link]",
    "=HYPERLINK(1)",
    "\t=1",
    "\uff1d1+1",
    "@octocat #1 ![i](https://evil.example/x.png) <b>| `x` www.evil.example",
    "w" * 5000,
)
"""One of every kind."""
ALL: Final = " ".join(HOSTILE)
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
"""The control sequences that a table itself may write to a terminal."""


def assert_clean(output: str, *, colours: bool = False) -> None:
    """Fails if an output has an invisible character other than a line break."""
    for line in (_COLOURS.sub("", output) if colours else output).split("\n"):
        assert line.isprintable(), ascii(line)
        assert not re.search("[\u034f\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uffa0]", line), ascii(
            line
        )
        assert not line.strip().startswith("::"), line
        assert "##[" not in line


@contextmanager
def serving(
    reply: Callable[[str], tuple[int, bytes]], headers: Mapping[str, bytes] | None = None
) -> Iterator[str]:
    """The address of a loopback server that responds with the status and body that `reply` returns for a path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = reply(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value.decode("latin-1"))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as the base has it
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def refusal(message: str) -> bytes:
    """A body of GitHub's that refuses something, with its words in every place that has some."""
    return json.dumps(
        {
            "message": message,
            "documentation_url": message,
            "errors": [{"message": message, "field": message}],
        }
    ).encode()
