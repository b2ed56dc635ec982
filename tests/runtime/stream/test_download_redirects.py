"""Redirects of a download are followed without credentials, over https only. Point 1 of the checklist."""

from __future__ import annotations

import httpx
import pytest

from tests.runtime.stream.downloads import DATA, ETAG, REST, failed, ranged
from tests.runtime.stream.support import (
    DAY,
    FILES,
    KINDS,
    SIGNATURE,
    Script,
    broken,
    ids,
    read,
    whole,
)


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
