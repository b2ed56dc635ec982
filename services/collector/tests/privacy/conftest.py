from __future__ import annotations

from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.privacy import Transform, make_key, transform_of

from .wanted import Wanted


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "key"
    make_key(file)
    return file


@pytest.fixture(scope="session")
def transform(key_file: Path) -> Transform:
    made = transform_of(Wanted(str(key_file)))
    assert made is not None
    return made


@pytest.fixture(scope="session")
def github() -> FakeGitHub:
    """Not running: it gives rows and files."""
    return FakeGitHub(seats=30)
