"""`make demo` shows what it promises, on every run."""

from __future__ import annotations

import ast
import datetime
import runpy

import pytest

from copilot_usage_metrics.testing import clock_at
from tests.frame.repository import ROOT


def _constants(path: str) -> dict[str, object]:
    """The values of the names that describe the fake's organization in a demo."""
    found: dict[str, object] = {}
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        if isinstance(node, ast.Assign):
            names = ast.unparse(node.targets[0]).strip("()").split(", ")
            values = ast.literal_eval(node.value) if len(names) > 1 else None
            found |= dict(zip(names, values or [ast.literal_eval(node.value)], strict=True))
    return {name: found[name] for name in ("SEATS", "DAYS", "ORG", "ENTERPRISE")}


def test_both_demos_are_about_the_same_organization() -> None:
    assert _constants("examples/demo.py") == _constants("services/collector/examples/demo.py")


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
