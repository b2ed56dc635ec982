"""The completeness lint: what counts as a description, and where a missing one is reported."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from generator import lint
from generator.errors import GeneratorError

GOOD = """\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: getReport
      summary: One day of figures
      description: Links to the files of one day.
      x-python-name: get_report
      parameters:
        - {name: day, in: query, description: 'Which one, as YYYY-MM-DD.', x-python-name: day}
      responses:
        '200':
          description: Where the files are.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/report'}
        '404': {description: No such organization.}
components:
  schemas:
    report:
      title: Report
      x-python-name: Report
      description: What came back.
      properties:
        report_day: {type: string, description: 'When it happened, in UTC.', x-python-name: report_day}
        next: {$ref: '#/components/schemas/report', x-python-name: next}
"""
PINS = """\
operations:
  get /a: {operationId: getReport, function: get_report, query: {day: day}}
models:
  Report: {at: getReport/200/application~1json, attributes: {report_day: report_day, next: next}}
"""
ROWS = """\
groups: {}
objects:
  Ide: {description: Figures of one editor., properties: {name: {type: string, description: Which editor.}}}
rows:
  UserDay:
    description: One person on one day.
    properties:
      ide: {$ref: '#/objects/Ide'}
"""
CORRECTIONS = """\
overlay: 1.0.0
info: {title: T, version: 1.0.0}
actions:
  - {target: $, update: {}, description: Because it is wrong., x-link: 'https://example.com/page'}
"""


def found(
    spec: str = GOOD, rows: str = ROWS, corrections: str = CORRECTIONS, pins: str = PINS
) -> list[tuple[str, int | None, str]]:
    findings = lint.lint_spec(
        {"spec.yaml": spec.encode()},
        {"rows.yaml": rows.encode()},
        {"corrections.yaml": corrections.encode()},
        {"names.yaml": pins.encode()},
    )
    return [(one.file, one.line, one.message) for one in findings]


def test_a_complete_spec_has_no_findings() -> None:
    assert found() == []


MISSING = [
    ("      summary: One day of figures\n", "", 5, "operation getReport has no summary"),
    ("summary: One day of figures", "summary: Get report", 5, "operation getReport has no summary"),
    (
        "Links to the files of one day.",
        "Gets the report.",
        5,
        "operation getReport has no description",
    ),
    ("'Which one, as YYYY-MM-DD.'", "The day.", 11, "parameter day"),
    ("Where the files are.", "OK", 13, "response 200"),
    ("No such organization.", "Not found.", 18, "response 404"),
    ("What came back.", "A report model.", 21, "model Report"),
    ("'When it happened, in UTC.'", "The report day.", 26, "field report_day"),
    ("'When it happened, in UTC.'", "Report days of the report (string).", 26, "field report_day"),
    ("'When it happened, in UTC.'", "''", 26, "field report_day"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), MISSING)
def test_a_missing_description_is_found(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    ((file, found_line, found_message), *_) = found(GOOD.replace(old, new))
    assert (file, found_line) == ("spec.yaml", line)
    assert message in found_message


def test_missing_descriptions_of_rows_are_found() -> None:
    assert found(rows=ROWS.replace("Which editor.", "Name.")) == [
        ("rows.yaml", 3, "the field name has no description that says more than its name")
    ]
    messages = [
        message
        for _, _, message in found(rows=ROWS.replace("description: Figures of one editor., ", ""))
    ]
    assert [message.split(" has")[0] for message in messages] == ["Ide", "the field ide"]


def test_a_correction_needs_a_reason_and_a_link() -> None:
    changed = CORRECTIONS.replace("Because it is wrong.", "''").replace("https://", "")
    assert [(file, line) for file, line, _ in found(corrections=changed)] == [
        ("corrections.yaml", 4)
    ] * 2


def test_a_name_without_a_pin_is_found() -> None:
    assert found(pins=PINS.replace(", next: next", "")) == [
        ("spec.yaml", 27, "the attribute next of Report is not pinned")
    ]
    ((file, line, message),) = found(pins=PINS.replace("next: next", "gone: gone"))
    assert (file, line) == ("names.yaml", 4)
    assert "fits no API version" in message


def test_the_command_prints_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "spec"
    (spec / "overlays").mkdir(parents=True)
    with pytest.raises(GeneratorError, match="no finished specs"):
        lint.run_lint(argparse.Namespace(root=tmp_path))
    (spec / "2026-03-10.yaml").write_text(GOOD.replace("Where the files are.", "Response"))
    (spec / "overlays" / "names.yaml").write_text(PINS)
    assert lint.run_lint(argparse.Namespace(root=tmp_path)) == 1
    assert capsys.readouterr().out == (
        "spec/2026-03-10.yaml:13: /paths/~1a/get/responses/200:"
        " the response 200 has no description that says more than its name\n1 findings in spec/.\n"
    )
    (spec / "2026-03-10.yaml").write_text(GOOD)
    assert lint.run_lint(argparse.Namespace(root=tmp_path)) == 0


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Organization's id.", "organization_id", False),
        ("The identifiers of repositories", "repo_ids", False),
        ("The id of the user who asked.", "user_id", True),
        ("Lines that were deleted.", "loc_deleted_sum", True),
        (None, "x", False),
        ("...", "x", False),
    ],
)
def test_what_says_something(text: object, name: str, expected: bool) -> None:
    assert lint.says_something(text, name) is expected
