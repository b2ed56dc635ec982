"""The content encoding of a download, undone piece by piece. Memory: one piece, whatever it unpacks to."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_MOST_AT_ONCE = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS
ACCEPTED = "gzip"
"""What to ask for."""


MAX_RATIO = 200
"""Bytes that one packed byte may become. Reports reach 20, one row again and again 170; gzip allows 1,032."""
RATIO_APPLIES_FROM = 64 << 20
"""Unpacked bytes up to which any ratio is accepted: a short file may be one blank line after the other."""


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

    def __init__(self, piece_bytes: int = _MOST_AT_ONCE) -> None:
        """Unpacks at most `piece_bytes` at once."""
        self._most = piece_bytes
        self._stream = zlib.decompressobj(_GZIP)
        self._is_begun = False
        self._packed = 0
        self._unpacked = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What a piece holds, in portions of at most `piece_bytes`. Raises `EncodingError`."""
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
                    f"the gzip data unpacks to more than {MAX_RATIO} times its size"
                )
            piece = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            is_full = len(unpacked) == self._most and not self._stream.eof  # there may be more
            if unpacked:
                yield unpacked

    def finish(self) -> None:
        """Raises `EncodingError` where the end is missing."""
        if self._is_begun and not self._stream.eof:
            raise EncodingError("the gzip data ends too early")


def decoder_for(encoding: str) -> Identity | Gzip | None:
    """What undoes an encoding, as the header names it; None for those that nobody asked for."""
    match encoding.strip().lower():
        case "" | "identity":
            return Identity()
        case "gzip" | "x-gzip":
            return Gzip()
        case _:
            return None
