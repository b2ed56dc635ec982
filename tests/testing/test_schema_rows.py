"""The list of fields that the fake's own modules generate, and the values that are generated from schemas."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub, registry
from copilot_usage_metrics.testing.data.aggregates import Aggregates
from copilot_usage_metrics.testing.data.handmade import FIELDS
from copilot_usage_metrics.testing.data.reports import Reports

TODAY = datetime.date(2026, 11, 20)
SCHEMAS = registry.row_schemas()
ROW_TYPES = [name for name, schema in SCHEMAS.items() if "x-row-key" in schema]


def reference(schema: Any) -> str | None:
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return None


def fields(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in SCHEMAS[name].get("allOf", ()):
        found |= fields(str(reference(base)))
    found |= SCHEMAS[name].get("properties", {})
    return found


def collect(name: str, value: Any, found: dict[str, set[str]]) -> None:
    """Collect the keys of an object of a type, and of the objects in it."""
    if isinstance(value, list):
        for each in value:
            collect(name, each, found)
    elif isinstance(value, dict):
        for key, each in value.items():
            found[name].add(key)
            inner = reference(fields(name).get(key, {}))
            if inner:
                collect(inner, each, found)


@pytest.fixture(scope="module")
def made() -> dict[str, set[str]]:
    """The keys that the modules generate, by type, without added fields: the schemas have types only."""
    fake = FakeGitHub(seats=200, days=30, today=TODAY)
    only_listed: dict[str, Any] = {
        name: {**schema, "allOf": (), "properties": {}} for name, schema in SCHEMAS.items()
    }
    world = fake._world
    reports = Reports(Aggregates(world.activity), 4, only_listed)
    found: dict[str, set[str]] = defaultdict(set)
    for row_type in sorted(FIELDS.keys() & set(ROW_TYPES)):
        for entity in ("octo-org", fake.enterprise):
            for day in (*fake.days[-4:], fake.days[5]):
                for part in reports.parts(row_type, fake.entity(entity), day):
                    for row in part.rows():
                        collect(row_type, row, found)
    return found


@pytest.mark.parametrize("name", FIELDS)
def test_list_has_the_fields_that_the_modules_generate(
    made: dict[str, set[str]], name: str
) -> None:
    assert made[name] == FIELDS[name], "correct templates/testing/data/handmade.py"


@pytest.mark.parametrize("name", ROW_TYPES)
def test_every_row_type_has_rows(name: str) -> None:
    fake = FakeGitHub(seats=30, days=5, today=TODAY)
    parts = fake._world.reports.parts(name, fake.entity("octo-org"), fake.days[-1])
    assert any(list(part.rows()) for part in parts)


def test_row_type_without_a_schema_is_named() -> None:
    fake = FakeGitHub(seats=30, days=5, today=TODAY)
    with pytest.raises(KeyError, match="NoSuchDay"):
        fake._world.reports.parts("NoSuchDay", fake.entity("octo-org"), fake.days[-1])
