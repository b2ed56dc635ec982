"""The JSON Schema of the rows."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.render.row_model import json_schema
from tests.rows import wire

SCHEMA = json_schema(wire.MODEL)
names = pytest.mark.parametrize("name", [str(each.name) for each in wire.MODEL.types])


def accepts(name: str, value: Any) -> bool:
    """Whether the definition of a type accepts a value."""
    return bool(Draft202012Validator(SCHEMA | {"$ref": f"#/$defs/{name}"}).is_valid(value))


def test_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_package_contains_the_schema() -> None:
    file = wire.ROOT / "generated" / "copilot_usage_metrics" / "rows" / "rows.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == SCHEMA


@names
def test_schema_accepts_rows(name: str) -> None:
    chance = random.Random(name)
    for _ in range(20):
        data, normal = wire.make(name, chance)
        assert accepts(name, data)
        assert accepts(name, normal)
        assert accepts(name, data | {"new": object.__name__})


@names
def test_schema_rejects_each_kind_of_drift(name: str) -> None:
    for each in wire.MODEL.all_fields(name):
        if each.format == "date" or each.is_id:
            wrong: Any = []
        elif each.type in ("array", "object"):
            wrong = "x"
        else:
            wrong = wire.DRIFT[each.annotation][0]
        assert not accepts(name, {each.wire_name: wrong}), each.wire_name


def test_ids_may_be_integers_or_strings() -> None:
    for value in (1, "1", None):
        assert accepts("UserDay", {"user_id": value, "enterprise_id": value})


def test_a_window_row_is_a_user_row_too() -> None:
    assert not accepts("UserWindowDay", {"used_chat": "yes"})
    assert not accepts("UserWindowDay", {"report_start_day": 1})


def test_schema_has_the_descriptions_of_rows_yaml() -> None:
    credits_used = SCHEMA["$defs"]["UserDay"]["properties"]["ai_credits_used"]
    assert credits_used["format"] == "decimal"
    assert credits_used["x-unit"] == "credits"
    assert credits_used["x-since"] == "2026-06-19"
    assert SCHEMA["$defs"]["UserTeamDay"]["x-row-key"] == ["entity", "user_id", "team_id", "day"]
