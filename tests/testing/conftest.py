"""A small fake for the tests that do not need one of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing.web import delivery

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
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the fake would have waited, had this not made it go on at once."""
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
