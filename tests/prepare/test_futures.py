"""What GitHub may do next: what is reported, what users see, and what a person has to write."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import document

from .releases import Repository, committed, findings, real, verdict

USERS = "/enterprises/{enterprise}/copilot/metrics/reports/users-1-day"
TOTALS = "/enterprises/{enterprise}/copilot/metrics/reports/enterprise-1-day"
RECORDS = "/enterprises/{enterprise}/copilot/usage-records"
ENVELOPE = "copilot-usage-metrics-1-day-report"
Description = dict[str, Any]


class Future(Repository):
    """Our own `spec/` at the last release, and a next one."""

    description: Description

    def happens(self, change: Callable[[Description], object], *options: str) -> str:
        """Publish the next release with a change in it, and update to it; what is printed."""
        changed = copy.deepcopy(self.description)
        changed["info"]["version"] = "24.0.0"
        result = change(changed)
        self.registry.publish("24.0.0", result if isinstance(result, dict) else changed)
        return self.update(*options)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("base")


@pytest.fixture
def github(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Future:
    if not (base / "spec").exists():
        first = committed(base, monkeypatch, capsys)
        for release in ("18.2.0", "22.0.0", "23.0.2"):
            first.registry.publish(release, real(release, "metrics"))
        assert findings(first.update()) == []
        assert first.lint() == [] or (base / "spec" / "rows.yaml").exists()
    shutil.copytree(base, tmp_path / "repository")
    future = Future(tmp_path / "repository", monkeypatch, capsys)
    for release in ("18.2.0", "22.0.0", "23.0.2"):
        future.registry.publish(release, real(release, "metrics"))
    future.description = real("23.0.2", "metrics")
    return future


def get(description: Description, path: str) -> dict[str, Any]:
    operation: dict[str, Any] = description["paths"][path]["get"]
    return operation


def replaced(description: Description, *pairs: tuple[str, str]) -> Description:
    """The description with texts replaced everywhere."""
    text = json.dumps(description)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    result: Description = json.loads(text)
    return result


def without_edits(github: Future, change: Callable[[Description], object]) -> str:
    """A change that leaves nothing to write: the entries stay as they are, and lint is content."""
    before = github.by_hand()
    names = python_names(github)
    printed = github.happens(change)
    assert github.by_hand() == before
    assert github.lint() == []
    assert "New to pin" not in printed
    assert python_names(github) == names
    return printed


def python_names(github: Future) -> dict[str, Any]:
    """Names and facts of every operation: what a change of the document's shape must not touch."""
    kept = ("x-python-name", "x-roles", "x-oauth-scopes", "x-permissions", "x-stage", "x-row-type")
    return {
        version + name: {key: operation.get(key) for key in kept}
        for version in ("2022-11-28", "2026-03-10")
        for name, operation in github.operations(version).items()
    }


# ── nothing to write ─────────────────────────────────────────────────────────────────────────────────────────────


def rename_ids_and_titles(description: Description) -> None:
    operation = get(description, USERS)
    operation["operationId"] = "copilot/quite-another-name"
    for schema in description["components"]["schemas"].values():
        schema["title"] = f"New {schema.get('title')}"


def rename_component_key(description: Description) -> Description:
    return replaced(
        description,
        (f"schemas/{ENVELOPE}", "schemas/day-report"),
        (f'"{ENVELOPE}": {{"properties"', '"day-report": {"properties"')
        if f'"{ENVELOPE}": {{"properties"' in json.dumps(description)
        else (f'"{ENVELOPE}": {{', '"day-report": {'),
    )


def rename_parameter_key(description: Description) -> Description:
    return replaced(
        description,
        ("parameters/enterprise", "parameters/business"),
        ('"enterprise": {', '"business": {'),
        ("{enterprise}", "{business}"),
        ('"name": "enterprise"', '"name": "business"'),
    )


def inline_envelope(description: Description) -> None:
    envelope = description["components"]["schemas"][ENVELOPE]
    media = get(description, USERS)["responses"]["200"]["content"]["application/json"]
    media["schema"] = copy.deepcopy(envelope)


def inline_all_envelopes(description: Description) -> None:
    envelope = description["components"]["schemas"].pop(ENVELOPE)
    for item in description["paths"].values():
        media = item["get"]["responses"]["200"]["content"]["application/json"]
        if media["schema"].get("$ref", "").endswith(ENVELOPE):
            media["schema"] = copy.deepcopy(envelope)


def add_server(description: Description) -> None:
    description["servers"].append({"url": "https://api.eu.github.com"})


def change_security(description: Description) -> None:
    description["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    description["security"] = [{"token": []}]


def make_nullable(description: Description) -> None:
    day = description["components"]["schemas"][ENVELOPE]["properties"]["report_day"]
    day["nullable"] = True


def add_enum(description: Description) -> None:
    items = get(description, RECORDS)["responses"]["200"]["content"]["application/json"]["schema"]
    items["items"]["properties"]["type"]["enum"] = ["request", "response"]


def change_default(description: Description) -> None:
    (per_page,) = [
        one for one in get(description, RECORDS)["parameters"] if one.get("name") == "per_page"
    ]
    per_page["schema"]["default"] = 10


def add_known_status(description: Description) -> None:
    get(description, USERS)["responses"]["401"] = {"$ref": "#/components/responses/not_found"}


def make_union(description: Description) -> None:
    media = get(description, TOTALS)["responses"]["200"]["content"]["application/json"]
    media["schema"] = {
        "oneOf": [{"$ref": f"#/components/schemas/{ENVELOPE}"}, {"type": "array", "items": {}}]
    }


@pytest.mark.parametrize(
    ("change", "bump"),
    [
        (rename_ids_and_titles, "patch"),
        (rename_component_key, "patch"),
        (rename_parameter_key, "patch"),
        (inline_envelope, "none"),
        (inline_all_envelopes, "patch"),
        (add_server, "minor"),
        (change_security, "major"),
        (make_nullable, "major"),
        (add_enum, "minor"),
        (change_default, "minor"),
        (add_known_status, "minor"),
        (make_union, "major"),
    ],
)
def test_a_change_that_asks_for_no_edit(
    github: Future, change: Callable[[Description], object], bump: str
) -> None:
    printed = without_edits(github, change)
    assert verdict(printed).endswith(f"bump: {bump}")
