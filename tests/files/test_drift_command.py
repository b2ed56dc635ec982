"""`python -m copilot_usage_metrics drift`: exit codes, formats, and one line for each failure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from copilot_usage_metrics import __version__, rows
from copilot_usage_metrics._runtime.decoding.row_fields import fields_of
from copilot_usage_metrics._runtime.files import command
from copilot_usage_metrics.files import FAMILIES
from copilot_usage_metrics.rows import ENTITY_FIELDS
from tests.files import made


def run(*arguments: str | Path) -> int:
    return command.run(
        list(map(str, arguments)),
        package="copilot_usage_metrics",
        version=__version__,
        families=FAMILIES,
        entities=tuple(ENTITY_FIELDS.values()),
    )


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return made.write(tmp_path / "clean", [made.identity("UserDay", 1)])


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return made.write(tmp_path / "odd", [made.identity("UserTeamDay", 1) | {"new\x1b[2J": 1}])


def test_the_command_runs_as_a_module(odd: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "copilot_usage_metrics", "drift", "-"],
        input=odd.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[-1] == "1 row: 1 not in the spec"
    assert done.stderr == b""  # no progress in a pipe


def test_exit_code_is_one_for_drift_only(
    clean: Path, odd: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("drift", clean) == 0
    assert capsys.readouterr().out == "1 row: no drift\n"
    assert run("drift", clean, odd) == 1
    out = capsys.readouterr().out
    assert "UserTeamDay.new\\x1b[2J: unknown key, integer, 1 time" in out
    assert "\x1b" not in out


def test_output_formats(odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("drift", "--format", "json", odd) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["path"] == "new\x1b[2J"
    assert run("drift", "--format=yaml", odd) == 1
    assert "#   UserTeamDay.new\\x1b[2J: integer: no field" in capsys.readouterr().out
    plain = made.write(odd.parent / "plain", [made.identity("UserTeamDay", 1) | {"new": 1}])
    assert run("drift", "--format=yaml", plain) == 1
    assert "  UserTeamDay:\n    properties:\n      new:\n" in capsys.readouterr().out


def test_the_family_option_sets_the_row_type(odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("drift", "--family", "RepositoryDay", odd) == 1
    assert "RepositoryDay.team_id: unknown key" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["drift"], ["nope"], ["drift", "--family", "Nope", "f"], ["drift", "f", "--format", "x"]],
)
def test_wrong_usage_exits_with_the_usage_code(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.endswith("(try --help)\n")
    assert err.count("\n") == 1


def test_unreadable_file_is_reported_and_the_others_are_read(
    tmp_path: Path, clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("drift", tmp_path / "gone") == 3
    assert capsys.readouterr() == ("", f"error: {tmp_path / 'gone'}: no such file or directory\n")
    unclear = made.write(tmp_path / "unclear", [{"a": 1}])
    assert run("drift", unclear, clean) == 3
    out, err = capsys.readouterr()
    assert out == "1 row: no drift\n"  # the others were read
    assert err.startswith(f"error: {unclear}: cannot detect the row type")
    assert err.count("\n") == 1


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--version"], ["--help"], ["drift", "--help"]):
        with pytest.raises(SystemExit) as left:
            run(*arguments)
        assert left.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"copilot_usage_metrics {__version__}\n")
    assert "UserWindowDay" in out
    assert out.count("exit codes:") == 2


def test_progress_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    objects = [made.identity("UserDay", 1) | {"user_id": number} for number in range(600)]
    path = made.write(tmp_path / "f", objects)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(command, "_TICK", 0.0)
    assert run("drift", path) == 0
    out, err = capsys.readouterr()
    assert out.startswith("UserDay: never seen in 600 rows: user_login, ")
    assert err.startswith(f"\r\x1b[K{path}: 0 MB, 256 rows\r\x1b[K")
    assert err.endswith("\r\x1b[K")


def test_interrupt_ends_without_a_traceback(
    clean: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "open_rows", interrupt)
    assert run("drift", clean) == 130
    assert capsys.readouterr().err == "error: interrupted\n"


def test_closed_pipe_ends_without_a_traceback(odd: Path) -> None:
    """As with `| head`: no traceback, even with output left to write."""
    command_line = [sys.executable, "-m", "copilot_usage_metrics", "drift", str(odd)]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def with_activity(number: int, **more: object) -> dict[str, object]:
    """A row with every key that all rows of a user have."""
    always = [
        name
        for name in fields_of(rows.UserDay)
        if name not in rows.UserDay.__may_be_absent__ and not name.startswith("totals_")
    ]
    made_up = dict.fromkeys(always, 1) | {"user_login": "a", "used_agent": True, "used_chat": True}
    return made_up | made.identity("UserDay", 1) | {"user_id": number} | more


@pytest.mark.parametrize(
    ("fail_on", "code"), [(None, 0), ("new,type", 0), ("gone", 1), ("new,gone", 1), ("none", 0)]
)
def test_a_key_missing_from_all_rows_is_reported_as_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fail_on: str | None, code: int
) -> None:
    objects = [with_activity(number) for number in range(38)]
    for each in objects:
        del each["loc_added_sum"]
    path = made.write(tmp_path / "f", objects)
    options = [] if fail_on is None else ["--fail-on", fail_on]
    assert run("drift", *options, path) == code
    assert "UserDay: never seen in 38 rows: " in (out := capsys.readouterr().out)
    assert "loc_added_sum" in out
    assert run("drift", *options, "--format", "json", path) == code
    gone = json.loads(capsys.readouterr().out)["gone"]
    (found,) = [each for each in gone if each["path"] == "loc_added_sum"]
    assert found["count"] == 38
    assert run("drift", *options, "--format", "yaml", path) == code
    assert "loc_added_sum" in capsys.readouterr().out


def test_a_key_in_one_row_of_a_file_is_not_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    objects = [with_activity(number) for number in range(38)]
    for each in objects[1:]:
        del each["loc_added_sum"]
    run("drift", made.write(tmp_path / "f", objects))
    assert "loc_added_sum" not in capsys.readouterr().out


def test_a_key_missing_from_the_newest_file_only_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = made.write(tmp_path / "old", [with_activity(number) for number in range(20)])
    newer = [with_activity(number, day="2026-10-09") for number in range(20)]
    for each in newer:
        del each["loc_added_sum"]
    new = made.write(tmp_path / "new", newer)
    assert run("drift", "--fail-on", "gone", old, new) == 1
    assert f"never seen in 20 rows of {new}: loc_added_sum" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["nonsense", "new,nonsense", "", "none,new"])
def test_an_unknown_class_of_drift_is_a_usage_error(
    clean: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert run("drift", "--fail-on", text, clean) == 2
    assert "expected new, type, gone" in capsys.readouterr().err
