"""The operations of both API versions, by octokit's names and ours, and the facts of the closed ones.

The tables are pins, copied by hand from GitHub's description: their names and paths never change. Operations that are
not in the tables are taken from `spec/` and follow the same rules.
"""

from __future__ import annotations

import datetime
import importlib
import inspect
from collections.abc import Iterable
from types import ModuleType

import pytest

import copilot_usage_metrics.v2022_11_28 as old
import copilot_usage_metrics.v2026_03_10 as new
from copilot_usage_metrics import rows
from copilot_usage_metrics._runtime.client.client import AsyncClient, SyncClient
from generator import document
from tests.frame.repository import ROOT

ENTERPRISE = "/enterprises/{enterprise}"
REPORTS = "/copilot/metrics/reports"
CURRENT = {
    "copilot/copilot-enterprise-one-day-usage-metrics": f"{ENTERPRISE}{REPORTS}/enterprise-1-day",
    "copilot/copilot-enterprise-usage-metrics": f"{ENTERPRISE}{REPORTS}/enterprise-28-day/latest",
    "copilot/copilot-users-one-day-usage-metrics": f"{ENTERPRISE}{REPORTS}/users-1-day",
    "copilot/copilot-users-usage-metrics": f"{ENTERPRISE}{REPORTS}/users-28-day/latest",
    "copilot/copilot-enterprise-user-teams-one-day-report": f"{ENTERPRISE}{REPORTS}/user-teams-1-day",
    "copilot/copilot-enterprise-repos-one-day-report": f"{ENTERPRISE}{REPORTS}/repos-1-day",
    "copilot/get-usage-records": f"{ENTERPRISE}/copilot/usage-records",
    "copilot/copilot-organization-one-day-usage-metrics": f"/orgs/{{org}}{REPORTS}/organization-1-day",
    "copilot/copilot-organization-usage-metrics": f"/orgs/{{org}}{REPORTS}/organization-28-day/latest",
    "copilot/copilot-organization-users-one-day-usage-metrics": f"/orgs/{{org}}{REPORTS}/users-1-day",
    "copilot/copilot-organization-users-usage-metrics": f"/orgs/{{org}}{REPORTS}/users-28-day/latest",
    "copilot/copilot-organization-user-teams-one-day-report": f"/orgs/{{org}}{REPORTS}/user-teams-1-day",
    "copilot/copilot-organization-repos-one-day-report": f"/orgs/{{org}}{REPORTS}/repos-1-day",
}
USAGE = {
    "copilot/usage-metrics-for-enterprise": f"{ENTERPRISE}/copilot/usage",
    "copilot/usage-metrics-for-enterprise-team": f"{ENTERPRISE}/team/{{team_slug}}/copilot/usage",
    "copilot/usage-metrics-for-org": "/orgs/{org}/copilot/usage",
    "copilot/usage-metrics-for-team": "/orgs/{org}/team/{team_slug}/copilot/usage",
}
METRICS = {
    "copilot/copilot-metrics-for-enterprise": f"{ENTERPRISE}/copilot/metrics",
    "copilot/copilot-metrics-for-enterprise-team": f"{ENTERPRISE}/team/{{team_slug}}/copilot/metrics",
    "copilot/copilot-metrics-for-organization": "/orgs/{org}/copilot/metrics",
    "copilot/copilot-metrics-for-team": "/orgs/{org}/team/{team_slug}/copilot/metrics",
}
KEYWORD_ONLY = inspect.Parameter.KEYWORD_ONLY
PINNED = {"2026-03-10": CURRENT, "2022-11-28": {**CURRENT, **USAGE, **METRICS}}


def described(api_version: str) -> dict[str, str]:
    """Paths by GitHub's operationId, as the description has them."""
    paths = document.read(ROOT / "spec" / f"{api_version}.yaml")["paths"]
    return {
        operation["x-upstream-operation-id"]: path
        for path, item in paths.items()
        for operation in item.values()
    }


VERSIONS = [
    pytest.param(new, described("2026-03-10"), id="2026-03-10"),
    pytest.param(old, described("2022-11-28"), id="2022-11-28"),
]


def words(upstream: str) -> list[str]:
    return upstream.partition("/")[2].split("-")


def octokit(upstream: str) -> str:
    """copilot/get-usage-records → getUsageRecords."""
    first, *rest = words(upstream)
    return first + "".join(word.capitalize() for word in rest)


def both_names(table: Iterable[str]) -> set[str]:
    return {name for each in table for name in ("_".join(words(each)), octokit(each))}


def public(cls: type) -> set[str]:
    inherited = set(dir(SyncClient)) | set(dir(AsyncClient))
    return {name for name in dir(cls) if not name.startswith("_")} - inherited


def taken(cls: type, function: str) -> dict[str, tuple[object, object, object]]:
    """Kind, annotation and default of each parameter."""
    parameters = list(inspect.signature(getattr(cls, function)).parameters.values())[1:]
    return {each.name: (each.kind, each.annotation, each.default) for each in parameters}


def succeeds(operation_id: str) -> str:
    """The operationId of the successor of a closed operation."""
    for scope, successor in {
        "EnterpriseTeam": "copilotEnterpriseUserTeamsOneDayReport",
        "Team": "copilotOrganizationUserTeamsOneDayReport",
        "Enterprise": "copilotEnterpriseOneDayUsageMetrics",
    }.items():
        if operation_id.endswith(f"For{scope}"):
            return successor
    return "copilotOrganizationOneDayUsageMetrics"


@pytest.mark.parametrize(("package", "table"), VERSIONS)
def test_every_operation_has_its_pinned_name_and_path(
    package: ModuleType, table: dict[str, str]
) -> None:
    operations = package.OPERATIONS
    assert PINNED[package.API_VERSION].items() <= table.items()
    assert set(operations) == {octokit(upstream) for upstream in table}
    for upstream, path in table.items():
        operation = operations[octokit(upstream)]
        assert operation.operation_id == octokit(upstream)
        assert operation.upstream_operation_id == upstream
        assert operation.function == "_".join(words(upstream))
        assert operation.path == path
        assert operation.method == "GET"


@pytest.mark.parametrize(("package", "table"), VERSIONS)
def test_both_clients_have_both_names(package: ModuleType, table: dict[str, str]) -> None:
    for client in (package.CopilotMetrics, package.AsyncCopilotMetrics):
        assert public(client) == both_names(table) | {"rows", "items"}
        assert len(both_names(table)) == 2 * len(table)
        for upstream in table:
            method = getattr(client, "_".join(words(upstream)))
            assert getattr(client, octokit(upstream)) is method
            function = inspect.unwrap(method)  # a closed operation is wrapped to warn
            assert inspect.iscoroutinefunction(function) == (client is package.AsyncCopilotMetrics)


@pytest.mark.parametrize(("package", "table"), VERSIONS)
def test_rows_and_items_have_both_names_too(package: ModuleType, table: dict[str, str]) -> None:
    reports = {upstream for upstream, path in table.items() if REPORTS in path}
    assert reports
    paged = {upstream for upstream in table if package.OPERATIONS[octokit(upstream)].pagination}
    assert paged.isdisjoint(reports)
    namespaces = importlib.import_module(f"{package.__name__}.namespaces")
    for kind in ("", "Async"):
        assert public(getattr(namespaces, f"{kind}ReportRows")) == both_names(reports)
        assert public(getattr(namespaces, f"{kind}PagedItems")) == both_names(paged)


@pytest.mark.parametrize("package", [new, old], ids=["2026-03-10", "2022-11-28"])
def test_rows_and_items_have_the_parameters_of_the_client(package: ModuleType) -> None:
    namespaces = importlib.import_module(f"{package.__name__}.namespaces")
    for operation in package.OPERATIONS.values():
        if not operation.report and operation.pagination is None:
            continue
        name = "ReportRows" if operation.report else "PagedItems"
        for kind in ("", "Async"):
            expected = taken(getattr(package, f"{kind}CopilotMetrics"), operation.function)
            method = getattr(getattr(namespaces, f"{kind}{name}"), operation.function)
            assert getattr(getattr(namespaces, f"{kind}{name}"), operation.operation_id) is method
            assert not inspect.iscoroutinefunction(inspect.unwrap(method))  # returns at once
            given = taken(getattr(namespaces, f"{kind}{name}"), operation.function)
            if operation.report and "day" in expected:
                days = {each: given.pop(each) for each in ("day", "since", "until")}
                assert set(days.values()) == {(KEYWORD_ONLY, "datetime.date | None", None)}
                assert expected.pop("day")[1] == "datetime.date"
            assert given == expected, operation.function


@pytest.mark.parametrize(("package", "table"), VERSIONS)
def test_only_path_parameters_may_be_positional(package: ModuleType, table: dict[str, str]) -> None:
    for operation in package.OPERATIONS.values():
        for client in (package.CopilotMetrics, package.AsyncCopilotMetrics):
            parameters = list(
                inspect.signature(getattr(client, operation.function)).parameters.values()
            )
            kinds = {each.name: each.kind for each in parameters[1:]}
            assert kinds == {
                each.name: inspect.Parameter.POSITIONAL_OR_KEYWORD
                if each.location == "path"
                else inspect.Parameter.KEYWORD_ONLY
                for each in operation.parameters
            } | {"timeout": inspect.Parameter.KEYWORD_ONLY}


def test_only_closed_operations_are_deprecated() -> None:
    closed = {each.operation_id for each in old.OPERATIONS.values() if each.deprecated}
    assert closed >= {octokit(upstream) for upstream in (*USAGE, *METRICS)}
    assert closed == {
        each.operation_id for each in old.OPERATIONS.values() if each.stage == "closed"
    }
    for each in (*old.OPERATIONS.values(), *new.OPERATIONS.values()):
        assert (each.stage == "closed") == (each.sunset is not None) == each.deprecated
    assert new.OPERATIONS.keys().isdisjoint(octokit(upstream) for upstream in (*USAGE, *METRICS))


@pytest.mark.parametrize("upstream", USAGE)
def test_usage_operations_name_their_closing_in_march_2025(upstream: str) -> None:
    operation = old.OPERATIONS[octokit(upstream)]
    assert operation.sunset == datetime.date(2025, 3, 1)
    assert operation.last_data_day == datetime.date(2025, 2, 1)
    assert operation.since_max_age_days == 28
    assert operation.successor == succeeds(operation.operation_id)


@pytest.mark.parametrize("upstream", METRICS)
def test_metrics_operations_name_their_closing_in_april_2026(upstream: str) -> None:
    operation = old.OPERATIONS[octokit(upstream)]
    assert operation.sunset == datetime.date(2026, 4, 2)
    assert operation.since_max_age_days == 100
    assert operation.successor == succeeds(operation.operation_id)


@pytest.mark.parametrize("upstream", [*USAGE, *METRICS])
def test_a_closed_operation_is_marked_everywhere(upstream: str) -> None:
    operation = old.OPERATIONS[octokit(upstream)]
    assert operation.successor is not None
    assert operation.successor in new.OPERATIONS
    for client in (old.CopilotMetrics, old.AsyncCopilotMetrics):
        method = getattr(client, operation.function)
        for text in (method.__doc__, method.__deprecated__):
            assert str(operation.sunset) in text
            assert operation.successor in text


def test_report_operations_have_a_row_type() -> None:
    reports = {each.operation_id for each in new.OPERATIONS.values() if each.report}
    assert reports == {
        octokit(upstream) for upstream, path in described("2026-03-10").items() if REPORTS in path
    }
    for operation_id in reports:
        operation = new.OPERATIONS[operation_id]
        assert operation.row_type in rows.ROW_TYPES
        assert operation.row_key
        assert old.OPERATIONS[operation_id].row_type == operation.row_type
