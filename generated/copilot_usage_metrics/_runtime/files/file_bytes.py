"""The bytes of a local file: a path or an open file, with or without gzip."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeAlias

from ..errors import ArgumentError, FileError
from ..protocol.encoding import EncodingError, Gzip

PIECE: Final = 96 * 1024
"""Bytes to read at once: below 128 KiB the allocator reuses the memory of a piece. Each piece has a cost of its own."""

_GZIP = b"\x1f\x8b"
_REFUSED: Final = {
    b"PK\x03\x04": "is a zip archive: extract it first",
    b"PK\x05\x06": "is a zip archive: extract it first",
    b"\x28\xb5\x2f\xfd": "is compressed with zstd: decompress it first",
    b"BZh": "is compressed with bzip2: decompress it first",
    b"\xfd7zXZ\x00": "is compressed with xz: decompress it first",
    b"PAR1": "is a Parquet file; expected GitHub's JSON",
    b"\xff\xfe": "is UTF-16 (PowerShell's `>` writes that): save the bytes unchanged",
    b"\xfe\xff": "is UTF-16: save the bytes unchanged",
}


class BinaryFile(Protocol):
    """A source of bytes, such as a file that is opened in binary mode."""

    def read(self, size: int, /) -> bytes:
        """At most this many bytes; none at the end."""
        ...


FileSource: TypeAlias = str | os.PathLike[str] | BinaryFile


class FileBytes:
    """One file. It can be inspected first, and is read completely afterwards."""

    def __init__(self, source: FileSource, number: int) -> None:
        """Raises `FileError` for a missing file, and `ArgumentError` for a value that is not a file."""
        self._path: Path | None = None
        self._open: BinaryFile | None = None
        self._pipe: BinaryIO | None = None
        self._looked_at: list[bytes] = []
        self.is_blank = True
        """Whether the inspected part was blank."""
        if isinstance(source, (str, os.PathLike)):
            self._path = Path(_text_of(source))
            self.name = without_query(str(self._path))
            self._check(self._path)
        elif callable(getattr(source, "read", None)):
            self._open = source
            name = getattr(source, "name", None)
            self.name = without_query(name) if isinstance(name, str) else f"file {number}"
        else:
            raise ArgumentError(
                "files",
                f"expected a path or a file opened in binary mode, found {type(source).__name__}",
            )

    def _check(self, path: Path) -> None:
        with _named(self.name):
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                raise FileError(self.name, "is a folder: pass the files in it")
            if not stat.S_ISREG(mode):  # a pipe can be read only once
                self._path = None
                self._open = self._pipe = path.open("rb")

    def look(self) -> Iterator[bytes]:
        """The first pieces, as many as requested; they are read again later. Raises `FileError`."""
        raw = self._raw_pieces() if self._path is not None else self._kept_pieces()
        for piece in _unpacked(raw, self.name):
            self.is_blank = self.is_blank and not piece.strip()
            yield piece

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
        """The whole file, `size` bytes at once. Raises `FileError`."""
        yield from _unpacked(self._raw_pieces(size), self.name)

    def close(self) -> None:
        """Close the file if it was opened here; never a file that the caller opened."""
        if self._pipe is not None:
            self._pipe.close()

    def _raw_pieces(self, size: int = PIECE) -> Iterator[bytes]:
        with _named(self.name):
            if self._path is not None:
                with self._path.open("rb") as opened:
                    yield from _read(opened, self.name, size)
            elif self._open is not None:
                while self._looked_at:
                    yield self._looked_at.pop(0)
                yield from _read(self._open, self.name, size)

    def _kept_pieces(self) -> Iterator[bytes]:
        with _named(self.name):
            if self._open is not None:
                for piece in _read(self._open, self.name):
                    self._looked_at.append(piece)
                    yield piece


def without_query(name: str) -> str:
    """A displayable name: wget names files by the whole link, whose query is secret."""
    head, mark, _ = name.partition("?")
    return head + ("?…" if mark else "")


def _text_of(source: str | os.PathLike[str]) -> str:
    path = os.fsdecode(source)
    if "\0" in path:
        raise ArgumentError("files", "a path has no null character")
    return path


def _read(opened: BinaryFile, name: str, size: int = PIECE) -> Iterator[bytes]:
    while piece := opened.read(size):
        if not isinstance(piece, bytes):
            raise FileError(name, "was opened as text: open it in binary mode")
        yield piece


def _unpacked(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    head = b""
    while len(head) < 6 and (piece := next(pieces, b"")):
        head += piece
    for magic, reason in _REFUSED.items():
        if head.startswith(magic):
            raise FileError(name, reason)
    if not head.startswith(_GZIP):
        if head:
            yield head
        yield from pieces
        return
    yield from _gunzipped(head, pieces, name)


def _gunzipped(head: bytes, pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Decompresses a file of one or several gzip members, piece by piece."""
    unpacker = Gzip(PIECE)
    try:
        for piece in chain((head,), pieces):
            yield from unpacker.feed(piece)
        unpacker.finish()
    except EncodingError as error:
        raise FileError(name, str(error)) from None


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(name, reason[:1].lower() + reason[1:]) from None
    except ValueError as error:  # the file was closed
        raise FileError(name, str(error)) from None
