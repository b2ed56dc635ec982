"""Signed links expire, downloads break, files change: points 1, 2, 14 and 19 of the checklist."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import IncompleteReportError, RetryPolicy
from copilot_usage_metrics._runtime.protocol.encoding import EncodingError, Gzip
from copilot_usage_metrics._runtime.protocol.links import Link, in_order_of
from tests.runtime.patience import SOON, firsts, impatient
from tests.runtime.stream.hosts import ReceivedRequest, Wire, host
from tests.runtime.stream.support import (
    DAY,
    FILES,
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

DATA = lines(*(user(n) for n in range(40)))
REST = lines(user(100))
ETAG = '"v1"'
EXPIRED = (401, 403, 404, 410)


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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", EXPIRED)
class TestExpiry:
    """point 19: one new envelope, then the download continues where it stopped."""

    def test_link_expired_before_the_first_byte_is_renewed(self, kind: str, status: int) -> None:
        files = {
            "a.json": DATA,
            "b.json": [httpx.Response(status), REST],
            "c.json": lines(user(200)),
        }
        script = Script(files)
        found = read(kind, script)
        assert ids(found.ok) == [*range(40), 100, 200]
        assert script.envelopes_asked == 2
        generations = [
            r.url.params["generation"] for r in script.downloads if "b.json" in r.url.path
        ]
        assert generations == ["1", "2"]

    def test_link_expired_during_the_download_is_renewed(self, kind: str, status: int) -> None:
        """No row is yielded twice, though a piece was yielded already."""
        clock = TestClock()
        script = Script(
            {"a.json": [broken(DATA, 2000, etag=ETAG), httpx.Response(status), ranged()]}
        )
        found = read(kind, script, clock=clock.clock)
        assert ids(found.ok) == [*range(40)]
        assert script.envelopes_asked == 2
        assert found.reading.duplicates == 0
        assert script.downloads[-1].headers["range"] == "bytes=2000-"

    def test_a_renewed_link_that_expires_at_once_fails_the_part(
        self, kind: str, status: int
    ) -> None:
        script = Script({"a.json": lambda _: httpx.Response(status), "b.json": REST})
        found = read(kind, script)
        assert ids(found.rows) == [100]
        assert str(status) in failed(found)
        assert script.envelopes_asked == 2

    def test_link_of_a_long_download_is_renewed_twice(self, kind: str, status: int) -> None:
        replies = [broken(DATA, 1000, etag=ETAG), httpx.Response(status)]

        def part(end: int) -> Callable[[httpx.Request], httpx.Response]:
            def answer(request: httpx.Request) -> httpx.Response:
                begin = int(request.headers["range"].removeprefix("bytes=").removesuffix("-"))
                span = f"bytes {begin}-{len(DATA) - 1}/{len(DATA)}"
                stream = Pieces([DATA[begin:end]], httpx.ReadError("lost"))
                headers = {"etag": ETAG, "content-range": span}
                return httpx.Response(206, stream=stream, headers=headers)

            return answer

        script = Script({"a.json": [*replies, part(2000), httpx.Response(status), ranged()]})
        assert ids(read(kind, script).ok) == [*range(40)]
        assert script.envelopes_asked == 3


@pytest.mark.parametrize("kind", KINDS)
class TestRenewal:
    def test_one_new_envelope_renews_the_links_of_all_parts(self, kind: str) -> None:
        """All links expire together; each download gets the expiry status, and one new envelope serves them all."""
        gone: list[int] = []

        def answer(number: int) -> Callable[[httpx.Request], httpx.Response]:
            def reply(request: httpx.Request) -> httpx.Response:
                if request.url.params["generation"] == "1":
                    gone.append(number)
                    return httpx.Response(403)
                return whole(lines(user(number)))

            return reply

        script = Script({f"{n}.json": answer(n) for n in range(8)})
        assert ids(read(kind, script).ok) == [*range(8)]
        assert script.envelopes_asked == 2

    def test_renewed_links_may_be_in_another_order(self, kind: str) -> None:
        files: dict[str, Any] = {
            "a.json": [httpx.Response(403), DATA],
            "b.json": REST,
            "c.json": lines(user(300)),
        }
        script = Script(files)
        script.envelopes = [
            lambda _: script.envelope(),
            lambda _: script.envelope("c.json", "a.json", "b.json"),
        ]
        assert ids(read(kind, script).ok) == [*range(40), 100, 300]

    @pytest.mark.parametrize(
        "other",
        [
            {"report_day": "2026-09-02"},
            {"download_links": [f"{FILES}/a.json", f"{FILES}/b.json", f"{FILES}/c.json"]},
            {"download_links": []},
        ],
    )
    def test_renewed_links_of_another_report_are_not_used(self, kind: str, other: Any) -> None:
        script = Script({"a.json": DATA, "b.json": [httpx.Response(404), REST]})
        script.envelopes = [lambda _: script.envelope(), lambda _: script.envelope(**other)]
        found = read(kind, script)
        assert ids(found.rows) == [*range(40)]
        assert "the report has changed" in failed(found)

    @pytest.mark.parametrize("status", [404, 500, 503])
    def test_failed_renewal_fails_only_its_part(self, kind: str, status: int) -> None:
        script = Script({"a.json": httpx.Response(404), "b.json": REST})
        script.envelopes = [
            lambda _: script.envelope(),
            lambda _: httpx.Response(status, json={"message": "no"}),
        ]
        found = read(kind, script, retry=RetryPolicy(max_attempts=1))
        assert ids(found.rows) == [100]
        assert str(status) in failed(found)

    @pytest.mark.parametrize("status", [401, 403])
    def test_refused_renewal_is_raised(self, kind: str, status: int) -> None:
        script = Script({"a.json": httpx.Response(404), "b.json": REST})
        script.envelopes = [
            lambda _: script.envelope(),
            lambda _: httpx.Response(status, json={"message": "no"}),
        ]
        found = read(kind, script)
        assert getattr(found.error, "status", None) == status
        assert [part.state for part in found.reading.parts] == ["failed", "waiting"]


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


@pytest.mark.parametrize("kind", KINDS)
class TestRedirects:
    """point 1: followed without credentials, https only."""

    def test_redirects_are_followed_five_times(self, kind: str) -> None:
        hops = [f"https://host{n}.example/x?{SIGNATURE}{n}" for n in range(5)]
        seen: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.host == "api.github.com":
                links = [f"{FILES}/a.json?{SIGNATURE}"]
                return httpx.Response(200, json={"download_links": links, "report_day": DAY})
            seen.append(request)
            number = len(seen) - 1
            if number < 5:
                return httpx.Response(302, headers={"location": hops[number]})
            return whole(DATA)

        assert ids(read(kind, answer).ok) == [*range(40)]
        for request in seen:
            assert set(request.headers) == {"host", "accept", "accept-encoding", "user-agent"}

    @pytest.mark.parametrize(
        ("location", "reason"),
        [
            ("http://files.example/a.json", "not https"),
            ("http://10.0.0.1/a.json", "not https"),
            ("ftp://files.example/a.json", "not https"),
            ("https://user:pw@files.example/a.json", "not a URL"),
            ("https://[::1", "RemoteProtocolError"),  # the library's own refusal
            ("https://files.example:99999/a", "not a URL"),
            ("", "without a usable location"),
            ("/again", "more than 5 redirects"),
        ],
    )
    def test_unsafe_redirect_is_not_followed(self, kind: str, location: str, reason: str) -> None:
        again = httpx.Response(307, headers={"location": location})
        script = Script({"a.json": again, "again": again, "b.json": REST})
        script.envelopes = lambda _: script.envelope("a.json", "b.json")
        found = read(kind, script)
        assert reason in failed(found)
        assert ids(found.rows) == [100]

    def test_a_resumed_download_requests_the_rest_through_the_redirect(self, kind: str) -> None:
        moved = httpx.Response(302, headers={"location": f"/moved?{SIGNATURE}"})
        script = Script({"a.json": moved, "moved": [broken(DATA, 1500, etag=ETAG), ranged()]})
        script.envelopes = lambda _: script.envelope("a.json")
        assert ids(read(kind, script).ok) == [*range(40)]
        assert [r.headers.get("range") for r in script.downloads] == [
            None,
            None,
            *["bytes=1500-"] * 2,
        ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "link",
    ["http://files.example/a", "ftp://x/a", "nonsense", "https://h\x00/a", "", "https://h:x/"],
)
def test_unsafe_link_is_a_failed_part(kind: str, link: str) -> None:
    script = Script({"b.json": REST})
    links = [link, f"{FILES}/b.json?{SIGNATURE}"]
    script.envelopes = lambda _: script.envelope(download_links=links)
    found = read(kind, script)
    assert failed(found)
    assert ids(found.rows) == [100]


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


class TestNames:
    def test_file_name_is_the_last_segment_of_the_path(self) -> None:
        assert Link(f"{FILES}/a/part-1.json?{SIGNATURE}").name == "part-1.json"
        assert Link(FILES).name == "file"
        assert Link(f"{FILES}/a\x1b[31m?x").name == r"a\x1b[31m"
        assert Link("https://[").name == "file"

    def test_file_names_match_renewed_links_to_parts(self) -> None:
        def links(names: str, key: str = "1") -> list[Link]:
            return [Link(f"{FILES}/{name}?{key}") for name in names]

        assert in_order_of(links("abc"), links("cab", "2")) == links("abc", "2")
        assert in_order_of(links("abc"), links("xyz", "2")) == links("xyz", "2")
        assert in_order_of(links("aab"), links("aba", "2")) == links("aba", "2")
        assert in_order_of(links("abc"), links("ab", "2")) is None


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
