"""Decodes the content encoding of a download piece by piece. Memory: one piece, however much it expands to."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_MOST_AT_ONCE = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS
ACCEPTED = "gzip"
"""The value of `Accept-Encoding`."""


MAX_RATIO = 200
"""The greatest allowed compression ratio. Reports reach 20, one repeated row 170; gzip allows 1,032."""
RATIO_APPLIES_FROM = 64 << 20
"""Decompressed bytes up to which any ratio is accepted: a short file may consist of blank lines."""


class EncodingError(Exception):
    """Bytes that do not have the declared encoding, or are truncated."""


class Identity:
    """Bytes without an encoding."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The content of a piece."""
        yield piece

    def finish(self) -> None:
        """Nothing: without an encoding, truncation cannot be detected."""


class Gzip:
    """One or several consecutive gzip streams: a file may be concatenated from compressed ones."""

    def __init__(self, piece_bytes: int = _MOST_AT_ONCE) -> None:
        """Decompresses at most `piece_bytes` at once."""
        self._most = piece_bytes
        self._stream = zlib.decompressobj(_GZIP)
        self._is_begun = False
        self._packed = 0
        self._unpacked = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The content of a piece, in portions of at most `piece_bytes`. Raises `EncodingError`."""
        self._packed += len(piece)
        is_full = False
        while piece or is_full:
            if self._stream.eof:
                piece = piece.lstrip(b"\0")  # padding between streams
                if not piece:
                    return
                self._stream = zlib.decompressobj(_GZIP)
            self._is_begun = True
            try:
                unpacked = self._stream.decompress(piece, self._most)
            except zlib.error:
                raise EncodingError("the gzip data is damaged") from None
            self._unpacked += len(unpacked)
            if self._unpacked > max(RATIO_APPLIES_FROM, MAX_RATIO * self._packed):
                raise EncodingError(
                    f"the gzip data decompresses to more than {MAX_RATIO} times its size"
                )
            piece = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            is_full = len(unpacked) == self._most and not self._stream.eof  # there may be more
            if unpacked:
                yield unpacked

    def finish(self) -> None:
        """Raises `EncodingError` if the end is missing."""
        if self._is_begun and not self._stream.eof:
            raise EncodingError("the gzip data ends too early")


def decoder_for(encoding: str) -> Identity | Gzip | None:
    """The decoder of an encoding, by its name in the header; None for one that was not requested."""
    match encoding.strip().lower():
        case "" | "identity":
            return Identity()
        case "gzip" | "x-gzip":
            return Gzip()
        case _:
            return None
