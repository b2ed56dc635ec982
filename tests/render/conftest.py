from __future__ import annotations

from pathlib import Path

import pytest

from generator import state


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record of a run's output is stored outside the repository's cache."""
    monkeypatch.setattr(state, "_MEMORY", tmp_path / "memory")
