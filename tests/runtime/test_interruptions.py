"""Ctrl-C and a cancelled task end a call at once, for any behaviour of a server."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, RetryPolicy

from .test_deadlines import DRIPS, Pieces, RawServer, api_with_a_file

PATIENCE_SECONDS = 60
"""Enough for any machine: these clients have no shorter timeout, and the servers never end."""
_OPTIONS = "token='ghp_canary', timeout=600, retry=RetryPolicy(deadline_seconds=3600)"
_SYNC = f"""
import sys
from copilot_usage_metrics import CopilotMetrics, RetryPolicy
try:
    with CopilotMetrics(base_url=sys.argv[1], {_OPTIONS}) as client:
        for row in client.rows.copilot_organization_users_one_day_usage_metrics("acme", day="2026-09-01"):
            pass
except KeyboardInterrupt:
    print("interrupted")
"""
_ASYNC = f"""
import asyncio, sys
from copilot_usage_metrics import AsyncCopilotMetrics, RetryPolicy
async def main():
    async with AsyncCopilotMetrics(base_url=sys.argv[1], {_OPTIONS}) as client:
        async for row in client.rows.copilot_organization_users_one_day_usage_metrics("acme", day="2026-09-01"):
            pass
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
"""


def silence(port: int) -> Iterator[bytes]:
    while True:
        yield b""


def rate_limit(port: int) -> Iterator[bytes]:
    yield b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3000\r\nContent-Length: 0\r\n\r\n"


API = {**DRIPS, "silence": silence, "rate_limit": rate_limit}
FILE = {**DRIPS, "silence": silence}


@contextlib.contextmanager
def misbehaving(phase: str, pieces: Pieces) -> Iterator[tuple[str, threading.Event]]:
    """A server's address, and an event that is set when a request reaches the misbehaving endpoint."""
    reached = threading.Event()

    def answer(request: bytes, port: int) -> Iterator[bytes]:
        reached.set()
        return pieces(port)

    make: Callable[..., RawServer] = RawServer if phase == "api" else api_with_a_file
    with contextlib.closing(make(answer)) as server:
        yield server.url, reached


CASES = [
    pytest.param(phase, pieces, id=f"{phase}-{name}")
    for phase, all_pieces in (("api", API), ("file", FILE))
    for name, pieces in all_pieces.items()
]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process")
@pytest.mark.parametrize("program", [_SYNC, _ASYNC], ids=["sync", "async"])
@pytest.mark.parametrize(("phase", "pieces"), CASES)
def test_ctrl_c_ends_a_read(program: str, phase: str, pieces: Pieces) -> None:
    pipe = subprocess.PIPE
    with (
        misbehaving(phase, pieces) as (url, reached),
        subprocess.Popen([sys.executable, "-c", program, url], stdout=pipe, stderr=pipe) as process,
    ):
        try:
            assert reached.wait(PATIENCE_SECONDS)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE_SECONDS)
        finally:
            process.kill()
    if b"InvalidStateError" in err and b"data_received() call failed" in err:
        err = b""  # asyncio's SIGINT handler may cancel the future that a transport completes just then
    assert (out.strip(), err, process.returncode) == (b"interrupted", b"", 0)


@pytest.mark.parametrize(("phase", "pieces"), CASES)
def test_a_cancelled_task_ends_and_leaves_the_client_usable(phase: str, pieces: Pieces) -> None:
    async def read(client: AsyncCopilotMetrics) -> list[Any]:
        users = client.rows.copilot_organization_users_one_day_usage_metrics
        return [row async for row in users("acme", day=datetime.date(2026, 9, 1))]

    async def run(url: str, reached: threading.Event) -> None:
        retry = RetryPolicy(deadline_seconds=3600)
        async with AsyncCopilotMetrics(
            "ghp_canary", base_url=url, timeout=600, retry=retry
        ) as client:
            for _ in range(2):
                reached.clear()
                task = asyncio.create_task(read(client))
                assert await asyncio.to_thread(reached.wait, PATIENCE_SECONDS)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await asyncio.wait_for(task, PATIENCE_SECONDS)

    with misbehaving(phase, pieces) as (url, reached):
        asyncio.run(run(url, reached))
