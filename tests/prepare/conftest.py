"""A copy of the repository's spec, and a future of GitHub's description for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.prepare.futures import Future

from .releases import committed, findings, real


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("base")


@pytest.fixture
def github(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Future:
    if not (base / "spec").exists():
        first = committed(base, monkeypatch, capsys)
        for release in ("18.2.0", "22.0.0", "23.0.2"):
            first.registry.publish(release, real(release, "metrics"))
        assert findings(first.update()) == []
        assert first.lint() == []
    shutil.copytree(base, tmp_path / "repository")
    future = Future(tmp_path / "repository", monkeypatch, capsys)
    for release in ("18.2.0", "22.0.0", "23.0.2"):
        future.registry.publish(release, real(release, "metrics"))
    future.description = real("23.0.2", "metrics")
    return future
