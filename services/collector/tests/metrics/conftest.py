"""A lake for metrics: an organization and an enterprise, 10 days that end on 2026-10-01."""

from __future__ import annotations

import datetime

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.lake.lake import Lake

from ..questions.lakes import fill, fill_seats_and_bills


@pytest.fixture(scope="package")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake.open(tmp_path_factory.mktemp("metrics") / "lake", create=True)
    github = FakeGitHub(seats=24, organizations=1, days=10, today=datetime.date(2026, 10, 2))
    fill(lake, github)
    fill_seats_and_bills(lake, github)
    return lake
