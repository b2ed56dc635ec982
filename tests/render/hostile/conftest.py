"""Hundreds of packages are generated here: what is the same in all of them is read and written once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import generate
from generator.render import package, runtime
from tests.render import harness


@pytest.fixture
def made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runtime is that of the first package, which the others are imported with anyway (`harness.imported`).

    None is generated a second time, so that what else would ask for that need not be known.
    """
    runtime_files = runtime.runtime_files

    def once(templates: Path, *, used_by: Mapping[str, str] | None = None) -> dict[str, str]:
        if harness.runtime:
            return {"_runtime/__init__.py": ""}
        return runtime_files(templates, used_by=used_by)

    monkeypatch.setattr(package, "runtime_files", once)
    monkeypatch.setattr(generate, "generator_files", list)
