"""The program of the scheduled workflow, against the fake GitHub."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot_usage_metrics import OPERATIONS
from copilot_usage_metrics.testing import FakeGitHub
from tests.frame.repository import ROOT

PROGRAM = runpy.run_path(str(ROOT / "examples" / "watch_drift.py"))


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    with FakeGitHub(seats=20, days=3) as fake:
        monkeypatch.setenv(PROGRAM["TOKEN"], fake.token)
        yield fake


def run(github: FakeGitHub, *more: str | Path) -> int:
    day = str(github.days[-1])
    code: int = PROGRAM["main"](["--day", day, "--base-url", github.base_url, *map(str, more)])
    return code


def test_no_token_requests_nothing_and_ends_green(
    github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PROGRAM["TOKEN"], "")
    assert run(github, "--org", "octo-org") == 0
    assert "no token: set the secret COPILOT_METRICS_TOKEN" in capsys.readouterr().out
    assert github.requests == ()


def test_every_report_is_requested_and_no_drift_ends_green(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "drift.md"
    arguments = ("--org", "octo-org", "--enterprise", github.enterprise, "--report", report)
    assert run(github, *arguments) == 0
    assert "No drift." in report.read_text("utf-8")
    assert report.read_text("utf-8") == capsys.readouterr().out
    paths = {each.path for each in github.requests if each.server == "api"}
    assert len(paths) == sum(each.report for each in OPERATIONS.values())
    assert not github.leaks


def test_drift_is_written_without_values_and_exits_with_one(
    github: FakeGitHub, tmp_path: Path
) -> None:
    row: dict[str, Any] = {"user_id": 7, "day": str(github.days[-1]), "used_chat": True}
    row |= {"organization_id": "1", "see_@octocat_<b>": "secret-value", "<!-- x": 1}
    github.give("copilotOrganizationUsersOneDayUsageMetrics", "octo-org", [[row]], github.days[-1])
    report = tmp_path / "drift.md"
    assert run(github, "--org", "octo-org", "--report", report) == 1
    text = report.read_text("utf-8")
    assert "### copilotOrganizationUsersOneDayUsageMetrics" in text
    assert "unknown key, string" in text.replace("\\", "")
    assert "secret-value" not in text
    assert "<!-- x" not in text
    assert "@octocat" not in text


def test_report_that_cannot_be_read_is_named_and_the_others_are_read(
    github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(github, "--org", "octo-org", "--enterprise", "nobody") == 0
    assert "### Not read" in capsys.readouterr().out
    assert run(github, "--org", "nobody") == 3
    assert "error: no report could be read" in capsys.readouterr().err


def test_without_an_entity_is_a_usage_error(
    github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(github, "--org", "", "--enterprise", "") == 2
    assert "error: expected --org ORG" in capsys.readouterr().err
