"""Accepted and refused requests of the fake's API, on the wire."""

from __future__ import annotations

import datetime
import http.client
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub, clock_at
from copilot_usage_metrics.v2022_11_28 import OPERATIONS as OLDER
from copilot_usage_metrics.v2026_03_10 import OPERATIONS
from tests.runtime.patience import PATIENCE
from tests.testing.wire import api, ask, headers_for, report_path

REPORTS = [operation for operation in OPERATIONS.values() if operation.report]
CLOSED = [operation for operation in OLDER.values() if operation.sunset is not None]
OF_2025_AND_2026 = [each for each in CLOSED if each.path.endswith(("/usage", "/metrics"))]
TODAY = datetime.date(2026, 11, 20)


def path_of(operation: Any, github: FakeGitHub, day: object) -> str:
    path = operation.path.replace("{enterprise}", github.enterprise)
    path = path.replace("{org}", github.organizations[0]).replace("{team_slug}", "team-000")
    takes_day = any(each.name == "day" for each in operation.parameters)
    return f"{path}?day={day}" if takes_day else path


@pytest.mark.parametrize("version", ["2026-03-10", "2022-11-28"])
@pytest.mark.parametrize("operation", REPORTS, ids=lambda each: each.operation_id)
def test_every_report_responds_with_links_in_both_versions(
    github: FakeGitHub, day: datetime.date, operation: Any, version: str
) -> None:
    answer = api(github, path_of(operation, github, day), **{"X-GitHub-Api-Version": version})
    assert answer.status == 200
    assert answer.json["download_links"]
    for link in answer.json["download_links"]:
        assert link.startswith(github.download_url)
        assert ask(link).status == 200
    assert answer.headers["x-github-api-version-selected"] == version


def test_every_response_has_its_own_request_id_and_the_rate_limit(
    github: FakeGitHub, day: datetime.date
) -> None:
    answers = [api(github, report_path("users-1-day", "octo-org", day)) for _ in range(3)]
    answers.append(ask(github.base_url + "/nothing"))
    assert len({answer.headers["x-github-request-id"] for answer in answers}) == 4
    remaining = [int(answer.headers["x-ratelimit-remaining"]) for answer in answers[:3]]
    assert remaining == [remaining[0], remaining[0] - 1, remaining[0] - 2]


def test_the_hourly_limit_is_real_and_ends() -> None:
    with FakeGitHub(seats=5, today=TODAY, rate_limit=2) as github:
        path = report_path("users-1-day", "octo-org", github.days[-1])
        statuses = [api(github, path).status for _ in range(3)]
        assert statuses[:2] != [403, 403]
        assert statuses[2] == 403
        refused = api(github, path)
        assert refused.headers["x-ratelimit-remaining"] == "0"
        github.advance(3601)
        assert api(github, path).status != 403


@pytest.mark.parametrize(
    ("authorization", "message"),
    [
        (None, "Requires authentication"),
        ("Bearer wrong", "Bad credentials"),
        ("Basic abc", "Bad credentials"),
    ],
)
def test_401_for_a_token_that_is_missing_or_wrong(
    github: FakeGitHub, day: datetime.date, authorization: str | None, message: str
) -> None:
    headers = headers_for(github)
    del headers["Authorization"]
    if authorization:
        headers["Authorization"] = authorization
    answer = ask(github.base_url + report_path("users-1-day", "octo-org", day), headers)
    assert answer.status == 401
    assert answer.json["message"] == message


def test_403_in_plain_text_without_a_user_agent(github: FakeGitHub, day: datetime.date) -> None:
    headers = headers_for(github) | {"User-Agent": ""}
    answer = ask(github.base_url + report_path("users-1-day", "octo-org", day), headers)
    assert answer.status == 403
    assert answer.headers["content-type"].startswith("text/plain")
    assert b"Request forbidden by administrative rules" in answer.body


def test_400_names_an_api_version_that_does_not_exist(
    github: FakeGitHub, day: datetime.date
) -> None:
    answer = api(
        github,
        report_path("users-1-day", "octo-org", day),
        **{"X-GitHub-Api-Version": "2031-01-01"},
    )
    assert answer.status == 400
    assert "2031-01-01" in answer.json["message"]


def test_a_request_without_a_version_gets_the_oldest(
    github: FakeGitHub, day: datetime.date
) -> None:
    headers = headers_for(github)
    del headers["X-GitHub-Api-Version"]
    answer = ask(github.base_url + report_path("users-1-day", "octo-org", day), headers)
    assert answer.headers["x-github-api-version-selected"] == "2022-11-28"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_404_for_another_method(github: FakeGitHub, day: datetime.date, method: str) -> None:
    assert api(github, report_path("users-1-day", "octo-org", day), method=method).status == 404


def test_head_responds_like_get_without_a_body(github: FakeGitHub, day: datetime.date) -> None:
    answer = api(github, report_path("users-1-day", "octo-org", day), method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 100


@pytest.mark.parametrize("day", ["", "?day=", "?day=yesterday", "?day=2026-13-01", "?day=20261119"])
def test_400_for_a_missing_or_invalid_day(github: FakeGitHub, day: str) -> None:
    answer = api(github, f"/orgs/octo-org/copilot/metrics/reports/users-1-day{day}")
    assert answer.status == 400
    assert "day" in answer.json["message"]


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/orgs/octo-org", "/orgs/nobody/copilot/metrics/reports/users-28-day/latest"],
)
def test_404_for_unknown_paths(github: FakeGitHub, path: str) -> None:
    answer = api(github, path)
    assert answer.status == 404
    assert answer.json["message"] == "Not Found"
    assert answer.json["status"] == "404"


def test_organizations_ignore_case_and_enterprises_do_not(
    github: FakeGitHub, day: datetime.date
) -> None:
    assert api(github, report_path("users-1-day", "OCTO-Org", day)).status == 200
    path = "/enterprises/Octo-Enterprise/copilot/metrics/reports/users-28-day/latest"
    assert api(github, path).status == 404


def test_an_enterprise_id_is_accepted_only_by_operations_that_take_ids() -> None:
    with FakeGitHub(seats=20, today=TODAY, legacy="open") as github:
        number = github.entity(github.enterprise).id
        version = {"X-GitHub-Api-Version": "2022-11-28"}
        assert api(github, f"/enterprises/{number}/copilot/usage", **version).status == 200
        assert api(github, f"/enterprises/{number}/copilot/metrics", **version).status == 404


OUT_OF_RANGE = ["2026-11-20", "2027-03-01", "2025-09-01", "2024-01-01"]


@pytest.mark.parametrize("day", OUT_OF_RANGE)
@pytest.mark.parametrize("operation", REPORTS, ids=lambda each: each.operation_id)
def test_a_day_without_data_is_204_where_documented_and_no_links_elsewhere(
    github: FakeGitHub, operation: Any, day: str
) -> None:
    path = path_of(operation, github, day)
    if "day=" not in path:
        return
    answer = api(github, path)
    if "204" in operation.statuses:
        assert (answer.status, answer.body) == (204, b"")
    else:
        assert (answer.status, answer.json) == (200, {"download_links": [], "report_day": day})


def test_days_before_the_first_one_of_a_report_have_no_data() -> None:
    with FakeGitHub(seats=20, days=200, today=TODAY) as github:
        first = OPERATIONS["copilotOrganizationReposOneDayReport"].day_window
        assert first is not None
        assert first.first is not None
        before = first.first - datetime.timedelta(days=1)
        assert api(github, report_path("repos-1-day", "octo-org", first.first)).status == 200
        assert api(github, report_path("repos-1-day", "octo-org", before)).status == 204
        assert list(github.repository_rows("octo-org", before))  # the window hides them


@pytest.mark.parametrize("operation", CLOSED, ids=lambda each: each.operation_id)
def test_closed_operations_respond_with_404(operation: Any) -> None:
    with clock_at(max(TODAY, operation.sunset)), FakeGitHub(seats=5, legacy="closed") as github:
        path = path_of(operation, github, github.days[-1])
        assert api(github, path, **{"X-GitHub-Api-Version": "2022-11-28"}).status == 404


@pytest.mark.parametrize("operation", OF_2025_AND_2026, ids=lambda each: each.operation_id)
def test_closed_operations_can_be_opened_and_have_pages(operation: Any) -> None:
    with FakeGitHub(seats=60, days=60, today=TODAY, legacy="open") as github:
        path = path_of(operation, github, None)
        if "enterprises" in path:
            path = path.replace("team-000", "ent:group-000")
        version = {"X-GitHub-Api-Version": "2022-11-28"}
        first = api(github, f"{path}?per_page=5", **version)
        days = [entry.get("day") or entry["date"] for entry in first.json]
        assert (first.status, len(days)) == (200, 5)
        assert set(first.links) == {"next", "last"}
        url, pages = first.links["next"], 1
        while url:
            page = ask(url, headers_for(github) | version)
            days += [entry.get("day") or entry["date"] for entry in page.json]
            url, pages = page.links.get("next", ""), pages + 1
        assert days == sorted(set(days))
        assert pages == -(-len(days) // 5)
        assert api(github, path, **{"X-GitHub-Api-Version": "2026-03-10"}).status == 404


def test_the_connection_stays_open_between_requests(github: FakeGitHub, day: datetime.date) -> None:
    connection = http.client.HTTPConnection(
        github.base_url.removeprefix("http://"), timeout=PATIENCE
    )
    socks = set()
    try:
        for _ in range(3):
            connection.request(
                "GET", report_path("users-1-day", "octo-org", day), headers=headers_for(github)
            )
            response = connection.getresponse()
            response.read()
            assert response.version == 11
            socks.add(connection.sock)
        assert len(socks) == 1
    finally:
        connection.close()


def test_the_request_log_has_server_and_path(github: FakeGitHub, day: datetime.date) -> None:
    answer = api(github, report_path("users-1-day", "octo-org", day))
    link = answer.json["download_links"][0]
    ask(link)
    assert not github.leaks
    ask(link, {"Authorization": f"Bearer {github.token}"})
    first, second, third = github.requests
    assert (first.server, first.method, first.query) == ("api", "GET", {"day": str(day)})
    assert first.headers["authorization"] == f"Bearer {github.token}"
    assert (second.server, second.path) == ("download", third.path)
    assert github.leaks == (third,)


def test_the_api_can_have_a_path_prefix() -> None:
    with FakeGitHub(seats=20, today=TODAY, path_prefix="/api/v3") as github:
        path = report_path("users-1-day", "octo-org", github.days[-1])
        assert github.base_url.endswith("/api/v3")
        assert api(github, path).status == 200
        outside = github.base_url.removesuffix("/api/v3")
        assert ask(outside + path, headers_for(github)).status == 404
        page = api(github, f"/enterprises/{github.enterprise}/copilot/usage-records")
        assert page.links["next"].startswith(f"{github.base_url}/")


def test_given_rows_replace_generated_rows(github: FakeGitHub) -> None:
    day = datetime.date(2026, 11, 3)
    operation = "copilotOrganizationUserTeamsOneDayReport"
    rows = [{"user_id": 1001, "team_id": 42}, {"user_id": 1001, "team_id": 43}]
    github.give(operation, "octo-org", [rows, b'{"user_id":1002}\n'], day)
    links = api(github, report_path("user-teams-1-day", "octo-org", day)).json["download_links"]
    assert [ask(link).body for link in links] == [
        b'{"user_id":1001,"team_id":42}\n{"user_id":1001,"team_id":43}\n',
        b'{"user_id":1002}\n',
    ]
    github.give(operation, "octo-org", [], day)
    assert api(github, report_path("user-teams-1-day", "octo-org", day)).status == 204
