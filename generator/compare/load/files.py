"""Reads the files that a document refers to: below one folder, or in one commit of git."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import Protocol

from ...errors import InputError
from .git import run_git

MAX_BYTES = 32 * 1024 * 1024
"""The most bytes of the files that a document refers to, each and together."""


class ReferencedFiles(Protocol):
    """Reads the files that a document refers to."""

    @property
    def path(self) -> PurePosixPath | None:
        """The document's own path below the root; None without a folder."""
        ...

    def name(self, path: PurePosixPath) -> str:
        """The name of a file in messages."""
        ...

    def read(self, path: PurePosixPath) -> bytes:
        """The bytes of a file, by its path below the root. Raises `InputError` without a file name."""
        ...


class NoFiles:
    """Refuses to read files: the document was read from standard input or from memory."""

    path: PurePosixPath | None = None

    def name(self, path: PurePosixPath) -> str:
        """The name of a file in messages."""
        return str(path)

    def read(self, path: PurePosixPath) -> bytes:
        """Raises `InputError`."""
        raise InputError("the document has no folder in which the file could be")


class FolderFiles:
    """The files of the repository that a document is in, or of the document's folder outside of one."""

    def __init__(self, document: Path) -> None:
        self._given = document
        folder = document.parent.resolve()
        inside = next(
            (each for each in (folder, *folder.parents) if (each / ".git").exists()), None
        )
        self._root = inside or folder
        self.path = PurePosixPath((folder / document.name).relative_to(self._root).as_posix())

    def name(self, path: PurePosixPath) -> str:
        """The name of a file in messages: relative to the current folder if the document was named so."""
        full = self._root / path
        return str(full) if self._given.is_absolute() else os.path.relpath(full)

    def read(self, path: PurePosixPath) -> bytes:
        """The bytes of a file. Raises `InputError`, also for a link to a file outside of the root."""
        try:
            real = (self._root / path).resolve(strict=True)
            if not real.is_relative_to(self._root):
                raise InputError(f"{path} is a link to a file outside of {self._root}")
            found = real.stat()
            if not stat.S_ISREG(found.st_mode):
                raise InputError(f"{path} is not a regular file")
            if found.st_size > MAX_BYTES:
                raise InputError(f"{path} is larger than {MAX_BYTES} bytes")
            return real.read_bytes()
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(f"cannot read {path}: {reason}") from None


class RevisionFiles:
    """The files of one commit."""

    def __init__(self, ref: str, commit: str, path: str) -> None:
        self._ref = ref
        self._commit = commit
        if path.startswith(("./", "../")):  # to git, these start from the current folder
            prefix = run_git("rev-parse", "--show-prefix").stdout.decode().strip()
            path = prefix + path
        parts: list[str] = []
        for part in PurePosixPath(path).parts:
            if part == ".." and parts:
                parts.pop()
            elif part != "..":
                parts.append(part)
        self.path = PurePosixPath(*parts)

    def name(self, path: PurePosixPath) -> str:
        """The name of a file in messages: `REF:PATH`."""
        return f"{self._ref}:{path}"

    def read(self, path: PurePosixPath) -> bytes:
        """The bytes of a file. Raises `InputError`, also for symbolic links, which git does not follow."""
        listed = run_git("ls-tree", "--full-tree", "-lz", self._commit, "--", str(path))
        entry, _, found = listed.stdout.decode(errors="replace").rstrip("\0").partition("\t")
        if listed.returncode or found != str(path):
            raise InputError(f"{self._ref} has no file {path}")
        mode, _, blob, size = entry.split()
        if mode not in ("100644", "100755"):
            raise InputError(f"{path} is not a regular file in {self._ref}")
        if int(size) > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES} bytes")
        return run_git("cat-file", "blob", blob).stdout
