"""What people and logs are shown. Text of a lake, a file or a server never reaches them raw."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import typer
from copilot_usage_metrics.escaping import escape_json, escape_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def say(line: str, *, err: bool = False) -> None:
    """Prints one line; a line break in it is escaped."""
    typer.echo(escape_text(line), err=err)


def say_json(value: Any, *, default: Callable[[Any], Any] | None = None) -> None:
    """Prints a value as indented JSON; what a terminal does not show is escaped, and the value is the same."""
    typer.echo(escape_json(json.dumps(value, indent=1, default=default)))


def print_lines(console: Console, lines: Iterable[Text]) -> None:
    """Prints lines with their colours; one that has to be escaped keeps only its own."""
    for line in lines:
        # what is no terminal is as wide as it needs to be
        console.print(escaped(line), soft_wrap=not console.is_terminal)


def escaped(line: Text) -> Text:
    """A line in which every character can be seen."""
    from rich.text import Text

    text = escape_text(line.plain)
    return line if text == line.plain else Text(text, line.style)
