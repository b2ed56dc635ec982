"""The body of an API response: its content encoding undone, up to a limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import TransportError
from ..protocol.encoding import EncodingError, decoder_for

MOST_BYTES = 64 << 20
"""The largest body of an API response, after its content encoding is undone. The largest known is below 1 MB."""


class Body:
    """Takes the pieces of a body as they came."""

    def __init__(self, encoding: str) -> None:
        """`encoding` is the header `Content-Encoding`."""
        self._decoder = decoder_for(encoding)
        self._pieces: list[bytes] = []
        self._size = 0
        self.problem: str | None = None
        """Why the body is not used; None while it is."""
        if self._decoder is None:
            self.problem = "the body is in an encoding that was not requested"

    def feed(self, piece: bytes) -> bool:
        """Takes a piece; whether to go on. Raises `TransportError` where its encoding is broken."""
        if self._decoder is None:
            return False
        with _broken_encoding():
            for unpacked in self._decoder.feed(piece):
                self._size += len(unpacked)
                if self._size > MOST_BYTES:
                    self.problem = f"the body is larger than {MOST_BYTES >> 20} MB"
                    self._pieces.clear()
                    return False
                self._pieces.append(unpacked)
        return True

    def finish(self) -> bytes:
        """The whole body; empty where there is a problem. Raises as `feed`."""
        if self._decoder is None or self.problem is not None:
            return b""
        with _broken_encoding():
            self._decoder.finish()
        return b"".join(self._pieces)


@contextmanager
def _broken_encoding() -> Iterator[None]:
    try:
        yield
    except EncodingError as error:
        raise TransportError(f"no answer from the API: {error}") from None
