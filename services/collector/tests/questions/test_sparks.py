"""Spark lines: on a terminal only, one character per day."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.display.sparks import MAX_POINTS, SPARKS, sparkline
from copilot_metrics_collector.exits import Exit

from .test_commands import lake

__all__ = ["lake"]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, encoding: str, *arguments: str) -> str:
    raw = io.BytesIO()
    terminal = Terminal(raw, encoding=encoding, write_through=True)
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(arguments) == Exit.FINE
    return raw.getvalue().decode(encoding)


@given(st.lists(st.none() | st.integers(0, 10**9), max_size=400))
def test_a_line_has_a_character_for_each_point(values: list[int | None]) -> None:
    line = sparkline(values)
    assert len(line) <= MAX_POINTS
    if len(values) <= MAX_POINTS:
        assert len(line) == len(values)
        for value, char in zip(values, line, strict=True):
            assert (char == " ") == (value is None)
            assert (char == SPARKS[0]) == (value == 0)
        known = [value for value in values if value]
        assert not known or line[values.index(max(known))] == SPARKS[-1]


@pytest.mark.usefixtures("clean_environment")
def test_a_table_on_a_terminal_has_spark_lines(lake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = on_terminal(monkeypatch, "utf-8", "users", "--lake", lake)
    assert "trend: code_generation_activity_count of each day" in text
    [line] = [line for line in text.splitlines() if "login-1001" in line]
    assert f"{SPARKS[-1]}" in line  # the only known day is the last one


@pytest.mark.usefixtures("clean_environment")
def test_a_terminal_without_the_characters_has_none(
    lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = on_terminal(monkeypatch, "latin-1", "users", "--lake", lake)
    assert "trend" not in text
    assert "login-1001" in text


@pytest.mark.usefixtures("clean_environment")
def test_a_pipe_has_none(
    lake: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for format_ in ("table", "json", "csv", "md"):
        assert main(["users", "--lake", lake, "--format", format_]) == Exit.FINE
        out = capsys.readouterr().out
        assert "trend" not in out
        assert not set(SPARKS) & set(out)


@pytest.mark.usefixtures("clean_environment")
def test_by_repeats_and_can_be_configured(
    lake: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["credits", "--lake", lake, "--by", "user", "--by", "week"]) == Exit.FINE
    title = capsys.readouterr().out.splitlines()[0]
    assert title.startswith("Credits by user by week of organization octo")
    monkeypatch.setenv("COPILOT_METRICS_CREDITS_BY", "user month")
    assert main(["credits", "--lake", lake]) == Exit.FINE
    assert "Credits by user by month" in capsys.readouterr().out
    assert main(["credits", "--lake", lake, "--by", "user", "--by", "team"]) == Exit.USAGE
    assert "credits --by user --by team: only one of these can be used" in capsys.readouterr().err
