"""Ordinary use of the package: never run, but it must type-check until the next major release.

Add the names that a release adds; change existing lines only where docs/stability.md allows it.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import assert_type

import httpx

import copilot_usage_metrics.v2022_11_28 as old
from copilot_usage_metrics import (
    API_VERSION,
    OPERATIONS,
    SPEC_SHA256,
    UNSET,
    AlreadyConsumedError,
    ArgumentError,
    AsyncCopilotMetrics,
    AuthenticationError,
    BadRequestError,
    Clock,
    ClosedError,
    CopilotMetrics,
    CopilotMetricsError,
    CredentialsError,
    EventLoopError,
    FileError,
    ForbiddenError,
    GitHubApp,
    IncompleteReportError,
    MissingExtraError,
    NoData,
    NotFoundError,
    Operation,
    Parameter,
    RateLimit,
    RateLimitError,
    RedirectError,
    RequestTimeoutError,
    ResponseError,
    ResponseInfo,
    RetryPolicy,
    ServerError,
    ShapeError,
    StatusError,
    TransportError,
    UnexpectedBodyError,
    UnprocessableError,
    UnsetType,
    Wait,
    __version__,
    models,
    read_rows,
    rows,
)
from copilot_usage_metrics.testing import (
    SCENARIOS,
    Entity,
    Estate,
    FakeGitHub,
    ReceivedRequest,
    Scenario,
    ScenarioError,
    clock_at,
    fake_github,
)
from copilot_usage_metrics.v2022_11_28.models import CopilotUsageMetrics, CopilotUsageMetricsDay
from copilot_usage_metrics.v2026_03_10.models import (
    CopilotMetrics1DayReport,
    CopilotMetrics28DayReport,
    UsageRecord,
)

DAY = datetime.date(2026, 5, 7)
NOON = datetime.datetime(2024, 6, 24, 12, tzinfo=datetime.UTC)


def clients() -> None:
    with CopilotMetrics() as client:
        assert_type(client, CopilotMetrics)
    CopilotMetrics("token").close()
    assert_type(CopilotMetrics(token="token", base_url="https://api.octo.ghe.com").base_url, str)
    with httpx.Client() as http:
        CopilotMetrics("token", timeout=10, user_agent="warehouse/1.0", http_client=http)


async def async_clients() -> None:
    async with AsyncCopilotMetrics("token", timeout=2.5) as client:
        assert_type(client, AsyncCopilotMetrics)
    async with httpx.AsyncClient() as http:
        await AsyncCopilotMetrics("token", http_client=http).aclose()


def apps() -> None:
    app = GitHubApp(app_id=12345, private_key=Path("app.pem"))
    assert_type(app.app_id, str)
    with CopilotMetrics(app=app) as client:
        assert_type(client, CopilotMetrics)
    older = old.CopilotMetrics(app=old.GitHubApp(app_id="Iv1.octo", private_key="-----BEGIN…"))
    assert_type(older, old.CopilotMetrics)
    AsyncCopilotMetrics(app=app, base_url="https://api.octo.ghe.com")


def patience(waits: list[Wait]) -> None:
    policy = RetryPolicy(max_attempts=5, initial_backoff_seconds=0.5, deadline_seconds=3600)
    assert_type((policy.max_attempts, policy.initial_backoff_seconds), tuple[int, float])
    clock = Clock(now=lambda: 1.8e9, sleep=lambda seconds: None, random=lambda: 0.5)
    CopilotMetrics("token", retry=policy, clock=clock, on_wait=waits.append)
    AsyncCopilotMetrics("token", retry=RetryPolicy(max_attempts=1), clock=Clock(), on_wait=log_wait)
    CopilotMetrics("token", retry=None, clock=None, on_wait=None)


def watch(client: CopilotMetrics) -> None:
    def on_response(response: ResponseInfo) -> None:
        assert_type(response.status, int)
        assert_type(response.rate_limit, RateLimit | None)

    other = client.with_options(timeout=5, retry=RetryPolicy(), on_response=on_response)
    assert_type(other, CopilotMetrics)
    other.copilot_organization_usage_metrics("octo", timeout=1.5)


def log_wait(wait: Wait) -> None:
    assert_type((wait.seconds, wait.why, wait.attempt), tuple[float, str, int])


async def patience_awaited() -> None:
    async def sleep(seconds: float) -> None:
        pass

    await AsyncCopilotMetrics("token", clock=Clock(sleep_async=sleep)).aclose()


def reports(client: CopilotMetrics) -> None:
    assert_type(
        client.copilot_enterprise_one_day_usage_metrics("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(client.copilot_enterprise_usage_metrics("octo"), CopilotMetrics28DayReport | NoData)
    assert_type(
        client.copilot_users_one_day_usage_metrics("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(client.copilot_users_usage_metrics("octo"), CopilotMetrics28DayReport | NoData)
    assert_type(
        client.copilot_enterprise_user_teams_one_day_report("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(
        client.copilot_enterprise_repos_one_day_report("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(
        client.copilot_organization_one_day_usage_metrics("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(
        client.copilot_organization_usage_metrics("octo"), CopilotMetrics28DayReport | NoData
    )
    assert_type(
        client.copilot_organization_users_one_day_usage_metrics(org="octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(
        client.copilot_organization_users_usage_metrics("octo"), CopilotMetrics28DayReport | NoData
    )
    assert_type(
        client.copilot_organization_user_teams_one_day_report("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(
        client.copilot_organization_repos_one_day_report("octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    assert_type(client.get_usage_records("octo"), list[UsageRecord] | NoData)
    client.get_usage_records(
        enterprise="octo",
        phrase="type:request",
        per_page=25,
        after="cursor",
        before="cursor",
        order="asc",
    )
    client.get_usage_records("octo", phrase=None, order="desc")


def octokit_names(client: CopilotMetrics) -> None:
    client.copilotEnterpriseOneDayUsageMetrics(enterprise="octo", day=DAY)
    client.copilotEnterpriseUsageMetrics(enterprise="octo")
    client.copilotUsersOneDayUsageMetrics(enterprise="octo", day=DAY)
    client.copilotUsersUsageMetrics(enterprise="octo")
    client.copilotEnterpriseUserTeamsOneDayReport(enterprise="octo", day=DAY)
    client.copilotEnterpriseReposOneDayReport(enterprise="octo", day=DAY)
    client.copilotOrganizationOneDayUsageMetrics(org="octo", day=DAY)
    client.copilotOrganizationUsageMetrics(org="octo")
    assert_type(
        client.copilotOrganizationUsersOneDayUsageMetrics(org="octo", day=DAY),
        CopilotMetrics1DayReport | NoData,
    )
    client.copilotOrganizationUsersUsageMetrics(org="octo")
    client.copilotOrganizationUserTeamsOneDayReport(org="octo", day=DAY)
    client.copilotOrganizationReposOneDayReport(org="octo", day=DAY)
    client.getUsageRecords(enterprise="octo")


async def awaited(client: AsyncCopilotMetrics) -> None:
    report = await client.copilot_enterprise_one_day_usage_metrics("octo", day=DAY)
    assert_type(report, CopilotMetrics1DayReport | NoData)
    await client.copilot_enterprise_usage_metrics("octo")
    await client.copilot_users_one_day_usage_metrics("octo", day=DAY)
    await client.copilot_users_usage_metrics("octo")
    await client.copilot_enterprise_user_teams_one_day_report("octo", day=DAY)
    await client.copilot_enterprise_repos_one_day_report("octo", day=DAY)
    await client.copilot_organization_one_day_usage_metrics("octo", day=DAY)
    latest = await client.copilot_organization_usage_metrics("octo")
    assert_type(latest, CopilotMetrics28DayReport | NoData)
    await client.copilot_organization_users_one_day_usage_metrics("octo", day=DAY)
    await client.copilot_organization_users_usage_metrics("octo")
    await client.copilot_organization_user_teams_one_day_report("octo", day=DAY)
    await client.copilot_organization_repos_one_day_report("octo", day=DAY)
    records = await client.get_usage_records("octo", per_page=10)
    assert_type(records, list[UsageRecord] | NoData)
    await client.copilotOrganizationUsersOneDayUsageMetrics(org="octo", day=DAY)
    await client.getUsageRecords(enterprise="octo", order="asc")


def of_the_older_version(client: old.CopilotMetrics) -> None:
    client.copilot_enterprise_one_day_usage_metrics("octo", day=DAY)
    client.copilot_enterprise_usage_metrics("octo")
    client.copilot_users_one_day_usage_metrics("octo", day=DAY)
    client.copilot_users_usage_metrics("octo")
    client.copilot_enterprise_user_teams_one_day_report("octo", day=DAY)
    client.copilot_enterprise_repos_one_day_report("octo", day=DAY)
    client.copilot_organization_one_day_usage_metrics("octo", day=DAY)
    client.copilot_organization_usage_metrics("octo")
    client.copilot_organization_users_one_day_usage_metrics("octo", day=DAY)
    client.copilot_organization_users_usage_metrics("octo")
    client.copilot_organization_user_teams_one_day_report("octo", day=DAY)
    client.copilot_organization_repos_one_day_report("octo", day=DAY)
    assert_type(client.get_usage_records("octo"), list[old.models.UsageRecord] | NoData)


def closed(client: old.CopilotMetrics) -> None:
    assert_type(
        client.usage_metrics_for_org("octo", since=NOON, until=NOON, page=1, per_page=28),
        list[CopilotUsageMetrics] | NoData,
    )
    client.usage_metrics_for_team("octo", "justice-league", since=NOON)
    client.usage_metrics_for_enterprise("octo")
    client.usage_metrics_for_enterprise_team("octo", team_slug="justice-league", until=NOON)
    assert_type(
        client.copilot_metrics_for_organization(org="octo", since=None, per_page=100),
        list[CopilotUsageMetricsDay] | NoData,
    )
    client.copilot_metrics_for_team("octo", "justice-league")
    client.copilot_metrics_for_enterprise("octo", page=2)
    client.copilot_metrics_for_enterprise_team(enterprise="octo", team_slug="justice-league")
    client.usageMetricsForOrg(org="octo")
    client.copilotMetricsForOrganization(org="octo")


async def closed_and_awaited(client: old.AsyncCopilotMetrics) -> None:
    usage = await client.usage_metrics_for_org("octo", since=NOON)
    assert_type(usage, list[CopilotUsageMetrics] | NoData)
    await client.usage_metrics_for_team("octo", "justice-league")
    await client.usage_metrics_for_enterprise("octo")
    await client.usage_metrics_for_enterprise_team("octo", "justice-league")
    metrics = await client.copilot_metrics_for_organization("octo")
    assert_type(metrics, list[CopilotUsageMetricsDay] | NoData)
    await client.copilot_metrics_for_team("octo", "justice-league")
    await client.copilot_metrics_for_enterprise("octo")
    await client.copilot_metrics_for_enterprise_team("octo", "justice-league")


def no_data_is_falsy(client: CopilotMetrics) -> list[str]:
    report = client.copilot_organization_users_one_day_usage_metrics("octo", day=DAY)
    if not report:
        assert_type(report, NoData)
        assert_type(report.reason, str)
        assert_type(report.status, int)
        assert_type(report.message, str | None)
        assert_type(report.request_id, str | None)
        return []
    assert_type(report, CopilotMetrics1DayReport)
    assert_type(report.report_day, datetime.date)
    return report.download_links


def no_data_by_its_class(client: CopilotMetrics) -> datetime.date | None:
    report = client.copilot_organization_users_usage_metrics("octo")
    if isinstance(report, NoData):
        return None
    assert_type(report.report_start_day, datetime.date)
    return report.report_end_day


def lists(client: CopilotMetrics) -> int:
    records = client.get_usage_records("octo")
    if isinstance(records, NoData):
        return 0
    for record in records:
        assert_type(record, UsageRecord)
        assert_type(record.timestamp, int | UnsetType)
        if record.user_id is not UNSET:
            assert_type(record.user_id, int)
        if isinstance(record.body, UnsetType):
            continue
        assert_type(record.body, str)
    return len(records)


def null_and_unset(day: CopilotUsageMetricsDay) -> int:
    chat = day.copilot_ide_chat
    if chat is None or chat is UNSET:
        return 0
    assert_type(chat, old.models.CopilotIdeChat)
    users = chat.total_engaged_users
    return 0 if users is UNSET else users


def made_by_hand() -> None:
    report = CopilotMetrics1DayReport(download_links=[], report_day=DAY)
    assert_type(
        CopilotMetrics1DayReport.from_dict({"report_day": "2026-05-07"}), CopilotMetrics1DayReport
    )
    assert_type(models.CopilotMetrics1DayReport, type[CopilotMetrics1DayReport])
    body: Mapping[str, object] = report.to_dict()
    unknown = report.extra.get("of_tomorrow")
    _ = (body, unknown, copy.deepcopy(report) == report)


def errors(client: CopilotMetrics) -> str | None:
    try:
        client.copilot_organization_users_one_day_usage_metrics("octo", day=DAY)
    except ArgumentError as error:
        assert_type(error.name, str)
    except EventLoopError as error:
        assert_type(error.text, str)
    except ClosedError as error:
        assert_type(error.text, str)
    except CredentialsError as error:
        assert_type(error.text, str)
    except RequestTimeoutError as error:
        assert_type(error, RequestTimeoutError)
    except TransportError as error:
        assert_type(error.text, str)
    except RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except ForbiddenError as error:
        if error.reason == "policy":
            return error.message
    except (AuthenticationError, NotFoundError) as error:
        assert_type(error.status, int)
        assert_type(error.message, str | None)
        return error.documentation_url
    except (BadRequestError, UnprocessableError) as error:
        if isinstance(error.answer, models.ValidationError):
            assert_type(error.answer.message, str)
    except (ServerError, StatusError, RedirectError, UnexpectedBodyError) as error:
        assert_type(error.operation_id, str)
    except ResponseError as error:
        return error.request_id
    except CopilotMetricsError as error:
        return str(error)
    return None


def shapes() -> None:
    try:
        models.BasicError.from_dict({})
    except ShapeError as error:
        assert_type(error.path, str)
        assert_type(error.expected, str)
    except ValueError:
        pass


def errors_of_rows(client: CopilotMetrics) -> list[rows.UserDay]:
    found: list[rows.UserDay] = []
    try:
        found += read_rows("users.ndjson", "UserDay")
        found += client.rows.copilot_users_one_day_usage_metrics("octo", day=DAY)
    except IncompleteReportError as error:
        assert_type(error.missing, tuple[str, ...])
    except FileError as error:
        assert_type((error.file, error.reason), tuple[str, str])
    except AlreadyConsumedError as error:
        assert_type(error.text, str)
    except MissingExtraError as error:
        assert_type(error.extra, str)
    return found


def bases_of_errors(client: CopilotMetrics) -> str:
    try:
        client.rows.copilot_users_usage_metrics("octo").arrow()
    except ImportError as error:
        return str(error)
    except ValueError as error:
        return str(error)
    return ""


def registry() -> None:
    operation = OPERATIONS["copilotOrganizationUsersOneDayUsageMetrics"]
    assert_type(operation, Operation[object])
    assert_type(operation.path, str)
    assert_type(operation.statuses, tuple[str, ...])
    assert_type(operation.sunset, datetime.date | None)
    parameter: Parameter = operation.parameters[0]
    assert_type(parameter.required, bool)
    assert_type(len(old.OPERATIONS), int)
    for operation_id in OPERATIONS:
        assert_type(operation_id, str)
    texts: tuple[str, str, str] = (API_VERSION, SPEC_SHA256, __version__)
    _ = texts


def row_types() -> None:
    row = rows.UserDay.from_dict({"day": "2026-05-07", "user_id": 1001})
    assert_type(row, rows.UserDay)


def against_a_fake() -> None:
    try:
        with FakeGitHub(seats=200, scenario=["crlf", "truncate=5000,times=1"]) as github:
            client = CopilotMetrics(github.token, base_url=github.base_url)
            client.rows.copilot_users_usage_metrics(github.enterprise)
            for request in github.requests:
                assert_type(request, ReceivedRequest)
            entity: Entity = github.entity(github.organizations[0])
            for row in github.user_rows(entity, github.today):
                assert row["user_id"] != 0
    except ScenarioError as error:
        assert_type(error, ScenarioError)
    with clock_at(datetime.date(2028, 2, 29)), FakeGitHub() as leap:
        assert_type(leap.today, datetime.date)
    scenarios: list[Scenario] = list(SCENARIOS.values())
    _ = (scenarios, Estate, fake_github)
