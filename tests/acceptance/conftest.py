"""A fake GitHub and a client for each test. After each test, a check that no credential was leaked."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from tests.acceptance.support import TODAY, Player


@pytest.fixture(scope="session")
def shared() -> Iterator[FakeGitHub]:
    """A fake that runs for the whole session."""
    with FakeGitHub(seats=40, today=TODAY, parts=3) as fake:
        yield fake


@pytest.fixture
def github(shared: FakeGitHub, caplog: pytest.LogCaptureFixture) -> Iterator[FakeGitHub]:
    """The running fake, with no scenario. After the test: no secret was leaked on the wire or in the log."""
    yield from _watched(shared, caplog)


@pytest.fixture
def own(caplog: pytest.LogCaptureFixture) -> Iterator[FakeGitHub]:
    """As `github`, for one test only: for tests that change its files or its clock."""
    with FakeGitHub(seats=40, today=TODAY, parts=3) as fake:
        yield from _watched(fake, caplog)


@pytest.fixture(params=["sync", "async"])
def player(request: pytest.FixtureRequest, github: FakeGitHub) -> Iterator[Player]:
    """A synchronous and an asynchronous client of the running fake."""
    with Player(request.param, github) as reader:
        yield reader


@pytest.fixture
def at_own(player: Player, own: FakeGitHub) -> Iterator[Player]:
    """The same at the test's own fake."""
    with Player(player.kind, own) as reader:
        yield reader


def _watched(fake: FakeGitHub, caplog: pytest.LogCaptureFixture) -> Iterator[FakeGitHub]:
    fake.scenario = ()
    fake.forget()
    with caplog.at_level(logging.DEBUG):
        yield fake
    fake.scenario = ()
    assert fake.leaks == ()
    assert fake.token not in caplog.text
    signatures = {received.query["sig"] for received in fake.requests if "sig" in received.query}
    assert [each for each in signatures if each in caplog.text] == []
