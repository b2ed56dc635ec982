"""One lake for all reports: an organization and an enterprise, 16 days that end on 2026-10-01."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.lake.lake import Lake

from ..questions.lakes import fill, fill_seats_and_bills
from ..questions.truth import Truth
from .pages import report


@pytest.fixture(scope="package")
def github() -> FakeGitHub:
    return FakeGitHub(seats=40, organizations=1, days=16, today=datetime.date(2026, 10, 2), seed=5)


@pytest.fixture(scope="package")
def truth(github: FakeGitHub) -> Truth:
    return Truth(github)


@pytest.fixture(scope="package")
def lake(github: FakeGitHub, tmp_path_factory: pytest.TempPathFactory) -> str:
    opened = Lake.open(tmp_path_factory.mktemp("report") / "lake", create=True)
    fill(opened, github)
    fill_seats_and_bills(opened, github)
    return str(opened.store.url)


@pytest.fixture(scope="package")
def text(lake: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page about both entities, for all tests that only read it: to draw its charts takes seconds."""
    return report(lake, tmp_path_factory.mktemp("page"), "--window", "8", "--compare")


@pytest.fixture
def empty(tmp_path: Path) -> Lake:
    return Lake.open(tmp_path / "lake", create=True)
