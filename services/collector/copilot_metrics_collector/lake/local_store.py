"""A lake in a local folder."""

from __future__ import annotations

import datetime
import errno
import math
import os
import re
import shutil
import stat
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import filelock

from ..exits import LakeError
from .store import LOCKS, SCRATCH, Names, NotAFileError, Stat, checked, stripe

if TYPE_CHECKING:
    import duckdb

LOCK_SECONDS: Final = 120
"""Timeout of the lock, which is normally held for milliseconds."""
_MODE: Final = 0o666
_RECHECK_SECONDS: Final = 0.5
"""How long the folders above a file's own count as no links after a check: thousands of files share them."""
_MOST_CHECKED: Final = 4096
_SLASH: Final = re.compile("/")
_locks: dict[str, threading.Lock] = {}
_locks_lock = threading.Lock()


class LocalStore:
    """Local files, synced to disk and then replaced by `os.replace`."""

    def __init__(self, root: Path) -> None:
        """`root` need not exist."""
        self.root: Final = root.expanduser().absolute()
        self.is_local: Final = True
        self.url: Final = str(self.root)
        self._checked: dict[str, float] = {}
        """When a folder and those above it were last checked not to be links."""

    def __repr__(self) -> str:
        return f"LocalStore({self.url!r})"

    def read(self, path: str) -> bytes | None:
        """See `Store`."""
        name = self._name(path)
        try:
            with open(name, "rb", opener=_open_regular) as file:  # Path.open has no opener
                return file.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            target = Path(name)
            if error.errno == errno.ELOOP or target.is_symlink():
                raise NotAFileError(
                    f"{target} is a link, which a lake does not follow: replace it with the file"
                ) from None
            if target.is_dir():
                return None
            raise _told(target, "read", error) from None

    def exists(self, path: str) -> bool:
        """See `Store`."""
        return self.stat(path) is not None

    def stat(self, path: str) -> Stat | None:
        """See `Store`."""
        try:
            found = os.lstat(self._name(path))
        except (FileNotFoundError, NotADirectoryError, NotAFileError):
            return None
        except OSError as error:
            raise _told(self.root / path, "look for", error) from None
        return Stat(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None

    def list(self, prefix: str) -> Names:
        """See `Store`."""
        folder = self._at(prefix) if prefix.strip("/") else self.root
        try:
            with os.scandir(folder) as entries:
                return sorted(
                    f"{each.name}/" if each.is_dir() else each.name
                    for each in entries
                    if not each.is_symlink()
                )
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise _told(folder, "list", error) from None

    def put(self, path: str, data: bytes) -> None:
        """See `Store`."""
        target = self._at(path)
        with _telling(target), self.scratch() as folder:
            draft = folder / "draft"
            draft.write_bytes(data)
            self._move(draft, target)

    def put_file(self, path: str, local: Path) -> None:
        """See `Store`."""
        target = self._at(path)
        with _telling(target):
            try:
                self._move(local, target)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                with self.scratch() as folder:  # from another file system
                    draft = folder / "draft"
                    shutil.copyfile(local, draft)
                    self._move(draft, target)
                local.unlink()

    def remove(self, path: str) -> None:
        """See `Store`."""
        target = self._at(path)
        with _telling(target):
            target.unlink(missing_ok=True)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """See `Store`."""
        folder = self._at(f"{SCRATCH}/{uuid.uuid4().hex}")
        with _telling(folder):
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self, older_than: datetime.timedelta) -> Names:
        """See `Store`."""
        swept = []
        names = self.list(SCRATCH)
        # compare with the file system's clock: on a network share it may differ from this machine's
        with self.scratch() as fresh:
            latest = fresh.stat().st_mtime - older_than.total_seconds()
        for name in names:
            folder = self.root / SCRATCH / name.rstrip("/")
            try:
                last = max(each.lstat().st_mtime for each in (folder, *folder.rglob("*")))
            except FileNotFoundError:  # its run is still active
                continue
            if last <= latest:
                shutil.rmtree(folder, ignore_errors=True) if folder.is_dir() else folder.unlink(
                    missing_ok=True
                )
                swept.append(f"{SCRATCH}/{name}")
        return swept

    @contextmanager
    def lock(self, key: str = "") -> Iterator[None]:
        """See `Store`."""
        path = self._at(f"{LOCKS}/{stripe(key)}")
        with _telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with _locks_lock:
            threads = _locks.setdefault(str(path), threading.Lock())
        # threads of a process wait for a lock that wakes them; only processes poll
        with threads:
            processes = filelock.FileLock(str(path), mode=_MODE)
            try:
                processes.acquire(timeout=LOCK_SECONDS, poll_interval=0.005)
            except filelock.Timeout:
                raise LakeError(
                    f"{path} has been locked by another process for {LOCK_SECONDS} s: "
                    "end that process if it hangs, and run the command again"
                ) from None
            except OSError as error:
                raise _told(path, "lock", error) from None
            try:
                yield
            finally:
                processes.release()

    def duckdb_path(self, path: str) -> str:
        """See `Store`."""
        name = self._name(path)
        return name if os.sep == "/" else Path(name).as_posix()

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """See `Store`: DuckDB reads files by itself."""

    def _at(self, path: str) -> Path:
        """Returns the local path, with all folders checked now.

        Raises `NotAFileError` if a parent folder is a link, which may leave the lake.
        """
        self._checked.clear()
        return Path(self._name(path))

    def _name(self, path: str) -> str:
        """Like `_at`, for the many files that are only read: folders above theirs are checked now and then."""
        path = checked(path.rstrip("/"))
        folder = path.rpartition("/")[0]
        above = folder.rpartition("/")[0]
        now = time.monotonic()
        if self._checked.get(above, -math.inf) < now - _RECHECK_SECONDS:
            for end in (place.end() - 1 for place in _SLASH.finditer(f"{above}/")):
                self._refuse_link(above[:end])
            if len(self._checked) >= _MOST_CHECKED:
                self._checked.clear()
            self._checked[above] = now
        self._refuse_link(folder)
        return f"{self.url}/{path}"

    def _refuse_link(self, folder: str) -> None:
        if folder and os.path.islink(f"{self.url}/{folder}"):  # noqa: PTH114  # faster, for each file of a lake
            raise NotAFileError(
                f"{self.root / folder} is a link, which a lake does not follow: replace it with the folder"
            )

    def _move(self, draft: Path, target: Path) -> None:
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        folder = target.parent
        self._make(folder)
        draft.replace(target)
        _sync_folder(folder)

    def _make(self, folder: Path) -> None:
        """Creates a folder and its parents, durable across a power failure."""
        missing = [folder]
        while not missing[-1].exists():
            missing.append(missing[-1].parent)
        for each in reversed(missing[:-1]):
            each.mkdir(exist_ok=True)
            _sync_folder(each.parent)


def _open_regular(path: str, flags: int) -> int:
    """Opens a regular file only: a link could leave the lake, and a pipe would never end."""
    number = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(number).st_mode
    if stat.S_ISREG(mode):
        return number
    os.close(number)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    raise NotAFileError(f"{path} is not a regular file: delete it, and the next sync rewrites it")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open folders; the file system orders its changes
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (
            errno.EINVAL,
            errno.ENOTSUP,
        ):  # unsupported by some network file systems
            raise
    finally:
        os.close(number)


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _told(target, "write", error) from None


def _told(target: Path, verb: str, error: OSError) -> LakeError:
    what = error.strerror or type(error).__name__
    return LakeError(
        f"cannot {verb} {target}: {what}; check the disk, the path and its permissions, and run the command again"
    )
