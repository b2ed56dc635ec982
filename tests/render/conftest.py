"""Fixtures of tests that generate packages: hundreds of them, with the same runtime in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from generator import state
from generator.render import bundle, formatting, package

_bundles: dict[frozenset[tuple[str, str]], Mapping[str, str]] = {}
"""Results of `bundled` by the content of its files."""
_formatted: dict[tuple[tuple[Sequence[str], ...], str, str], str] = {}
"""Results of ruff for modules of the runtime, by commands, path and content."""
_run = formatting._run


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record of a run's output is stored outside the repository's cache."""
    monkeypatch.setattr(state, "_MEMORY", tmp_path / "memory")


@pytest.fixture(autouse=True)
def _runtime_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundle and format each content of the runtime once in a process: that is most of a package's time.

    `test_reproducible.py` compares with a process without these caches.
    """
    monkeypatch.setattr(package, "bundled", _cached_bundle)
    monkeypatch.setattr(formatting, "_run", _cached_run)


def _cached_bundle(files: Mapping[str, str]) -> dict[str, str]:
    key = frozenset(files.items())
    if key not in _bundles:
        _bundles[key] = bundle.bundled(files)
    return dict(_bundles[key])


def _cached_run(files: Mapping[str, str], *commands: Sequence[str]) -> dict[str, str]:
    keys = {
        path: (commands, path, text) for path, text in files.items() if path.startswith("_runtime/")
    }
    others = {path: text for path, text in files.items() if keys.get(path) not in _formatted}
    made = _run(others, *commands)
    _formatted.update({keys[path]: text for path, text in made.items() if path in keys})
    return {path: made[path] if path in made else _formatted[keys[path]] for path in files}
