"""Storage of a lake: a local folder, or an object store that fsspec supports.

Paths are "/"-separated and relative to the lake's root. Writes are atomic.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias
from zlib import crc32

import attrs

from ..exits import LakeError

if TYPE_CHECKING:
    import datetime

    import duckdb

Names: TypeAlias = list[str]

SCRATCH: Final = ".scratch"
"""Folder for temporary files, below the root of a local lake."""
LOCKS: Final = ".locks"
_STRIPES: Final = 64
_NEVER = re.compile(r"[\\\0]|^[A-Za-z]:")
"""Characters that leave the root on Windows, or are invalid in paths."""


@attrs.frozen
class Stat:
    """Metadata of a file."""

    bytes: int
    written: int
    """Modification time in nanoseconds since the epoch; 0 if the store does not report it."""


class NotAFileError(LakeError):
    """A link, a pipe or a folder in place of a file."""


class Store(Protocol):
    """The operations that a lake needs. They raise `LakeError` if the storage fails."""

    @property
    def url(self) -> str:
        """The path or URL for `open_store`."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether it is a local folder."""
        ...

    def read(self, path: str) -> bytes | None:
        """Returns the content of a file; None if it does not exist."""
        ...

    def exists(self, path: str) -> bool:
        """Whether the file exists."""
        ...

    def stat(self, path: str) -> Stat | None:
        """Returns size and modification time; None if there is no regular file."""
        ...

    def list(self, prefix: str) -> Names:
        """Returns the sorted names in a folder, with a "/" after folders; empty if there is no such folder."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Writes or replaces a file atomically."""
        ...

    def put_file(self, path: str, local: Path) -> None:
        """Like `put`, with a file from `scratch`, which is moved."""
        ...

    def remove(self, path: str) -> None:
        """Deletes a file if it exists."""
        ...

    def scratch(self) -> AbstractContextManager[Path]:
        """Yields a temporary folder, which is deleted afterwards."""
        ...

    def sweep(self, older_than: datetime.timedelta) -> Names:
        """Deletes folders in `scratch` that killed runs left and that are older than this; returns their names."""
        ...

    def lock(self, key: str = "") -> AbstractContextManager[None]:
        """Locks a key while a manifest is compared and replaced; other keys rarely wait for it.

        Works between processes on local disks, and between threads of one process elsewhere.
        """
        ...

    def duckdb_path(self, path: str) -> str:
        """Returns the file's name in DuckDB, as in its column `filename`."""
        ...

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Makes the paths of `duckdb_path` readable for a connection."""
        ...


def checked(path: str) -> str:
    """Returns the path if it is below the root. Raises `LakeError` otherwise."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or _NEVER.search(path):
        raise LakeError(
            f"invalid path in a lake {path!r}: expected names separated by /, without .."
        )
    return path


def stripe(key: str) -> str:
    """Returns the lock of a key, one of a fixed number."""
    return f"{crc32(key.encode()) % _STRIPES:02x}"
