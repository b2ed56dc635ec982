"""The report as JSON and as SARIF, held against what is published about both."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pydantic
import pytest
import sarif_pydantic  # type: ignore[import-untyped]
from sarif_pydantic.sarif import Suppression  # type: ignore[import-untyped]

from generator.compare.report import data, sarif
from generator.compare.report.model import FileLine
from tests.compare.report.made import (
    ADDED,
    ALL,
    GONE,
    HOSTILE,
    NONE,
    RENAMED,
    accepted,
    finding,
    hostile,
    report,
)
from tests.frame.repository import read

SCHEMA = json.loads(read("docs/diff.schema.json"))
REPORTS = {
    "nothing": report([]),
    "everything": report(),
    "accepted": report(ALL, [accepted(GONE), accepted(finding(fingerprint="gone"))], failed=True),
    "hostile": report([hostile(text) for text in HOSTILE]),
    "versions": report(released="0.1.0", needed="0.2.0", declared="0.1.1"),
}


def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(SCHEMA, format_checker=checker)


@pytest.mark.parametrize("name", REPORTS)
def test_json_is_valid_for_its_schema(name: str) -> None:
    value = json.loads(data.render(REPORTS[name]))
    assert [error.message for error in validator().iter_errors(value)] == []


def test_json_has_the_fields_of_a_finding_and_no_others() -> None:
    value = json.loads(data.render(report()))
    assert value["verdict"] == "breaking"
    assert value["bump"] == "major"
    assert [one["severity"] for one in value["findings"]] == [
        "breaking",
        "breaking",
        "warn",
        "compatible",
        "docs",
    ]
    assert value["findings"][1] == {
        "rule": "py.class-renamed",
        "severity": "breaking",
        "wire": "none",
        "python": "breaking",
        "pointer": "/components/schemas/seat/title",
        "file": "spec/2026-03-10.yaml",
        "line": 77,
        "also": [],
        "symbol": "models.CopilotBusinessSeat",
        "old": "Copilot Business Seat",
        "new": "Copilot Seat",
        "operations": ["listSeats"],
        "message": "a class has another name",
        "fingerprint": RENAMED.fingerprint,
    }


def test_schema_refuses_invalid_reports() -> None:
    value = json.loads(data.render(report()))
    value["findings"][0]["severity"] = "terrible"
    value["findings"][1]["line"] = 0
    del value["bump"]
    assert len(list(validator().iter_errors(value))) == 3


def test_any_text_survives_json() -> None:
    for text in HOSTILE:
        found = json.loads(data.render(report([hostile(text)])))["findings"][0]
        assert found["old"] == text
        assert found["new"] == {text: [text]}


def unknown(value: object, where: str = "") -> list[str]:
    """Keys of a SARIF log that the model does not know: it takes and keeps them all."""
    if isinstance(value, list):
        return [
            key for index, item in enumerate(value) for key in unknown(item, f"{where}/{index}")
        ]
    if not isinstance(value, pydantic.BaseModel):
        return []
    extra = []
    for key, found in (value.model_extra or {}).items():
        if isinstance(value, sarif_pydantic.Result) and key == "suppressions":
            # The model calls it `suppression`; the standard (3.27.23) does not.
            extra += unknown([Suppression.model_validate(one) for one in found])
        else:
            extra.append(f"{where}/{key}")
    for key in type(value).model_fields:
        extra += unknown(getattr(value, key), f"{where}/{key}")
    return extra


@pytest.mark.parametrize("name", REPORTS)
def test_sarif_is_valid_for_the_standard(name: str) -> None:
    text = sarif.render(REPORTS[name])
    log = sarif_pydantic.Sarif.model_validate_json(text)
    assert unknown(log) == []
    written = json.loads(log.model_dump_json(by_alias=True, exclude_unset=True))
    assert written == json.loads(text)


def test_sarif_results_have_rule_level_place_and_fingerprint() -> None:
    run = sarif.as_data(
        report(
            [GONE, ADDED],
            [accepted(GONE)],
            in_head=lambda _: FileLine("spec/2026-03-10.yaml", 9),
            in_base=lambda one: FileLine(one.file, one.line) if one.old is not None else None,
        )
    )["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    first, second = run["results"]
    assert [rules[one["ruleIndex"]]["id"] for one in (first, second)] == ["op.gone", "op.new"]
    assert (first["level"], second["level"]) == ("error", "note")
    place = first["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "spec/2026-03-10.yaml"},
        "region": {"startLine": 9},
    }
    old = first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert old == "HEAD%3Aspec/2026-03-10.yaml"
    assert "relatedLocations" not in second
    assert first["partialFingerprints"] == {"ruleAndPointerAndValues/v1": GONE.fingerprint}
    assert first["suppressions"][0]["status"] == "accepted"
    assert "suppressions" not in second


def test_sarif_texts_are_no_placeholders_and_no_links() -> None:
    result = sarif.as_data(report([hostile("{0} {org} [a](1)")]))["runs"][0]["results"][0]
    assert result["message"]["text"].startswith(r"{{0}} {org} \[a](1)")


def test_sarif_result_without_severity_is_informational() -> None:
    result = sarif.as_data(report([finding(wire=NONE, python=NONE)]))["runs"][0]["results"][0]
    assert (result["kind"], result["level"]) == ("informational", "none")
