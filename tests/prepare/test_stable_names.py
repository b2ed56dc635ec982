"""A rename upstream does not change names for users, because the names are pinned."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from generator import document
from generator.prepare import names
from tests.prepare.team_report import NONE, description, named


def python_names(value: dict[str, Any]) -> dict[str, Any]:
    """All names that users see, by a path that does not depend on upstream's names."""
    result = named(value).descriptions["2026-03-10"]
    (item,) = result["paths"].values()
    operation = item["get"]
    parameters = [*result["components"]["parameters"].values(), *operation["parameters"]]
    schemas = document.walk(result["components"]["schemas"])
    return {
        "operationId": operation["operationId"],
        "function": operation["x-python-name"],
        "aliases": operation["x-python-aliases"],
        "parameters": sorted(node["x-python-name"] for node in parameters),
        "schemas": sorted(name for key, name in schemas if key.endswith("/x-python-name")),
    }


def rename_operation_id(value: dict[str, Any]) -> None:
    (item,) = value["paths"].values()
    item["get"]["operationId"] = "teams/quite-another"


def rename_title(value: dict[str, Any]) -> None:
    value["components"]["schemas"]["team-report"]["title"] = "Something Else"
    value["components"]["schemas"]["simple-user"]["title"] = "Team Report"


def rename_schema_key(value: dict[str, Any]) -> None:
    text = json.dumps(value).replace("team-report", "zz-report").replace("simple-user", "aa-user")
    value.clear()
    value.update(json.loads(text))


def rename_path_parameter(value: dict[str, Any]) -> None:
    text = json.dumps(value).replace("{org}", "{organization}").replace("{team_slug}", "{team_id}")
    text = text.replace('"name": "org"', '"name": "organization"').replace(
        '"team_slug"', '"team_id"'
    )
    text = text.replace("parameters/org", "parameters/organization").replace(
        '{"org":', '{"organization":'
    )
    value.clear()
    value.update(json.loads(text))


RENAMES = [rename_operation_id, rename_title, rename_schema_key, rename_path_parameter]


@pytest.mark.parametrize("rename", RENAMES)
def test_a_rename_upstream_does_not_change_names_for_users(
    rename: Callable[[dict[str, Any]], None],
) -> None:
    before = python_names(description())
    changed = description()
    rename(changed)
    assert changed != description()
    assert python_names(changed) == before
    assert before == {
        "operationId": "teamReport",
        "function": "team_report",
        "aliases": ["old_team_report"],
        "parameters": ["day", "org", "page_size", "team"],
        "schemas": sorted(
            [
                "TeamReport",
                "TeamReportRow",
                "Person",
                "timestamp",
                "rows",
                "owner",
                "name",
                "inner",
                "id",
            ]
        ),
    }


def test_all_renames_at_once_do_not_change_names_for_users() -> None:
    changed = description()
    for rename in RENAMES:
        rename(changed)
    assert python_names(changed) == python_names(description())
    result = named(changed).descriptions["2026-03-10"]
    (operation,) = [item["get"] for item in result["paths"].values()]
    assert operation["x-upstream-operation-id"] == "teams/quite-another"


def test_without_pins_the_renames_change_names() -> None:
    for rename in RENAMES[:2]:
        changed = description()
        rename(changed)
        seen = [
            names.name({"v": value}, NONE).descriptions["v"] for value in (description(), changed)
        ]
        values = [
            {text for key, text in document.walk(one) if key.endswith("/x-python-name")}
            for one in seen
        ]
        assert values[0] != values[1]


def test_everything_is_pinned_and_the_input_is_not_changed() -> None:
    value = description()
    before = copy.deepcopy(value)
    assert named(value).unpinned == ()
    assert value == before


def test_naming_is_idempotent() -> None:
    once = named(description()).descriptions["2026-03-10"]
    assert named(once).descriptions["2026-03-10"] == once
