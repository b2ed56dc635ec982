"""The requests that are sent, the HTTP client that sends them, and the lifetime of a client."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    ClosedError,
    CopilotMetrics,
    CopilotMetricsError,
    RequestTimeoutError,
    TransportError,
    v2022_11_28,
)
from copilot_usage_metrics._runtime.access.settings import DEFAULT_TIMEOUT_SECONDS
from tests.runtime.support import (
    KINDS,
    LINKS,
    TOKEN,
    Seen,
    ask,
    json_response,
    one_day,
    over_network,
    serve,
)


@pytest.mark.parametrize("kind", KINDS)
class TestHeaders:
    def test_headers_over_the_network(self, kind: str) -> None:
        with serve() as server:
            assert over_network(kind, server.url, one_day, user_agent="lake/1.0")
        (seen,) = server.seen
        assert seen.path == "/orgs/acme/copilot/metrics/reports/organization-1-day?day=2026-09-01"
        assert seen.headers["accept"] == "application/vnd.github+json"
        assert seen.headers["x-github-api-version"] == "2026-03-10"
        assert seen.headers["authorization"] == f"Bearer {TOKEN}"
        assert seen.headers["user-agent"].startswith("copilot-usage-metrics/")
        assert seen.headers["user-agent"].endswith(" lake/1.0")
        assert set(seen.headers) == {
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "host",
            "user-agent",
            "x-github-api-version",
        }

    def test_each_subpackage_names_its_api_version(self, kind: str) -> None:
        requests = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request.headers["x-github-api-version"])
            return json_response(LINKS)

        older = {
            "sync_class": v2022_11_28.CopilotMetrics,
            "async_class": v2022_11_28.AsyncCopilotMetrics,
        }
        ask(kind, answer, one_day, **older)
        ask(kind, answer, one_day)
        assert requests == ["2022-11-28", "2026-03-10"]

    @pytest.mark.parametrize("empty", [None, "", "  "])
    def test_default_user_agent_is_ours(self, kind: str, empty: str | None) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            agent = request.headers["user-agent"]
            assert agent.startswith("copilot-usage-metrics/")
            assert agent == agent.strip()
            return json_response(LINKS)

        assert ask(kind, answer, one_day, user_agent=empty)

    @pytest.mark.parametrize(
        ("options", "seconds"), [({}, DEFAULT_TIMEOUT_SECONDS), ({"timeout": 2.5}, 2.5)]
    )
    def test_every_request_has_a_timeout(
        self, kind: str, options: dict[str, Any], seconds: float
    ) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            assert set(map(float, request.extensions["timeout"].values())) == {seconds}
            return json_response(LINKS)

        assert ask(kind, answer, one_day, **options)

    def test_silent_server_is_a_timeout(self, kind: str) -> None:
        with (
            contextlib.closing(_Silent()) as silent,
            pytest.raises(RequestTimeoutError, match=r"no response from the API: \w+Timeout"),
        ):
            over_network(kind, silent.url, one_day, timeout=0.1)


class _Silent:
    """Accepts connections and never responds."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        self._socket.close()


@pytest.mark.parametrize("kind", KINDS)
class TestNoAnswer:
    def test_refused_connection_is_an_error(self, kind: str) -> None:
        silent = _Silent()
        silent.close()
        with pytest.raises(
            TransportError, match="no response from the API: ConnectError"
        ) as caught:
            over_network(kind, silent.url, one_day)
        assert not isinstance(caught.value, RequestTimeoutError)

    @pytest.mark.parametrize(
        ("problem", "late"),
        [
            (httpx.ConnectError("no route"), False),
            (httpx.ConnectTimeout("late"), True),
            (httpx.PoolTimeout(""), True),
            (httpx.ReadError(""), False),
            (httpx.RemoteProtocolError("peer closed"), False),
            (httpx.DecodingError("bad gzip"), False),
            (httpx.ProxyError("407"), False),
            (httpx.InvalidURL("bad"), False),
            (httpx.StreamConsumed(), False),
            (ConnectionResetError("reset"), False),
            (TimeoutError("late"), True),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_each_exception_of_the_library_is_translated(
        self, kind: str, problem: Exception, late: bool
    ) -> None:
        def answer(_: httpx.Request) -> httpx.Response:
            raise problem

        with pytest.raises(TransportError) as caught:
            ask(kind, answer, one_day)
        assert isinstance(caught.value, RequestTimeoutError) is late
        assert type(problem).__name__ in str(caught.value)
        assert not str(caught.value).endswith((":", " "))
        assert (caught.value.__cause__, caught.value.__context__) == (None, None)

    def test_bug_in_the_callers_transport_is_not_hidden(self, kind: str) -> None:
        def answer(_: httpx.Request) -> httpx.Response:
            raise RuntimeError("a fault")

        with pytest.raises(RuntimeError, match="a fault") as caught:
            ask(kind, answer, one_day)
        assert not isinstance(caught.value, CopilotMetricsError)

    def test_truncated_body_is_an_error(self, kind: str) -> None:
        def reply(_: Seen) -> tuple[int, dict[str, str], bytes]:
            return 200, {"Content-Encoding": "gzip"}, b"no gzip"

        with (
            serve(reply) as server,
            pytest.raises(TransportError, match="the gzip data is damaged"),
        ):
            over_network(kind, server.url, one_day)


class TestOwnHttpClient:
    def test_auth_and_redirect_defaults_of_the_http_client_are_ignored(self) -> None:
        requests = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append((str(request.url), request.headers["authorization"]))
            if len(requests) == 1:
                return httpx.Response(302, headers={"location": "/again"})
            return json_response(LINKS)

        options: dict[str, Any] = {
            "transport": httpx.MockTransport(answer),
            "auth": ("user", "password"),
            "follow_redirects": True,
            "headers": {"Authorization": "Basic eDp5", "User-Agent": "other"},
            "base_url": "https://other.example",
        }
        with httpx.Client(**options) as http:
            assert one_day(CopilotMetrics(TOKEN, http_client=http))
        assert [url.split("?")[0] for url, _ in requests] == [
            "https://api.github.com/orgs/acme/copilot/metrics/reports/organization-1-day",
            "https://api.github.com/again",
        ]
        assert {value for _, value in requests} == {f"Bearer {TOKEN}"}

        requests.clear()

        async def run() -> None:
            async with httpx.AsyncClient(**options) as async_http:
                assert await one_day(AsyncCopilotMetrics(TOKEN, http_client=async_http))

        asyncio.run(run())
        assert {value for _, value in requests} == {f"Bearer {TOKEN}"}

    def test_http_client_does_not_follow_redirects_to_other_origins(self) -> None:
        requests = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request.url.host)
            return httpx.Response(302, headers={"location": "https://evil.example/"})

        with (
            httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=True) as http,
            pytest.raises(CopilotMetricsError, match="another origin"),
        ):
            one_day(CopilotMetrics(TOKEN, http_client=http))
        assert requests == ["api.github.com"]

    def test_http_client_of_the_caller_stays_open(self) -> None:
        transport = httpx.MockTransport(lambda _: json_response(LINKS))
        with httpx.Client(transport=transport) as http:
            with CopilotMetrics(TOKEN, http_client=http) as client:
                assert one_day(client)
            assert not http.is_closed
            with CopilotMetrics(TOKEN, http_client=http) as other:
                assert one_day(other)

        async def run() -> None:
            async with httpx.AsyncClient(transport=transport) as async_http:
                async with AsyncCopilotMetrics(TOKEN, http_client=async_http) as async_client:
                    assert await one_day(async_client)
                assert not async_http.is_closed

        asyncio.run(run())


class TestClosing:
    def test_call_after_closing_twice_is_an_error(self) -> None:
        with CopilotMetrics(TOKEN, base_url="http://127.0.0.1:9") as client:
            client.close()
        client.close()
        with pytest.raises(ClosedError, match="the client is closed"):
            one_day(client)
        assert client._http.is_closed

    def test_async_call_after_closing_twice_is_an_error(self) -> None:
        async def run() -> None:
            async with AsyncCopilotMetrics(TOKEN, base_url="http://127.0.0.1:9") as client:
                await client.aclose()
            await client.aclose()
            with pytest.raises(ClosedError, match="the client is closed"):
                await one_day(client)
            assert client._http.is_closed

        asyncio.run(run())

    def test_a_closed_client_does_not_use_the_http_client_that_stays_open(self) -> None:
        transport = httpx.MockTransport(lambda _: json_response(LINKS))
        with httpx.Client(transport=transport) as http:
            client = CopilotMetrics(TOKEN, http_client=http)
            client.close()
            with pytest.raises(ClosedError):
                one_day(client)

    def test_http_client_closed_by_its_owner_is_an_error(self) -> None:
        with httpx.Client() as http:
            client = CopilotMetrics(TOKEN, http_client=http)
        with pytest.raises(ClosedError):
            one_day(client)

        async def run() -> None:
            async with httpx.AsyncClient() as async_http:
                async_client = AsyncCopilotMetrics(TOKEN, http_client=async_http)
            with pytest.raises(ClosedError):
                await one_day(async_client)

        asyncio.run(run())

    @pytest.mark.parametrize("kind", KINDS)
    def test_client_closed_by_another_thread_during_a_call(self, kind: str) -> None:
        held: list[Any] = []

        def answer(_: httpx.Request) -> httpx.Response:
            held[0]._http._state = httpx._client.ClientState.CLOSED
            raise RuntimeError("Cannot send a request, as the client has been closed.")

        def call(client: Any) -> Any:
            held.append(client)
            return one_day(client)

        with pytest.raises(ClosedError) as caught:
            ask(kind, answer, call)
        assert caught.value.__context__ is None

    def test_an_error_passes_through_a_context_manager_that_closes(self) -> None:
        with pytest.raises(KeyError), CopilotMetrics(TOKEN) as client:
            raise KeyError
        assert client._http.is_closed


def test_loopback_is_never_requested_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    # plain HTTP through a proxy would reveal the token to it
    with serve() as server, serve() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        for kind in KINDS:
            assert over_network(kind, server.url, one_day)
    assert (len(server.seen), proxy.seen) == (2, [])


def test_proxies_of_the_environment_apply_to_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with CopilotMetrics(TOKEN) as client:
        assert any(pattern.pattern.startswith("https") for pattern in client._http._mounts)
