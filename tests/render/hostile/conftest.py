"""Hundreds of packages are generated here: what is the same in all of them is read and written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import generate
from generator.render import package
from tests.render import harness


@pytest.fixture
def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runtime is that of the first package, which the others are imported with anyway (`harness.imported`).

    None is generated a second time, so that what else would ask for that need not be known.
    """
    runtime_files = package.runtime_files

    def once(templates: Path) -> dict[str, str]:
        return {"_runtime/__init__.py": ""} if harness.runtime else runtime_files(templates)

    monkeypatch.setattr(package, "runtime_files", once)
    monkeypatch.setattr(generate, "generator_files", list)
