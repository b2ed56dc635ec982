"""A package with more API versions than ours: derived from the newest description by one small change per version."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import document
from generator.generate import PACKAGE, TEMPLATES
from generator.render.description import read_description
from generator.render.package import render_package
from generator.render.rows import load
from tests.frame.repository import ROOT

SPEC = ROOT / "spec"
OURS = ("2022-11-28", "2026-03-10")
_NOT_OF_AN_API = ("_runtime/", "testing/", "rows/", "files.py", "escaping.py", "__main__.py")
Change = Callable[[dict[str, Any]], None]


def operation(description: Mapping[str, Any], operation_id: str) -> dict[str, Any]:
    """An operation of a description."""
    return next(
        each
        for item in description["paths"].values()
        for each in item.values()
        if isinstance(each, dict) and each.get("operationId") == operation_id
    )


def add_field(schema: str) -> Change:
    """A change that adds an optional field to a component."""

    def change(description: dict[str, Any]) -> None:
        properties = description["components"]["schemas"][schema]["properties"]
        properties["trace_id"] = {
            "type": "string",
            "description": "Names the request in GitHub's logs.",
        }

    return change


def add_parameter(description: dict[str, Any]) -> None:
    """Usage records take one more query parameter."""
    operation(description, "getUsageRecords")["parameters"].append(
        {
            "name": "surface",
            "in": "query",
            "description": "Where the request was made.",
            "schema": {"type": "string"},
        }
    )


def remove_operation(description: dict[str, Any]) -> None:
    """Usage records are gone."""
    del description["paths"]["/enterprises/{enterprise}/copilot/usage-records"]


def add_operation(description: dict[str, Any]) -> None:
    """Organizations have one more report."""
    path = "/orgs/{org}/copilot/metrics/reports/repos-1-day"
    added = copy.deepcopy(description["paths"][path])
    added["get"] |= {
        "operationId": "copilotOrganizationWidgetsOneDayReport",
        "x-python-name": "copilot_organization_widgets_one_day_report",
        "x-upstream-operation-id": "copilot/copilot-organization-widgets-one-day-report",
    }
    description["paths"][path.replace("repos", "widgets")] = added


def package_of(changes: Mapping[str, Change], name: str = PACKAGE) -> dict[str, str]:
    """The files of a package with our API versions and one more for each change, which apply cumulatively."""
    contents = [(SPEC / f"{version}.yaml").read_bytes() for version in OURS]
    described: dict[str, Any] = dict(document.parse(contents[-1], name=SPEC / f"{OURS[-1]}.yaml"))
    for version, change in changes.items():
        described = copy.deepcopy(described)
        described["info"]["x-api-version"] = version
        change(described)
        contents.append(json.dumps(described).encode())
    versions = (*OURS, *changes)
    descriptions = [
        read_description(content, Path(f"{version}.yaml"), version)
        for content, version in zip(contents, versions, strict=True)
    ]
    files, _ = render_package(
        descriptions, load(SPEC / "rows.yaml"), name=name, version="1.0.0", templates=TEMPLATES
    )
    return files


@cache
def ours() -> dict[str, str]:
    """The files of our package."""
    return package_of({})


def api_lines(files: Mapping[str, str]) -> int:
    """The number of lines of the package that depend on its API versions."""
    return sum(
        text.count("\n")
        for path, text in files.items()
        if path.endswith(".py") and not path.startswith(_NOT_OF_AN_API)
    )
