from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from copilot_metrics_collector.commands import key as command
from copilot_metrics_collector.exits import ConfigurationError
from copilot_metrics_collector.privacy import make_key, read_key, transform_of

from .wanted import Wanted

SECRET = b"zr9-only-for-this-test-5c1e7a04d2b8"
posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


def written(file: Path, content: bytes, mode: int = 0o600) -> Path:
    file.write_bytes(content)
    file.chmod(mode)
    return file


def test_a_key_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    make_key(tmp_path / "key")
    assert read_key("~/key") == read_key(tmp_path / "key")


def test_a_made_key_is_read_again_and_is_another_each_time(tmp_path: Path) -> None:
    keys = set()
    for name in "ab":
        make_key(tmp_path / name)
        keys.add(read_key(tmp_path / name))
    assert len(keys) == 2
    assert {len(key) for key in keys} == {64}


@posix
def test_nobody_else_may_read_a_made_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_key(tmp_path / "key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    file = written(tmp_path / "key", SECRET)
    with pytest.raises(ConfigurationError, match="already exists"):
        make_key(file)
    assert file.read_bytes() == SECRET


def test_a_key_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file or directory"):
        make_key(tmp_path / "nowhere" / "key")


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_end_of_the_line_is_no_part_of_a_key_of_text(tmp_path: Path, end: bytes) -> None:
    assert read_key(written(tmp_path / "key", SECRET + end)) == SECRET


def test_every_byte_is_part_of_a_key_that_is_no_text(tmp_path: Path) -> None:
    key = bytes(range(31)) + b"\n"
    assert read_key(written(tmp_path / "key", key)) == key


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SECRET[:31], "has 31 bytes, expected at least 32"),
        (SECRET[:31] + b"\n", "has 31 bytes"),
        (b"", "has 0 bytes"),
        (b"\0" * 64, "not a random key"),
        (SECRET * 2000, "which is not a key"),
    ],
)
def test_what_is_no_key_is_refused_and_not_shown(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = written(tmp_path / "key", content)
    with pytest.raises(ConfigurationError, match=reason) as refusal:
        read_key(file)
    assert str(file) in str(refusal.value)
    assert "only-for-this-test" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_a_key_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no such file.*copilot-metrics key"):
        transform_of(Wanted(str(tmp_path / "key")))
    with pytest.raises(ConfigurationError, match="directory"):
        read_key(tmp_path)


@posix
@pytest.mark.parametrize(
    ("mode", "fine"), [(0o600, True), (0o640, True), (0o604, False), (0o620, False)]
)
def test_others_may_not_read_or_change_a_key(tmp_path: Path, mode: int, fine: bool) -> None:
    file = written(tmp_path / "key", SECRET, mode)
    if fine:
        assert read_key(file) == SECRET
        return
    with pytest.raises(ConfigurationError, match="chmod 600"):
        read_key(file)


def test_the_command_makes_a_key_and_does_not_show_it(tmp_path: Path) -> None:
    app = typer.Typer()
    command.add(app)
    app.callback()(lambda: None)
    result = CliRunner().invoke(app, ["key", str(tmp_path / "key")])
    assert result.exit_code == 0
    assert read_key(tmp_path / "key").decode() not in result.output
    again = CliRunner().invoke(app, ["key", str(tmp_path / "key")])
    assert isinstance(again.exception, ConfigurationError)
