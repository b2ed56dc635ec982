"""Ordinary use of `rows`, `items`, `read_rows`, drift and Arrow: as old_usage.py, for the content of files."""

from __future__ import annotations

import copy
import datetime
import io
import pickle
from collections.abc import AsyncIterator, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import copilot_usage_metrics.v2022_11_28 as old
from copilot_usage_metrics import (
    UNSET,
    AsyncCopilotMetrics,
    AsyncItems,
    AsyncRows,
    CopilotMetrics,
    Drift,
    FileRows,
    Items,
    NoData,
    Rows,
    UnsetType,
    arrow_schema,
    detect_drift,
    models,
    read_rows,
    rows,
    rows_from_arrow,
    rows_to_arrow,
)
from copilot_usage_metrics.files import FAMILIES, AnyRow, JsonValue, ValueSplitter

DAY = datetime.date(2026, 5, 7)
FIRST = datetime.date(2026, 4, 10)
NOON = datetime.datetime(2024, 6, 24, 12, tzinfo=datetime.UTC)


def of_one_day(client: CopilotMetrics) -> None:
    assert_type(
        client.rows.copilot_enterprise_one_day_usage_metrics("octo", day=DAY),
        Rows[rows.AggregateDay],
    )
    assert_type(
        client.rows.copilot_organization_one_day_usage_metrics(org="octo", day=DAY),
        Rows[rows.AggregateDay],
    )
    assert_type(
        client.rows.copilot_users_one_day_usage_metrics("octo", day=DAY), Rows[rows.UserDay]
    )
    assert_type(
        client.rows.copilot_organization_users_one_day_usage_metrics("octo", day=DAY),
        Rows[rows.UserDay],
    )
    assert_type(
        client.rows.copilot_enterprise_user_teams_one_day_report("octo", day=DAY),
        Rows[rows.UserTeamDay],
    )
    assert_type(
        client.rows.copilot_organization_user_teams_one_day_report("octo", day=DAY),
        Rows[rows.UserTeamDay],
    )
    assert_type(
        client.rows.copilot_enterprise_repos_one_day_report("octo", day=DAY),
        Rows[rows.RepositoryDay],
    )
    assert_type(
        client.rows.copilot_organization_repos_one_day_report("octo", day=DAY),
        Rows[rows.RepositoryDay],
    )


def of_many_days(client: CopilotMetrics) -> None:
    client.rows.copilot_enterprise_one_day_usage_metrics("octo", since=FIRST, until=DAY)
    client.rows.copilot_organization_one_day_usage_metrics("octo", since=FIRST, until=DAY)
    client.rows.copilot_users_one_day_usage_metrics("octo", since=FIRST)
    assert_type(
        client.rows.copilot_organization_users_one_day_usage_metrics(
            "octo", since=FIRST, until=DAY
        ),
        Rows[rows.UserDay],
    )
    client.rows.copilot_enterprise_user_teams_one_day_report("octo", since=FIRST, until=None)
    client.rows.copilot_organization_user_teams_one_day_report("octo", since=FIRST, until=DAY)
    client.rows.copilot_enterprise_repos_one_day_report("octo", since=FIRST, until=DAY)
    client.rows.copilot_organization_repos_one_day_report("octo", since=FIRST)


def of_28_days(client: CopilotMetrics) -> None:
    assert_type(client.rows.copilot_enterprise_usage_metrics("octo"), Rows[rows.AggregateDay])
    assert_type(client.rows.copilot_organization_usage_metrics("octo"), Rows[rows.AggregateDay])
    assert_type(client.rows.copilot_users_usage_metrics("octo"), Rows[rows.UserWindowDay])
    assert_type(
        client.rows.copilot_organization_users_usage_metrics("octo"), Rows[rows.UserWindowDay]
    )


def of_28_days_and_what_is_around_them(client: CopilotMetrics) -> Iterator[rows.AggregateWindow]:
    days = client.rows.copilot_organization_usage_metrics("octo")
    for day in days:
        assert_type(day, rows.AggregateDay)
    for window in days.windows:
        if isinstance(window, rows.AggregateWindow):
            assert_type(window.report_start_day, datetime.date | None | UnsetType)
            yield window


def under_octokits_names(client: CopilotMetrics) -> None:
    assert_type(
        client.rows.copilotOrganizationUsersOneDayUsageMetrics(org="octo", day=DAY),
        Rows[rows.UserDay],
    )
    client.rows.copilotEnterpriseOneDayUsageMetrics(enterprise="octo", day=DAY)
    client.rows.copilotEnterpriseUsageMetrics(enterprise="octo")
    client.rows.copilotUsersOneDayUsageMetrics(enterprise="octo", since=FIRST, until=DAY)
    client.rows.copilotUsersUsageMetrics(enterprise="octo")
    client.rows.copilotEnterpriseUserTeamsOneDayReport(enterprise="octo", day=DAY)
    client.rows.copilotEnterpriseReposOneDayReport(enterprise="octo", day=DAY)
    client.rows.copilotOrganizationOneDayUsageMetrics(org="octo", day=DAY)
    client.rows.copilotOrganizationUsageMetrics(org="octo")
    client.rows.copilotOrganizationUsersUsageMetrics(org="octo")
    client.rows.copilotOrganizationUserTeamsOneDayReport(org="octo", day=DAY)
    client.rows.copilotOrganizationReposOneDayReport(org="octo", day=DAY)
    assert_type(client.items.getUsageRecords(enterprise="octo"), Items[models.UsageRecord])


def of_the_older_version(client: old.CopilotMetrics) -> None:
    assert_type(
        client.rows.copilot_enterprise_one_day_usage_metrics("octo", day=DAY),
        Rows[rows.AggregateDay],
    )
    client.rows.copilot_enterprise_usage_metrics("octo")
    client.rows.copilot_users_one_day_usage_metrics("octo", since=FIRST, until=DAY)
    client.rows.copilot_users_usage_metrics("octo")
    client.rows.copilot_enterprise_user_teams_one_day_report("octo", day=DAY)
    client.rows.copilot_enterprise_repos_one_day_report("octo", day=DAY)
    client.rows.copilot_organization_one_day_usage_metrics("octo", day=DAY)
    client.rows.copilot_organization_usage_metrics("octo")
    client.rows.copilot_organization_users_one_day_usage_metrics("octo", day=DAY)
    assert_type(
        client.rows.copilot_organization_users_usage_metrics("octo"), Rows[rows.UserWindowDay]
    )
    client.rows.copilot_organization_user_teams_one_day_report("octo", day=DAY)
    client.rows.copilot_organization_repos_one_day_report("octo", day=DAY)


async def awaited(client: AsyncCopilotMetrics) -> None:
    # a call is not awaited: it returns at once
    users = client.rows.copilot_organization_users_one_day_usage_metrics("octo", day=DAY)
    assert_type(users, AsyncRows[rows.UserDay])
    async for row in users:
        assert_type(row, rows.UserDay)
    async with client.rows.copilot_users_usage_metrics("octo") as window:
        async for of_window in window:
            assert_type(of_window, rows.UserWindowDay)
    await window.aclose()
    async for aggregate in client.rows.copilot_enterprise_one_day_usage_metrics("octo", day=DAY):
        assert_type(aggregate, rows.AggregateDay)
    async for team in client.rows.copilot_organization_user_teams_one_day_report(
        "octo", since=FIRST, until=DAY
    ):
        assert_type(team, rows.UserTeamDay)
    async for repository in client.rows.copilot_enterprise_repos_one_day_report(
        "octo", since=FIRST
    ):
        assert_type(repository, rows.RepositoryDay)
    assert_type(client.rows.copilot_enterprise_usage_metrics("octo"), AsyncRows[rows.AggregateDay])
    client.rows.copilot_organization_usage_metrics(org="octo")
    client.rows.copilot_organization_one_day_usage_metrics("octo", since=FIRST, until=DAY)
    client.rows.copilot_users_one_day_usage_metrics("octo", since=FIRST, until=DAY)
    client.rows.copilot_organization_users_usage_metrics("octo")
    client.rows.copilot_enterprise_user_teams_one_day_report("octo", day=DAY)
    client.rows.copilot_organization_repos_one_day_report("octo", day=DAY)
    client.rows.copilotOrganizationUsersOneDayUsageMetrics(org="octo", day=DAY)


async def awaited_and_what_is_around_them(client: AsyncCopilotMetrics) -> list[datetime.date]:
    days = client.rows.copilot_organization_usage_metrics("octo")
    async for day in days:
        assert_type(day, rows.AggregateDay)
    assert_type((days.rows, days.is_complete, days.no_data), tuple[int, bool, NoData | None])
    windows = [each for each in days.windows if isinstance(each, rows.AggregateWindow)]
    return [each.report_end_day for each in windows if each.report_end_day]


def what_became_of_it(reading: Rows[rows.UserDay]) -> str | None:
    assert_type(reading.rows, int)
    assert_type(reading.duplicates, int)
    assert_type(reading.conflicts, int)
    assert_type(reading.is_begun, bool)
    assert_type(reading.is_complete, bool)
    assert_type(reading.row_type, type[rows.UserDay])
    assert_type(reading.reading_now, str | None)
    for part in (*reading.parts, *reading.failed_parts):
        assert_type(part.name, str)
        assert_type(part.reason, str | None)
        assert_type(part.bytes, int)
    for bad in reading.bad_lines:
        assert_type((bad.file, bad.line, bad.reason), tuple[str, int, str])
    for path, sighting in (*reading.unknown_keys.items(), *reading.type_drift.items()):
        assert_type(path, str)
        assert_type(sighting.count, int)
    for outcome in reading.days:
        assert_type(outcome.day, datetime.date | None)
        assert_type(outcome.no_data, NoData | None)
    return None if reading.no_data is None else reading.no_data.reason


def raw_files_kept(client: CopilotMetrics, pieces: dict[str, list[bytes]]) -> None:
    with client.rows.copilot_users_usage_metrics("octo") as reading:
        kept = reading.keep_raw(lambda part, piece: pieces[part.name].append(piece))
        assert_type(kept, Rows[rows.UserWindowDay])
        for _ in reading:
            pass
    reading.close()


def values(row: rows.UserDay) -> Decimal | None:
    assert_type(row.day, datetime.date | None | UnsetType)
    assert_type(row.user_id, int | None | UnsetType)
    assert_type(row.user_login, str | None | UnsetType)
    assert_type(row.organization_id, str | None | UnsetType)
    assert_type(row.used_chat, bool | None | UnsetType)
    if row.totals_by_ide is not None and row.totals_by_ide is not UNSET:
        for ide in row.totals_by_ide:
            assert_type(ide, rows.UserIdeTotals)
            assert_type(ide.loc_added_sum, int | None | UnsetType)
    for feature in row.totals_by_feature or ():
        assert_type(feature.feature, str | None | UnsetType)
    if row.ai_credits_used is UNSET:
        return None
    return row.ai_credits_used


def one_vocabulary(row: rows.UserDay) -> None:
    body: Mapping[str, object] = row.to_dict()
    assert_type(rows.UserDay.from_dict(body), rows.UserDay)
    assert_type(copy.copy(row), rows.UserDay)
    assert_type(rows.UserDay(user_id=1, day=DAY, extra={"of_tomorrow": 1}), rows.UserDay)
    row.extra["of_tomorrow"] = 2
    row.loc_added_sum = None
    wider: rows.UserDay = rows.UserWindowDay(user_id=1)
    row_type: type[object] = rows.ROW_TYPES["UserTeamDay"]
    names = (rows.UserTeamDay(slug="justice-league"), rows.RepositoryDay(repo_id=1))
    _ = (pickle.dumps(row), wider, row_type, names, rows.ENTITY_FIELDS["organization"])


def pages(client: CopilotMetrics) -> int:
    records = client.items.get_usage_records("octo", phrase="type:request", per_page=50)
    assert_type(records, Items[models.UsageRecord])
    for record in records:
        assert_type(record, models.UsageRecord)
    assert_type(records.count, int)
    assert_type(records.no_data, NoData | None)
    return records.pages


async def pages_awaited(client: AsyncCopilotMetrics) -> AsyncIterator[models.UsageRecord]:
    records = client.items.get_usage_records("octo", after="cursor", before=None, order="asc")
    assert_type(records, AsyncItems[models.UsageRecord])
    async for record in records:
        yield record


def pages_of_the_older_version(client: old.CopilotMetrics) -> None:
    assert_type(client.items.get_usage_records("octo"), Items[old.models.UsageRecord])
    assert_type(
        client.items.usage_metrics_for_org("octo", since=NOON, until=NOON, per_page=28),
        Items[old.models.CopilotUsageMetrics],
    )
    client.items.usage_metrics_for_team("octo", "justice-league", since=NOON)
    client.items.usage_metrics_for_enterprise("octo")
    client.items.usage_metrics_for_enterprise_team("octo", team_slug="justice-league")
    assert_type(
        client.items.copilot_metrics_for_organization(org="octo", since=None),
        Items[old.models.CopilotUsageMetricsDay],
    )
    client.items.copilot_metrics_for_team("octo", "justice-league")
    client.items.copilot_metrics_for_enterprise("octo")
    client.items.copilot_metrics_for_enterprise_team("octo", "justice-league")
    client.items.copilotMetricsForOrganization(org="octo")


async def pages_of_the_older_version_awaited(client: old.AsyncCopilotMetrics) -> None:
    async for usage in client.items.usage_metrics_for_org("octo", page=2):
        assert_type(usage, old.models.CopilotUsageMetrics)
    async for day in client.items.copilot_metrics_for_organization("octo"):
        assert_type(day, old.models.CopilotUsageMetricsDay)
    client.items.get_usage_records("octo")
    client.items.usage_metrics_for_team("octo", "justice-league")
    client.items.usage_metrics_for_enterprise("octo")
    client.items.usage_metrics_for_enterprise_team("octo", "justice-league")
    client.items.copilot_metrics_for_team("octo", "justice-league")
    client.items.copilot_metrics_for_enterprise("octo")
    client.items.copilot_metrics_for_enterprise_team("octo", "justice-league")


def files() -> None:
    for row in read_rows("users.ndjson"):
        assert_type(row, AnyRow)
        if isinstance(row, rows.UserTeamDay):
            assert_type(row.slug, str | None | UnsetType)
    with read_rows([Path("a.json.gz"), "b.json"], rows.UserDay) as users:
        assert_type(users, FileRows[rows.UserDay])
        assert_type(list(users), list[rows.UserDay])
    assert_type(read_rows(io.BytesIO(b"{}"), "UserDay"), FileRows[rows.UserDay])
    assert_type(read_rows("a", rows.UserWindowDay), FileRows[rows.UserWindowDay])
    assert_type(read_rows("a", family="UserWindowDay"), FileRows[rows.UserWindowDay])
    assert_type(read_rows("a", rows.UserTeamDay), FileRows[rows.UserTeamDay])
    assert_type(read_rows("a", "UserTeamDay"), FileRows[rows.UserTeamDay])
    assert_type(read_rows("a", rows.RepositoryDay), FileRows[rows.RepositoryDay])
    assert_type(read_rows("a", "RepositoryDay"), FileRows[rows.RepositoryDay])
    assert_type(read_rows("a", rows.AggregateDay), FileRows[rows.AggregateDay])
    assert_type(read_rows("a", "AggregateDay"), FileRows[rows.AggregateDay])
    assert_type(read_rows("a", rows.AggregateWindow), FileRows[rows.AggregateDay])
    assert_type(read_rows("a", "AggregateWindow"), FileRows[rows.AggregateDay])
    assert_type(read_rows(files=Path("a"), family=None), FileRows[AnyRow])
    for name in FAMILIES:
        assert_type(name, str)
    splitter = ValueSplitter(max_line_bytes=1 << 20)
    for value in [*splitter.feed(b"{}\n"), *splitter.finish()]:
        assert_type(value, JsonValue)
        assert_type(value.text, bytes)
        assert_type(value.line, int)
        assert_type(value.problem, str | None)


def drift(client: CopilotMetrics, kept: list[rows.UserDay]) -> str:
    found = detect_drift(read_rows("users.ndjson"))
    assert_type(found, Drift)
    detect_drift(client.rows.copilot_users_usage_metrics("octo"))
    detect_drift([read_rows("a", "UserDay"), read_rows("b", "UserTeamDay")])
    detect_drift(kept)
    for finding in found.findings:
        assert_type(finding.path, str)
        assert_type(finding.count, int)
        assert_type(finding.first_day, datetime.date | None)
    assert_type(found.rows, int)
    body: Mapping[str, object] = found.to_dict()
    return found.patch() if found else f"{found.to_text()}{body}"


def arrow(client: CopilotMetrics) -> None:
    batches = client.rows.copilot_users_one_day_usage_metrics("octo", day=DAY).arrow()
    assert batches.schema == arrow_schema(rows.UserDay)
    for batch in batches:
        assert_type(rows_from_arrow(batch, rows.UserDay), Iterator[rows.UserDay])
    some = [rows.UserDay(user_id=1)]
    for batch in rows_to_arrow(some, rows.UserDay, batch_size=100):
        assert rows_to_arrow(some, row_type=rows.UserDay).schema == batch.schema
    table = read_rows("a", "RepositoryDay").arrow(batch_size=1000)
    for row in rows_from_arrow(table, row_type=rows.RepositoryDay):
        assert_type(row, rows.RepositoryDay)


async def arrow_awaited(client: AsyncCopilotMetrics) -> None:
    async for batch in client.rows.copilot_enterprise_usage_metrics("octo").arrow(100):
        for row in rows_from_arrow(batch, rows.AggregateDay):
            assert_type(row, rows.AggregateDay)
