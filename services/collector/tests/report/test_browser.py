"""The page in a real browser: nothing on its console, no request, every chart visible."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from .pages import parse

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@contextmanager
def serving(body: bytes) -> Iterator[tuple[str, list[str]]]:
    """The address of a page on loopback, and the paths that were requested."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page", paths
        server.shutdown()


def browse(folder: Path, address: str, *options: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM is not None
    return subprocess.run(
        [
            *(
                CHROMIUM,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
            ),
            *(f"--user-data-dir={folder}", "--no-first-run", *options, address),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )


def test_no_console_message_and_no_request(text: str, tmp_path: Path) -> None:
    with serving(text.encode()) as (address, paths):
        found = browse(tmp_path / "profile", address, "--dump-dom")
    assert "CONSOLE" not in found.stderr, found.stderr
    assert set(paths) <= {"/page", "/favicon.ico"}  # the browser itself looks for an icon
    assert len(list(parse(found.stdout).all("svg"))) == len(re.findall("<svg ", text))


def test_a_page_with_a_script_would_be_noticed(text: str, tmp_path: Path) -> None:
    """The policy holds, and this module sees messages."""
    evil = text.replace("</main>", "<script>document.title='ran'</script><img src='/x.png'></main>")
    with serving(evil.encode()) as (address, paths):
        found = browse(tmp_path / "profile", address, "--dump-dom")
    assert "CONSOLE" in found.stderr
    assert "<title>GitHub Copilot usage</title>" in found.stdout
    assert "/x.png" not in paths


@pytest.mark.parametrize("width", [500, 1000])
def test_it_can_be_drawn_and_printed(text: str, tmp_path: Path, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_text(text, "utf-8")
    picture, paper = tmp_path / "page.png", tmp_path / "page.pdf"
    outputs = (f"--screenshot={picture}", f"--print-to-pdf={paper}")
    browse(tmp_path / "a", file.as_uri(), f"--window-size={width},2000", *outputs)
    assert picture.stat().st_size > 20_000
    assert paper.read_bytes().startswith(b"%PDF")
