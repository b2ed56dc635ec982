"""One lake for many questions: three entities, 29 days that end on 2026-10-01."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.tables import tables
from copilot_metrics_collector.questions.selection import Connect

from .lakes import copy_to_memory, fill, fill_seats_and_bills
from .truth import Truth


@pytest.fixture(scope="session")
def github() -> FakeGitHub:
    return FakeGitHub(seats=16, organizations=2, days=29, today=datetime.date(2026, 10, 2), seed=7)


@pytest.fixture(scope="session")
def truth(github: FakeGitHub) -> Truth:
    return Truth(github)


@pytest.fixture(scope="session")
def full(github: FakeGitHub, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with all data of the fake, created by the first test process; read-only."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path, is_whole = common / "questions", common / "questions.whole"
    with filelock.FileLock(common / "questions.lock"):
        if not is_whole.exists():
            shutil.rmtree(path, ignore_errors=True)
            lake = Lake.open(path, create=True)
            fill(lake, github)
            fill_seats_and_bills(lake, github)
            is_whole.touch()
    return Lake.open(path)


@pytest.fixture(scope="session")
def from_files(full: Lake) -> Iterator[Connect]:
    """The lake opened once, each question with a connection of its own."""
    with views.connect(full) as database:
        yield lambda **_: database.cursor()


@pytest.fixture(scope="session")
def connect(full: Lake) -> Iterator[Connect]:
    """The same with the lake's files read once: of a hundred questions each would read hundreds of files."""
    with views.connect(full) as database:
        for name in [table.view for table in tables()]:
            copy_to_memory(database, name)
        yield lambda **_: database.cursor()


@pytest.fixture
def empty(tmp_path: Path) -> Lake:
    return Lake.open(tmp_path / "lake", create=True)


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No lake or host in the environment, and a current folder of the test's own."""
    for name in ("COPILOT_METRICS_LAKE", "COPILOT_METRICS_BASE_URL", "GITHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
