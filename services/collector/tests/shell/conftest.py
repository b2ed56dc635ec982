"""A fake GitHub that the tests of a module share, without a scenario at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from copilot_usage_metrics.testing import FakeGitHub


@pytest.fixture(scope="module")
def shared() -> Iterator[FakeGitHub]:
    with FakeGitHub(seats=10, days=28) as github:
        yield github


@pytest.fixture
def github(shared: FakeGitHub) -> Iterator[FakeGitHub]:
    yield shared
    shared.scenario = ()
    shared.forget()
