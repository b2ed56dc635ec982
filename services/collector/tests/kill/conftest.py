from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from .site import TODAY, Site


@pytest.fixture(scope="session")
def seed() -> int:
    """The random seed of these tests, printed on failure."""
    return int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(1 << 32))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Six days of an organization of 12 seats, and of its enterprise."""
    with FakeGitHub(
        seats=12,
        days=6,
        organizations=1,
        parts=2,
        today=TODAY,
        rate_limit=1_000_000,  # of an hour: two hundred kills ask more than five thousand times
    ) as github:
        yield Site(github, tmp_path_factory.mktemp("lakes"))
