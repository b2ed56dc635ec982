"""The key file of pseudonyms, stored apart from the lake."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from ..exits import ConfigurationError

LEAST_BYTES: Final = 32
_MOST_BYTES: Final = 65536
_LEAST_DISTINCT: Final = 8
"""Minimum number of different bytes: a line of `x` or a file of zeros is not a key."""


def read_key(path: str | os.PathLike[str]) -> bytes:
    """Reads a key. One line feed at the end of a text key is ignored.

    Raises `ConfigurationError`, which names the file but not its content: it does not exist, is too short or not
    random, or is accessible to others than its owner and group (on POSIX).
    """
    file = Path(path).expanduser()
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise _refusal(file, "is not a file")
            if os.name == "posix" and mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP):
                raise _refusal(file, f"other users can access it: run chmod 600 {file}")
            key = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _refusal(file, f"{reason}; create one with `copilot-metrics key {file}`") from None
    if len(key) > _MOST_BYTES:
        raise _refusal(file, f"has more than {_MOST_BYTES} bytes, which is not a key")
    key = _without_line_end(key)
    if len(key) < LEAST_BYTES:
        raise _refusal(file, f"has {len(key)} bytes, expected at least {LEAST_BYTES}")
    if len(set(key)) < _LEAST_DISTINCT:
        raise _refusal(file, "is not a random key; create one with `copilot-metrics key FILE`")
    return key


def make_key(path: str | os.PathLike[str]) -> None:
    """Writes a new key: 32 random bytes in hexadecimal, in a file that only its owner can read.

    Raises `ConfigurationError` if the file exists or cannot be written.
    """
    file = Path(path)
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConfigurationError(
            f"{file} already exists: use another file (an overwritten key cannot be recovered)"
        ) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ConfigurationError(f"cannot write the key {file}: {reason}") from None
    with os.fdopen(opened, "wb") as writing:
        writing.write(secrets.token_hex(LEAST_BYTES).encode() + b"\n")
        writing.flush()
        os.fsync(writing.fileno())


def _without_line_end(key: bytes) -> bytes:
    text = key.removesuffix(b"\n").removesuffix(b"\r")
    return text if all(0x20 <= byte < 0x7F for byte in text) else key


def _refusal(file: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(f"pseudonym key {file}: {reason}")
