"""What `--help` looks like on a terminal of the usual width."""

from __future__ import annotations

import typer
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app


def help_of(*command: str) -> list[str]:
    done = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "80"}, terminal_width=80)
    assert done.exit_code == 0
    return done.output.splitlines()


def test_no_summary_of_a_command_is_cut_short() -> None:
    lines = help_of()
    commands = lines[lines.index("Commands:") + 1 :]
    names = list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group's
    assert [line.split()[0] for line in commands] == names  # a line each: none is broken either
    for line in lines:
        assert len(line) <= 80, line
        assert "…" not in line
    for line in commands:
        assert "..." not in line
        assert line.endswith("."), line


def test_no_option_of_the_whole_is_said_to_be_a_variable_s() -> None:
    assert "env var" not in "\n".join(help_of())
