"""Decompression of downloads: any chunking, gzip bombs, and data that is not gzip."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_usage_metrics._runtime.protocol.encoding import EncodingError, Gzip
from tests.runtime.stream.downloads import DATA

# more than one piece of output
_LONG = b"\0" * 1_200_000
_packed = cache(gzip.compress)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.binary(max_size=300) | st.just(_LONG), min_size=1, max_size=4),
    st.integers(1, 4000),
    st.integers(0, 3),
)
def test_gzip_is_decompressed_for_any_chunking(parts: list[bytes], size: int, padding: int) -> None:
    packed = b"".join(map(_packed, parts)) + b"\0" * padding
    decoder = Gzip()
    pieces = [packed[n : n + size] for n in range(0, len(packed), size)]
    found = [piece for raw in pieces for piece in decoder.feed(raw)]
    decoder.finish()
    assert b"".join(found) == b"".join(parts)
    assert all(0 < len(piece) <= 1 << 20 for piece in found)


def _blanks(megabytes: int) -> Iterator[bytes]:
    """Gzip data that decompresses to this many megabytes of line feeds."""
    packer = zlib.compressobj(wbits=31)
    for _ in range(megabytes):
        yield packer.compress(b"\n" * (1 << 20))
    yield packer.flush()


def test_gzip_bomb_is_refused() -> None:
    decoder = Gzip()
    sizes = (len(piece) for packed in _blanks(200) for piece in decoder.feed(packed))
    with pytest.raises(EncodingError, match="more than 200 times its size"):
        sum(sizes)
    decoder = Gzip()
    assert sum(len(piece) for packed in _blanks(20) for piece in decoder.feed(packed)) == 20 << 20


def test_data_that_is_not_gzip_is_an_error() -> None:
    with pytest.raises(EncodingError):
        list(Gzip().feed(DATA))
    decoder = Gzip()
    list(decoder.feed(gzip.compress(DATA)[:-1]))
    with pytest.raises(EncodingError):
        decoder.finish()
