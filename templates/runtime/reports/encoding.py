"""The content encoding of a download, undone piece by piece. Memory: one piece, whatever it unpacks to."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_MOST_AT_ONCE = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS
ACCEPTED = "gzip"
"""What to ask for."""


class EncodingError(Exception):
    """Bytes that are not encoded as they were said to be, or end too early."""


class Identity:
    """Bytes as they are."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What a piece holds."""
        yield piece

    def finish(self) -> None:
        """Nothing: there is no end to be missed."""


class Gzip:
    """One gzip stream, or several one after the other: a file may be put together from packed ones."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP)
        self._is_begun = False

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What a piece holds, in portions of a megabyte at most. Raises `EncodingError`."""
        is_full = False
        while piece or is_full:
            if self._stream.eof:
                piece = piece.lstrip(b"\0")  # padding between streams
                if not piece:
                    return
                self._stream = zlib.decompressobj(_GZIP)
            self._is_begun = True
            try:
                unpacked = self._stream.decompress(piece, _MOST_AT_ONCE)
            except zlib.error:
                raise EncodingError("its bytes are not gzip, though it says so") from None
            piece = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            is_full = len(unpacked) == _MOST_AT_ONCE and not self._stream.eof  # there may be more
            if unpacked:
                yield unpacked

    def finish(self) -> None:
        """Raises `EncodingError` where the end is missing."""
        if self._is_begun and not self._stream.eof:
            raise EncodingError("its gzip stream has no end")


def decoder_for(encoding: str) -> Identity | Gzip | None:
    """What undoes an encoding, as the header names it; None for those that nobody asked for."""
    match encoding.strip().lower():
        case "" | "identity":
            return Identity()
        case "gzip" | "x-gzip":
            return Gzip()
        case _:
            return None
