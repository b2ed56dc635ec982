"""The record that a generated package carries: which files the generator wrote, with their digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from ..errors import InputError

NAME = ".generated.json"
_SHOWN = 5


def with_record(files: Mapping[str, str]) -> dict[str, str]:
    """`files` and the record of them."""
    digests = {path: _digest(text.encode()) for path, text in sorted(files.items())}
    return {**files, NAME: json.dumps({"files": digests}, indent=1) + "\n"}


def assert_replaceable(folder: Path) -> None:
    """Refuses a folder with files that the generator did not write.

    Missing files, empty folders and byte code in `__pycache__` are ignored.

    Raises:
        InputError: Something in `folder` is not in its record, or was changed since, or there is no record.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(
            "not replaced: expected a folder that the generator wrote",
            file=folder,
            hint="move it away, or choose another --out or --package",
        )
    recorded = _recorded(folder)
    foreign = [path for path in _contents(folder) if not _is_recorded(folder, path, recorded)]
    if not foreign:
        return
    shown = ", ".join(foreign[:_SHOWN])
    more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
    raise InputError(
        f"not replaced: the generator did not write {shown}{more}, or it was edited since",
        file=folder,
        hint="move these files away, or choose another --out or --package",
    )


def _recorded(folder: Path) -> Mapping[str, str]:
    try:
        files = json.loads((folder / NAME).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return files if isinstance(files, dict) else {}


def _contents(folder: Path) -> list[str]:
    """Every file, link and empty folder, by its path below `folder`."""
    found = []
    for path in sorted(folder.rglob("*")):
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder and any(path.iterdir()):
            continue  # its contents are listed instead
        if is_folder and path.name == "__pycache__":
            continue
        if path.parent.name == "__pycache__" and path.suffix == ".pyc":
            continue
        found.append(path.relative_to(folder).as_posix())
    return found


def _is_recorded(folder: Path, path: str, recorded: Mapping[str, str]) -> bool:
    file = folder / path
    if not file.is_file() or file.is_symlink():
        return False
    if path == NAME:
        return bool(recorded)
    return recorded.get(path) == _digest(file.read_bytes())


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
