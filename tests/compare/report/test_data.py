"""The report as JSON and as SARIF is valid by their published schemas."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

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
SARIF = jsonschema.Draft4Validator(json.loads(read("tests/compare/report/sarif-2.1.0.schema.json")))
"""The structure of OASIS's schema, which does not allow unknown keys."""
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


@pytest.mark.parametrize("name", REPORTS)
def test_sarif_is_valid_and_has_standard_keys_only(name: str) -> None:
    log = json.loads(sarif.render(REPORTS[name]))
    assert [error.message for error in SARIF.iter_errors(log)] == []


@pytest.mark.parametrize(
    "place", [(), ("runs", 0), ("runs", 0, "tool", "driver"), ("runs", 0, "results", 0)]
)
def test_an_unknown_key_in_sarif_is_an_error(place: tuple[str | int, ...]) -> None:
    log = sarif.as_data(report([GONE]))
    value: Any = log
    for key in place:
        value = value[key]
    value["other"] = 1
    assert len(list(SARIF.iter_errors(log))) == 1


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
