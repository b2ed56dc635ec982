"""The only module that writes a package: completely or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from ..errors import InputError

_MARKER = ".staging"


@attrs.frozen
class Difference:
    """The differences between the files of a folder and the expected ones. Paths are relative, with slashes."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.stray)


def compare(files: Mapping[str, str], folder: Path) -> Difference:
    """How `folder` differs from `files`, both ways. Caches of the interpreter do not count."""
    present = {path.relative_to(folder).as_posix(): path for path in _entries(folder)}
    expected = set(files)
    return Difference(
        changed=tuple(
            sorted(
                path
                for path in expected & present.keys()
                if not present[path].is_file() or present[path].read_bytes() != files[path].encode()
            )
        ),
        missing=tuple(sorted(expected - present.keys())),
        stray=tuple(sorted(present.keys() - expected)),
    )


def _entries(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if "__pycache__" in path.relative_to(folder).parts:
            continue
        # an empty folder is stray, too; one with files in it is named by them
        if not path.is_dir() or path.is_symlink() or not any(path.iterdir()):
            yield path


def replace(files: Mapping[str, str], folder: Path) -> None:
    """Replaces `folder` by `files`: everything is written to another folder first, then swapped in at once.

    A signal waits until the folder is complete again; before the swap, the old package remains.

    Raises:
        InputError: The folder cannot be written; its old content is unchanged.
    """
    try:
        with _uninterrupted():
            _replace(files, folder)
    except OSError as error:
        raise InputError(error.strerror or "cannot be written", file=folder) from None


def _replace(files: Mapping[str, str], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    prefix = f".{folder.name}-{os.getpid()}-"
    staging = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        (staging / _MARKER).touch()
        new = staging / "new"
        for path, text in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        if not _is_interrupted():
            _swap(new, folder, staging / "old")
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Removes the staging folders of runs that were killed. Only the marker shows that a folder is one."""
    name = re.compile(rf"\.{re.escape(folder.name)}-([0-9]+)-[a-z0-9_]+")
    for path in folder.parent.iterdir():
        match = name.fullmatch(path.name)
        if match and not _is_alive(int(match[1])) and (path / _MARKER).is_file():
            left = path / "old"
            if left.exists() and not folder.exists():
                left.rename(folder)  # it was killed between the two steps of the swap
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # there, signal 0 is Ctrl-C
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _swap(new: Path, folder: Path, old: Path) -> None:
    if folder.is_symlink() or folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


_SIGNALS = {
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM")
    if hasattr(signal, name)
}


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds signals back for its time; they arrive after it."""
    mask = getattr(signal, "pthread_sigmask", None)  # Windows has none
    if mask is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = mask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _is_interrupted() -> bool:
    return hasattr(signal, "sigpending") and bool(_SIGNALS & signal.sigpending())
