"""Where a lake lies: a folder of this machine, or an object store that fsspec can reach.

Paths are "/"-separated and relative to the lake's root. What is put is there whole or not at all.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from zlib import crc32

import attrs

from ..exits import LakeError

if TYPE_CHECKING:
    import datetime

    import duckdb

Names: TypeAlias = list[str]

SCRATCH: Final = ".scratch"
"""The folder, below the root of a local lake, of files that are being written."""
LOCKS: Final = ".locks"
_STRIPES: Final = 64
_NEVER = re.compile(r"[\\\0]|^[A-Za-z]:")
"""What leads out of the root on Windows, or is no path at all."""
_PROTOCOL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(::[a-z0-9+.-]+)*://")


@attrs.frozen
class Stat:
    """What is known of a file without reading it."""

    bytes: int
    written: int
    """When, in nanoseconds since the epoch; 0 where the store does not say."""


class NotAFileError(LakeError):
    """A link, a pipe or a folder where a lake has a file."""


class Store(Protocol):
    """What a lake needs of the place that it lies in. Raises `LakeError` where that place refuses."""

    @property
    def url(self) -> str:
        """What `open_store` opens it by."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine."""
        ...

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        ...

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        ...

    def stat(self, path: str) -> Stat | None:
        """The size of a file and when it was written; None where there is no regular file."""
        ...

    def list(self, prefix: str) -> Names:
        """The names directly below a folder, sorted, those of folders with a "/" at the end; [] where nothing is."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Writes or replaces a file, in one step: a reader has the old bytes or the new ones."""
        ...

    def put_file(self, path: str, local: Path) -> None:
        """As `put`, with the bytes of a file that came from `scratch`; that file is gone afterwards."""
        ...

    def remove(self, path: str) -> None:
        """Removes a file; nothing happens where there is none."""
        ...

    def scratch(self) -> AbstractContextManager[Path]:
        """A folder of one's own for files that are being written; removed afterwards."""
        ...

    def sweep(self, older_than: datetime.timedelta) -> Names:
        """Removes what killed runs left in `scratch`, if nothing was written there for so long; its names."""
        ...

    def lock(self, key: str = "") -> AbstractContextManager[None]:
        """Held for a moment, while a manifest is compared and replaced; other keys seldom wait for it.

        Locally it holds between processes, elsewhere between the threads of this one.
        """
        ...

    def duckdb_path(self, path: str) -> str:
        """What DuckDB calls the file, in its column `filename` too."""
        ...

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Makes what `duckdb_path` gives readable for a connection."""
        ...


def open_store(url: str | Path) -> Store:
    """The store that a path, a `file://` address or another address (`s3://…`, `memory://…`) names.

    Raises `LakeError` where no installed package knows the address.
    """
    from .local_store import LocalStore

    text = str(url)
    if "\0" in unquote(text):
        raise LakeError(f"{text}: a path has no NUL character")
    if isinstance(url, Path) or not _PROTOCOL.match(text):
        if not text:
            raise LakeError(
                "the lake's path is empty: name a folder, or an address such as s3://bucket/lake"
            )
        return LocalStore(Path(text))
    parts = urlsplit(text)
    if parts.scheme.lower() == "file":
        if parts.netloc not in ("", "localhost"):
            raise LakeError(
                f"{text}: a file:// address names no host; write file:///… or a plain path"
            )
        return LocalStore(Path(url2pathname(parts.path)))
    from .remote_store import RemoteStore  # here: fsspec's packages take a while to load

    return RemoteStore.open(text)


def checked(path: str) -> str:
    """The path, if it stays below the root; raises `LakeError` if it does not."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or _NEVER.search(path):
        raise LakeError(
            f"{path!r} is no path inside a lake: expected names with / between them, none of them .."
        )
    return path


def stripe(key: str) -> str:
    """Which of the locks a key has; there are few enough of them to stay for ever."""
    return f"{crc32(key.encode()) % _STRIPES:02x}"
