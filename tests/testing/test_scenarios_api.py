"""Each scenario of the API has its effect on the wire."""

from __future__ import annotations

import datetime
import gzip
import http.client
import itertools
import threading
from email.utils import parsedate_to_datetime

import pytest

from copilot_usage_metrics._runtime import clock
from copilot_usage_metrics.testing import FakeGitHub, ScenarioError
from copilot_usage_metrics.testing.scenarios import SPELLINGS
from tests.runtime.patience import PATIENCE
from tests.testing.wire import Answer, api, ask, headers_for, lines_of, report_path

ORGANIZATION, ENTERPRISE = "octo-org", "octo-enterprise"


def users(github: FakeGitHub, entity: str = ORGANIZATION, day: object = "2026-11-19") -> Answer:
    return api(github, report_path("users-1-day", entity, day))


EXPECTED = {
    "204": (204, b""),
    "empty": (200, b""),
    "blank": (200, b" \r\n\t "),
    "null": (200, b"null"),
    "empty-string": (200, b'""'),
    "text": (200, b'"No report available for the requested day."'),
    "no-links": (200, b'{"download_links":[],"report_day":"2026-11-19"}'),
    "null-links": (200, b'{"download_links":null,"report_day":"2026-11-19"}'),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("entity", [ORGANIZATION, ENTERPRISE])
def test_every_form_of_no_data(github: FakeGitHub, spelling: str, entity: str) -> None:
    github.scenario = f"no-data={spelling}"
    answer = users(github, entity)
    if spelling in EXPECTED:
        assert (answer.status, answer.body) == EXPECTED[spelling]
    else:
        assert answer.status == int(spelling)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_form_of_no_data_can_depend_on_the_scope(github: FakeGitHub, spelling: str) -> None:
    github.scenario = [f"no-data-organization={spelling}", "no-data-enterprise"]
    status = EXPECTED[spelling][0] if spelling in EXPECTED else int(spelling)
    assert users(github, ORGANIZATION, "2026-01-01").status == status
    there = users(github, ENTERPRISE, "2026-01-01")
    assert (there.status, there.body) == (200, b"")
    assert users(github, ORGANIZATION).json["download_links"]  # days with data are unaffected


def test_the_window_without_data_has_its_days(github: FakeGitHub) -> None:
    github.scenario = "no-data=no-links"
    answer = api(github, report_path("users-28-day", ORGANIZATION))
    assert answer.json == {
        "download_links": [],
        "report_start_day": "2026-10-23",
        "report_end_day": "2026-11-19",
    }


def test_a_late_day_appears_on_a_later_request(github: FakeGitHub) -> None:
    github.scenario = "late-day=2"
    assert [users(github).status for _ in range(3)] == [204, 204, 200]
    assert users(github, day="2026-11-18").status == 200
    assert [bool(users(github, ENTERPRISE).json["download_links"]) for _ in range(3)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("scenario", "status", "present", "message"),
    [
        ("primary-limit=7", 403, {"x-ratelimit-remaining", "x-ratelimit-reset"}, "API rate limit"),
        (
            "primary-limit-429=7",
            429,
            {"x-ratelimit-remaining", "x-ratelimit-reset"},
            "API rate limit",
        ),
        ("secondary-limit=7", 403, {"retry-after"}, "secondary rate limit"),
        ("secondary-limit-429=7", 429, {"retry-after"}, "secondary rate limit"),
        ("limit-date=7", 429, {"retry-after"}, "secondary rate limit"),
        ("limit-reset=7", 429, {"x-ratelimit-reset"}, "secondary rate limit"),
        ("limit-bare", 429, set(), "secondary rate limit"),
        ("limit-bare-403", 403, set(), "secondary rate limit"),
    ],
)
def test_limits_apply_once(
    github: FakeGitHub, scenario: str, status: int, present: set[str], message: str
) -> None:
    github.scenario = scenario
    before = clock.now()
    refused, served = users(github), users(github)
    after = clock.now()
    assert (refused.status, served.status) == (status, 200)
    assert message in refused.json["message"]
    headers = {"retry-after", "x-ratelimit-reset", "x-ratelimit-remaining"} & refused.headers.keys()
    assert headers == present
    if scenario.startswith("primary"):
        assert refused.headers["x-ratelimit-remaining"] == "0"
    if "x-ratelimit-reset" in present:
        assert before + 6 <= int(refused.headers["x-ratelimit-reset"]) <= after + 8
    if scenario.startswith("secondary"):
        assert refused.headers["retry-after"] == "7"
    if scenario.startswith("limit-date"):
        at = parsedate_to_datetime(refused.headers["retry-after"])
        assert before + 6 <= at.timestamp() <= after + 8


@pytest.mark.parametrize("status", ["500", "502", "503", "504"])
def test_server_errors_are_pages_of_html(github: FakeGitHub, status: str) -> None:
    github.scenario = f"server-error={status},times=2"
    first, second, third = (users(github) for _ in range(3))
    assert (first.status, second.status, third.status) == (int(status), int(status), 200)
    assert first.headers["content-type"].startswith("text/html")


def test_a_server_error_in_json(github: FakeGitHub) -> None:
    github.scenario = "server-error-json"
    assert users(github).json["status"] == "500"


def test_latency_delays_the_response(github: FakeGitHub, pauses: list[float]) -> None:
    github.scenario = "api-latency=150"
    assert users(github).status == 200
    assert pauses == [0.15]


def test_a_stall_ends_when_the_client_disconnects() -> None:
    """The fake's connection ends long before the stall would: closing the fake waits for it and returns at once."""
    with FakeGitHub(seats=5, scenario=f"api-stall={10 * PATIENCE:.0f}") as github:
        before = {*threading.enumerate()}
        with pytest.raises(TimeoutError):
            ask(github.base_url + report_path("users-28-day", ORGANIZATION), timeout=0.2)
        for thread in {*threading.enumerate()} - before:
            thread.join(PATIENCE)
            assert not thread.is_alive()


def test_connection_is_reset_before_the_response(github: FakeGitHub) -> None:
    github.scenario = "api-reset"
    with pytest.raises(ConnectionError):
        users(github)
    assert users(github).status == 200


def test_truncated_response(github: FakeGitHub) -> None:
    github.scenario = "api-truncate=20"
    with pytest.raises(http.client.IncompleteRead) as error:
        users(github)
    assert len(error.value.partial) == 20


def test_response_that_is_not_json(github: FakeGitHub) -> None:
    github.scenario = "api-garbage"
    with pytest.raises(ValueError, match="Expecting value"):
        _ = users(github).json


def test_responses_can_be_compressed(github: FakeGitHub) -> None:
    github.scenario = "api-gzip"
    path = report_path("users-1-day", ORGANIZATION, "2026-11-19")
    answer = api(github, path, **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert b"download_links" in gzip.decompress(answer.body)
    assert b"download_links" in api(github, path).body


@pytest.mark.parametrize(
    ("scenario", "status", "message"),
    [
        ("proxy-403", 403, "<html>"),
        ("policy-off", 403, "policy must be enabled"),
        ("role-missing", 403, "requires admin, or relevant organization role access"),
        ("integration-403", 403, "Resource not accessible by integration"),
        ("token-403", 403, "Resource not accessible by personal access token"),
        ("revoked", 401, "Bad credentials"),
        ("version-dropped", 400, "2026-03-10"),
    ],
)
def test_refusals_apply_to_every_request(
    github: FakeGitHub, scenario: str, status: int, message: str
) -> None:
    github.scenario = scenario
    for _ in range(2):
        answer = users(github)
        assert (answer.status, message in answer.body.decode()) == (status, True)


def test_the_policy_of_the_closed_endpoints() -> None:
    with FakeGitHub(seats=20, legacy="open", scenario="legacy-policy-off") as github:
        path = "/orgs/octo-org/copilot/metrics"
        assert api(github, path, **{"X-GitHub-Api-Version": "2022-11-28"}).status == 422


def test_a_redirect_within_the_origin_leads_to_the_response(github: FakeGitHub) -> None:
    github.scenario = "redirect"
    answer = users(github)
    assert answer.status == 307
    assert answer.headers["location"].startswith(f"{github.base_url}/moved/")
    assert ask(answer.headers["location"], headers_for(github)).json["download_links"]


def test_a_redirect_to_another_origin_shows_who_follows_it_with_the_token(
    github: FakeGitHub,
) -> None:
    github.scenario = "redirect-away"
    answer = users(github)
    assert answer.headers["location"].startswith(github.download_url)
    ask(answer.headers["location"], headers_for(github))
    assert len(github.leaks) == 1


def test_a_redirect_to_itself(github: FakeGitHub) -> None:
    github.scenario = "redirect-loop"
    location = users(github).headers["location"]
    assert ask(location, headers_for(github)).headers["location"] == location


def test_a_link_can_occur_twice(github: FakeGitHub) -> None:
    github.scenario = "repeated-links"
    first, second = users(github).json["download_links"]
    assert first == second


def test_links_expire_after_their_lifetime() -> None:
    with FakeGitHub(seats=5, scenario="link-lifetime=600") as own:
        (link,) = users(own, day=own.days[-1]).json["download_links"]
        assert ask(link).status == 200
        own.advance(601)
        assert ask(link).status == 403


def test_a_switch_can_be_for_some_paths_and_some_requests(github: FakeGitHub) -> None:
    github.scenario = "server-error=503,after=1,times=1,on=/orgs/"
    assert [users(github).status for _ in range(3)] == [200, 503, 200]
    github.scenario = "server-error=503,on=/enterprises/,times=5"
    assert (users(github).status, users(github, ENTERPRISE).status) == (200, 503)


def test_switches_are_combined_and_reset_together(github: FakeGitHub) -> None:
    github.scenario = "server-error=502 limit-bare"
    assert [users(github).status for _ in range(3)] == [502, 429, 200]
    with github.playing("policy-off"):
        assert users(github).status == 403
    assert users(github).status == 200  # a used-up switch remains so
    github.scenario = ()
    assert github.scenario == ()


@pytest.mark.parametrize(
    "scenario",
    [
        "nonsense",
        "server-error=200",
        "latency=soon",
        "crlf,times=2",
        "policy-off,often=3",
        "reset,times=x",
    ],
)
def test_invalid_scenario_is_refused(github: FakeGitHub, scenario: str) -> None:
    with pytest.raises(ScenarioError):
        github.scenario = scenario


def test_the_parts_of_a_window_report_are_in_order_of_time(github: FakeGitHub) -> None:
    links = api(github, report_path("users-28-day", ENTERPRISE)).json["download_links"]
    days = [sorted({row["day"] for row in lines_of(ask(link).body)}) for link in links]
    assert len(days) == 4
    for before, after in itertools.pairwise(days):
        assert before[-1] == after[0]  # the repeated user
        assert datetime.date.fromisoformat(before[0]) < datetime.date.fromisoformat(after[0])
