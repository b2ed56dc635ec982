"""Paths in the repository, and its files as text."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# Output of tools; none of it is tracked (.gitignore gives the reasons).
LEFT_BEHIND = {
    ".git",
    ".venv",
    ".cache",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
    "dist",
}


def read(path: str) -> str:
    """The text of a file, by its path from the root of the repository."""
    return (ROOT / path).read_text("utf-8")


def python_path(*folders: Path) -> str:
    """A value of PYTHONPATH for a subprocess: these folders, then those of this process (`make test SHIFT_DAYS=`)."""
    return os.pathsep.join([*map(str, folders), *filter(None, [os.environ.get("PYTHONPATH")])])


def pyproject(folder: str = ".") -> dict[str, Any]:
    """The content of the pyproject.toml in a folder."""
    return tomllib.loads(read(f"{folder}/pyproject.toml"))


def text_files() -> Iterator[tuple[str, str]]:
    """Every text file of the repository: (path from the root, content)."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(set(folders) - LEFT_BEHIND)
        for name in sorted(files):
            path = Path(folder, name)
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            except UnicodeDecodeError:
                continue
