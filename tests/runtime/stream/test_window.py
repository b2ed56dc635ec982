"""Days that cannot have data cost no request, and are counted. Checklist: point 18."""

from __future__ import annotations

import asyncio
import datetime

import pytest

from copilot_usage_metrics import AsyncCopilotMetrics, Clock, CopilotMetrics
from copilot_usage_metrics.testing import FakeGitHub

TODAY = datetime.date(2025, 12, 20)
NOON = datetime.datetime(2025, 12, 20, 12, tzinfo=datetime.UTC).timestamp()
CLOCK = Clock(now=lambda: NOON)
FIRST = datetime.date(2025, 12, 12)
"""The first day with data for organizations, from GitHub's pages."""


def test_only_days_that_can_have_data_are_requested() -> None:
    with (
        FakeGitHub(seats=20, days=3, today=TODAY) as github,
        CopilotMetrics(github.token, base_url=github.base_url, clock=CLOCK) as client,
    ):
        users = client.rows.copilot_organization_users_one_day_usage_metrics(
            "octo-org", since=datetime.date(2020, 1, 1), until=datetime.date(2030, 1, 1)
        )
        found = [row.day for row in users]
        sent = [request for request in github.requests if request.server == "api"]
    assert [outcome.day for outcome in users.days] == [
        FIRST + datetime.timedelta(days=number) for number in range(8)
    ]
    assert len(sent) == 8
    assert found
    assert users.days_not_asked == (datetime.date(2030, 1, 1) - datetime.date(2020, 1, 1)).days - 7
    assert users.is_complete


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (datetime.date(2026, 1, 1), datetime.date(2026, 1, 5)),
        (datetime.date(2025, 1, 1), datetime.date(2025, 12, 11)),
        (TODAY, TODAY),
    ],
)
def test_no_request_is_sent_if_no_day_can_have_data(
    since: datetime.date, until: datetime.date
) -> None:
    async def read() -> None:
        with FakeGitHub(seats=20, days=3, today=TODAY) as github:
            async with AsyncCopilotMetrics(
                github.token, base_url=github.base_url, clock=CLOCK
            ) as client:
                users = client.rows.copilot_organization_users_one_day_usage_metrics(
                    "octo-org", since=since, until=until
                )
                assert [row async for row in users] == []
            assert not github.requests
        assert users.no_data is not None
        assert "2025-12-12 to 2025-12-19" in users.no_data.reason
        assert users.days_not_asked == (until - since).days + 1

    asyncio.run(read())


def test_a_single_day_is_never_refused_by_the_window() -> None:
    with (
        FakeGitHub(seats=20, days=3, today=TODAY) as github,
        CopilotMetrics(github.token, base_url=github.base_url, clock=CLOCK) as client,
    ):
        list(
            client.rows.copilot_organization_users_one_day_usage_metrics(
                "octo-org", day=datetime.date(2020, 1, 1)
            )
        )
        assert len(github.requests) == 1
