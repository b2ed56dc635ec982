"""A client retries its calls: waits, deadlines, and the error of the last attempt. Point 22 of the checklist."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest

from copilot_usage_metrics import (
    AuthenticationError,
    Clock,
    CopilotMetrics,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    RequestTimeoutError,
    RetryPolicy,
    ServerError,
    TransportError,
    Wait,
)
from tests.runtime.stream.rate_limits import POLICY, SECONDARY, http_date
from tests.runtime.stream.support import KINDS, NOW, TestClock
from tests.runtime.support import LINKS, ask, json_response, one_day


class Answers:
    """Responds with one response after the other."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = [*answers]
        self.count = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        answer = self.answers[min(self.count, len(self.answers) - 1)]
        self.count += 1
        if isinstance(answer, Exception):
            raise answer
        return answer


def limited(status: int = 429, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json={"message": SECONDARY}, headers=named)


@pytest.mark.parametrize("kind", KINDS)
class TestACall:
    def test_on_wait_is_called_before_each_wait(
        self, kind: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        clock, reported = TestClock(), list[tuple[Wait, int]]()
        answers = Answers(limited(retry_after="42"), json_response(LINKS))
        with caplog.at_level(logging.INFO, "copilot_usage_metrics"):
            report = ask(
                kind,
                answers,
                one_day,
                retry=POLICY,
                clock=clock.clock,
                on_wait=lambda wait: reported.append((wait, len(clock.slept))),
            )
        assert report
        assert clock.slept == [42.0]
        ((wait, slept_before),) = reported
        assert (wait.seconds, wait.why, wait.attempt) == (42.0, "secondary rate limit", 1)
        assert slept_before == 0
        (record,) = [each for each in caplog.records if each.name == "copilot_usage_metrics"]
        assert record.getMessage() == "waiting 42.0 s: secondary rate limit"

    def test_sleep_of_the_clock_is_used(self, kind: str) -> None:
        used: list[str] = []

        async def sleep_async(_: float) -> None:
            used.append("async")

        clock = Clock(sleep=lambda _: used.append("sync"), sleep_async=sleep_async)
        answers = Answers(httpx.Response(502), json_response(LINKS))
        ask(kind, answers, one_day, retry=POLICY, clock=clock)
        assert used == [kind]

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_error_of_the_last_response_is_raised(self, kind: str, status: int) -> None:
        clock, answers = TestClock(), Answers(httpx.Response(status))
        with pytest.raises(ServerError):
            ask(kind, answers, one_day, retry=POLICY, clock=clock.clock)
        assert answers.count == 3
        assert clock.slept == [0.75, 1.5]

    @pytest.mark.parametrize(
        ("failure", "error"),
        [
            (httpx.ConnectError("refused"), TransportError),
            (httpx.ReadError("reset"), TransportError),
            (httpx.RemoteProtocolError("cut"), TransportError),
            (httpx.ProxyError("407"), TransportError),
            (httpx.ReadTimeout("slow"), RequestTimeoutError),
            (httpx.ConnectTimeout("slow"), RequestTimeoutError),
        ],
    )
    def test_missing_response_is_retried(
        self, kind: str, failure: Exception, error: type[Exception]
    ) -> None:
        clock, answers = TestClock(), Answers(failure, failure, json_response(LINKS))
        assert ask(kind, answers, one_day, retry=POLICY, clock=clock.clock)
        answers = Answers(failure)
        with pytest.raises(error):
            ask(kind, answers, one_day, retry=POLICY, clock=clock.clock)
        assert answers.count == 3

    @pytest.mark.parametrize(
        ("status", "error"),
        [(401, AuthenticationError), (403, ForbiddenError), (404, NotFoundError)],
    )
    def test_permanent_errors_are_not_retried(
        self, kind: str, status: int, error: type[Exception]
    ) -> None:
        clock, answers = TestClock(), Answers(httpx.Response(status, json={"message": "no"}))
        with pytest.raises(error):
            ask(kind, answers, one_day, retry=POLICY, clock=clock.clock)
        assert (answers.count, clock.slept) == (1, [])

    @pytest.mark.parametrize(
        ("headers", "after"),
        [
            ({"retry_after": "3600"}, 3600),
            ({"retry_after": http_date(NOW + 3600)}, 3600),
            ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": str(int(NOW) + 3600)}, 3601),
        ],
    )
    def test_a_wait_beyond_the_deadline_is_raised_at_once(
        self, kind: str, headers: dict[str, str], after: float
    ) -> None:
        """A wait is never shortened: the error gives its length, by the client's own clock."""
        clock, answers = TestClock(), Answers(limited(403, **headers))
        with pytest.raises(RateLimitError) as caught:
            ask(kind, answers, one_day, retry=POLICY, clock=clock.clock)
        assert caught.value.retry_after == pytest.approx(after)
        assert (answers.count, clock.slept) == (1, [])

    def test_one_deadline_over_all_attempts(self, kind: str) -> None:
        clock, answers = TestClock(), Answers(limited(retry_after="40"))
        policy = RetryPolicy(max_attempts=10, deadline_seconds=100)
        with pytest.raises(RateLimitError):
            ask(kind, answers, one_day, retry=policy, clock=clock.clock)
        assert clock.slept == [40.0, 40.0]

    def test_the_remaining_time_bounds_each_step(self, kind: str) -> None:
        clock, seen = TestClock(), list[float]()

        def answer(request: httpx.Request) -> httpx.Response:
            seen.append(round(float(request.extensions["timeout"]["read"])))
            clock.time += 7
            return httpx.Response(502)

        policy = RetryPolicy(deadline_seconds=20, initial_backoff_seconds=0)
        with pytest.raises(ServerError):
            ask(kind, answer, one_day, retry=policy, clock=clock.clock, timeout=15)
        assert seen == [15, 13, 6]

    def test_each_attempt_reads_the_token_again_and_sends_the_same_request(self, kind: str) -> None:
        seen: list[tuple[str, str]] = []

        def answer(request: httpx.Request) -> httpx.Response:
            seen.append((str(request.url), request.headers["authorization"]))
            return httpx.Response(502)

        with pytest.raises(ServerError):
            ask(kind, answer, one_day, retry=POLICY, clock=TestClock().clock)
        assert len(seen) == 3
        assert len(set(seen)) == 1

    def test_exception_of_on_wait_stops_the_call(self, kind: str) -> None:
        class StopError(Exception):
            pass

        def stop(_: Wait) -> None:
            raise StopError

        clock = TestClock()
        with pytest.raises(StopError):
            ask(
                kind,
                Answers(httpx.Response(502)),
                one_day,
                retry=POLICY,
                clock=clock.clock,
                on_wait=stop,
            )
        assert clock.slept == []


def test_the_sleep_of_an_async_client_does_not_block_the_loop() -> None:
    """The default clock awaits."""
    assert asyncio.iscoroutinefunction(Clock().sleep_async)
    assert CopilotMetrics("t")._settings.clock.sleep is Clock().sleep
