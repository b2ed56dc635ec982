"""Where results are written: standard output, devices, links and files; and figures that are out of range."""

from __future__ import annotations

import datetime
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector import open_lake
from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import ConfigurationError, Exit, UsageError
from copilot_metrics_collector.files import check_writable, replace_file
from copilot_metrics_collector.lake.lake import Lake

from .lakes import put
from .test_teams import ALICE, DAY, ORG, user

pytestmark = pytest.mark.usefixtures("_alone")


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def lake(empty: Lake) -> str:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    return str(empty.store.url)


def test_a_dash_is_standard_output(
    lake: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["users", "--lake", lake, "--output", "-", "--format", "json"]) == Exit.FINE
    assert json.loads(capfdbinary.readouterr().out)["rows"]
    assert main(["report", "--lake", lake, "--window", "1", "--output", "-"]) == Exit.FINE
    assert capfdbinary.readouterr().out.startswith(b"<!doctype html>")
    assert [each.name for each in tmp_path.iterdir()] == ["lake"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes with names")
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    check_writable(pipe)
    replace_file(pipe, b"text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no such device")
def test_a_full_device_is_an_error_and_stays(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["users", "--lake", lake, "--format", "csv"]
    assert main([*arguments, "--output", "/dev/full"]) == Exit.CONFIGURATION
    assert "cannot write /dev/full: No space left" in capsys.readouterr().err
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    link, target = tmp_path / "link.csv", tmp_path / "data" / "target.csv"
    link.symlink_to(target)
    for text in (b"new", b"newer"):
        replace_file(link, text)
        assert link.is_symlink()
        assert target.read_bytes() == text
    assert [each.name for each in target.parent.iterdir()] == ["target.csv"]


def test_a_report_that_cannot_be_written_is_refused_before_the_lake_is_read(
    lake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from copilot_metrics_collector.commands import report

    def never(*_: Any) -> None:
        pytest.fail("the lake was opened")

    monkeypatch.setattr(report, "open_lake", never)
    where = tmp_path / "nowhere" / "x.html"
    assert main(["report", "--lake", lake, "--output", str(where)]) == Exit.CONFIGURATION
    assert f"cannot write {where}" in capsys.readouterr().err
    with pytest.raises(ConfigurationError):
        check_writable(where)


@pytest.mark.parametrize(
    "options",
    [
        {"window": 999_999_999},
        {"window": 0},
        {"since": datetime.date.min},
        {"until": datetime.date.max},
    ],
    ids=str,
)
def test_days_that_no_lake_can_have_are_refused(
    lake: str, options: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_lake(lake) as opened, pytest.raises(UsageError, match="expected"):
        opened.ask("users", **options)
    [(name, value)] = options.items()
    for command in ("users", "active"):
        assert main([command, "--lake", lake, f"--{name}", str(value)]) == Exit.USAGE
        assert "this is a bug" not in capsys.readouterr().err


def test_a_sum_that_is_out_of_range_is_no_bug(
    empty: Lake, capsys: pytest.CaptureFixture[str]
) -> None:
    put(empty, "users-1-day", ORG, DAY, [user(number, loc_added_sum=2**62) for number in (1, 2)])
    assert main(["teams", "--lake", str(empty.store.url)]) == Exit.UNANSWERABLE
    text = capsys.readouterr().err
    assert "a figure is out of range" in text
    assert "loc_added_sum" in text


@pytest.mark.parametrize(
    ("value", "code"),
    [("'b'::ENUM('b', 'a')", Exit.FINE), ("INTERVAL 1 DAY", Exit.USAGE), ("NULL", Exit.FINE)],
)
def test_any_type_of_sql_can_be_sorted_or_is_refused(
    lake: str, value: str, code: Exit, capsys: pytest.CaptureFixture[str]
) -> None:
    query = f"SELECT {value} AS x UNION ALL SELECT {value}"
    assert main(["sql", "--lake", lake, query, "--sort", "x"]) == code
    assert "this is a bug" not in capsys.readouterr().err


def test_a_note_about_one_day_is_singular(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    for options, text in (
        (["--window", "1"], "users-1-day of organization octo: the only day is there"),
        (["--window", "3"], "users-1-day of organization octo: 1 of 3 days is there; missing"),
    ):
        assert main(["users", "--lake", lake, *options]) == Exit.FINE
        assert text in capsys.readouterr().out
