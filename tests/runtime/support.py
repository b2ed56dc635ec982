"""Clients on a mock transport or on loopback servers; one interface for sync and async."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import attrs
import httpx

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, RetryPolicy

TOKEN = "ghp_canary0123456789"
ONCE = RetryPolicy(max_attempts=1)
"""One attempt: retries have their own tests."""
KINDS = ("sync", "async")
LINKS = '{"download_links": ["https://files.example/a?sig=SIGNATURE"], "report_day": "2026-09-01"}'

Handler = Callable[[httpx.Request], httpx.Response]


def json_response(text: str, status: int = 200, **headers: str) -> httpx.Response:
    """A response with a JSON body, as GitHub sends it."""
    sent = {"content-type": "application/json; charset=utf-8"} | headers
    return httpx.Response(status, content=text.encode(), headers=sent)


def ask(
    kind: str,
    answer: Handler,
    call: Callable[[Any], Any],
    *,
    sync_class: type[Any] = CopilotMetrics,
    async_class: type[Any] = AsyncCopilotMetrics,
    **options: Any,
) -> Any:
    """The result of `call` on a client whose responses come from `answer`."""
    options = {"token": TOKEN, "retry": ONCE} | options
    transport = httpx.MockTransport(answer)
    if kind == "sync":
        with (
            httpx.Client(transport=transport) as http,
            sync_class(http_client=http, **options) as client,
        ):
            return call(client)

    async def run() -> Any:
        async with (
            httpx.AsyncClient(transport=transport) as async_http,
            async_class(http_client=async_http, **options) as async_client,
        ):
            return await call(async_client)

    return asyncio.run(run())


def over_network(kind: str, base_url: str, call: Callable[[Any], Any], **options: Any) -> Any:
    """The result of `call` on a client with connections of its own."""
    given: dict[str, Any] = {"token": TOKEN, "base_url": base_url, "retry": ONCE, **options}
    if kind == "sync":
        with CopilotMetrics(**given) as client:
            return call(client)

    async def run() -> Any:
        async with AsyncCopilotMetrics(**given) as async_client:
            return await call(async_client)

    return asyncio.run(run())


def one_day(client: Any) -> Any:
    """The call of most tests."""
    return client.copilot_organization_one_day_usage_metrics("acme", day="2026-09-01")


@attrs.define
class Seen:
    """A request that reached a server."""

    path: str
    headers: dict[str, str]


@attrs.define
class Server:
    """A loopback server."""

    url: str
    port: int
    seen: list[Seen] = attrs.field(factory=list)


Reply = Callable[[Seen], tuple[int, dict[str, str], bytes]]


def links(_: Seen) -> tuple[int, dict[str, str], bytes]:
    """An envelope, for any request."""
    return 200, {"Content-Type": "application/json"}, LINKS.encode()


@contextlib.contextmanager
def serve(reply: Reply = links) -> Iterator[Server]:
    """A server on a free port of 127.0.0.1, which is stopped afterwards."""

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            seen = Seen(self.path, {name.lower(): value for name, value in self.headers.items()})
            server.seen.append(seen)
            status, headers, body = reply(seen)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the base class
            pass

    class Listening(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 100

    with Listening(("127.0.0.1", 0), Answering) as http:
        port = http.server_address[1]
        server = Server(f"http://127.0.0.1:{port}", port)
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def json_text(value: Any) -> str:
    """JSON text, for comparisons that distinguish 1, 1.0 and true."""
    return json.dumps(value, sort_keys=True)
