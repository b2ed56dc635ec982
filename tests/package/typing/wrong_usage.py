"""Usage that a type checker must reject: each marked line has an error of the kind that its mark names.

A mark without an error is an error too (mypy's warn_unused_ignores), so this file passes as it is.
"""

from __future__ import annotations

import datetime

import httpx

import copilot_usage_metrics.v2022_11_28 as old
from copilot_usage_metrics import (
    AsyncCopilotMetrics,
    Clock,
    CopilotMetrics,
    FileRows,
    GitHubApp,
    Items,
    NoData,
    RetryPolicy,
    Rows,
    Wait,
    arrow_schema,
    detect_drift,
    models,
    read_rows,
    rows,
    rows_from_arrow,
    rows_to_arrow,
)

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


def arguments_of_rows(client: CopilotMetrics) -> None:
    client.rows.copilot_users_one_day_usage_metrics()  # type: ignore[call-arg]
    client.rows.copilot_users_one_day_usage_metrics("octo", DAY)  # type: ignore[call-arg]
    client.rows.copilot_users_one_day_usage_metrics("octo", day="2026-05-07")  # type: ignore[arg-type]
    client.rows.copilot_users_one_day_usage_metrics("octo", since=28)  # type: ignore[arg-type]
    client.rows.copilot_users_one_day_usage_metrics("octo", days=[DAY])  # type: ignore[call-arg]
    client.rows.copilot_users_one_day_usage_metrics(org="octo", day=DAY)  # type: ignore[call-arg]
    client.rows.copilot_users_usage_metrics("octo", since=DAY)  # type: ignore[call-arg]
    client.rows.copilot_users_usage_metrics("octo", day=DAY)  # type: ignore[call-arg]
    client.rows.copilotUsersUsageMetrics(org="octo")  # type: ignore[call-arg]
    client.items.get_usage_records("octo", order="newest")  # type: ignore[arg-type]
    client.items.get_usage_records("octo", since=NOON)  # type: ignore[call-arg]


def names_of_rows(client: CopilotMetrics, older: old.CopilotMetrics) -> None:
    client.rows.get_usage_records("octo")  # type: ignore[attr-defined]
    client.rows.copilot_metrics_for_organization("octo")  # type: ignore[attr-defined]
    client.items.copilot_users_usage_metrics("octo")  # type: ignore[attr-defined]
    client.items.copilot_metrics_for_organization("octo")  # type: ignore[attr-defined]
    older.items.copilot_users_usage_metrics("octo")  # type: ignore[attr-defined]
    client.rows("octo")  # type: ignore[operator]
    client.rows = None  # type: ignore[assignment,misc]


def row_types(client: CopilotMetrics) -> None:
    teams: Rows[rows.UserTeamDay] = client.rows.copilot_users_usage_metrics("octo")  # type: ignore[assignment]
    days: Rows[rows.UserDay] = client.rows.copilot_enterprise_usage_metrics("octo")  # type: ignore[assignment]
    pages: Items[models.BasicError] = client.items.get_usage_records("octo")  # type: ignore[assignment]
    for row in client.rows.copilot_users_one_day_usage_metrics("octo", day=DAY):
        team: rows.UserTeamDay = row  # type: ignore[assignment]
        window: rows.UserWindowDay = row  # type: ignore[assignment]
        _ = (row.slug, team, window)  # type: ignore[attr-defined]
    for aggregate in client.rows.copilot_enterprise_usage_metrics("octo"):
        _ = aggregate.report_start_day  # type: ignore[attr-defined]
    _ = (teams, days, pages)


def readings(client: CopilotMetrics) -> None:
    reading = client.rows.copilot_users_usage_metrics("octo")
    _ = reading[0]  # type: ignore[index]
    _ = len(reading)  # type: ignore[arg-type]
    _ = next(reading)  # type: ignore[call-overload]
    _ = reading.windows[0].report_start_day  # type: ignore[attr-defined]
    _ = reading.no_data.reason  # type: ignore[union-attr]
    _ = reading.download_links  # type: ignore[attr-defined]
    reading.rows = 5  # type: ignore[misc]
    reading.keep_raw("folder")  # type: ignore[arg-type]


async def async_readings(client: AsyncCopilotMetrics) -> None:
    for _ in client.rows.copilot_users_usage_metrics("octo"):  # type: ignore[attr-defined]
        pass
    await client.rows.copilot_users_usage_metrics("octo")  # type: ignore[misc]
    await client.items.get_usage_records("octo")  # type: ignore[misc]
    async for row in client.rows.copilot_users_usage_metrics("octo"):
        _ = row.slug  # type: ignore[attr-defined]
    with client.rows.copilot_users_usage_metrics("octo"):  # type: ignore[attr-defined]
        pass


def fields(row: rows.UserDay) -> int:
    rows.UserDay(1)  # type: ignore[arg-type,call-arg]
    rows.UserDay(user="octocat")  # type: ignore[call-arg]
    rows.UserDay(user_id="1001")  # type: ignore[arg-type]
    rows.UserDay(day="2026-05-07")  # type: ignore[arg-type]
    rows.UserDay(ai_credits_used="1.5")  # type: ignore[arg-type]
    rows.UserDay.from_dict([("day", "2026-05-07")])  # type: ignore[arg-type]
    for ide in row.totals_by_ide:  # type: ignore[union-attr]
        _ = ide
    row.day = "2026-05-07"  # type: ignore[assignment]
    row.totals_by_ide = [rows.FeatureTotals()]  # type: ignore[list-item]
    row.of_tomorrow = 1  # type: ignore[attr-defined]
    _ = row.day.year  # type: ignore[union-attr]
    _ = row.user_id + 1  # type: ignore[operator]
    return row.loc_added_sum  # type: ignore[return-value]


def files() -> None:
    read_rows()  # type: ignore[call-overload]
    read_rows(1)  # type: ignore[call-overload]
    read_rows("users.ndjson", "Users")  # type: ignore[call-overload]
    read_rows("users.ndjson", models.UsageRecord)  # type: ignore[arg-type]
    read_rows("users.ndjson", rows.IdeTotals)  # type: ignore[arg-type]
    users: FileRows[rows.UserDay] = read_rows("teams.ndjson", rows.UserTeamDay)  # type: ignore[assignment]
    for row in read_rows("users.ndjson"):
        _ = row.user_id  # type: ignore[union-attr]
    _ = users


def drift_and_arrow(client: CopilotMetrics) -> None:
    detect_drift("users.ndjson")  # type: ignore[arg-type]
    detect_drift([models.UsageRecord()])  # type: ignore[list-item]
    _ = detect_drift([]).patch.splitlines()  # type: ignore[attr-defined]
    arrow_schema("UserDay")  # type: ignore[arg-type]
    arrow_schema(models.UsageRecord)  # type: ignore[arg-type]
    rows_from_arrow(b"", "UserDay")  # type: ignore[arg-type]
    rows_from_arrow(b"")  # type: ignore[call-arg]
    rows_to_arrow([models.UsageRecord()], rows.UserDay)  # type: ignore[type-var]
    client.items.get_usage_records("octo").arrow()  # type: ignore[attr-defined]
    client.rows.copilot_users_usage_metrics("octo").arrow("1000")  # type: ignore[arg-type]


def apps() -> None:
    GitHubApp(12345, "-----BEGIN…")  # type: ignore[call-arg]
    GitHubApp(app_id=12345)  # type: ignore[call-arg]
    GitHubApp(app_id=12345, private_key=b"-----BEGIN")  # type: ignore[arg-type]
    CopilotMetrics(app="12345")  # type: ignore[arg-type]


def patience(policy: RetryPolicy, wait: Wait) -> None:
    RetryPolicy(5)  # type: ignore[call-arg]
    RetryPolicy(max_attempts="5")  # type: ignore[arg-type]
    RetryPolicy(retries=5)  # type: ignore[call-arg]
    policy.max_attempts = 5  # type: ignore[misc]
    wait.seconds = 0.0  # type: ignore[misc]
    Clock(now=0.0)  # type: ignore[arg-type]
    Clock(sleep_async=lambda seconds: None)  # type: ignore[arg-type,return-value]
    CopilotMetrics("token", retry=5)  # type: ignore[arg-type]
    CopilotMetrics("token", clock=0.0)  # type: ignore[arg-type]
    CopilotMetrics("token", on_wait=lambda: None)  # type: ignore[arg-type,misc]
    AsyncCopilotMetrics("token", http_client=httpx.Client())  # type: ignore[arg-type]
