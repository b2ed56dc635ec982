"""A file as a server sends it: its length, if known, and its bytes from any offset."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .writing import CHUNK

LARGEST_KEPT = 16 << 20
_KEPT = 64 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file."""

    etag: str
    length: int | None
    """None for a large file, which is generated while it is sent."""
    make: Callable[[], Iterator[bytes]]

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """Its bytes from `start` on."""
        for piece in self.make():
            if start >= len(piece):
                start -= len(piece)
            else:
                yield piece[start:] if start else piece
                start = 0


class Shelf:
    """Caches small files, so that their length is known and ranges can be served."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, etag: str, size: int, make: Callable[[], Iterator[bytes]]) -> Content:
        """A file by its ETag.

        Args:
            etag: Identifies the bytes: equal bytes have equal tags.
            size: Their approximate number.
            make: Generates them.
        """
        if size > LARGEST_KEPT:
            return Content(etag, None, make)
        with self._lock:
            found = self._kept.get(etag)
        if found is None:
            found = b"".join(make())
            with self._lock:
                self._size += 0 if etag in self._kept else len(found)
                self._kept[etag] = found
                while self._size > _KEPT:
                    self._size -= len(self._kept.popitem(last=False)[1])
        return of_bytes(etag, found)


def of_bytes(etag: str, content: bytes) -> Content:
    """A file whose bytes are in memory."""

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(content), CHUNK):
            yield content[start : start + CHUNK]

    return Content(etag, len(content), pieces)
