"""One lake for many questions: three entities, 29 days that end on 2026-10-01."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.selection import Connect

from .lakes import fill
from .truth import Truth


@pytest.fixture(scope="session")
def github() -> FakeGitHub:
    return FakeGitHub(seats=72, organizations=2, days=29, today=datetime.date(2026, 10, 2), seed=7)


@pytest.fixture(scope="session")
def truth(github: FakeGitHub) -> Truth:
    return Truth(github)


@pytest.fixture(scope="session")
def full(github: FakeGitHub, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with all that the fake has."""
    lake = Lake.open(tmp_path_factory.mktemp("lakes") / "full", create=True)
    fill(lake, github)
    return lake


@pytest.fixture(scope="session")
def connect(full: Lake) -> Iterator[Connect]:
    """The lake opened once, each question with a connection of its own."""
    with views.connect(full) as database:
        yield lambda **_: database.cursor()


@pytest.fixture
def empty(tmp_path: Path) -> Lake:
    return Lake.open(tmp_path / "lake", create=True)
