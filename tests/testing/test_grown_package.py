"""New operations, row types and row fields in spec/ are served by the fake without code for them."""

from __future__ import annotations

import asyncio
import datetime
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.testing import grown

TODAY = datetime.date(2026, 11, 20)
DAY = TODAY - datetime.timedelta(days=1)
OPERATIONS = {
    scope: f"copilot_{scope}_widgets_one_day_report" for scope in ("organization", "enterprise")
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("grown")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield grown.import_package(folder)
    grown.forget_package()


@pytest.fixture(scope="module")
def github(package: ModuleType) -> Iterator[Any]:
    testing = importlib.import_module(f"{grown.NAME}.testing")
    with testing.FakeGitHub(seats=60, days=10, today=TODAY, rate_limit=10**6) as fake:
        yield fake


@pytest.fixture(scope="module")
def client(package: ModuleType, github: Any) -> Iterator[Any]:
    with package.CopilotMetrics(github.token, base_url=github.base_url) as made:
        yield made


def entity_of(github: Any, scope: str) -> str:
    name: str = github.organizations[0] if scope == "organization" else github.enterprise
    return name


@pytest.mark.parametrize("scope", OPERATIONS)
def test_report_of_an_unknown_row_type_has_rows_of_its_schema(
    package: ModuleType, github: Any, client: Any, scope: str
) -> None:
    slug = entity_of(github, scope)
    report = getattr(client.rows, OPERATIONS[scope])(slug, day=DAY)
    found = list(report)
    assert found
    assert not report.unknown_keys
    assert not report.type_drift
    assert not report.duplicates
    assert all(type(each).__name__ == "WidgetDay" and each.day == DAY for each in found)
    assert {each.enterprise_id for each in found} == {str(github.entity(github.enterprise).id)}
    ids = {each.organization_id for each in found}
    unset = package.UNSET
    assert ids == ({str(github.entity(slug).id)} if scope == "organization" else {unset})
    assert len({each.widget_id for each in found}) == len(found)
    for each in found:
        for name in grown.WIDGET_DAY["properties"].keys() - {"organization_id"}:
            assert getattr(each, name) not in (None, unset), name
        assert each.model.maker == "acme"
        assert all(isinstance(inner.loc_added_sum, int) for inner in each.totals_by_feature)


def test_both_api_versions_and_both_clients_have_it(package: ModuleType, github: Any) -> None:
    slug = github.organizations[0]

    async def read(version: str) -> list[Any]:
        module = importlib.import_module(f"{grown.NAME}.{version}")
        async with module.AsyncCopilotMetrics(github.token, base_url=github.base_url) as client:
            rows = client.rows.copilotOrganizationWidgetsOneDayReport(slug, day=DAY)
            return [each async for each in rows]

    versions = [asyncio.run(read(version)) for version in ("v2022_11_28", "v2026_03_10")]
    assert versions[0] == versions[1] != []


def test_new_fields_are_in_every_row_that_has_their_type(github: Any, client: Any) -> None:
    slug = github.organizations[0]
    by_user = {}
    for row in client.rows.copilot_organization_users_one_day_usage_metrics(slug, day=DAY):
        assert isinstance(row.quick_fix_count, int)
        assert all(isinstance(each.theme, str) for each in row.totals_by_ide)
        by_user[row.user_id] = row.quick_fix_count
    assert len(set(by_user.values())) > 1
    window = client.rows.copilot_organization_users_usage_metrics(slug)
    on_day = {each.user_id: each.quick_fix_count for each in window if each.day == DAY}
    assert on_day == by_user  # the same user's day is the same in both files
    days = list(client.rows.copilot_organization_usage_metrics(slug))
    assert all(0 <= each.quick_fix_users <= 60 for each in days if each.day == DAY)


def test_new_fields_are_absent_before_their_first_day(
    client: Any, github: Any, package: ModuleType
) -> None:
    before = datetime.date.fromisoformat(grown.SINCE) - datetime.timedelta(days=2)
    rows = client.rows.copilot_organization_users_one_day_usage_metrics(
        github.organizations[0], day=before
    )
    assert {each.quick_fix_count for each in rows} == {package.UNSET}
    assert (
        client.copilot_organization_widgets_one_day_report(
            github.organizations[0], day=before
        ).status
        == 204
    )


def test_operation_other_than_a_report_responds_with_a_body_of_its_type(
    package: ModuleType, github: Any, client: Any
) -> None:
    summary = client.copilot_widget_summary(github.organizations[0])
    assert type(summary).__name__ == "WidgetSummary"
    assert summary.newest_day == DAY
    assert summary.names
    assert summary.extra == {}
    with pytest.raises(package.NotFoundError):
        client.copilot_widget_summary("nobody")


def test_pages_of_an_unknown_operation_are_followed(github: Any, client: Any) -> None:
    items = list(client.items.list_copilot_widgets(github.organizations[0], per_page=10))
    one = client.list_copilot_widgets(github.organizations[0], per_page=10)
    assert len(one) < len(items)
    assert {type(each).__name__ for each in items} == {"WidgetSummary"}


@pytest.mark.parametrize(
    "scenario", ["conflicts=2", "duplicates=2", "new-keys=2", "ids", "bad-lines=2"]
)
def test_scenarios_of_files_apply_to_rows_of_an_unknown_type(
    github: Any, client: Any, scenario: str
) -> None:
    with github.playing(scenario):
        rows = client.rows.copilot_organization_widgets_one_day_report(
            github.organizations[0], day=DAY
        )
        assert list(rows)
    seen = {
        "conflicts=2": rows.conflicts,
        "duplicates=2": rows.duplicates,
        "new-keys=2": rows.unknown_keys,
        "bad-lines=2": rows.bad_line_count,
        "ids": rows.rows,
    }
    assert seen[scenario]


def test_files_of_an_unknown_family_can_be_written(package: ModuleType, tmp_path: Path) -> None:
    command = importlib.import_module(f"{grown.NAME}.testing.__main__")
    out = tmp_path / "widgets.ndjson"
    arguments = ["--family", "widgets-1-day", "--entity", "octo-org", "--today", str(TODAY)]
    assert command.main(["write", *arguments, "--out", str(out)]) == 0
    rows = package.read_rows(out)
    assert {type(each).__name__ for each in rows} == {"WidgetDay"}
