from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.clock import today_utc
from copilot_metrics_collector.commands.compact import lines_of
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.lake.compaction import CompactionReport
from copilot_metrics_collector.lake.garbage import Cleaned


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("compact") / "lake"
    with FakeGitHub(seats=5, days=7, organizations=1) as github:
        result = CliRunner().invoke(
            app,
            [
                "sync",
                "--to",
                str(path),
                "--org",
                github.organizations[0],
                "--base-url",
                github.base_url,
                "--since",
                str(github.today - datetime.timedelta(days=7)),
                "--family",
                "users-1-day",
            ],
            env={"GITHUB_TOKEN": github.token},
        )
    assert result.exit_code == 0, result.output
    return str(path)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_tells_what_it_merged_and_every_answer_stays(lake: str) -> None:
    status = run("status", "--lake", lake, "--format", "json")
    today = today_utc()

    assert run("compact", "--lake", lake, "--before", "2026-01-01") == (
        "Nothing to merge or delete.\n"
    )
    first = run("compact", "--lake", lake, "--before", str(today))
    assert "users-1-day: " in first
    assert " merged into " in first
    assert "no longer listed by a manifest" in first
    again = json.loads(run("compact", "--lake", lake, "--format", "json"))
    assert again["steps"] == []
    assert again["cleaned"]["waiting"]
    assert run("status", "--lake", lake, "--format", "json") == status


def test_what_was_cleaned_is_told() -> None:
    report = CompactionReport(
        overtaken=2, cleaned=Cleaned(removed=("a", "b"), waiting=("c",), swept=(".scratch/x",))
    )

    assert list(lines_of(report)) == [
        "2 files deleted that no manifest listed for a day",
        "1 file is no longer listed by a manifest: compact deletes such files after a day",
        "1 folder of killed runs deleted",
        "2 units changed by a concurrent run: run compact again later",
    ]


def test_a_folder_that_is_no_lake_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = CliRunner().invoke(app, ["compact", "--lake", str(tmp_path)])

    assert result.exit_code == Exit.LAKE
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
