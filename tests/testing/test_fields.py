"""Every known field occurs in the fake's files, and some fields are absent or null."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from generator import document
from tests.frame.repository import ROOT

ROWS = document.read(ROOT / "spec" / "rows.yaml")
TODAY = datetime.date(2026, 11, 20)
REPORTS = {
    "AggregateDay": "copilotOrganizationOneDayUsageMetrics",
    "AggregateWindow": "copilotOrganizationUsageMetrics",
    "UserDay": "copilotOrganizationUsersOneDayUsageMetrics",
    "UserWindowDay": "copilotOrganizationUsersUsageMetrics",
    "UserTeamDay": "copilotOrganizationUserTeamsOneDayReport",
    "RepositoryDay": "copilotOrganizationReposOneDayReport",
}
COMMENTS = "pull_requests.copilot_suggestions_by_comment_type."
ELSEWHERE = {
    ("UserTeamDay", "enterprise_id"),  # in enterprises' reports only
    ("RepositoryDay", f"{COMMENTS}comment_type"),  # the list is always empty there
    ("RepositoryDay", f"{COMMENTS}total_copilot_suggestions"),
    ("RepositoryDay", f"{COMMENTS}total_copilot_applied_suggestions"),
}
EARLY = "user_initiated_interaction_count"
"""The name of a field of customizations in the earliest rows (now `interaction_count`); a scenario has it."""


def fields(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a type of rows.yaml: its own, those of its groups, and of the type that it extends."""
    found: dict[str, Any] = {}
    for base in entry.get("allOf", ()):
        found |= fields(target(base["$ref"]))
    for name in entry.get("x-fields-of", ()):
        found |= fields(ROWS["groups"][name])
    found |= entry.get("properties", {})
    return found


def target(reference: str) -> Any:
    _, kind, name = reference.split("/")
    return ROWS[kind][name]


def known(entry: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The paths of all fields below a type."""
    for name, schema in fields(entry).items():
        path = f"{above}{name}"
        yield path
        below = schema.get("$ref") or schema.get("items", {}).get("$ref")
        if below:
            yield from known(target(below), f"{path}.")


def values_by_path(value: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield f"{above}{name}", below
            yield from values_by_path(below, f"{above}{name}.")
    elif isinstance(value, list):
        for item in value:
            yield from values_by_path(item, above)


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, list[Any]]]:
    """The values of five weeks by row type and path, as in files."""
    fake = FakeGitHub(seats=200, days=35, today=TODAY, scenario="documented-fields")
    found: dict[str, dict[str, list[Any]]] = {}
    for row_type, operation in REPORTS.items():
        paths: dict[str, list[Any]] = defaultdict(list)
        for day in (*fake.days[-3:], *fake.days[:3]) if row_type == "UserDay" else fake.days[-2:]:
            for pieces in fake.files(operation, "octo-org", day):
                for line in b"".join(pieces).splitlines():
                    for path, value in values_by_path(json.loads(line)):
                        paths[path].append(value)
        found[row_type] = paths
    return found


@pytest.mark.parametrize("row_type", REPORTS)
def test_every_known_field_occurs(row_type: str, seen: dict[str, dict[str, list[Any]]]) -> None:
    expected = set(known(ROWS["rows"][row_type]))
    expected -= {field for each, field in ELSEWHERE if each == row_type}
    expected -= {path for path in expected if path.endswith(EARLY) and _is_customization(path)}
    assert expected - seen[row_type].keys() == set()


@pytest.mark.parametrize("row_type", REPORTS)
def test_no_unknown_field_occurs(row_type: str, seen: dict[str, dict[str, list[Any]]]) -> None:
    assert seen[row_type].keys() - set(known(ROWS["rows"][row_type])) == set()


def test_some_fields_are_null_and_some_are_absent(seen: dict[str, dict[str, list[Any]]]) -> None:
    rows = len(seen["UserDay"]["day"])
    users = seen["UserDay"]
    for name in ("used_copilot_code_review_active", "totals_by_copilot_app", "totals_by_skill"):
        assert None in users[name]
        assert any(value is not None for value in users[name])
    absent = (
        "totals_by_cli",
        "totals_by_language_model",
        "totals_by_skill",
        "used_cli",
        "used_vscode_agent",
        "totals_by_3rd_party_agent",
    )
    assert all(0 < len(users[name]) < rows for name in absent)


def test_an_old_day_has_the_fields_of_its_time() -> None:
    fake = FakeGitHub(seats=50, days=220, today=TODAY)
    first = next(iter(fake.user_rows("octo-org", datetime.date(2026, 4, 15))))
    later = next(iter(fake.user_rows("octo-org", datetime.date(2026, 6, 22))))
    assert {"used_copilot_cloud_agent"} <= first.keys()
    assert not {"ai_credits_used", "ai_adoption_phase", "used_copilot_app"} & first.keys()
    assert {"ai_credits_used", "ai_adoption_phase"} <= later.keys()
    assert "distinct_skill_use_count" not in later
    aggregate = fake.aggregate("octo-org", datetime.date(2026, 4, 15))
    assert aggregate is not None
    assert "daily_active_copilot_cloud_agent_users" in aggregate
    assert "daily_active_copilot_code_review_users" not in aggregate


def test_logins_change_and_ids_do_not() -> None:
    fake = FakeGitHub(seats=200, days=28, organizations=1, today=TODAY)
    logins: dict[int, set[str]] = defaultdict(set)
    for row in fake.window_rows("octo-org"):
        logins[row["user_id"]].add(row["user_login"])
    assert {len(each) for each in logins.values()} == {1, 2}


def _is_customization(path: str) -> bool:
    kinds = ("skill", "custom_agent", "mcp", "slash_cmd", "plugin")
    return path.split(".")[-2] in {f"totals_by_{kind}" for kind in kinds} if "." in path else False
