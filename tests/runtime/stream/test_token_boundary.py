"""The token reaches the API's origin only: points 1, 19 and 24 of the checklist, on two servers."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    CopilotMetrics,
    IncompleteReportError,
    RedirectError,
    RetryPolicy,
)
from tests.runtime.stream.boundary import DATA, SECRETS, SWIFT, Sites, hidden
from tests.runtime.stream.hosts import ReceivedRequest, Wire, host
from tests.runtime.stream.support import (
    DAY,
    LIBRARIES,
    SIGNATURE,
    Read,
    adrain,
    drain,
    read_network,
    users,
)
from tests.runtime.support import TOKEN

pytestmark = pytest.mark.parametrize("kind", LIBRARIES)


def check(sites: Sites) -> None:
    """The download host saw no credential; the API saw the token each time."""
    for received in sites.files.requests:
        assert TOKEN.encode() not in received.raw
        assert set(received.headers) <= {
            *("host", "accept", "accept-encoding", "user-agent"),
            *("range", "if-range"),
        }
    for received in sites.api.requests:
        assert received.headers["authorization"] == f"Bearer {TOKEN}"
        assert SIGNATURE not in received.target


class TestWhereTheTokenGoes:
    def test_download_carries_no_token(self, kind: str, sites: Sites) -> None:
        sites.parts = 12
        assert read_network(kind, sites.api.url).ok
        assert len(sites.files.requests) == 12
        check(sites)

    def test_redirect_of_a_download_to_another_host_and_to_the_api_carries_no_token(
        self, kind: str, sites: Sites
    ) -> None:
        def moved(received: ReceivedRequest, wire: Wire) -> None:
            if "moved" in received.target:
                return wire.answer(DATA)
            return wire.answer(b"", "302 Found", location=f"{sites.files.url}/moved?{SIGNATURE}")

        sites.at_files = moved
        assert len(read_network(kind, sites.api.url).ok) == 40
        check(sites)
        # a download that is redirected to the API itself carries no token either
        seen: list[ReceivedRequest] = []
        sites.at_files = lambda _, wire: wire.answer(
            b"", "302 Found", location=f"{sites.api.url}/x"
        )

        def api(received: ReceivedRequest, wire: Wire) -> None:
            if received.target != "/x":
                return sites.envelope(wire)
            seen.append(received)
            return wire.answer(DATA)

        sites.at_api = api
        assert len(read_network(kind, sites.api.url).ok) == 40
        assert [
            ("authorization" in received.headers, "cookie" in received.headers) for received in seen
        ] == [(False, False)]

    def test_redirect_of_the_api_to_the_download_host_is_refused(
        self, kind: str, sites: Sites
    ) -> None:
        sites.at_api = lambda _, wire: wire.answer(
            b"", "302 Found", location=f"{sites.files.url}/take?{SIGNATURE}"
        )
        found = read_network(kind, sites.api.url)
        assert isinstance(found.error, RedirectError)
        assert sites.files.requests == []
        check(sites)
        hidden(found.error)

    def test_retry_carries_the_token_to_the_api_only(self, kind: str, sites: Sites) -> None:
        count: list[int] = []

        def shaky(_: ReceivedRequest, wire: Wire) -> None:
            count.append(1)
            if len(count) == 1:
                wire.head(content_length=str(len(DATA)), etag='"v1"')
                wire.send(DATA[:999])
                wire.end()
            if len(count) == 2:
                return wire.answer(b"", "503 Busy")
            return wire.answer(DATA)

        sites.at_files = shaky
        assert len(read_network(kind, sites.api.url, retry=SWIFT).ok) == 40
        assert len(sites.files.requests) == 3
        check(sites)

    def test_renewal_carries_the_token_to_the_api_only(self, kind: str, sites: Sites) -> None:
        def old(received: ReceivedRequest, wire: Wire) -> None:
            wire.answer(DATA) if "g=2" in received.target else wire.answer(b"", "403 Gone")

        sites.at_files = old
        assert len(read_network(kind, sites.api.url).ok) == 40
        assert len(sites.api.requests) == 2
        check(sites)

    def test_pagination_carries_the_token_to_the_api_only(self, kind: str, sites: Sites) -> None:
        sites.at_api = lambda _, wire: wire.answer(
            b'[{"type": "request"}]', link=f'<{sites.files.url}/next?{SIGNATURE}>; rel="next"'
        )
        found = read_network(kind, sites.api.url, lambda c: c.items.get_usage_records("acme"))
        assert isinstance(found.error, RedirectError)
        assert sites.files.requests == []
        hidden(found.error)

    def test_credentials_of_the_callers_http_client_go_to_the_api_only(
        self, kind: str, sites: Sites
    ) -> None:
        """Its headers, cookies, basic auth and parameters go to the API at most."""
        sites.parts = 3
        options: dict[str, Any] = {
            "headers": {"Authorization": f"Bearer {TOKEN}", "X-Secret": TOKEN},
            "cookies": {"session": TOKEN},
            "auth": ("user", TOKEN),
            "params": {"key": TOKEN},
            "follow_redirects": True,
            "trust_env": False,
        }
        found = _with_http(kind, sites.api.url, **options)
        assert len(found.ok) == 40  # the other files are duplicates
        for received in sites.files.requests:
            assert TOKEN.encode() not in received.raw
            assert "cookie" not in received.headers

    def test_http_proxy_sees_the_token_of_api_requests_only(self, kind: str, sites: Sites) -> None:
        """A proxy for plain HTTP sees what it forwards: the token for the API, none for the host."""

        def through(received: ReceivedRequest, wire: Wire) -> None:
            target = received.target.removeprefix("http://")
            if target.startswith(sites.api.url.removeprefix("http://")):
                return sites.envelope(wire)
            return wire.answer(DATA)

        with host(through) as proxy:
            found = _with_http(kind, sites.api.url, proxy=proxy.url, trust_env=False)
            assert len(found.ok) == 40
            to_files = [
                received
                for received in proxy.requests
                if received.target.startswith(sites.files.url)
            ]
            assert len(to_files) == 1
            assert TOKEN.encode() not in to_files[0].raw
            assert len(proxy.requests) == 2

    def test_a_proxy_for_https_sees_the_host_only(self, kind: str, sites: Sites) -> None:
        sites.at_api = lambda _, wire: wire.answer(
            json.dumps(
                {"download_links": [f"https://files.example/a?{SIGNATURE}"], "report_day": DAY}
            ).encode()
        )

        def refuse(_: ReceivedRequest, wire: Wire) -> None:
            wire.answer(b"", "403 Not From Here")

        with host(refuse) as proxy:
            mounts = {"https://": _transport(kind, proxy.url)}
            found = _with_http(kind, sites.api.url, mounts=mounts, trust_env=False, retry=SWIFT)
            assert isinstance(found.error, IncompleteReportError)
            assert {received.method for received in proxy.requests} == {"CONNECT"}
            for received in proxy.requests:
                assert not any(secret.encode() in received.raw for secret in SECRETS)
        hidden(found.error)


def _transport(kind: str, proxy: str) -> Any:
    library: Any = LIBRARIES[kind]
    cls = library.HTTPTransport if kind.startswith("sync") else library.AsyncHTTPTransport
    return cls(proxy=proxy)


def _with_http(kind: str, base_url: str, retry: RetryPolicy = SWIFT, **options: Any) -> Read:
    library: Any = LIBRARIES[kind]
    if kind.startswith("sync"):
        with (
            library.Client(**options) as http,
            CopilotMetrics(TOKEN, base_url=base_url, http_client=http, retry=retry) as client,
        ):
            return drain(users(client))

    async def run() -> Read:
        async with (
            library.AsyncClient(**options) as http,
            AsyncCopilotMetrics(TOKEN, base_url=base_url, http_client=http, retry=retry) as client,
        ):
            return await adrain(users(client))

    return asyncio.run(run())
