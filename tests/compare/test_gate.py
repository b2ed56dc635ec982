"""The findings that fail a run."""

from __future__ import annotations

import pytest

from generator.compare.policy.gate import LEVELS, gate
from generator.diff import FORMATS
from generator.diff import LEVELS as OFFERED
from tests.compare.report.made import ADDED, ALL, DEFAULT, GONE, NONE, RENAMED, TEXT, finding


@pytest.mark.parametrize(
    ("fail_on", "stopped"),
    [
        (None, [RENAMED, GONE]),
        ("breaking", [RENAMED, GONE]),
        ("warn", [RENAMED, DEFAULT, GONE]),
        ("compatible", [ADDED, RENAMED, DEFAULT, GONE]),
        ("docs", list(ALL)),
        ("never", []),
    ],
)
def test_the_worse_axis_counts(fail_on: str | None, stopped: list[object]) -> None:
    assert gate(fail_on).stopped(ALL) == stopped


def test_gate_on_one_axis_ignores_the_other() -> None:
    assert gate(wire="breaking").stopped(ALL) == [GONE]
    assert gate(python="breaking").stopped(ALL) == [RENAMED, GONE]
    assert gate("never", wire="warn").stopped(ALL) == [DEFAULT, GONE]
    assert gate("warn", wire="never").stopped([DEFAULT, TEXT]) == [DEFAULT]


def test_finding_without_severity_never_fails() -> None:
    assert gate("docs", wire="docs", python="docs").stopped([finding(wire=NONE, python=NONE)]) == []


def test_command_line_offers_every_format_and_level() -> None:
    from generator.compare.report.outputs import _FORMATS

    assert OFFERED == LEVELS
    assert set(FORMATS) == set(_FORMATS)
