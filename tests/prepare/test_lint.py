"""The completeness lint: valid descriptions, and the places where a missing one is reported."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from generator import lint
from generator.errors import GeneratorError
from generator.prepare import entry_files

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
          description: The links to the files.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/report'}
        '404': {description: No such organization.}
components:
  schemas:
    report:
      title: Report
      x-python-name: Report
      description: The report of one day.
      properties:
        report_day: {type: string, description: 'The day of the figures, in UTC.', x-python-name: report_day}
        next: {$ref: '#/components/schemas/report', x-python-name: next}
"""
ENTRY = """\
at: get /a
stage: generally available
roles: [owner]
oauth-scopes: []
permissions: []
parameters: {day: }
"""
MODELS = "Report: {at: getReport/200/application~1json, fields: {report_day: , next: }}"
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
    spec: str = GOOD,
    rows: str = ROWS,
    corrections: str = CORRECTIONS,
    entry: str = ENTRY,
    models: str = MODELS,
) -> list[tuple[str, int | None, str]]:
    findings = lint.lint_spec(
        {"spec.yaml": spec.encode()},
        {"rows.yaml": rows.encode()},
        {"corrections.yaml": corrections.encode()},
        entry_files.parse(
            {"operations/getReport.yaml": entry.encode(), "models.yaml": models.encode()}
        ),
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
    ("The links to the files.", "OK", 13, "response 200"),
    ("No such organization.", "Not found.", 18, "response 404"),
    ("The report of one day.", "A report model.", 21, "model Report"),
    ("'The day of the figures, in UTC.'", "The report day.", 26, "field report_day"),
    (
        "'The day of the figures, in UTC.'",
        "Report days of the report (string).",
        26,
        "field report_day",
    ),
    ("'The day of the figures, in UTC.'", "''", 26, "field report_day"),
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
    assert found(models=MODELS.replace(", next: ", "")) == [
        ("spec.yaml", 27, "the attribute next of Report is not pinned")
    ]


def test_a_removed_field_is_not_a_finding() -> None:
    assert found(models=MODELS.replace("next: ", "next: , gone: ")) == []


RETIRED = ENTRY + "retired:\n  release: 1.0.0\n  closed:\n  successor:\n"
EMPTY = [
    (ENTRY.replace("stage: generally available", "stage:"), 2, "`stage` is empty"),
    (ENTRY.replace("roles: [owner]\n", ""), 1, "`roles` is empty"),
    (ENTRY + "policy:\n", 7, "`policy` is empty"),
    (
        RETIRED.replace("successor:", "successor: none"),
        9,
        "the day of the closing is missing",
    ),
    (
        RETIRED.replace("closed:", "closed: '2026-01-01'"),
        10,
        "the successor is missing: name an operationId, or none",
    ),
    (
        RETIRED.replace("closed:", "closed: '2026-01-01'").replace("successor:", "successor: gone"),
        10,
        "there is no operation 'gone': name an operationId, or none",
    ),
    (
        RETIRED.replace("closed:", "closed: '2026-01-01'").replace("  successor:\n", ""),
        7,
        "the successor is missing: name an operationId, or none",
    ),
]


@pytest.mark.parametrize(("entry", "line", "message"), EMPTY)
def test_an_empty_fact_is_found_in_its_entry(entry: str, line: int, message: str) -> None:
    assert found(entry=entry) == [("spec/operations/getReport.yaml", line, message)]


def test_a_report_needs_its_row_type_and_its_days() -> None:
    spec = GOOD.replace("report_day:", "download_links:").replace(
        "x-python-name: report_day", "x-python-name: download_links"
    )
    models = MODELS.replace("report_day", "download_links")
    missing = [message for _, _, message in found(spec, models=models)]
    assert missing == ["`day-window` is empty", "`file-shape` is empty", "`row-type` is empty"]
    facts = "row-type: UserDay\nfile-shape: lines\nday-window: {first: '2026-01-01'}\n"
    assert found(spec, models=models, entry=ENTRY + facts) == []


def test_the_command_prints_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "spec"
    (spec / "overlays").mkdir(parents=True)
    with pytest.raises(GeneratorError, match="no finished specs"):
        lint.run_lint(argparse.Namespace(root=tmp_path))
    (spec / "2026-03-10.yaml").write_text(GOOD.replace("The links to the files.", "Response"))
    (spec / "operations").mkdir()
    (spec / "operations" / "getReport.yaml").write_text(ENTRY)
    (spec / "models.yaml").write_text(MODELS)
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
        ("The id of the requesting user.", "user_id", True),
        ("Lines that were deleted.", "loc_deleted_sum", True),
        (None, "x", False),
        ("...", "x", False),
    ],
)
def test_description_must_say_more_than_the_name(text: object, name: str, expected: bool) -> None:
    assert lint.says_something(text, name) is expected
