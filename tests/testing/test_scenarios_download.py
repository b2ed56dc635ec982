"""Each scenario of downloads has its effect on the wire."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import http.client
from urllib.parse import urlsplit

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from tests.runtime.patience import PATIENCE
from tests.testing.wire import ask, links_of


@pytest.fixture
def link(github: FakeGitHub, day: datetime.date) -> str:
    (found,) = links_of(github, "users-1-day", "octo-org", day)
    return found


@pytest.fixture
def whole(github: FakeGitHub, link: str) -> bytes:
    return ask(link).body


def raw(link: str) -> bytes:
    """All bytes until the connection ends, headers included."""
    parts = urlsplit(link)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        sock = connection.sock
        received = b""
        while piece := sock.recv(65536):
            received += piece
        return received
    finally:
        connection.close()


def test_a_file_has_its_length_and_supports_ranges(link: str, whole: bytes) -> None:
    answer = ask(link)
    assert int(answer.headers["content-length"]) == len(whole)
    assert answer.headers["accept-ranges"] == "bytes"
    etag = answer.headers["etag"]
    for byte_range, start, end in (
        ("1000-", 1000, None),
        ("0-99", 0, 100),
        ("-50", len(whole) - 50, None),
    ):
        part = ask(link, {"Range": f"bytes={byte_range}", "If-Range": etag})
        assert part.status == 206
        assert part.body == whole[start:end]
        last = len(whole) if end is None else end
        assert part.headers["content-range"] == f"bytes {start}-{last - 1}/{len(whole)}"
    assert ask(link, {"Range": "bytes=1000-", "If-Range": '"other"'}).body == whole
    assert ask(link, {"Range": f"bytes={len(whole)}-"}).status == 416


def test_only_a_link_with_its_signature_works(link: str) -> None:
    path, _, query = link.partition("?")
    for broken in (
        path,
        link[:-1],
        link.replace("part-00000", "part-00001"),
        link.replace("se=2026", "se=2027"),
    ):
        assert ask(broken).status == 403, broken
    assert ask(f"{path}?{query}").status == 200


def test_links_expire_after_an_hour(github: FakeGitHub, link: str) -> None:
    with FakeGitHub(seats=20) as own:
        (fresh,) = links_of(own, "users-28-day", "octo-org")[:1]
        own.advance(3590)
        assert ask(fresh).status == 200
        own.advance(20)
        assert ask(fresh).status == 403
        own.scenario = "expiry-status=410"
        assert ask(fresh).status == 410
    assert ask(link).status == 200


@pytest.mark.parametrize("status", ["401", "403", "404", "410"])
def test_an_expired_link_stays_expired(
    github: FakeGitHub, day: datetime.date, link: str, status: str
) -> None:
    github.scenario = f"expired={status}"
    assert [ask(link).status for _ in range(2)] == [int(status)] * 2
    (fresh,) = links_of(github, "users-1-day", "octo-org", day)
    assert ask(fresh).status == 200


def test_single_use_link(github: FakeGitHub, link: str) -> None:
    github.scenario = "single-use"
    assert [ask(link).status for _ in range(2)] == [200, 403]


def test_a_link_can_expire_during_the_download(
    github: FakeGitHub, day: datetime.date, link: str, whole: bytes
) -> None:
    github.scenario = "dies-midway=1000"
    with pytest.raises(http.client.IncompleteRead) as error:
        ask(link)
    assert error.value.partial == whole[:1000]
    assert ask(link, {"Range": "bytes=1000-"}).status == 403
    (fresh,) = links_of(github, "users-1-day", "octo-org", day)
    assert ask(fresh, {"Range": "bytes=1000-"}).body == whole[1000:]


def test_latency_delays_the_download(
    github: FakeGitHub, link: str, whole: bytes, pauses: list[float]
) -> None:
    github.scenario = "latency=120"
    assert ask(link).body == whole
    assert pauses == [0.12]


def test_slow_download_is_sent_in_pieces(
    github: FakeGitHub, link: str, whole: bytes, pauses: list[float]
) -> None:
    """Twenty pieces per second, with a pause before each."""
    github.scenario = f"slow={len(whole) * 4}"
    assert ask(link).body == whole
    assert sum(pauses) == pytest.approx(1 / 4)
    assert max(pauses) <= 1 / 20


def test_stalled_download(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "stall=3000"
    parts = urlsplit(link)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request("GET", f"{parts.path}?{parts.query}")
        response = connection.getresponse()
        assert response.read(3000) == whole[:3000]
        connection.sock.settimeout(0.1)
        with pytest.raises(TimeoutError):  # neither more bytes nor the end
            response.read(1)
    assert ask(link).body == whole


def test_download_shorter_than_its_length(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "truncate=3000"
    with pytest.raises(http.client.IncompleteRead) as error:
        ask(link)
    assert error.value.partial == whole[:3000]
    assert ask(link, {"Range": "bytes=3000-"}).body == whole[3000:]


def test_content_length_larger_than_the_file(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "overstate=100"
    with pytest.raises(http.client.IncompleteRead) as error:
        ask(link)
    assert error.value.partial == whole
    assert error.value.expected == 100


def test_chunked_download_without_a_last_chunk(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "chunk-cut=3000"
    received = raw(link)
    assert b"Transfer-Encoding: chunked" in received
    assert not received.endswith(b"0\r\n\r\n")
    assert whole[:1000] in received


def test_download_without_length_or_chunks(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "unframed"
    answer = ask(link)
    assert "content-length" not in answer.headers
    assert answer.body == whole


@pytest.mark.parametrize("place", [0, 3000])
def test_connection_is_reset_during_the_download(
    github: FakeGitHub, link: str, whole: bytes, place: int
) -> None:
    github.scenario = f"reset={place}"
    with pytest.raises(ConnectionError):
        ask(link)
    assert ask(link).body == whole


def test_ranges_can_be_ignored(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "no-ranges"
    answer = ask(link, {"Range": "bytes=1000-"})
    assert (answer.status, answer.body) == (200, whole)
    assert "accept-ranges" not in answer.headers


def test_a_changed_file_is_sent_from_its_beginning(
    github: FakeGitHub, link: str, whole: bytes
) -> None:
    github.scenario = "changed-file"
    etag = ask(link).headers["etag"]
    answer = ask(link, {"Range": "bytes=1000-", "If-Range": etag})
    assert (answer.status, answer.body) == (200, whole)


def test_files_can_be_compressed_for_clients_that_accept_it(
    github: FakeGitHub, link: str, whole: bytes
) -> None:
    github.scenario = "gzip"
    answer = ask(link, {"Accept-Encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == whole
    assert ask(link).body == whole


def test_missing_part(github: FakeGitHub) -> None:
    github.scenario = "blob-missing=2"
    links = links_of(github, "users-28-day", "octo-org")
    assert [ask(link).status for link in links] == [200, 200, 404, 200]
    assert [ask(link).status for link in links] == [200, 200, 404, 200]


@pytest.mark.parametrize("status", ["429", "500", "502", "503", "504"])
def test_busy_host(github: FakeGitHub, link: str, status: str) -> None:
    github.scenario = f"blob-error={status},times=2"
    assert [ask(link).status for _ in range(3)] == [int(status), int(status), 200]


def test_a_proxy_can_refuse(github: FakeGitHub, link: str) -> None:
    github.scenario = "download-proxy-403"
    answer = ask(link)
    assert answer.status == 403
    assert answer.headers["content-type"].startswith("text/html")


def test_redirects_of_downloads(github: FakeGitHub, link: str, whole: bytes) -> None:
    github.scenario = "download-redirect"
    answer = ask(link)
    assert answer.status == 302
    assert answer.headers["location"].startswith(github.download_url)
    assert ask(answer.headers["location"]).body == whole
    github.scenario = "download-redirect-away"
    assert ask(link).headers["location"].startswith(github.base_url)


def test_a_switch_can_be_for_one_part(github: FakeGitHub) -> None:
    github.scenario = "truncate=100,on=part-00002"
    links = links_of(github, "users-28-day", "octo-org")
    assert ask(links[1]).status == 200
    with pytest.raises(http.client.IncompleteRead):
        ask(links[2])
