"""A file of rows, a host that serves ranges of it, and the reason of a failed download."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from copilot_usage_metrics import IncompleteReportError
from tests.runtime.stream.support import SIGNATURE, Read, lines, user, whole

DATA = lines(*(user(n) for n in range(40)))
REST = lines(user(100))
ETAG = '"v1"'


def ranged(data: bytes = DATA, etag: str = ETAG) -> Callable[[httpx.Request], httpx.Response]:
    """A host that serves ranges of a file."""

    def answer(request: httpx.Request) -> httpx.Response:
        range_header = request.headers.get("range")
        if range_header is None or request.headers.get("if-range") != etag:
            return whole(data, etag=etag)
        begin = int(range_header.removeprefix("bytes=").removesuffix("-"))
        if begin >= len(data):
            return whole(b"", 416, content_range=f"bytes */{len(data)}")
        span = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        return whole(data[begin:], 206, etag=etag, content_range=span)

    return answer


def failed(found: Read) -> str:
    """The reason of the failed part, from the result."""
    assert isinstance(found.error, IncompleteReportError)
    (part,) = found.reading.failed_parts
    assert part.state == "failed"
    assert part.name in str(found.error)
    assert SIGNATURE not in str(found.error) + repr(found.reading.parts)
    return str(part.reason)
