"""Writes files atomically."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .exits import ConfigurationError


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file whole, or leaves what was there; writes to a device or pipe, and to the target of a link.

    Raises:
        ConfigurationError: The file cannot be written.
    """
    try:
        if is_special(path):
            path.write_bytes(data)
            return
        target = Path(os.path.realpath(path))
        draft = _draft(target)
        try:
            draft.write_bytes(data)
            draft.chmod(0o666 & ~umask())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write(path, error) from None


def check_writable(path: Path) -> None:
    """Raises `ConfigurationError` if a file cannot be written; for commands that take long before they write."""
    if is_special(path):
        return
    try:
        _draft(Path(os.path.realpath(path))).unlink()
    except OSError as error:
        raise _cannot_write(path, error) from None


def is_special(path: Path) -> bool:
    """Whether a path is a device, pipe or socket, such as /dev/stdout, which cannot be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _draft(path: Path) -> Path:
    """Creates an empty file beside another one."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(number)
    return Path(name)


def _cannot_write(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"cannot write {path}: {error.strerror or error}")


def umask() -> int:
    """Returns the process's mask of new files' permissions."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
