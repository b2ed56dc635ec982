"""The report as Markdown: its content and its size."""

from __future__ import annotations

import re

import pytest

from generator.compare.report import markdown
from generator.compare.rules.finding import Finding
from tests.compare.report.made import (
    ADDED,
    BREAKING,
    COMPATIBLE,
    GONE,
    HOSTILE,
    RENAMED,
    accepted,
    finding,
    hostile,
    report,
)


def test_each_severity_has_a_table_and_harmless_ones_are_folded() -> None:
    shown = markdown.comment(report(released="1.4.0", needed="2.0.0"))
    assert shown.startswith(f"{markdown.MARKER}\n## This breaks something: 1.4.0 → 2.0.0\n")
    assert "2 breaking, 1 warn, 1 compatible, 1 docs; bump: major." in shown
    assert re.findall(r"(?:### |<summary>)(.*?)(?:</summary>)?$", shown, re.MULTILINE) == [
        "Breaking (2)",
        "Warnings (1)",
        "Compatible (1)",
        "Documentation (1)",
    ]
    assert shown.count("<details>") == shown.count("</details>") == 2


def test_a_row_has_place_rule_change_names_and_both_axes() -> None:
    row = next(line for line in markdown.comment(report([RENAMED])).splitlines() if "77" in line)
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "`spec/2026-03-10.yaml:77`",
        "a class has another name `py.class-renamed`",
        "`Copilot Business Seat` → `Copilot Seat`",
        "`CopilotBusinessSeat` → `CopilotSeat`",
        "none",
        "breaking",
        "`listSeats`",
    ]


def test_accepted_and_stale_entries_have_their_tables() -> None:
    shown = markdown.comment(report([GONE], [accepted(GONE), accepted(ADDED)]))
    assert "<details><summary>Accepted (1)</summary>" in shown
    assert "### Acceptances that match nothing (1)" in shown
    assert "closed by GitHub, nobody calls it | 2026-12-31 |" in shown


def many(count: int) -> list[Finding]:
    breaking = [
        finding(fingerprint=f"b{n}", message=f"{n} " + "long " * 40, line=n) for n in range(count)
    ]
    added = [
        finding("op.new", COMPATIBLE, COMPATIBLE, fingerprint=f"a{n}", message="é𝄞" * 90 + str(n))
        for n in range(count)
    ]
    return [*breaking, *added]


@pytest.mark.parametrize("count", [10, 150, 400, 2_500])
def test_comment_is_limited_and_counts_the_omitted_rows(count: int) -> None:
    shown = markdown.comment(report(many(count)))
    assert len(shown.encode("utf-16-le")) // 2 <= 65_536
    told = sum(line.startswith("| `spec/") for line in shown.splitlines())
    more = sum(
        int(n)
        for n in re.findall(r"^(\d+) more; `--format json` has them all", shown, re.MULTILINE)
    )
    assert told + more == 2 * count
    assert shown.count("<details>") == shown.count("</details>")


@pytest.mark.parametrize("count", [10, 2_500])
def test_summary_is_limited(count: int) -> None:
    shown = markdown.summary(report(many(count)))
    assert len(shown.encode()) <= 1_048_576
    assert f"Breaking ({count})" in shown


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_texts_of_a_description_are_escaped(text: str) -> None:
    shown = markdown.comment(report([hostile(text)]))
    ours = markdown.comment(report([finding(wire=BREAKING)]))
    assert shown.count("\n") == ours.count("\n"), "no line of theirs"
    row = shown.splitlines()[-1]
    # outside of code spans, which show everything as it is
    prose = re.sub(r"(?<!\\)`[^`]*`", "", row)
    assert len(re.findall(r"(?<!\\)\|", prose)) == 8
    bare = re.sub(r"\\[`*_{}\[\]~#]|&#?[a-z0-9]+;", "", prose)
    assert set(re.findall(r"<[^>]*>", bare)) <= {"<br>", "<code>", "</code>", "<!-- -->"}
    assert re.search(r"[`*_\[\]~\\!$]", bare.replace("<!-- -->", "")) is None
    assert re.search(r"@\w|://|#\d|\bwww\.", bare) is None
