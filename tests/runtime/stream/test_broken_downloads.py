"""Downloads break and are resumed, on a mock transport and on real sockets. Points 2, 14 and 19 of the checklist."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.runtime.patience import SOON, firsts, impatient
from tests.runtime.stream.downloads import DATA, ETAG, REST, failed, ranged
from tests.runtime.stream.hosts import ReceivedRequest, Wire, host
from tests.runtime.stream.support import (
    DAY,
    KINDS,
    SIGNATURE,
    Pieces,
    Read,
    Script,
    TestClock,
    broken,
    ids,
    lines,
    read,
    read_network,
    user,
    users,
    whole,
)
from tests.runtime.support import TOKEN


@pytest.mark.parametrize("kind", KINDS)
class TestBroken:
    def test_broken_download_is_resumed_by_range(self, kind: str) -> None:
        script = Script({"a.json": [broken(DATA, 1500, etag=ETAG), ranged()]})
        clock = TestClock()
        found = read(kind, script, clock=clock.clock)
        assert ids(found.ok) == [*range(40)]
        first, second = script.downloads
        assert "range" not in first.headers
        assert second.headers["range"] == "bytes=1500-"
        assert second.headers["if-range"] == ETAG
        assert second.headers["accept-encoding"] == "identity"
        assert found.reading.parts[0].attempts == 2
        assert found.reading.parts[0].bytes == len(DATA)
        assert len(clock.slept) == 1
        assert 0.5 <= clock.slept[0] <= 1

    @pytest.mark.parametrize("etag", [None, 'W/"v1"', "unquoted", ""])
    def test_without_a_strong_etag_the_download_restarts_and_is_compared(
        self, kind: str, etag: str | None
    ) -> None:
        headers: dict[str, Any] = {} if etag is None else {"etag": etag}
        script = Script({"a.json": [broken(DATA, 1500, **headers), whole(DATA, **headers)]})
        assert ids(read(kind, script).ok) == [*range(40)]
        assert "range" not in script.downloads[1].headers

    def test_gzip_is_not_ranged(self, kind: str) -> None:
        packed = gzip.compress(DATA)
        first = broken(packed, len(packed) // 2, etag=ETAG, content_encoding="gzip")
        again = whole(packed, etag=ETAG, content_encoding="gzip")
        script = Script({"a.json": [first, again]})
        assert ids(read(kind, script).ok) == [*range(40)]
        assert "range" not in script.downloads[1].headers

    @pytest.mark.parametrize("etag", [ETAG, None])
    def test_a_changed_file_is_detected(self, kind: str, etag: str | None) -> None:
        other = lines(*(user(n, used_chat=True) for n in range(60)))
        headers: dict[str, Any] = {} if etag is None else {"etag": etag}
        changed: dict[str, Any] = {} if etag is None else {"etag": '"v2"'}
        script = Script(
            {"a.json": [broken(DATA, 1500, **headers), whole(other, **changed)], "b.json": REST}
        )
        found = read(kind, script)
        assert failed(found) == "the file changed during the download"
        assert found.rows[-1].user_id == 100

    def test_a_shortened_file_is_detected(self, kind: str) -> None:
        script = Script({"a.json": [broken(DATA, 1500), whole(DATA[:1000])]})
        assert failed(read(kind, script)) == "the file was shortened during the download"

    def test_download_that_breaks_at_its_end_is_complete(self, kind: str) -> None:
        script = Script({"a.json": [broken(DATA, len(DATA), etag=ETAG), ranged()]})
        assert ids(read(kind, script).ok) == [*range(40)]

    def test_unsatisfiable_range_restarts_the_download(self, kind: str) -> None:
        refusal = httpx.Response(416, headers={"content-range": "bytes */7"})
        script = Script({"a.json": [broken(DATA, 1500, etag=ETAG), refusal, DATA]})
        assert ids(read(kind, script).ok) == [*range(40)]
        assert "range" not in script.downloads[2].headers

    @pytest.mark.parametrize(
        "span", ["bytes 0-99/4000", "bytes 1501-3999/4000", "", "bytes */4000", "nonsense"]
    )
    def test_other_range_than_requested_is_an_error(self, kind: str, span: str) -> None:
        wrong = whole(DATA[1500:], 206, etag=ETAG, content_range=span)
        script = Script({"a.json": [broken(DATA, 1500, etag=ETAG), wrong]})
        assert "another range" in failed(read(kind, script))

    def test_unrequested_range_is_not_used_as_the_file(self, kind: str) -> None:
        head = whole(DATA[:1000], 206, content_range=f"bytes 0-999/{len(DATA)}")
        script = Script({"a.json": [head, DATA]})
        assert ids(read(kind, script).ok) == [*range(40)]

    def test_a_range_may_be_served_in_portions(self, kind: str) -> None:
        """A host may return less of the rest than was requested."""

        def portion(request: httpx.Request) -> httpx.Response:
            begin = int(request.headers["range"].removeprefix("bytes=").removesuffix("-"))
            end = min(begin + 700, len(DATA))
            span = f"bytes {begin}-{end - 1}/{len(DATA)}"
            return whole(DATA[begin:end], 206, etag=ETAG, content_range=span)

        script = Script({"a.json": [broken(DATA, 1500, etag=ETAG), portion]})
        assert ids(read(kind, script).ok) == [*range(40)]

    def test_body_shorter_than_announced_is_resumed(self, kind: str) -> None:
        """Some transports and proxies end a truncated body without an error."""
        short = httpx.Response(
            200, stream=Pieces([DATA[:900]]), headers={"content-length": str(len(DATA))}
        )
        script = Script({"a.json": [short, DATA]})
        assert ids(read(kind, script).ok) == [*range(40)]

    def test_empty_pieces_do_not_end_a_body(self, kind: str) -> None:
        stream = Pieces([b"", DATA[:900], b"", b"", DATA[900:], b""])
        script = Script({"a.json": httpx.Response(200, stream=stream)})
        assert ids(read(kind, script).ok) == [*range(40)]

    def test_truncated_gzip_stream_is_an_error(self, kind: str) -> None:
        packed = gzip.compress(DATA)
        short = httpx.Response(
            200, stream=Pieces([packed[:-9]]), headers={"content-encoding": "gzip"}
        )
        script = Script({"a.json": [short, DATA]})
        assert ids(read(kind, script).ok) == [*range(40)]

    @pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, br"])
    def test_unrequested_encoding_is_an_error(self, kind: str, encoding: str) -> None:
        script = Script({"a.json": whole(DATA, content_encoding=encoding), "b.json": REST})
        found = read(kind, script)
        assert "encoding" in failed(found)
        assert ids(found.rows) == [100]

    def test_download_without_progress_fails_after_three_attempts(self, kind: str) -> None:
        script = Script({"a.json": lambda _: broken(DATA, 0), "b.json": REST})
        clock = TestClock()
        found = read(kind, script, clock=clock.clock)
        assert "ReadError" in failed(found)
        assert ids(found.rows) == [100]
        assert found.reading.parts[0].attempts == 3
        assert len(clock.slept) == 2

    def test_download_with_progress_is_continued(self, kind: str) -> None:
        replies: list[Any] = [broken(DATA, 500, etag=ETAG)]
        for end in range(1000, len(DATA), 500):

            def more(request: httpx.Request, end: int = end) -> httpx.Response:
                begin = end - 500
                span = f"bytes {begin}-{len(DATA) - 1}/{len(DATA)}"
                stream = Pieces([DATA[begin:end]], httpx.ReadTimeout("stalled"))
                headers = {"etag": ETAG, "content-range": span}
                return httpx.Response(206, stream=stream, headers=headers)

            replies.append(more)
        script = Script({"a.json": [*replies, ranged()]})
        assert ids(read(kind, script).ok) == [*range(40)]
        assert len(replies) > 3

    @pytest.mark.parametrize("status", [429, 500, 502, 503])
    def test_busy_host_is_requested_again(self, kind: str, status: int) -> None:
        clock = TestClock()
        busy = httpx.Response(status, headers={"retry-after": "7"})
        script = Script({"a.json": [busy, DATA]})
        assert ids(read(kind, script, clock=clock.clock).ok) == [*range(40)]
        assert clock.slept == [7.0]

    @pytest.mark.parametrize("status", [304, 400, 402, 409, 418])
    def test_any_other_status_fails_the_part(self, kind: str, status: int) -> None:
        script = Script({"a.json": httpx.Response(status), "b.json": REST})
        found = read(kind, script)
        assert str(status) in failed(found)
        assert len(script.downloads) == 2


def serve(
    kind: str, script: Callable[[ReceivedRequest, Wire], None], **options: Any
) -> tuple[Read, Any]:
    """Read a report whose file is served by a loopback server."""
    with host(script) as files:

        def envelope(_: ReceivedRequest, wire: Wire) -> None:
            link = f"{files.url}/part-1.json?{SIGNATURE}"
            body = f'{{"download_links": ["{link}"], "report_day": "{DAY}"}}'.encode()
            wire.answer(body, content_type="application/json")

        with host(envelope) as api:
            found = read_network(kind, api.url, users, **options)
        assert files.is_deserted()
    assert not any(TOKEN in str(received.raw) for received in files.requests)
    return found, files


@pytest.mark.parametrize("kind", KINDS)
class TestRealSockets:
    """Failures on the wire: by length, by chunks, by reset, by silence."""

    def first_then(self, breaks: Callable[[Wire], None]) -> Callable[[ReceivedRequest, Wire], None]:
        count: list[int] = []

        def script(received: ReceivedRequest, wire: Wire) -> None:
            count.append(1)
            begin = int(received.headers.get("range", "bytes=0-")[6:-1])
            if begin:
                span = f"bytes {begin}-{len(DATA) - 1}/{len(DATA)}"
                wire.answer(DATA[begin:], "206 Partial Content", content_range=span, etag=ETAG)
            elif len(count) == 1:
                breaks(wire)
            else:
                wire.answer(DATA, etag=ETAG)

        return script

    @pytest.mark.parametrize("how", ["length", "chunks", "reset", "at once", "silence"])
    def test_download_broken_on_the_wire_is_resumed(self, kind: str, how: str) -> None:
        def breaks(wire: Wire) -> None:
            if how == "at once":
                wire.end()
            if how == "chunks":
                wire.head(transfer_encoding="chunked", etag=ETAG)
                wire.chunk(DATA[:1500])
                wire.end()
            wire.head(content_length=str(len(DATA)), etag=ETAG)
            wire.send(DATA[:1500])
            if how == "reset":
                wire.reset()
            if how == "silence":
                wire.wait_until_gone()
            wire.end()

        def prepare(client: Any) -> None:
            downloads = firsts(1, lambda request: request.url.path == "/part-1.json")
            impatient(client, downloads if how == "silence" else lambda _: False)

        clock = TestClock()
        found, files = serve(
            kind, self.first_then(breaks), prepare=prepare, timeout=SOON, clock=clock.clock
        )
        assert ids(found.ok) == [*range(40)]
        assert len(files.requests) == 2
        assert len(clock.slept) == 1
