"""Writes files atomically."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .exits import ConfigurationError


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file atomically: it is complete, or unchanged. Raises `ConfigurationError`."""
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            draft.chmod(0o666 & ~umask())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror or error}") from None


def umask() -> int:
    """Returns the process's mask of new files' permissions."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
