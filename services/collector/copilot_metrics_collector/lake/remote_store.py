"""A lake in an object store, through fsspec."""

from __future__ import annotations

import datetime
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import fsspec

from ..exits import LakeError
from .store import Names, Stat, checked, stripe

if TYPE_CHECKING:
    import duckdb

_locks: dict[str, threading.Lock] = {}
_locks_lock = threading.Lock()


class RemoteStore:
    """Objects, written atomically by one PUT each.

    There is no lock between processes: run one sync at a time on such a lake. Two concurrent syncs also leave
    consistent units, but the last write wins.
    """

    def __init__(self, url: str, files: Any, root: str) -> None:
        """`files` is an fsspec file system, `root` a path in it."""
        self.is_local: Final = False
        self.url: Final = url.rstrip("/")
        self._files = files
        self._root = root.rstrip("/")

    def __repr__(self) -> str:
        return f"RemoteStore({self.url!r})"

    @classmethod
    def open(cls, url: str) -> RemoteStore:
        """Opens a URL. Raises `LakeError` that names the missing package or the problem with the URL."""
        protocol = url.partition("://")[0]
        try:
            files, root = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise LakeError(
                f"{url}: {protocol}:// needs a package that is not installed: {error}"
            ) from None
        except (ValueError, OSError) as error:
            raise LakeError(
                f"{url}: {error}. Use a folder, or a URL that fsspec supports "
                "(s3://bucket/lake with the package s3fs, gs:// with gcsfs, abfs:// with adlfs)"
            ) from None
        return cls(url, files, root)

    def read(self, path: str) -> bytes | None:
        """See `Store`."""
        with self._telling("read", path):
            try:
                found: bytes = self._files.cat_file(self._at(path))
            except (FileNotFoundError, IsADirectoryError):
                return None
            return found

    def exists(self, path: str) -> bool:
        """See `Store`."""
        with self._telling("look for", path):
            self._files.invalidate_cache()
            return bool(self._files.isfile(self._at(path)))

    def stat(self, path: str) -> Stat | None:
        """See `Store`."""
        with self._telling("look for", path):
            self._files.invalidate_cache()
            try:
                found = self._files.info(self._at(path))
            except FileNotFoundError:
                return None
        return Stat(int(found["size"] or 0), 0) if found["type"] == "file" else None

    def list(self, prefix: str) -> Names:
        """See `Store`."""
        folder = self._at(prefix.rstrip("/")) if prefix.strip("/") else self._root
        with self._telling("list", prefix):
            self._files.invalidate_cache(folder)
            try:
                found = self._files.ls(folder, detail=True)
            except (FileNotFoundError, NotADirectoryError):
                return []
        names = set()
        for each in found:
            path = each["name"].rstrip("/")
            if path == folder:  # the listed file itself, or a folder marker
                continue
            name = path.rpartition("/")[2]
            names.add(f"{name}/" if each["type"] == "directory" else name)
        return sorted(names)

    def put(self, path: str, data: bytes) -> None:
        """See `Store`."""
        with self._telling("write", path):
            self._files.pipe_file(self._at(path), data)

    def put_file(self, path: str, local: Path) -> None:
        """See `Store`."""
        with self._telling("write", path):
            self._files.put_file(str(local), self._at(path))
        local.unlink()

    def remove(self, path: str) -> None:
        """See `Store`."""
        with self._telling("remove", path):
            try:
                self._files.rm_file(self._at(path))
            except FileNotFoundError:
                return

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """See `Store`: a local folder."""
        with tempfile.TemporaryDirectory(
            prefix="copilot-metrics-", ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)

    def sweep(self, older_than: datetime.timedelta) -> Names:
        """See `Store`: leftovers are in the local folder for temporary files, which the system cleans."""
        return []

    @contextmanager
    def lock(self, key: str = "") -> Iterator[None]:
        """See `Store`."""
        with _locks_lock:
            lock = _locks.setdefault(f"{self.url}#{stripe(key)}", threading.Lock())
        with lock:
            yield

    def duckdb_path(self, path: str) -> str:
        """See `Store`."""
        found: str = self._files.unstrip_protocol(self._at(path))
        return found

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """See `Store`."""
        connection.register_filesystem(self._files)

    def _at(self, path: str) -> str:
        return f"{self._root}/{checked(path)}"

    @contextmanager
    def _telling(self, verb: str, path: str) -> Iterator[None]:
        try:
            yield
        except LakeError:
            raise
        except Exception as error:  # noqa: BLE001 - each package has its own, not all of them an OSError
            what = str(error) or type(error).__name__
            raise LakeError(
                f"cannot {verb} {self.url}/{path}: {what}; check the URL and its credentials, and run the command again"
            ) from None
