"""The body of an API response: decoded, up to a size limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import TransportError
from ..protocol.encoding import EncodingError, Identity, decoder_for

MOST_BYTES = 64 << 20
"""The greatest size of a decoded body of an API response. The largest known one is below 1 MB."""


class Body:
    """Accepts the pieces of a body as sent."""

    def __init__(self, encoding: str) -> None:
        """`encoding` is the header `Content-Encoding`."""
        self._decoder = decoder_for(encoding)
        self._is_plain = isinstance(self._decoder, Identity)
        self._pieces: list[bytes] = []
        self._size = 0
        self.problem: str | None = None
        """Why the body is not used; None if it is."""
        if self._decoder is None:
            self.problem = "the body is in an encoding that was not requested"

    def feed(self, piece: bytes) -> bool:
        """Add a piece; returns whether to continue. Raises `TransportError` if its encoding is damaged."""
        if self._decoder is None:
            return False
        if self._is_plain:
            return self._take(piece)
        with _broken_encoding():
            return all(map(self._take, self._decoder.feed(piece)))

    def _take(self, unpacked: bytes) -> bool:
        self._size += len(unpacked)
        if self._size > MOST_BYTES:
            self.problem = f"the body is larger than {MOST_BYTES >> 20} MB"
            self._pieces.clear()
            return False
        self._pieces.append(unpacked)
        return True

    def finish(self) -> bytes:
        """The whole body; empty if there is a problem. Raises as `feed`."""
        if self._decoder is None or self.problem is not None:
            return b""
        if not self._is_plain:
            with _broken_encoding():
                self._decoder.finish()
        return b"".join(self._pieces)


@contextmanager
def _broken_encoding() -> Iterator[None]:
    try:
        yield
    except EncodingError as error:
        raise TransportError(f"no response from the API: {error}") from None
