"""API versions share equal parts: five of them are hardly larger than two, and each behaves as if it were alone."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from generator.render.build import build_api
from generator.render.model import ApiModel
from generator.render.sharing import split
from tests.render import harness
from tests.strict import mypy

from . import versions
from .versions import (
    Change,
    add_field,
    add_operation,
    add_parameter,
    api_lines,
    package_of,
    remove_operation,
)

NEWER = ("v2027_03_10", "v2028_03_10", "v2029_03_10")
ONE_DAY, LATEST = "copilot-usage-metrics-1-day-report", "copilot-usage-metrics-28-day-report"
USERS = "copilot_organization_users_one_day_usage_metrics"
USERS_LATEST = "copilot_organization_users_usage_metrics"
CHANGES: dict[str, tuple[Change, Change, Change]] = {
    "an error, a report, an operation": (add_field("basic-error"), add_operation, remove_operation),
    "a parameter, an error, an operation": (add_parameter, add_field("basic-error"), add_operation),
    "the models of all reports": (add_field(ONE_DAY), add_field(LATEST), add_parameter),
    "nothing but operations": (add_operation, add_parameter, remove_operation),
}


def changed(name: str) -> dict[str, Change]:
    """The changes by API version."""
    return {
        each[1:].replace("_", "-"): change
        for each, change in zip(NEWER, CHANGES[name], strict=True)
    }


@pytest.mark.parametrize("name", CHANGES)
def test_each_further_api_version_adds_at_most_1100_lines(name: str) -> None:
    two, five = api_lines(versions.ours()), api_lines(package_of(changed(name)))
    summary = (
        f"{name}: {two} lines for two API versions, {five} for five, {five / two:.2f} times as many"
    )
    sys.stdout.write(f"{summary}\n")
    assert two < five <= two + len(NEWER) * 1100


def test_a_version_that_equals_another_has_no_code_of_its_own() -> None:
    files = package_of({"2027-03-10": lambda description: None})
    two = versions.ours()
    assert (
        files["_since_2022_11_28/client.py"].replace(", 2027-03-10", "")
        == two["_since_2022_11_28/client.py"]
    )
    own = "".join(text for path, text in files.items() if path.startswith("v2027_03_10/"))
    assert sum(not re.fullmatch(r' +"?\w+"?,', line) for line in own.splitlines()) < 300
    assert "def copilot" not in own
    assert "(Model)" not in own


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a package of five API versions, which can be imported as `five`."""
    folder = tmp_path_factory.mktemp("five")
    for path, text in package_of(changed("the models of all reports"), "five").items():
        target = folder / "five" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield folder


@cache
def version(name: str) -> ModuleType:
    """The subpackage of an API version."""
    return importlib.import_module(f"five.{name}")


@pytest.mark.usefixtures("five")
def test_a_model_is_one_class_until_it_changes() -> None:
    older, newer, newest = map(version, ("v2022_11_28", "v2027_03_10", "v2029_03_10"))
    assert older.models.BasicError is newest.models.BasicError
    assert older.models.CopilotMetrics1DayReport is not newer.models.CopilotMetrics1DayReport
    assert newer.models.CopilotMetrics1DayReport is newest.models.CopilotMetrics1DayReport
    assert newer.models.CopilotMetrics28DayReport is not newest.models.CopilotMetrics28DayReport
    names = {"download_links", "extra", "report_day"}
    annotations = [
        inspect.get_annotations(each.models.CopilotMetrics1DayReport) for each in (older, newer)
    ]
    assert [names | set(each) for each in annotations] == [names, names | {"trace_id"}]


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("name", ["v2022_11_28", "v2026_03_10", *NEWER])
def test_each_version_equals_a_package_of_its_own(name: str) -> None:
    package = version(name)
    assert name[1:].replace("_", "-") == package.API_VERSION
    for cls in (package.CopilotMetrics, package.AsyncCopilotMetrics):
        for operation in package.OPERATIONS.values():
            method = inspect.unwrap(getattr(cls, operation.function))
            assert getattr(cls, operation.operation_id) is getattr(cls, operation.function)
            parameters = [*inspect.signature(method).parameters][1:]
            names = [each.name for each in operation.parameters]
            assert sorted(parameters) == sorted([*names, "timeout"])
            models = re.findall(r"\w+", method.__annotations__["return"])
            expected = [
                getattr(package.models, each) for each in models if each in package.models.__all__
            ]
            found = [method.__globals__[each] for each in models if each in package.models.__all__]
            assert found == expected
    namespaces = importlib.import_module(f"five.{name}.namespaces")
    with package.CopilotMetrics("t") as client:
        assert type(client.rows) is namespaces.ReportRows
        assert type(client.items) is namespaces.PagedItems
        rows = client.rows.copilot_organization_users_usage_metrics("octo")
        assert rows._operation is package.OPERATIONS["copilotOrganizationUsersUsageMetrics"]


@pytest.mark.usefixtures("five")
def test_a_method_has_one_long_docstring() -> None:
    """The newest version with the same text has it; an older version's own method points there."""

    def doc(name: str, function: str) -> str:
        return inspect.getdoc(getattr(version(name).CopilotMetrics, function)) or ""

    for function in (USERS, USERS_LATEST):
        assert "Who may call it:" in doc("v2029_03_10", function)
        assert "Who may call it:" not in doc("v2022_11_28", function)
        assert f"See `five.v2029_03_10.CopilotMetrics.{function}`." in doc("v2022_11_28", function)
    # one more parameter, so the description differs
    assert "surface:" in doc("v2029_03_10", "get_usage_records")
    assert "Who may call it:" in doc("v2028_03_10", "get_usage_records")
    assert "surface:" not in doc("v2028_03_10", "get_usage_records")


USAGE = """
from typing import assert_type

from five import NoData, v2022_11_28, v2029_03_10

with v2022_11_28.CopilotMetrics("t") as older, v2029_03_10.CopilotMetrics("t") as newer:
    before = older.copilot_organization_users_usage_metrics("octo")
    assert_type(before, v2022_11_28.models.CopilotMetrics28DayReport | NoData)
    after = newer.copilot_organization_users_usage_metrics("octo")
    assert_type(after, v2029_03_10.models.CopilotMetrics28DayReport | NoData)
    if after:
        print(after.trace_id)
    if before:
        print(before.trace_id)  # type: ignore[attr-defined]
    newer.get_usage_records("octo", surface="cli")
    older.get_usage_records("octo", surface="cli")  # type: ignore[call-arg]
    newer.copilot_metrics_for_team  # type: ignore[attr-defined]
    for row in newer.rows.copilot_organization_users_usage_metrics("octo"):
        print(row.user_login)
    v2029_03_10.no_such_name  # type: ignore[attr-defined]
"""


def test_package_is_strictly_typed(five: Path, mypy_cache: Path) -> None:
    (five / "usage.py").write_text(USAGE, "utf-8")
    modules = [
        path
        for path in sorted((five / "five").rglob("*.py"))
        if not {"_runtime", "testing"} & set(path.relative_to(five).parts)
    ]
    found = mypy(five, mypy_cache, [*modules, five / "usage.py"])
    assert found.returncode == 0, found.stdout + found.stderr


def test_folders_are_named_by_their_versions() -> None:
    files = package_of(changed("a parameter, an error, an operation"))
    folders = {path.split("/")[0] for path in files if re.match("_(since|from|in)_", path)}
    assert folders == {
        "_since_2022_11_28",
        "_from_2022_11_28_to_2026_03_10",
        "_from_2022_11_28_to_2027_03_10",
        "_since_2028_03_10",
    }


def test_code_missing_in_a_middle_version_is_shared_by_the_others() -> None:
    api = build_api(harness.operation(), api_version="2026-01-01", spec_sha256="", row_keys={})
    other = attrs.evolve(api.operations[0], description="Something else.")
    apis = [
        api,
        attrs.evolve(api, api_version="2027-01-01", operations=(other,)),
        attrs.evolve(api, api_version="2028-01-01"),
    ]
    parts = {part.folder: len(part.operations) for part in split(apis)}
    assert parts == {
        "_in_2026_01_01_2028_01_01": 1,
        "v2026_01_01": 0,
        "v2027_01_01": 1,
        "v2028_01_01": 0,
    }


def test_a_model_that_refers_to_another_one_differs_with_it() -> None:
    def described(leaf: str) -> ApiModel:
        tree = {
            "type": "object",
            "properties": {
                "next": {"$ref": "#/components/schemas/tree"},
                "leaf": {"$ref": "#/components/schemas/leaf"},
            },
        }
        leaves = {"type": "object", "properties": {leaf: {"type": "string"}}}
        document = harness.answering({"$ref": "#/components/schemas/tree"}, tree=tree, leaf=leaves)
        return build_api(document, api_version=f"2026-01-0{len(leaf)}", spec_sha256="", row_keys={})

    same = split([described("a"), attrs.evolve(described("a"), api_version="2026-01-02")])
    assert [(part.folder, len(part.models)) for part in same if part.models] == [
        ("_since_2026_01_01", 2)
    ]
    different = split([described("a"), described("bb")])
    assert [(part.folder, len(part.models)) for part in different] == [
        ("v2026_01_01", 2),
        ("v2026_01_02", 2),
    ]
