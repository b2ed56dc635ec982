"""What a type checker has to refuse: each marked line is an error of the kind that stands in its mark.

A mark without an error is an error too (mypy's warn_unused_ignores), so this file checks clean as it is.
"""

from __future__ import annotations

import datetime

import copilot_usage_metrics.v2022_11_28 as old
from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics, NoData, models

DAY = datetime.date(2026, 5, 7)
NOON = datetime.datetime(2024, 6, 24, 12, tzinfo=datetime.UTC)


def arguments(client: CopilotMetrics, older: old.CopilotMetrics) -> None:
    client.copilot_users_one_day_usage_metrics("octo")  # type: ignore[call-arg]
    client.copilot_users_one_day_usage_metrics(day=DAY)  # type: ignore[call-arg]
    client.copilot_users_one_day_usage_metrics("octo", DAY)  # type: ignore[call-arg]
    client.copilot_users_one_day_usage_metrics("octo", day="2026-05-07")  # type: ignore[arg-type]
    client.copilot_users_one_day_usage_metrics("octo", day=None)  # type: ignore[arg-type]
    client.copilot_users_one_day_usage_metrics(1, day=DAY)  # type: ignore[arg-type]
    client.copilot_users_one_day_usage_metrics(org="octo", day=DAY)  # type: ignore[call-arg]
    client.copilotUsersOneDayUsageMetrics(enterprise="octo")  # type: ignore[call-arg]
    client.get_usage_records("octo", order="newest")  # type: ignore[arg-type]
    client.get_usage_records("octo", per_page="25")  # type: ignore[arg-type]
    client.get_usage_records("octo", since=NOON)  # type: ignore[call-arg]
    older.usage_metrics_for_org("octo", since=DAY)  # type: ignore[arg-type]
    older.usage_metrics_for_org("octo", until="2024-06-24T12:00:00Z")  # type: ignore[arg-type]
    older.copilot_metrics_for_team("octo")  # type: ignore[call-arg]


def names(client: CopilotMetrics) -> None:
    client.copilot_metrics_for_organization("octo")  # type: ignore[attr-defined]
    client.usageMetricsForOrg(org="octo")  # type: ignore[attr-defined]
    _ = models.CopilotUsageMetricsDay  # type: ignore[attr-defined]


def no_data(client: CopilotMetrics) -> None:
    report = client.copilot_users_one_day_usage_metrics("octo", day=DAY)
    _ = report.download_links  # type: ignore[union-attr]
    for _ in client.get_usage_records("octo"):  # type: ignore[union-attr]
        pass
    if isinstance(report, NoData):
        _ = report.report_day  # type: ignore[attr-defined]
        return
    _ = report.reason  # type: ignore[attr-defined]
    report.report_day = "2026-05-07"  # type: ignore[assignment]


async def not_awaited(client: AsyncCopilotMetrics) -> None:
    report = client.copilot_users_usage_metrics("octo")
    _ = report.download_links  # type: ignore[attr-defined]


def unset(record: models.UsageRecord) -> int:
    return record.user_id  # type: ignore[return-value]


def by_position() -> None:
    models.BasicError("not found")  # type: ignore[call-arg,arg-type]
    CopilotMetrics("token", "https://api.github.com")  # type: ignore[call-arg,arg-type]


def answer(error: old.ResponseError) -> str:
    return error.answer.message  # type: ignore[attr-defined,no-any-return]
