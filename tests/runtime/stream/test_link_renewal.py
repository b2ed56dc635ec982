"""Signed links expire and are requested again. Point 19 of the checklist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import RetryPolicy
from tests.runtime.stream.downloads import DATA, ETAG, REST, failed, ranged
from tests.runtime.stream.support import (
    FILES,
    KINDS,
    Pieces,
    Script,
    TestClock,
    broken,
    ids,
    lines,
    read,
    user,
    whole,
)

EXPIRED = (401, 403, 404, 410)


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
