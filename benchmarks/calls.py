"""One API call over loopback, and the cost of importing."""

from __future__ import annotations

import asyncio
import datetime
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

import httpx

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics

from .harness import ROOT, ResultRow, cpu_interleaved, interleaved, middle
from .rivals import rival

CALLS = 200
AT_ONCE = 20
BATCHES = 30
DAY = datetime.date(2026, 11, 1)
PATH = "/orgs/octo/copilot/metrics/reports/users-1-day?day=2026-11-01"
HEADERS = {
    "Accept": "application/vnd.github+json",
    "Authorization": "Bearer t",
    "X-GitHub-Api-Version": "2026-03-10",
}
"""The headers of GitHub's own samples."""
BODY = json.dumps(
    {"download_links": ["https://example.com/report-1.ndjson"], "report_day": "2026-11-01"}
).encode()


def rows() -> list[ResultRow]:
    """All rows of this part."""
    return [*_calls(), *_concurrent_calls(), *_imports()]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        pass


def _serve(connection: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    connection.send(server.server_port)
    server.serve_forever()


@contextmanager
def _server() -> Iterator[str]:
    """A server in its own process, so that it does not share the GIL with the measured code."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=_serve, args=(there,), daemon=True)
    server.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        server.terminate()
        server.join()


def _calls() -> list[ResultRow]:
    with (
        _server() as url,
        httpx.Client(timeout=30) as raw,
        CopilotMetrics("t", base_url=url) as ours,
    ):
        contenders: dict[str, Callable[[], object]] = {
            "ours": lambda: ours.copilot_organization_users_one_day_usage_metrics("octo", day=DAY),
            "httpx": lambda: raw.get(url + PATH, headers=HEADERS).json(),
            "PyGithub": _pygithub(url),
        }
        githubkit = rival("githubkit")
        config = {"base_url": url, "http_cache": False, "auto_retry": False, "throttler": None}
        with githubkit.GitHub("t", **config) as client:
            method = client.rest.copilot.copilot_organization_users_one_day_usage_metrics
            contenders["githubkit"] = lambda: method("octo", day=DAY).parsed_data
            many = {name: _many(call) for name, call in contenders.items()}
            seconds = cpu_interleaved(many, 7)
    mine = middle(seconds.pop("ours")) / CALLS
    aims = {"httpx": 1.05}
    return [
        ResultRow(
            "one API call over loopback, CPU",
            name,
            f"{mine * 1e6:.0f} µs",
            f"{middle(values) / CALLS * 1e6:.0f} µs",
            mine / (middle(values) / CALLS),
            aims.get(name, 1.0),
        )
        for name, values in seconds.items()
    ]


def _concurrent_calls() -> list[ResultRow]:
    """20 calls at once over one asynchronous client, again and again."""
    with _server() as url:
        contenders: dict[str, Callable[[], object]] = {
            "ours": lambda: asyncio.run(_ours_at_once(url)),
            "httpx": lambda: asyncio.run(_httpx_at_once(url)),
        }
        seconds = cpu_interleaved(contenders, 7)
    calls = AT_ONCE * BATCHES
    mine, theirs = (middle(seconds[name]) / calls for name in ("ours", "httpx"))
    return [
        ResultRow(
            f"one of {AT_ONCE} concurrent asynchronous calls, CPU",
            "httpx",
            f"{mine * 1e6:.0f} µs",
            f"{theirs * 1e6:.0f} µs",
            mine / theirs,
            1.05,
        )
    ]


async def _ours_at_once(url: str) -> None:
    async with AsyncCopilotMetrics("t", base_url=url) as client:
        method = client.copilot_organization_users_one_day_usage_metrics
        for _ in range(BATCHES):
            await asyncio.gather(*(method("octo", day=DAY) for _ in range(AT_ONCE)))


async def _httpx_at_once(url: str) -> None:
    async with httpx.AsyncClient(timeout=30) as client:

        async def get() -> object:
            return (await client.get(url + PATH, headers=HEADERS)).json()

        for _ in range(BATCHES):
            await asyncio.gather(*(get() for _ in range(AT_ONCE)))


def _many(call: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        for _ in range(CALLS):
            call()

    return run


def _pygithub(url: str) -> Callable[[], Any]:
    github = rival("github")
    client = github.Github(
        auth=github.Auth.Token("t"), base_url=url, retry=None, seconds_between_requests=0
    )
    return lambda: client.requester.requestJsonAndCheck("GET", PATH)


def _imports() -> list[ResultRow]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated")}

    def running(statement: str) -> Callable[[], object]:
        command = [sys.executable, "-c", statement]
        return lambda: subprocess.run(command, check=True, env=environment, cwd=ROOT)

    statements = {
        "nothing": "pass",
        "the package": "import copilot_usage_metrics",
        "its client": "from copilot_usage_metrics import CopilotMetrics",
        "httpx": "import httpx",
    }
    times = interleaved({name: running(each) for name, each in statements.items()}, 15)
    seconds = {name: middle(values) for name, values in times.items()}
    return [
        _import_row(
            "the package, ms above an empty program", seconds, "the package", "nothing", 15
        ),
        _import_row("its client, ms above `import httpx`", seconds, "its client", "httpx", 20),
    ]


def _import_row(
    what: str, seconds: dict[str, float], name: str, rival: str, aim: float
) -> ResultRow:
    above = (seconds[name] - seconds[rival]) * 1000
    ours, theirs = (f"{seconds[each] * 1000:.0f} ms" for each in (name, rival))
    return ResultRow(f"importing {what}", rival, ours, theirs, above, aim)
