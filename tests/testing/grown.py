"""A package generated from a copy of spec/ with operations, a row type and a row field that GitHub does not have."""

from __future__ import annotations

import copy
import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from generator import document
from generator.render.description import read_description
from generator.render.package import render_package
from generator.render.rows import load
from tests.frame.repository import ROOT

NAME = "grown_usage_metrics"
SCOPES = {"organization": "/orgs/{org}", "enterprise": "/enterprises/{enterprise}"}
SINCE = "2026-11-15"
REPORT = "copilot/metrics/reports/repos-1-day"
"""The report whose parameters, responses and facts the invented ones share."""


def field(kind: str, description: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "description": description, "x-since": SINCE, **more}


WIDGET_DAY: dict[str, Any] = {
    "description": "What one widget did on one day.",
    "x-row-key": ["entity", "widget_id", "day"],
    "x-file-shape": "lines",
    "properties": {
        "day": field("string", "When it happened, in UTC.", format="date"),
        "organization_id": field(
            "string",
            "Whose widget it is.",
            **{"x-id": True, "x-absent": "in an enterprise's report"},
        ),
        "enterprise_id": field("string", "The company around it.", **{"x-id": True}),
        "widget_id": field("string", "Which one, by which to join.", **{"x-id": True}),
        "user_login": field("string", "Who set it up."),
        "run_count": field("integer", "How often it was set to work.", **{"x-unit": "runs"}),
        "is_enabled": field("boolean", "Whether people can choose it."),
        "last_run_at": field("string", "The newest time of work.", format="date-time"),
        "cost_credits": field(
            "number", "What the work cost.", **{"format": "decimal", "x-unit": "credits"}
        ),
        "totals_by_feature": field(
            "array", "Work by kind of use.", items={"$ref": "#/objects/FeatureTotals"}
        ),
        "labels": field("array", "Words that people gave it.", items={"type": "string"}),
        "model": {
            "$ref": "#/objects/WidgetModel",
            "description": "What it runs on.",
            "x-since": SINCE,
        },
    },
}
WIDGET_MODEL = {
    "description": "The model of an widget.",
    "properties": {"maker": field("string", "Which company made it.", **{"x-values": ["acme"]})},
}
FIELDS = {
    "UserDay": {"quick_fix_count": field("integer", "Quick fixes taken.", **{"x-unit": "events"})},
    "AggregateDay": {"quick_fix_users": field("integer", "Who took any.", **{"x-unit": "users"})},
}
OBJECT_FIELDS = {"UserIdeTotals": {"theme": field("string", "Colours of the editor.")}}
SUMMARY = {
    "type": "object",
    "title": "Widget summary",
    "description": "All widgets of an organization at once.",
    "x-python-class": "WidgetSummary",
    "required": ["total", "newest_day"],
    "properties": {
        "total": {"type": "integer", "description": "How many exist."},
        "newest_day": {"type": "string", "format": "date", "description": "The latest with data."},
        "names": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What each is called.",
        },
        "is_partial": {
            "type": "boolean",
            "nullable": True,
            "description": "Whether some are left out.",
        },
    },
}


def grow_description(value: dict[str, Any]) -> dict[str, Any]:
    """The description with a report for each scope, an operation with one object and one with pages."""
    grown = copy.deepcopy(value)
    paths = grown["paths"]
    report: dict[str, Any] = {}
    for scope, base in SCOPES.items():
        report = copy.deepcopy(paths[f"{base}/{REPORT}"]["get"])
        report |= _names(f"copilot-{scope}-widgets-one-day-report")
        report |= {
            "summary": f"Links to what widgets of an {scope} did.",
            "x-row-type": "WidgetDay",
        }
        report["x-day-window"] = {"first": SINCE, "max-age-days": 365}
        paths[f"{base}/copilot/metrics/reports/widgets-1-day"] = {"get": report}
    grown["components"]["schemas"]["widget-summary"] = SUMMARY
    model = {"$ref": "#/components/schemas/widget-summary"}
    paths["/orgs/{org}/copilot/widget-summary"] = {
        "get": _other(report, "copilot-widget-summary", model, [])
    }
    sizes = [_integer("per_page", 30), _integer("page", 1)]
    many = _other(report, "list-copilot-widgets", {"type": "array", "items": model}, sizes)
    many["x-pagination"] = {
        "style": "page", "size": "per_page", "page": "page", "default": 30, "largest": 100,
    }  # fmt: skip
    paths["/orgs/{org}/copilot/widgets"] = {"get": many}
    return grown


def _names(upstream: str) -> dict[str, str]:
    first, *rest = upstream.split("-")
    return {
        "operationId": first + "".join(word.capitalize() for word in rest),
        "x-upstream-operation-id": f"copilot/{upstream}",
        "x-python-name": upstream.replace("-", "_"),
    }


def _integer(name: str, default: int) -> dict[str, Any]:
    schema = {"type": "integer", "default": default}
    return {"name": name, "in": "query", "description": "Which part of it.", "schema": schema}


def _other(
    report: dict[str, Any], upstream: str, schema: dict[str, Any], query: list[dict[str, Any]]
) -> dict[str, Any]:
    """An operation like a report, except that its response contains the data."""
    gone = ("x-row-type", "x-file-shape", "x-day-window", "x-min-licenses")
    made = {key: each for key, each in copy.deepcopy(report).items() if key not in gone}
    content = {"application/json": {"schema": schema}}
    org = {"$ref": "#/components/parameters/org"}
    return made | {
        **_names(upstream),
        "summary": "Widgets, without files.",
        "parameters": [org, *query],
        "responses": {
            "200": {"description": "What exists.", "content": content},
            "404": report["responses"]["404"],
        },
    }


def grow_rows(value: dict[str, Any]) -> dict[str, Any]:
    """`rows.yaml` with another row type, another type of object, and new fields in existing types."""
    grown = copy.deepcopy(value)
    grown["rows"]["WidgetDay"] = WIDGET_DAY
    grown["objects"]["WidgetModel"] = WIDGET_MODEL
    for section, fields in (("rows", FIELDS), ("objects", OBJECT_FIELDS)):
        for name, more in fields.items():
            grown[section][name]["properties"] |= more
    return grown


def write_spec(folder: Path) -> Path:
    """A copy of spec/ with all of these additions."""
    spec = folder / "spec"
    shutil.copytree(ROOT / "spec", spec)
    for path in spec.glob("[0-9]*.yaml"):
        path.write_text(document.dump(grow_description(document.read(path))), "utf-8")
    rows = document.dump(grow_rows(document.read(spec / "rows.yaml")), sort=False)
    (spec / "rows.yaml").write_text(rows, "utf-8")
    return spec


def import_package(folder: Path) -> ModuleType:
    """Generate the package from the copy, and import it. The folder must be on the path."""
    spec = write_spec(folder)
    descriptions = [
        read_description(path.read_bytes(), path, path.stem)
        for path in sorted(spec.glob("[0-9]*.yaml"))
    ]
    files, _ = render_package(
        descriptions,
        load(spec / "rows.yaml"),
        name=NAME,
        version="0.0.1",
        templates=ROOT / "templates",
    )
    for path, text in files.items():
        target = folder / NAME / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    importlib.invalidate_caches()
    return importlib.import_module(NAME)


def forget_package() -> None:
    """Remove the package from the imported modules."""
    for name in [each for each in sys.modules if each.split(".")[0] == NAME]:
        del sys.modules[name]
