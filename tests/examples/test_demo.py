"""`make demo` shows what it promises, each time."""

from __future__ import annotations

import runpy

import pytest

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
    assert [line.endswith("asked for 2 times") for line in files] == [True, False, False, True]
    assert "the token went to: the API, and nowhere else" in shown
