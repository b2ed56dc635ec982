"""A small shared fake for tests that do not need one of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing.web import delivery

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="session")
def shared() -> Iterator[FakeGitHub]:
    """A fake that runs for the whole session; a test that sets a scenario resets it."""
    with FakeGitHub(seats=60, today=TODAY) as fake:
        yield fake


@pytest.fixture
def github(shared: FakeGitHub) -> Iterator[FakeGitHub]:
    """The running fake, with no scenario and no recorded requests."""
    shared.scenario = ()
    shared.forget()
    yield shared
    shared.scenario = ()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The delays of the fake in seconds, which this fixture records instead of waiting."""
    found: list[float] = []

    def pause(_: object, __: object, seconds: float) -> bool:
        found.append(seconds)
        return False

    monkeypatch.setattr(delivery, "_pause", pause)
    return found


@pytest.fixture
def day(shared: FakeGitHub) -> datetime.date:
    """The newest day with data: a Thursday."""
    return shared.days[-1]
