"""Hundreds of packages are generated here: their common parts are read and written once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import generate
from generator.render import package, runtime
from tests.render import harness


@pytest.fixture
def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the runtime of the first package for all packages; they import it anyway (`harness.imported`).

    No package is generated a second time, so files that a second run would need may be missing.
    """
    runtime_files = runtime.runtime_files

    def once(templates: Path, *, used_by: Mapping[str, str] | None = None) -> dict[str, str]:
        if harness.runtime:
            return {"_runtime/__init__.py": ""}
        return runtime_files(templates, used_by=used_by)

    monkeypatch.setattr(package, "runtime_files", once)
    monkeypatch.setattr(generate, "generator_files", list)
