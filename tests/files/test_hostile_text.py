"""Hostile names and contents of files are never raw in an error or in the output of a command."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from copilot_usage_metrics import CopilotMetricsError, detect_drift, read_rows
from copilot_usage_metrics.testing.__main__ import main as fake
from tests.files import made
from tests.files.test_drift_command import run
from tests.hostile_text import HOSTILE, assert_clean

NAMES = [text.replace("/", "_").replace("\x00", "") for text in HOSTILE]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("format_", ["text", "json", "yaml"])
def test_the_drift_command_prints_no_raw_key(
    format_: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = made.identity("UserTeamDay", 1) | {
        text: 1,
        "new": {text: {text: text}},
        "slug": {text: 2},
    }
    file = made.write(tmp_path / "odd", [row])
    assert run("drift", "--format", format_, file) == 1
    captured = capsys.readouterr()
    assert_clean(captured.out)
    assert_clean(captured.err)
    if format_ == "json":
        paths = [each["path"] for each in json.loads(captured.out)["findings"]]
        assert text in paths, "JSON has the key as it is"


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_of_files_are_escaped(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    with pytest.raises(CopilotMetricsError) as caught:
        read_rows(file)
    assert_clean(f"{caught.value}\n{caught.value.args[0]}")
    file.write_bytes(b"{}\n")
    for given in (file, file.with_name(f"{name}x")):
        assert run("drift", given) == 3
        captured = capsys.readouterr()
        assert_clean(captured.out + captured.err)
    made.write(file, [made.identity("UserTeamDay", 1) | {"new": 1}])
    rows = read_rows(file)
    assert_clean(detect_drift(rows).to_text() + repr(rows))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_the_fake_prints_no_raw_argument(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / text.replace("/", "_").replace("\x00", ""))
    for arguments in (
        ["write", "--family", "users-1-day", "--out", out, "--entity", text],
        ["write", "--family", "users-1-day", "--out", out, "--scenario", text],
        ["write", "--family", "users-1-day", "--out", out, "--megabytes", "0.01"],
        ["write", "--family", text, "--out", out],
        ["serve", "--scenario", text],
    ):
        with contextlib.suppress(SystemExit):
            fake(arguments)
        captured = capsys.readouterr()
        assert_clean(captured.out + captured.err)
