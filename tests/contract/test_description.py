"""The checks that the other tests rely on can fail."""

from __future__ import annotations

from typing import Any

import pytest

from .description import MEDIA_TYPE, body_problems, request_problems

RECORDS = ("2026-03-10", "getUsageRecords")
REPORT = ("2026-03-10", "copilotOrganizationUsersOneDayUsageMetrics")
USAGE = ("2022-11-28", "usageMetricsForOrg")
PATHS = {
    RECORDS: "/enterprises/octo-enterprise/copilot/usage-records",
    REPORT: "/orgs/octo-org/copilot/metrics/reports/users-1-day",
    USAGE: "/orgs/octo-org/copilot/usage",
}
DAY = [("day", "2025-07-01")]


def problems(operation: tuple[str, str], **changes: Any) -> list[str]:
    headers = {"accept": MEDIA_TYPE, "x-github-api-version": operation[0]}
    request = {
        "method": "GET",
        "path": PATHS[operation],
        "query": [],
        "headers": headers,
        **changes,
    }
    return request_problems(*operation, **request)


@pytest.mark.parametrize(
    ("operation", "query"),
    [
        (REPORT, DAY),
        (RECORDS, []),
        (RECORDS, [("per_page", "25"), ("order", "asc"), ("phrase", "type:request")]),
        (USAGE, [("since", "2023-10-15T00:00:00Z"), ("page", "1")]),
    ],
)
def test_valid_request_has_no_problems(
    operation: tuple[str, str], query: list[tuple[str, str]]
) -> None:
    assert problems(operation, query=query) == []


@pytest.mark.parametrize(
    ("operation", "changes", "problem"),
    [
        (RECORDS, {"method": "POST"}, "method POST"),
        (
            RECORDS,
            {"path": "/enterprises/octo/enterprise/copilot/usage-records"},
            "path /enterprises",
        ),
        (RECORDS, {"query": [("per_page", "many")]}, "query parameter per_page"),
        (RECORDS, {"query": [("order", "newest")]}, "query parameter order"),
        (RECORDS, {"query": [("day", "2025-07-01")]}, "unknown query parameter day"),
        (RECORDS, {"query": [("after", "a"), ("after", "b")]}, "query after twice"),
        (RECORDS, {"headers": {"accept": MEDIA_TYPE}}, "X-GitHub-Api-Version None"),
        (RECORDS, {"headers": {"x-github-api-version": "2026-03-10"}}, "Accept None"),
        (REPORT, {"query": []}, "query parameter day is missing"),
        (REPORT, {"query": [("day", "01.07.2025")]}, "query parameter day"),
        (REPORT, {"query": [("day", "2025-02-30")]}, "query parameter day"),
        (USAGE, {"query": [("since", "2023-10-15")]}, "query parameter since"),
        (USAGE, {"query": [("until", "2023-10-15T00:00:00")]}, "query parameter until"),
    ],
)
def test_invalid_request_is_reported(
    operation: tuple[str, str], changes: dict[str, Any], problem: str
) -> None:
    found = problems(operation, **changes)
    assert any(each.startswith(problem) for each in found), found


@pytest.mark.parametrize(
    ("status", "media_type", "body", "problem"),
    [
        (200, "application/json", b'{"download_links": [], "report_day": "2025-07-01"}', None),
        (200, "application/json", b'{"download_links": []}', "'report_day' is a required property"),
        (
            200,
            "application/json",
            b'{"download_links": [], "report_day": "1.7.2025"}',
            "not a 'date'",
        ),
        (
            200,
            "application/json",
            b'{"download_links": [1], "report_day": "2025-07-01"}',
            "not of type",
        ),
        (200, "application/json", b'{"download_links": [', "not JSON"),
        (200, "text/html", b"{}", "the media type 'text/html' is not described"),
        (204, "", b"", None),
        (204, "", b"{}", "a body is not described"),
        (429, "application/json", b"{}", "the status 429 is not described"),
    ],
)
def test_body_is_checked_against_the_description(
    status: int, media_type: str, body: bytes, problem: str | None
) -> None:
    found = body_problems(*REPORT, status, media_type, body)
    if problem is None:
        assert found == []
    else:
        assert problem in found[0]
