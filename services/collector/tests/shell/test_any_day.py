"""A sync and questions on days that break calendars: on any day, nothing is missing."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub, clock_at
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.clock import now_utc, timestamp, today_utc
from copilot_metrics_collector.exits import ConfigurationError, Exit

DAYS = [
    datetime.date(2028, 2, 29),  # a leap day
    datetime.date(2028, 3, 1),
    datetime.date(2027, 3, 1),
    datetime.date(2026, 12, 31),
    datetime.date(2027, 1, 1),
    datetime.date(2026, 11, 22),  # a Sunday
]
VARIABLE = "COPILOT_USAGE_METRICS_CLOCK_SHIFT"


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_sync_leaves_nothing_missing(
    day: datetime.date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = str(tmp_path / "lake")
    with clock_at(day), FakeGitHub(seats=5, days=4, organizations=1) as github:
        monkeypatch.setenv("GITHUB_TOKEN", github.token)
        monkeypatch.setenv("COPILOT_METRICS_BASE_URL", github.base_url)
        since = str(github.days[0])
        for command in (
            ["sync", "--org", github.organizations[0], "--to", lake, "--since", since],
            ["status", "--lake", lake, "--since", since],
            ["users", "--lake", lake],
            ["compact", "--lake", lake],
        ):
            done = CliRunner().invoke(app, command)
            assert done.exit_code == Exit.FINE, f"{command[0]}\n{done.output}"


def test_a_command_has_the_day_of_the_test_that_starts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = datetime.date(2028, 2, 29)
    with clock_at(day), FakeGitHub(seats=5, days=3, organizations=1) as github:
        monkeypatch.setenv("GITHUB_TOKEN", github.token)
        command = [
            sys.executable,
            "-m",
            "copilot_metrics_collector",
            "sync",
            "--family=users-1-day",
        ]
        command += ["--org", github.organizations[0], "--base-url", github.base_url]
        command += ["--to", str(tmp_path / "lake"), "--since", str(github.days[0])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        *units, _ = map(json.loads, done.stdout.splitlines())
        assert sorted(each["unit"]["day"] for each in units) == [str(each) for each in github.days]


def test_the_collector_has_the_time_of_the_package() -> None:
    with clock_at(datetime.datetime(2028, 2, 29, 23, 59, 30, tzinfo=datetime.UTC)):
        assert today_utc() == datetime.date(2028, 2, 29)
        assert timestamp().startswith("2028-02-29T23:59:")
        assert now_utc().tzinfo is datetime.UTC


def test_a_shift_that_is_no_number_is_an_error_of_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "tomorrow")
    with pytest.raises(ConfigurationError, match=f"{VARIABLE}: expected a number of seconds"):
        today_utc()
