"""`python -m benchmarks.downloading CONTENDER FILE TIMES`: prints CPU seconds and megabytes above the start.

A server in its own process responds with one report that lists FILE several times (TIMES). From the second file
on every row is a duplicate, which is the expensive case: it is read, detected, and dropped.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from .memory import peak_megabytes


def serve(path: str, times: int, connection: Connection) -> None:
    """Serve the envelope and the file; send the port through `connection`."""
    size = Path(path).stat().st_size

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if "/reports/" in self.path:
                port = server.server_port
                links = [f"http://127.0.0.1:{port}/part-{number}.ndjson" for number in range(times)]
                days = {"report_start_day": "2026-10-01", "report_end_day": "2026-10-28"}
                self._send(json.dumps({"download_links": links, **days}).encode())
                return
            self.send_response(200)
            self.send_header("Content-Length", str(size))
            self.end_headers()
            with Path(path).open("rb") as file:
                self.wfile.flush()
                self.connection.sendfile(file)

        def _send(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    connection.send(server.server_port)
    server.serve_forever()


def ours(url: str) -> Callable[[], int]:
    """The report by the client."""
    from copilot_usage_metrics import CopilotMetrics

    with CopilotMetrics("t", base_url=url) as first:
        _ = first.rows  # imports what a first client imports: `benchmarks.calls` measures that

    def run() -> int:
        with CopilotMetrics("t", base_url=url) as client:
            count = 0
            for _ in client.rows.copilot_users_usage_metrics("octo"):
                count += 1
            return count

    return run


def orjson(url: str) -> Callable[[], int]:
    """The same with httpx and orjson, as an experienced user would write it: bytes, split at line feeds."""
    import httpx

    from .rivals import orjson as library

    def run() -> int:
        count = 0
        with httpx.Client(timeout=30) as client:
            path = "/enterprises/octo/copilot/metrics/reports/users-28-day/latest"
            for link in client.get(url + path).json()["download_links"]:
                rest = b""
                with client.stream("GET", link) as response:
                    for piece in response.iter_bytes():
                        *lines, rest = (rest + piece).split(b"\n")
                        for line in lines:
                            library.loads(line)
                            count += 1
        return count

    return run


def main(name: str, path: str, times: str) -> int:
    """Measure one contender in this process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(path, int(times), there), daemon=True)
    server.start()
    run = {"ours": ours, "orjson": orjson}[name](f"http://127.0.0.1:{here.recv()}")
    before = peak_megabytes()
    begin = time.process_time()
    run()
    seconds = time.process_time() - begin
    after = peak_megabytes()
    server.terminate()
    print(seconds, after - before)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
