"""The key of pseudonyms: a file with a secret, made once and kept apart from the lake."""

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
"""Bytes that differ: a line of `x`, or a file of zeros, is no key."""


def read_key(path: str | os.PathLike[str]) -> bytes:
    """The key in a file. One line feed at the end does not belong to a key of plain text.

    Raises `ConfigurationError`, which names the file and never what it holds: it is not there, too short, no
    random key, or open to others than its owner and group (on POSIX).
    """
    file = Path(path).expanduser()
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise _refusal(file, "is no file")
            if os.name == "posix" and mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP):
                raise _refusal(file, f"others may read or change it: chmod 600 {file}")
            key = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _refusal(file, f"{reason}; `copilot-metrics key {file}` makes one") from None
    if len(key) > _MOST_BYTES:
        raise _refusal(file, f"has more than {_MOST_BYTES} bytes: that is no key")
    key = _without_line_end(key)
    if len(key) < LEAST_BYTES:
        raise _refusal(file, f"has {len(key)} bytes, expected {LEAST_BYTES} at least")
    if len(set(key)) < _LEAST_DISTINCT:
        raise _refusal(file, "is no random key; `copilot-metrics key FILE` makes one")
    return key


def make_key(path: str | os.PathLike[str]) -> None:
    """Writes a new key: 64 hexadecimal digits of 32 random bytes, in a file that its owner alone may read.

    Raises `ConfigurationError` where there is something already, or where it cannot be written.
    """
    file = Path(path)
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConfigurationError(
            f"{file} is there already, and is left as it is: a lost key cannot be had back. Name another file"
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
    return ConfigurationError(f"key of the pseudonyms, {file}: {reason}")
