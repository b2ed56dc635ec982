"""Possible future changes of GitHub that need no edit."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable

import pytest

from tests.prepare.futures import USERS, Description, Future, get, python_names

from .releases import verdict

TOTALS = "/enterprises/{enterprise}/copilot/metrics/reports/enterprise-1-day"
RECORDS = "/enterprises/{enterprise}/copilot/usage-records"
ENVELOPE = "copilot-usage-metrics-1-day-report"


def replaced(description: Description, *pairs: tuple[str, str]) -> Description:
    """The description with texts replaced everywhere."""
    text = json.dumps(description)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    result: Description = json.loads(text)
    return result


def without_edits(github: Future, change: Callable[[Description], object]) -> str:
    """A change that needs no edit: the entries are unchanged, and lint passes."""
    before = github.by_hand()
    names = python_names(github)
    printed = github.happens(change)
    assert github.by_hand() == before
    assert github.lint() == []
    assert "New to pin" not in printed
    assert python_names(github) == names
    return printed


def rename_ids_and_titles(description: Description) -> None:
    operation = get(description, USERS)
    operation["operationId"] = "copilot/quite-another-name"
    for schema in description["components"]["schemas"].values():
        schema["title"] = f"New {schema.get('title')}"


def rename_component_key(description: Description) -> Description:
    schemas = description["components"]["schemas"]
    schemas["day-report"] = schemas.pop(ENVELOPE)
    return replaced(description, (f"schemas/{ENVELOPE}", "schemas/day-report"))


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
        (rename_ids_and_titles, "none"),
        (rename_component_key, "none"),
        (rename_parameter_key, "patch"),
        (inline_envelope, "none"),
        (inline_all_envelopes, "none"),
        (add_server, "minor"),
        (change_security, "major"),
        (make_nullable, "major"),
        (add_enum, "minor"),
        (change_default, "minor"),
        (add_known_status, "minor"),
        (make_union, "major"),
    ],
)
def test_a_change_that_needs_no_edit(
    github: Future, change: Callable[[Description], object], bump: str
) -> None:
    printed = without_edits(github, change)
    assert verdict(printed).endswith(f"bump: {bump}")
