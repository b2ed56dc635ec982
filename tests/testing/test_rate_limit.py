"""`/rate_limit`: the requests left in the hour, and the scopes of a classic token."""

from __future__ import annotations

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from tests.testing.conftest import TODAY
from tests.testing.wire import api, ask, report_path


def test_it_returns_the_requests_left_and_costs_none() -> None:
    with FakeGitHub(seats=5, today=TODAY, rate_limit=7) as github:
        api(github, report_path("users-1-day", "octo-org", github.days[-1]))
        answers = [api(github, "/rate_limit") for _ in range(3)]
        assert [answer.status for answer in answers] == [200, 200, 200]
        core = [answer.json["resources"]["core"] for answer in answers]
        assert {(each["limit"], each["used"], each["remaining"]) for each in core} == {(7, 1, 6)}
        assert answers[0].json["rate"] == core[0]
        counted = api(github, report_path("users-1-day", "octo-org", github.days[-1]))
        assert counted.headers["x-ratelimit-remaining"] == "5"
        assert int(counted.headers["x-ratelimit-reset"]) == core[0]["reset"]


def test_it_responds_at_the_limit_and_resets_after_the_hour() -> None:
    with FakeGitHub(seats=5, today=TODAY, rate_limit=1) as github:
        for _ in range(3):
            api(github, report_path("users-1-day", "octo-org", github.days[-1]))
        core = api(github, "/rate_limit").json["resources"]["core"]
        assert (core["used"], core["remaining"]) == (1, 0)
        github.advance(3601)
        assert api(github, "/rate_limit").json["resources"]["core"]["remaining"] == 1


def test_classic_tokens_show_their_scopes(github: FakeGitHub) -> None:
    token = github.issue("classic-pat", scopes=["read:org", "repo"])
    assert api(github, "/rate_limit", token=token).headers["x-oauth-scopes"] == "read:org, repo"
    everything = api(github, "/rate_limit").headers["x-oauth-scopes"].split(", ")
    assert {"read:org", "read:enterprise", "manage_billing:copilot"} <= set(everything)


@pytest.mark.parametrize("kind", ["fine-grained-pat", "app-installation"])
def test_other_tokens_show_no_scopes(github: FakeGitHub, kind: str) -> None:
    answer = api(github, "/rate_limit", token=github.issue(kind, entity="octo-org"))
    assert answer.status == 200
    assert "x-oauth-scopes" not in answer.headers


def test_a_wrong_token_is_refused(github: FakeGitHub) -> None:
    headers = {"User-Agent": "tests", "Authorization": "Bearer wrong"}
    assert ask(f"{github.base_url}/rate_limit", headers).status == 401
