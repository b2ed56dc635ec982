"""The help of every subcommand begins with a sentence about it."""

from __future__ import annotations

import re

import pytest

from generator.cli import main


def _help(arguments: list[str], capsys: pytest.CaptureFixture[str], program: str = "") -> str:
    with pytest.raises(SystemExit) as exited:
        main([*arguments, "--help"], program)
    assert exited.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("program", ["", "copilot-openapi"])
def test_help_of_each_subcommand_has_a_description(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = re.findall(r"^    ([a-z-]+)(?: |$)", _help([], capsys, program), re.MULTILINE)
    assert {"generate", "diff", "bump", "explain"} <= set(commands)
    for command in commands:
        _, description, *_ = _help([command], capsys, program).split("\n\n")
        assert re.match(r"[A-Z].*\.$", description, re.DOTALL), f"{command}: {description}"
