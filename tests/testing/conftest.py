"""A small fake for the tests that do not need one of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from copilot_usage_metrics.testing import FakeGitHub

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="session")
def shared() -> Iterator[FakeGitHub]:
    """One that runs for the whole session; whoever switches something on switches it off."""
    with FakeGitHub(seats=60, today=TODAY) as fake:
        yield fake


@pytest.fixture
def github(shared: FakeGitHub) -> Iterator[FakeGitHub]:
    """The running fake, with nothing switched on and nothing heard."""
    shared.scenario = ()
    shared.forget()
    yield shared
    shared.scenario = ()


@pytest.fixture
def day(shared: FakeGitHub) -> datetime.date:
    """The newest day with data: a Thursday."""
    return shared.days[-1]
