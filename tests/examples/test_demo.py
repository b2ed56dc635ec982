"""`make demo` shows what it promises, on every run."""

from __future__ import annotations

import datetime
import runpy

import pytest

from copilot_usage_metrics.testing import clock_at
from tests.frame.repository import ROOT


def test_the_demo_survives_each_fault_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    module = runpy.run_path(str(ROOT / "examples" / "demo.py"))
    assert module["main"]() == 0
    shown = capsys.readouterr().out
    assert "active users" in shown
    assert "code_completion" in shown
    assert "team-" in shown
    assert "after server error 502" in shown
    assert "peer closed connection" in shown
    files = [line for line in shown.splitlines() if line.startswith("  file ")]
    assert [line.endswith("requested 2 times") for line in files] == [True, False, False, True]
    assert "the token went to: the API, and nowhere else" in shown


@pytest.mark.parametrize(
    "moment",
    [
        datetime.datetime(2028, 2, 29, 0, 0, 1, tzinfo=datetime.UTC),
        datetime.datetime(2026, 12, 31, 23, 59, 59, 900_000, datetime.UTC),
        datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC),
    ],
    ids=str,
)
def test_the_demo_works_on_any_date(
    moment: datetime.datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    with clock_at(moment):
        assert runpy.run_path(str(ROOT / "examples" / "demo.py"))["main"]() == 0
    shown = capsys.readouterr().out
    assert f"28 days to {moment.date() - datetime.timedelta(days=1)}" in shown
    assert "there already" not in shown
