"""Options for some calls: `with_options`, `timeout` of a call, `on_response`, the log, and other event loops."""

from __future__ import annotations

import asyncio
import datetime
import logging
from typing import Any

import httpx
import httpx2
import pytest
import trio

from copilot_usage_metrics import (
    ArgumentError,
    AsyncCopilotMetrics,
    ClosedError,
    CopilotMetrics,
    EventLoopError,
    RateLimit,
    RequestTimeoutError,
    ResponseInfo,
    RetryPolicy,
    Wait,
)
from copilot_usage_metrics.testing import FakeGitHub
from tests.runtime.stream.support import LIBRARIES, SIGNATURE
from tests.runtime.support import KINDS, LINKS, ONCE, TOKEN, ask, json_response, one_day

LIMITS = {
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4999",
    "x-ratelimit-used": "1",
    "x-ratelimit-reset": "1790003600",
    "x-ratelimit-resource": "core",
    "x-github-request-id": "ABCD:1",
}


def timeouts(seen: list[Any]) -> Any:
    """Responds with links, and records the read timeout of each request in seconds."""

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(float(request.extensions["timeout"]["read"]))
        return json_response(LINKS)

    return answer


@pytest.mark.parametrize("kind", KINDS)
class TestOptions:
    def test_timeout_of_a_call_applies_to_this_call_only(self, kind: str) -> None:
        seen: list[float] = []

        def call(client: Any) -> Any:
            if kind == "sync":
                one_day(client)
                client.copilot_organization_one_day_usage_metrics(
                    "acme", day="2026-09-01", timeout=2.5
                )
                return one_day(client)

            async def run() -> Any:
                await one_day(client)
                await client.copilot_organization_one_day_usage_metrics(
                    "acme", day="2026-09-01", timeout=2.5
                )
                return await one_day(client)

            return run()

        ask(kind, timeouts(seen), call, timeout=7)
        assert seen == pytest.approx([7, 2.5, 7], abs=0.5)

    @pytest.mark.parametrize("timeout", [0, -1, float("inf"), True, "5"])
    def test_invalid_timeout_of_a_call_is_refused_before_a_request(
        self, kind: str, timeout: Any
    ) -> None:
        seen: list[float] = []
        with pytest.raises(ArgumentError, match="timeout"):
            ask(
                kind,
                timeouts(seen),
                lambda client: client.copilot_organization_usage_metrics("acme", timeout=timeout),
            )
        assert seen == []

    def test_a_client_with_options_keeps_the_other_settings(self, kind: str) -> None:
        cls = CopilotMetrics if kind == "sync" else AsyncCopilotMetrics
        retry = RetryPolicy(max_attempts=7)
        client = cls(TOKEN, base_url="https://api.acme.ghe.com", timeout=9, user_agent="mine")
        other = client.with_options(timeout=3, retry=retry)
        assert type(other) is cls
        assert (other._settings.timeout_seconds, other._settings.retry) == (3, retry)
        assert client._settings.timeout_seconds == 9
        assert other._settings.user_agent == client._settings.user_agent
        assert other._settings.credentials is client._settings.credentials
        assert other._http is client._http
        again = other.with_options(timeout=4)
        assert (again._settings.timeout_seconds, again._settings.retry) == (4, retry)
        with pytest.raises(ArgumentError, match="retry"):
            client.with_options(retry=5)  # type: ignore[arg-type]

    def test_rows_take_a_timeout_for_their_downloads_too(self, kind: str) -> None:
        with FakeGitHub(seats=3, days=2) as github:
            given: dict[str, Any] = {"base_url": github.base_url, "retry": ONCE}
            day = github.days[-1]
            if kind == "sync":
                with CopilotMetrics(github.token, **given) as client:
                    method = client.rows.copilot_organization_users_one_day_usage_metrics
                    reading = method(github.organizations[0], day=day, timeout=12)
                    assert reading._shell.settings.timeout_seconds == 12
                    assert len([*reading]) > 0
            else:

                async def run() -> int:
                    async with AsyncCopilotMetrics(github.token, **given) as client:
                        method = client.rows.copilot_organization_users_one_day_usage_metrics
                        rows = method(github.organizations[0], day=day, timeout=12)
                        assert rows._shell.settings.timeout_seconds == 12
                        return len([row async for row in rows])

                assert asyncio.run(run()) > 0


class TestClosing:
    def test_closing_a_copy_leaves_the_client_open(self) -> None:
        transport = httpx.MockTransport(lambda _: json_response(LINKS))
        with (
            httpx.Client(transport=transport) as http,
            CopilotMetrics(TOKEN, http_client=http) as client,
        ):
            with client.with_options(timeout=1) as other:
                assert one_day(other)
            with pytest.raises(ClosedError):
                one_day(other)
            assert one_day(client)

    def test_closing_the_client_ends_its_copies(self) -> None:
        transport = httpx.MockTransport(lambda _: json_response(LINKS))
        with httpx.Client(transport=transport) as http:
            client = CopilotMetrics(TOKEN, http_client=http)
            other = client.with_options(timeout=1).with_options(timeout=2)
            client.close()
            with pytest.raises(ClosedError):
                one_day(other)

    def test_requests_of_copies_and_of_the_client_are_serialized(self) -> None:
        client = CopilotMetrics(TOKEN, one_at_a_time=True)
        other = client.with_options(timeout=1)
        assert other._shell._lock("api") is client._shell._lock("api")


@pytest.mark.parametrize("kind", KINDS)
class TestResponses:
    def test_status_limit_and_request_id_are_reported(self, kind: str) -> None:
        seen: list[ResponseInfo] = []
        ask(kind, lambda _: json_response(LINKS, 200, **LIMITS), one_day, on_response=seen.append)
        (found,) = seen
        assert (found.method, found.status, found.request_id) == ("GET", 200, "ABCD:1")
        assert found.url.startswith("https://api.github.com/orgs/acme/copilot/")
        assert found.rate_limit == RateLimit(
            limit=5000, remaining=4999, used=1, reset=1_790_003_600, resource="core"
        )
        assert not found.is_download
        assert 0 <= found.seconds < 60

    def test_every_attempt_is_reported(self, kind: str) -> None:
        answers = [httpx.Response(502), json_response(LINKS)]
        seen: list[Any] = []
        ask(
            kind,
            lambda _: answers.pop(0),
            one_day,
            retry=RetryPolicy(initial_backoff_seconds=0.001),
            on_response=seen.append,
            on_wait=seen.append,
        )
        assert [type(each) for each in seen] == [ResponseInfo, Wait, ResponseInfo]
        assert [each.status for each in seen if isinstance(each, ResponseInfo)] == [502, 200]

    @pytest.mark.parametrize("limit", ["many", "-1", "9" * 40, "1.5", ""])
    def test_a_limit_that_is_not_a_number_is_omitted(self, kind: str, limit: str) -> None:
        seen: list[ResponseInfo] = []
        headers = {"x-ratelimit-limit": limit, "x-github-request-id": "\x1b[31m"}
        ask(kind, lambda _: json_response(LINKS, 200, **headers), one_day, on_response=seen.append)
        assert seen[0].rate_limit is None
        assert "\x1b" not in (seen[0].request_id or "")

    def test_an_exception_of_the_function_ends_the_call(self, kind: str) -> None:
        def stop(_: ResponseInfo) -> None:
            raise OSError("mine")

        with pytest.raises(OSError, match=r"^mine$"):
            ask(kind, lambda _: json_response(LINKS), one_day, on_response=stop)

    @pytest.mark.parametrize("option", ["on_response", "on_wait"])
    def test_an_async_function_is_refused(self, kind: str, option: str) -> None:
        async def later(_: object) -> None:
            pass

        cls = CopilotMetrics if kind == "sync" else AsyncCopilotMetrics
        with pytest.raises(ArgumentError, match=option):
            cls(TOKEN, **{option: later})  # type: ignore[arg-type]
        with pytest.raises(ArgumentError, match=option):
            cls(TOKEN).with_options(**{option: later})  # type: ignore[arg-type]


def test_downloads_are_reported_without_their_signature() -> None:
    seen: list[ResponseInfo] = []
    with FakeGitHub(seats=3, days=2) as github:
        options: dict[str, Any] = {"base_url": github.base_url, "on_response": seen.append}
        with CopilotMetrics(github.token, **options) as client:
            rows = client.rows.copilot_organization_users_usage_metrics(github.organizations[0])
            assert len([*rows]) > 0
    downloads = [each for each in seen if each.is_download]
    assert downloads
    assert all(each.url.endswith("?<redacted>") for each in downloads)
    assert all(each.rate_limit is None for each in downloads)
    assert len(seen) > len(downloads)


@pytest.mark.parametrize("kind", KINDS)
def test_one_logger_has_waits_at_info_and_responses_at_debug(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="copilot_usage_metrics")
    answers = [httpx.Response(502), json_response(LINKS, 200, **LIMITS)]
    retry = RetryPolicy(initial_backoff_seconds=0.001)
    ask(kind, lambda _: answers.pop(0), one_day, retry=retry)
    ours = [record for record in caplog.records if record.name == "copilot_usage_metrics"]
    assert [record.levelname for record in ours] == ["DEBUG", "INFO", "DEBUG"]
    assert ours[-1].getMessage().endswith(", request ABCD:1")
    for record in ours:
        assert TOKEN not in record.getMessage() + repr(record.args)
        assert SIGNATURE not in record.getMessage() + repr(record.args)


class TestHttpLibraries:
    @pytest.mark.parametrize("kind", LIBRARIES)
    def test_the_user_agent_names_the_library_in_use(self, kind: str) -> None:
        library: Any = LIBRARIES[kind]
        seen: list[str] = []

        def answer(request: Any) -> Any:
            seen.append(request.headers["user-agent"])
            return library.Response(200, json={"download_links": [], "report_day": "2026-09-01"})

        transport = library.MockTransport(answer)
        if kind.startswith("sync"):
            with library.Client(transport=transport) as http:
                one_day(CopilotMetrics(TOKEN, http_client=http))
        else:

            async def run() -> None:
                async with library.AsyncClient(transport=transport) as http:
                    await one_day(AsyncCopilotMetrics(TOKEN, http_client=http))

            asyncio.run(run())
        assert f" {library.__name__}/{library.__version__}" in seen[0]

    def test_errors_of_httpx2_become_those_of_this_package(self) -> None:
        def late(request: httpx2.Request) -> httpx2.Response:
            raise httpx2.ReadTimeout("late", request=request)

        with (
            httpx2.Client(transport=httpx2.MockTransport(late)) as http,
            pytest.raises(RequestTimeoutError, match="ReadTimeout") as caught,
        ):
            one_day(CopilotMetrics(TOKEN, http_client=http, retry=ONCE))
        assert (caught.value.__cause__, caught.value.__context__) == (None, None)

    @pytest.mark.parametrize("library", [httpx, httpx2])
    def test_a_client_of_the_other_kind_is_refused(self, library: Any) -> None:
        with library.Client() as http, pytest.raises(ArgumentError, match=r"httpx2\.AsyncClient"):
            AsyncCopilotMetrics(TOKEN, http_client=http)
        with pytest.raises(ArgumentError, match=r"expected an httpx\.Client or httpx2\.Client"):
            CopilotMetrics(TOKEN, http_client=library.AsyncClient())


class TestEventLoops:
    def test_trio_gets_an_error_with_advice(self) -> None:
        async def call() -> None:
            client = AsyncCopilotMetrics(TOKEN)
            with pytest.raises(EventLoopError, match=r"trio\.to_thread\.run_sync"):
                await one_day(client)
            reading = client.rows.copilot_organization_users_one_day_usage_metrics(
                "acme", day=datetime.date(2026, 9, 1)
            )
            with pytest.raises(EventLoopError):
                async for _ in reading:
                    pass

        trio.run(call)

    def test_the_advice_of_the_error_works(self) -> None:
        with FakeGitHub(seats=3, days=2) as github:
            client = CopilotMetrics(github.token, base_url=github.base_url)

            async def call() -> Any:
                method = client.copilot_organization_usage_metrics
                return await trio.to_thread.run_sync(method, github.organizations[0])

            with client:
                assert trio.run(call).download_links
