"""The facts on GitHub's page of each operation are in `OPERATIONS` or in the docstring of its method."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import copilot_usage_metrics.v2022_11_28
import copilot_usage_metrics.v2026_03_10
from generator import document

TABLE = document.read(Path(__file__).parent / "page_facts.yaml")
PACKAGES: dict[str, ModuleType] = {
    "2026-03-10": copilot_usage_metrics.v2026_03_10,
    "2022-11-28": copilot_usage_metrics.v2022_11_28,
}
FACTS = [
    pytest.param(PACKAGES[TABLE["pages"][fact["page"]]["api_version"]], operation_id, fact, id=name)
    for operation_id, facts in TABLE["facts"].items()
    for number, fact in enumerate(facts, 1)
    for name in [f"{fact['page']}-{operation_id}-{number}"]
]


SHARED = ("oauth_scopes", "permissions", "roles", "stage", "token_kinds_that_work")
"""Facts that every page has, since a caller needs them."""
OPERATIONS = [
    pytest.param(operation, id=f"{version}-{operation.operation_id}")
    for version, package in PACKAGES.items()
    for operation in package.OPERATIONS.values()
]


def test_every_operation_of_the_table_exists() -> None:
    assert TABLE["facts"].keys() <= copilot_usage_metrics.v2022_11_28.OPERATIONS.keys()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_has_the_facts_that_all_pages_have(operation: Any) -> None:
    has_permissions = operation.stage != "closed" and bool(
        {"app-user", "app-installation", "fine-grained-pat"} & {*operation.token_kinds_that_work}
    )
    wanted = [name for name in SHARED if name != "permissions" or has_permissions]
    assert [name for name in wanted if not getattr(operation, name)] == []
    assert operation.documentation_url.startswith("https://docs.github.com/")
    if operation.report:
        assert operation.row_type
        assert operation.file_shape
        assert operation.freshness


@pytest.mark.parametrize(("package", "operation_id", "fact"), FACTS)
def test_fact_of_the_page_is_in_the_package(
    package: ModuleType, operation_id: str, fact: dict[str, Any]
) -> None:
    operation = package.OPERATIONS[operation_id]
    if "docstring" in fact:
        docstring = inspect.getdoc(getattr(package.CopilotMetrics, operation.function)) or ""
        assert " ".join(fact["docstring"].split()) in " ".join(docstring.split()), fact["fact"]
        pointer = inspect.getdoc(getattr(package.AsyncCopilotMetrics, operation.function)) or ""
        assert f"See `CopilotMetrics.{operation.function}`." in pointer
    else:
        is_outdated = fact["operations"] == "stage" and operation.deprecated
        expected = "closed" if is_outdated else fact["value"]
        assert plain(looked_up(operation, fact["operations"])) == expected, fact["fact"]


def looked_up(value: Any, path: str) -> Any:
    """The value at a dotted path; a parameter is named by its wire name."""
    for step in path.split("."):
        if isinstance(value, tuple):
            value = {each.wire_name: each for each in value}[step]
        elif isinstance(value, Mapping):
            value = value[step]
        else:
            value = getattr(value, step)
    return value


def plain(value: Any) -> Any:
    """A value of the registry in the form that the table uses."""
    if attrs.has(type(value)):
        return {key: plain(each) for key, each in attrs.asdict(value).items()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value
