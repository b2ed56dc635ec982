"""The accepted values of options, from the annotations of their functions: independent of the release of typer."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.config.file import option_names
from copilot_metrics_collector.config.option_types import OptionType, option_types
from copilot_metrics_collector.questions.catalog import QUESTIONS

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group's


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_has_a_type(name: str) -> None:
    types = option_types(COMMANDS[name])
    parameters = {parameter.name for parameter, _ in option_names(COMMANDS[name]).values()}
    assert parameters <= set(types)


@pytest.mark.parametrize("name", QUESTIONS)
def test_by_takes_the_rows_and_periods_of_its_question(name: str) -> None:
    assert option_types(COMMANDS[name])["by"].choices == QUESTIONS[name].by


def even(value: str) -> str:
    if len(value) % 2:
        raise typer.BadParameter("expected an even text")
    return value


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def types_of(function: Any) -> Any:
    program = typer.Typer()
    program.command()(function)
    return option_types(typer.main.get_command(program))


def test_each_kind_of_annotation_is_read() -> None:
    def command(
        flag: Annotated[bool, typer.Option()] = False,
        number: Annotated[int | None, typer.Option(min=1, max=9)] = None,
        seconds: Annotated[float, typer.Option(min=0.5)] = 1.0,
        words: Annotated[list[str] | None, typer.Option()] = None,
        format: Annotated[Literal["a", "b"], typer.Option("--format")] = "a",  # noqa: A002
        size: Annotated[Size | None, typer.Option()] = None,
        sizes: Annotated[list[Size] | None, typer.Option()] = None,
        text: Annotated[str | None, typer.Option(parser=even)] = None,
    ) -> None: ...

    assert types_of(command) == {
        "flag": OptionType(bool),
        "number": OptionType(int, minimum=1, maximum=9),
        "seconds": OptionType(float, minimum=0.5),
        "words": OptionType(str, multiple=True),
        "format": OptionType(str, choices=("a", "b")),
        "size": OptionType(str, choices=("small", "large")),
        "sizes": OptionType(str, multiple=True, choices=("small", "large")),
        "text": OptionType(str, parser=even),
    }


def test_what_is_refused_is_named_by_what_was_expected() -> None:
    number = OptionType(int, minimum=1, maximum=9)
    assert number.problem(0) == "expected at least 1, found 0"
    assert number.problem(10) == "expected at most 9, found 10"
    assert number.problem(9) is None
    assert OptionType(str, choices=("a", "b")).problem("c") == "expected one of a, b"
    assert OptionType(str, parser=even).problem("odd") == "expected an even text"


@given(st.one_of(st.booleans(), st.integers(), st.floats(), st.text(), st.none()))
def test_a_value_is_of_at_most_one_kind_except_whole_numbers(value: object) -> None:
    kinds = {kind for kind in (bool, int, float, str) if OptionType(kind).is_kind(value)}
    assert kinds == ({int, float} if type(value) is int else {type(value)} - {type(None)})
