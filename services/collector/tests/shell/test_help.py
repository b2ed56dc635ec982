"""The output of `--help` on a terminal of usual width."""

from __future__ import annotations

import re

import pytest
import typer
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app


def help_of(*command: str) -> list[str]:
    done = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "80"}, terminal_width=80)
    assert done.exit_code == 0
    return done.output.splitlines()


def test_summaries_fit_80_columns() -> None:
    lines = help_of()
    commands = lines[lines.index("Commands:") + 1 :]
    names = list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group's
    assert [line.split()[0] for line in commands] == names  # one line each
    for line in lines:
        assert len(line) <= 80, line
        assert "…" not in line
    for line in commands:
        assert "..." not in line
        assert line.endswith("."), line


def test_main_help_shows_no_variable_per_option() -> None:
    assert "env var" not in "\n".join(help_of())


@pytest.mark.parametrize("name", list(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_options_name_their_value_and_not_its_type(name: str) -> None:
    types = re.findall(
        r"<(?:str|int|float|path|file|uuid)[a-z ]*>|\{[a-z]+\}", " ".join(help_of(name))
    )
    assert types == []
