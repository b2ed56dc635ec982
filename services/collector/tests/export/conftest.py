"""A lake with every kind of value, and a Postgres server of the machine's own package."""

from __future__ import annotations

import datetime
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.lake.lake import Lake

from ..questions.lakes import fill, fill_seats_and_bills

HOSTILE = "=cmd()|'\"\\ \u202e\x1b[31m, \n\0 é"
"""A name that could be a formula, SQL, a terminal sequence, or invalid in Postgres."""


@pytest.fixture(scope="package")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Six days of an organization and its enterprise; read-only."""
    lake = Lake.open(tmp_path_factory.mktemp("export") / "lake", create=True)
    fill(lake, FakeGitHub(seats=8, organizations=1, days=6, today=datetime.date(2026, 10, 2)))
    return lake


@pytest.fixture(scope="package")
def whole_lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The same with seats and bills, so that every question has an answer; read-only."""
    lake = Lake.open(tmp_path_factory.mktemp("whole") / "lake", create=True)
    github = FakeGitHub(seats=8, organizations=1, days=6, today=datetime.date(2026, 10, 2))
    fill(lake, github)
    fill_seats_and_bills(lake, github)
    return lake


@attrs.frozen
class Server:
    """A running Postgres server."""

    port: int
    password: str

    @property
    def dsn(self) -> str:
        return f"postgresql://tester:{self.password}@127.0.0.1:{self.port}/postgres"


def _binaries() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).parent] if found else []
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@pytest.fixture(scope="package")
def postgres() -> Iterator[Server]:
    """A server with a password, on loopback; skips where Postgres is not installed."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("Postgres is not installed")
    # the server refuses to run as root
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(port, f"pw-{secrets.token_hex(8)}")
    (folder / "password").write_text(server.password)
    if user is not None:
        for path in (folder, folder / "password"):
            shutil.chown(path, user)

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(binaries / program), "-D", str(folder / "data"), *arguments],
            user=user,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run(
            "initdb",
            *("-U", "tester", "-A", "scram-sha-256", "--pwfile", str(folder / "password")),
            *("-E", "UTF8", "--no-locale", "--no-sync"),
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield server
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
