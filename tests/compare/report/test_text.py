"""The report for a terminal."""

from __future__ import annotations

import re

from generator.compare.report import text
from tests.compare.report.made import (
    ADDED,
    ALL,
    COMPATIBLE,
    DEFAULT,
    DOCS,
    GONE,
    RENAMED,
    accepted,
    finding,
    report,
)


def test_worst_first_with_place_rule_change_and_reach() -> None:
    shown = text.render(report())
    heads = re.findall(r"^(\w+) \((\d+)\)$", shown, re.MULTILINE)
    assert heads == [("breaking", "2"), ("warn", "1"), ("compatible", "1"), ("docs", "1")]
    lines = shown.splitlines()
    at = lines.index(
        "  spec/2026-03-10.yaml:40  arg.default-changed  the default of per_page is another"
    )
    assert lines[at + 1] == "      28 → 100 · reaches 4 operations"
    assert "copilot_metrics_for_organization() removed" in shown


def test_the_last_line_has_the_counts_and_the_bump() -> None:
    shown = text.render(report(released="0.1.0", needed="0.2.0"))
    assert shown.splitlines()[-1] == (
        "2 breaking, 1 warn, 1 compatible, 1 docs; bump: major (0.1.0 → 0.2.0)"
    )
    assert text.render(report([])) == "nothing changed; bump: none\n"


def test_differing_axes_name_who_has_to_act() -> None:
    shown = text.render(report([RENAMED]))
    assert "wire none, Python breaking: the server has not changed; your code has to" in shown


def test_colour_is_off_by_default() -> None:
    assert "\x1b" not in text.render(report())
    coloured = text.render(report(), colour=True)
    assert "\x1b[31;1mbreaking (2)\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text.render(report())


def test_same_change_of_two_documents_is_reported_once() -> None:
    other = finding(
        "arg.default-changed",
        DEFAULT.wire,
        DEFAULT.python,
        message=DEFAULT.message,
        pointer=DEFAULT.pointer,
        file="spec/2022-11-28.yaml",
        line=31,
        old=28,
        new=100,
        operations=("d", "e"),
    )
    lines = text.render(report([DEFAULT, other])).splitlines()
    where = "spec/2022-11-28.yaml:31 and spec/2026-03-10.yaml:40"
    assert lines[:3] == [
        "warn (1)",
        f"  {where}  arg.default-changed  the default of per_page is another",
        "      28 → 100 · reaches 5 operations",
    ]
    assert lines[-1] == "1 warn; bump: minor"


def test_accepted_findings_are_separate_and_count_for_the_bump() -> None:
    shown = text.render(report([GONE, ADDED], [accepted(GONE)]))
    assert "breaking" not in shown.split("accepted (1)")[0]
    assert "accepted until 2026-12-31: closed by GitHub, nobody calls it" in shown
    assert shown.splitlines()[-1] == "1 compatible, 1 accepted; bump: major"


def test_unused_entries_are_named() -> None:
    shown = text.render(report([ADDED], [accepted(GONE)]))
    assert f"spec/accepted.toml: op.gone at {GONE.pointer} matches nothing" in shown


def test_many_additions_fit_on_a_page_and_breaks_are_never_folded() -> None:
    new = [
        finding(
            "op.new", COMPATIBLE, COMPATIBLE, message=f"GET /{n} is new", line=n, fingerprint=f"{n}"
        )
        for n in range(60)
    ]
    gone = [
        finding(message=f"GET /gone{n} is gone", line=n, fingerprint=f"g{n}") for n in range(12)
    ]
    shown = text.render(report([*new, *gone, *ALL]))
    assert len(shown.splitlines()) < 60
    assert all(f"GET /gone{n} is gone" in shown for n in range(12))
    assert "op.new: 58 more; --format json has them all" in shown


def test_a_long_value_is_cut() -> None:
    long = finding("out.type-other", old={"type": "x" * 500}, new=None, python=DOCS)
    assert max(map(len, text.render(report([long])).splitlines())) < 400
