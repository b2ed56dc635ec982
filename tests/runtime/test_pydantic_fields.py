"""Rows and responses as fields of pydantic models: reading, writing, JSON Schema; without importing pydantic."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from decimal import Decimal

import jsonschema
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from copilot_usage_metrics import models, rows

DATA = {
    "day": "2026-11-01",
    "user_login": "mona",
    "ai_credits_used": 1.5,
    "totals_by_ide": [{"ide": "vscode", "new_inside": 1}],
    "new_key": {"a": [1]},
}


class Page(BaseModel):
    first: rows.UserDay
    more: list[rows.UserTeamDay] = []
    report: models.CopilotMetrics1DayReport | None = None


def test_a_field_accepts_an_object_and_stores_unknown_keys() -> None:
    page = Page.model_validate({"first": DATA})
    assert page.first == rows.UserDay.from_dict(DATA)
    assert (page.first.day, page.first.ai_credits_used) == (
        datetime.date(2026, 11, 1),
        Decimal("1.5"),
    )
    assert page.first.extra == {"new_key": {"a": [1]}}


def test_a_field_accepts_an_instance_unchanged() -> None:
    row = rows.UserDay.from_dict(DATA)
    assert Page(first=row).first is row


@pytest.mark.parametrize("mode", ["python", "json"])
def test_a_field_is_written_as_its_original_json_object(mode: str) -> None:
    page = Page.model_validate({"first": DATA})
    assert page.model_dump(mode=mode)["first"] == DATA
    assert json.loads(page.model_dump_json())["first"] == DATA


@pytest.mark.parametrize("value", [5, "text", None, [DATA]])
def test_another_value_is_a_validation_error(value: object) -> None:
    with pytest.raises(ValidationError, match="expected an object"):
        Page.model_validate({"first": value})


def test_a_response_without_a_required_key_is_a_validation_error() -> None:
    with pytest.raises(ValidationError, match="download_links"):
        TypeAdapter(models.CopilotMetrics1DayReport).validate_python({"report_day": "2026-11-01"})


@pytest.mark.parametrize("row_type", rows.ROW_TYPES.values(), ids=str)
def test_the_json_schema_names_every_field_and_allows_others(row_type: type[rows.Row]) -> None:
    schema = TypeAdapter(row_type).json_schema()
    assert schema["title"] == row_type.__name__
    assert set(schema["properties"]) == set(row_type.__wire_types__())
    assert "additionalProperties" not in schema


def test_the_json_schema_accepts_the_output_of_the_field() -> None:
    page = Page.model_validate({"first": DATA})
    jsonschema.validate(page.model_dump(mode="json"), Page.model_json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"first": {"user_login": 5}}, Page.model_json_schema())


def test_the_package_does_not_import_pydantic() -> None:
    code = "import sys, copilot_usage_metrics as c; c.rows.UserDay; c.models; sys.exit('pydantic_core' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
