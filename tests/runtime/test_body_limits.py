"""The memory for a response body is bounded for any behaviour of a server."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator

import pytest

from copilot_usage_metrics import UnexpectedBodyError
from copilot_usage_metrics._runtime.shells import body
from tests.runtime.raw_server import RawServer

from .support import KINDS, one_day, over_network


def packed(size: int) -> bytes:
    return gzip.compress(bytes(size), 9)


@pytest.mark.parametrize("kind", KINDS)
def test_body_that_decompresses_beyond_the_limit_is_refused(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "MOST_BYTES", 4 << 20)
    bomb = packed(64 << 20)
    assert len(bomb) < 100_000

    def answer(request: bytes, port: int) -> Iterator[bytes]:
        yield (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(bomb), bomb)
        )

    with (
        contextlib.closing(RawServer(answer)) as server,
        pytest.raises(UnexpectedBodyError, match="the body is larger than 4 MB"),
    ):
        over_network(kind, server.url, one_day)


@pytest.mark.parametrize("kind", KINDS)
def test_endless_body_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "MOST_BYTES", 1 << 20)
    sent = 0

    def answer(request: bytes, port: int) -> Iterator[bytes]:
        nonlocal sent
        yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
        while True:
            sent += 1 << 18
            yield b" " * (1 << 18)

    with (
        contextlib.closing(RawServer(answer)) as server,
        pytest.raises(UnexpectedBodyError, match="the body is larger than 1 MB"),
    ):
        over_network(kind, server.url, one_day)
    assert sent < 64 << 20


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_encoding_that_was_not_requested_is_refused(kind: str, encoding: str) -> None:
    requests: list[bytes] = []

    def answer(request: bytes, port: int) -> Iterator[bytes]:
        requests.append(request)
        yield (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: 4\r\n\r\nabcd"
            % encoding.encode()
        )

    with (
        contextlib.closing(RawServer(answer)) as server,
        pytest.raises(UnexpectedBodyError, match="an encoding that was not requested"),
    ):
        over_network(kind, server.url, one_day)
    assert b"accept-encoding: gzip\r\n" in requests[0].lower()
