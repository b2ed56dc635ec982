"""The decision to retry by GitHub's rules: which failures, after which wait. Point 22 of the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_usage_metrics import ArgumentError, RetryPolicy, Wait
from copilot_usage_metrics._runtime.calls.limits import asked_wait, limit_of, names_secondary
from copilot_usage_metrics._runtime.calls.retry import Failure, decide
from tests.runtime.stream.rate_limits import POLICY, SECONDARY, http_date
from tests.runtime.stream.support import NOW

PRIMARY = "API rate limit exceeded for user ID 1."
PAGES = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"


def wait_for(
    status: int | None = 503,
    attempt: int = 1,
    left: float = 1e6,
    policy: RetryPolicy = POLICY,
    chance: float = 0.5,
    **failure: Any,
) -> Wait | None:
    failed = Failure(status=status, **failure)
    return decide(failed, attempt, policy, now=NOW, left=left, chance=chance)


class TestTheDecision:
    @pytest.mark.parametrize(
        ("status", "headers", "message", "seconds", "why"),
        [
            (429, {"retry-after": "61"}, None, 61, "secondary rate limit"),
            (403, {"retry-after": "61"}, None, 61, "secondary rate limit"),
            (403, {"retry-after": "0"}, SECONDARY, 0, "secondary rate limit"),
            (403, {}, SECONDARY, 60, "secondary rate limit"),
            (
                403,
                {},
                "You have triggered an abuse detection mechanism.",
                60,
                "secondary rate limit",
            ),
            (429, {}, None, 0.75, "secondary rate limit"),
            (403, {}, PRIMARY, 0.75, "primary rate limit"),
            (
                403,
                {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 100)},
                PRIMARY,
                101,
                "primary rate limit",
            ),
            (
                429,
                {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 100)},
                None,
                101,
                "primary rate limit",
            ),
            (
                429,
                {"x-ratelimit-reset": str(int(NOW) + 100)},
                SECONDARY,
                101,
                "secondary rate limit",
            ),
            (  # the reset of a limit with requests left is irrelevant
                403,
                {"x-ratelimit-remaining": "12", "x-ratelimit-reset": str(int(NOW) + 3000)},
                SECONDARY,
                60,
                "secondary rate limit",
            ),
            (  # both apply
                403,
                {
                    "retry-after": "60",
                    "x-ratelimit-remaining": "0",
                    "x-ratelimit-reset": str(int(NOW) + 900),
                },
                None,
                901,
                "primary rate limit",
            ),
            (503, {"retry-after": "5"}, None, 5, "server error 503"),
            (502, {}, None, 0.75, "server error 502"),
            (500, {}, None, 0.75, "server error 500"),
            (599, {}, None, 0.75, "server error 599"),
        ],
    )
    def test_response_is_retried_after(
        self, status: int, headers: Mapping[str, str], message: str | None, seconds: float, why: str
    ) -> None:
        found = wait_for(status, headers=headers, message=message)
        assert found is not None
        assert found.seconds == pytest.approx(seconds)
        assert (found.why, found.attempt) == (why, 1)

    @pytest.mark.parametrize(
        ("status", "message"),
        [
            (401, "Bad credentials"),
            (403, 'The "Copilot usage metrics" policy must be enabled to use this API'),
            (403, "Resource not accessible by integration"),
            (403, None),
            (404, "Not Found"),
            (400, None),
            (410, None),
            (422, None),
            (200, None),
            (302, None),
        ],
    )
    def test_response_is_not_retried(self, status: int, message: str | None) -> None:
        assert wait_for(status, message=message) is None

    def test_missing_response_is_retried(self) -> None:
        found = wait_for(None, message="no response from the API: ConnectError")
        assert found is not None
        assert found.why.startswith("no response")

    @pytest.mark.parametrize(
        "page", [f"{PAGES}#about-secondary-rate-limits", f"{PAGES}#abuse-rate-limits"]
    )
    def test_a_secondary_limit_is_recognized_by_its_documentation_url(self, page: str) -> None:
        found = wait_for(403, message="Forbidden", page=page)
        assert found is not None
        assert (found.seconds, found.why) == (60, "secondary rate limit")

    def test_limits_of_github_do_not_apply_to_a_download_host(self) -> None:
        found = wait_for(429, is_github=False)
        assert found is not None
        assert found.seconds < 1

    def test_default_is_three_attempts_and_one_second(self) -> None:
        assert (POLICY.max_attempts, POLICY.initial_backoff_seconds) == (3, 1.0)
        waits = [wait_for(502, attempt, chance=1.0) for attempt in (1, 2, 3)]
        assert [each and each.seconds for each in waits] == [1.0, 2.0, None]

    def test_secondary_limits_without_a_time_wait_ever_longer(self) -> None:
        waits = [wait_for(403, attempt, message=SECONDARY) for attempt in (1, 2)]
        assert [each and each.seconds for each in waits] == [60, 120]


@pytest.mark.parametrize("skew", [-7200.0, 0.0, 7200.0])
class TestDates:
    """A wrong local clock does no harm if the response has a Date header."""

    def test_retry_after_may_be_a_date(self, skew: float) -> None:
        headers = {"retry-after": http_date(NOW + 90), "date": http_date(NOW)}
        assert asked_wait(headers, NOW + skew) == pytest.approx(90)

    def test_reset_is_relative_to_the_servers_clock(self, skew: float) -> None:
        headers = {
            "x-ratelimit-remaining": "0",
            "x-ratelimit-reset": str(int(NOW) + 90),
            "date": http_date(NOW),
        }
        assert asked_wait(headers, NOW + skew) == pytest.approx(91)

    def test_date_in_the_past_is_no_wait(self, skew: float) -> None:
        headers = {"retry-after": http_date(NOW - 90), "date": http_date(NOW)}
        assert asked_wait(headers, NOW + skew) == 0


@pytest.mark.parametrize(
    "text", ["", "soon", "-5", "nan", "inf", "1e99", "Thu, 99 Foo 2026", "١٢٣ days"]
)
def test_malformed_retry_after_is_ignored(text: str) -> None:
    assert asked_wait({"retry-after": text}, NOW) is None


FAILURES = st.builds(
    Failure,
    status=st.none() | st.sampled_from([400, 401, 403, 404, 410, 422, 429, 500, 502, 503, 504]),
    headers=st.fixed_dictionaries(
        {},
        optional={
            "retry-after": st.integers(0, 5000).map(str) | st.just("soon"),
            "x-ratelimit-remaining": st.sampled_from(["0", "1", "x"]),
            "x-ratelimit-reset": st.integers(int(NOW) - 100, int(NOW) + 5000).map(str),
            "date": st.floats(NOW - 9000, NOW + 9000).map(http_date),
        },
    ),
    message=st.none() | st.sampled_from([PRIMARY, SECONDARY, "Not Found"]),
    is_github=st.booleans(),
)
POLICIES = st.builds(
    RetryPolicy,
    max_attempts=st.integers(1, 6),
    initial_backoff_seconds=st.floats(0, 100),
    deadline_seconds=st.floats(0, 1e5),
)


@given(
    FAILURES,
    st.integers(1, 10_000),
    POLICIES,
    st.floats(-10, 1e5),
    st.floats(0, 1, exclude_max=True),
)
def test_a_wait_respects_retry_after_attempts_and_deadline(
    failure: Failure, attempt: int, policy: RetryPolicy, left: float, chance: float
) -> None:
    found = decide(failure, attempt, policy, now=NOW, left=left, chance=chance)
    if found is None:
        return
    assert attempt < policy.max_attempts
    assert 0 <= found.seconds <= left
    assert failure.status is None or failure.status in (403, 429) or failure.status >= 500
    requested = asked_wait(failure.headers, NOW)
    if requested is not None:
        assert found.seconds >= requested
    elif (
        failure.is_github
        and found.why == "secondary rate limit"
        and names_secondary(failure.message, failure.page)
    ):
        assert found.seconds >= 60
    else:
        most = policy.initial_backoff_seconds * 2 ** (attempt - 1)
        assert most / 2 <= found.seconds <= most


@given(st.integers(100, 599), st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3))
def test_limits_are_read_from_any_response(status: int, headers: dict[str, str]) -> None:
    assert limit_of(status, headers, None) in (None, "primary", "secondary")
    assert asked_wait(headers, NOW) is None or asked_wait(headers, NOW) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_attempts": 0},
        {"max_attempts": -1},
        {"max_attempts": "3"},
        {"max_attempts": True},
        {"initial_backoff_seconds": "1"},
        {"deadline_seconds": None},
        {"initial_backoff_seconds": -1},
        {"initial_backoff_seconds": float("nan")},
        {"deadline_seconds": float("inf")},
    ],
)
def test_invalid_policy_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError, match=next(iter(wrong))):
        RetryPolicy(**wrong)
