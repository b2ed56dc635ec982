"""Decide whether there is anything to do, by digests of inputs and outputs, without heavy imports.

The digests are stored in a file below `.cache/`. If it is lost, the work is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .errors import InputError

ROOT = Path(__file__).resolve().parent.parent
IS_REPOSITORY = (ROOT / "pyproject.toml").is_file()
"""Whether this runs in the repository, and not as an installed command."""


def _memory() -> Path:
    """The folder of the memory: of the repository, else of the user."""
    if IS_REPOSITORY:
        return ROOT / ".cache" / "generate"
    cache = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    folder = Path(cache) if cache else Path(os.path.expanduser("~")) / ".cache"
    return folder / "copilot-openapi"


_MEMORY = _memory()


def digest_of(paths: Iterable[Path], *more: str) -> str:
    """One digest over files (by path below the root, or name) and other inputs.

    Raises:
        InputError: A file cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(paths):
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise InputError(error.strerror or "cannot be read", file=path) from None
        digest.update(
            f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode(errors="surrogateescape")
        )
    digest.update("\0".join([sys.version, *more]).encode(errors="surrogateescape"))
    return digest.hexdigest()


def digest_of_tree(folder: Path) -> str:
    """One digest over everything in a folder; interpreter caches are ignored."""
    digest = hashlib.sha256()
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        line = "\0".join([os.path.relpath(base, folder), *folders])
        digest.update(f"{line}\n".encode(errors="surrogateescape"))
        for name in sorted([*names, *folders]):
            path = os.path.join(base, name)
            if os.path.islink(path) or not (os.path.isfile(path) or os.path.isdir(path)):
                digest.update(f"{name}\0no file\n".encode(errors="surrogateescape"))
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    content = hashlib.sha256(file.read()).hexdigest()
                digest.update(f"{name}\0{content}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def generator_files() -> list[Path]:
    """The code and templates that determine the output."""
    own = (ROOT / "generator").rglob("*.py")
    return [
        *own,
        *(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".py", ".jinja")),
    ]


def remembered(folder: Path) -> dict[str, object]:
    """The record of the last run into `folder`: `inputs`, `output`, `table`. Empty if unknown."""
    try:
        value = json.loads(_memory_of(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def remember(folder: Path, value: dict[str, object]) -> None:
    """Store `value` for `folder`. A failure to write is ignored."""
    target = _memory_of(folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=target.parent, delete=False, encoding="utf-8"
        ) as file:
            json.dump(value, file)
        os.replace(file.name, target)
    except OSError:
        return


def _memory_of(folder: Path) -> Path:
    key = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]
    return _MEMORY / f"{key}.json"
