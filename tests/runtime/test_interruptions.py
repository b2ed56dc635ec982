"""Ctrl-C and a cancelled task end a call at once, for any behaviour of a server."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import attrs
import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, RetryPolicy

from .raw_server import DRIPS, Pieces, RawServer, api_with_a_file

PATIENCE_SECONDS = 60
"""Enough for any machine: these clients have no shorter timeout, and the servers never end."""
_OPTIONS = "token='ghp_canary', timeout=600, retry=RetryPolicy(deadline_seconds=3600)"
_SYNC = f"""
try:
    with CopilotMetrics(base_url=sys.argv[1], {_OPTIONS}) as client:
        for row in client.rows.copilot_organization_users_one_day_usage_metrics("acme", day="2026-09-01"):
            pass
except KeyboardInterrupt:
    print("interrupted")
"""
_ASYNC = f"""
async def main():
    async with AsyncCopilotMetrics(base_url=sys.argv[1], {_OPTIONS}) as client:
        async for row in client.rows.copilot_organization_users_one_day_usage_metrics("acme", day="2026-09-01"):
            pass
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
"""
# Importing the package is slow, so it is done once: each program runs in a process forked from this one.
_FORKING = """
import asyncio, json, os, signal, sys
import httpx
from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, RetryPolicy
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if not child:
        for number, path in ((1, order["out"]), (2, order["err"])):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.argv = ["program", order["url"]]
        exec(order["program"])
        sys.exit()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@attrs.frozen
class Forking:
    """A process that forks one for each program."""

    orders: IO[str]
    answers: IO[str]

    @contextlib.contextmanager
    def started(self, program: str, url: str, folder: Path) -> Iterator[int]:
        """Run a program; its process is killed if it is still there at the end of the block."""
        out, err = folder / "out", folder / "err"
        order = {"program": program, "url": url, "out": str(out), "err": str(err)}
        self.orders.write(json.dumps(order) + "\n")
        self.orders.flush()
        child = int(self.answers.readline())
        killer = threading.Timer(2 * PATIENCE_SECONDS, os.kill, (child, signal.SIGKILL))
        killer.start()
        try:
            yield child
        except BaseException:
            os.kill(child, signal.SIGKILL)
            self.answers.readline()
            raise
        finally:
            killer.cancel()

    def ended(self) -> int:
        """Wait for the end of the running program; its exit code."""
        return int(self.answers.readline())


@pytest.fixture(scope="module")
def forking() -> Iterator[Forking]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _FORKING]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Forking(process.stdin, process.stdout)
    assert process.returncode == 0


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
def test_ctrl_c_ends_a_read(
    program: str, phase: str, pieces: Pieces, forking: Forking, tmp_path: Path
) -> None:
    with (
        misbehaving(phase, pieces) as (url, reached),
        forking.started(program, url, tmp_path) as process,
    ):
        assert reached.wait(PATIENCE_SECONDS)
        os.kill(process, signal.SIGINT)
        code = forking.ended()
    out, err = ((tmp_path / name).read_bytes() for name in ("out", "err"))
    if b"InvalidStateError" in err and b"data_received() call failed" in err:
        err = b""  # asyncio's SIGINT handler may cancel the future that a transport completes just then
    assert (out.strip(), err, code) == (b"interrupted", b"", 0)


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
