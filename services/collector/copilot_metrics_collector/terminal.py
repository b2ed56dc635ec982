"""Printing with untrusted text escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import typer
from copilot_usage_metrics.escaping import escape_json, escape_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


_SECRETS: Final = re.compile(
    r"\b(?:gh[pousr]_|github_pat_)\w+"
    r"|(?<=[?&]sig=)[^&\s]+"
    r"|(?<=://)[^/\s@]*:[^/\s]*(?=@)"
    r"|(?<=\bpassword=)(?:'(?:[^'\\]|\\.)*'|[^\s&]+)"
)
"""Tokens, signatures of URLs, and passwords of URLs and connection strings."""


def mask_secrets(text: str) -> str:
    """Returns the text with `…` in place of secrets. Our messages contain none; those of other libraries might."""
    return _SECRETS.sub("…", text)


def say(line: str, *, err: bool = False) -> None:
    """Prints one line; line breaks in it are escaped."""
    typer.echo(escape_text(line), err=err)


def say_json(value: Any, *, default: Callable[[Any], Any] | None = None) -> None:
    """Prints a value as indented JSON with invisible characters escaped."""
    typer.echo(escape_json(json.dumps(value, indent=1, default=default)))


def print_lines(console: Console, lines: Iterable[Text]) -> None:
    """Prints coloured lines; a line that needs escaping loses the colours of its parts."""
    for line in lines:
        # outside a terminal, do not wrap
        console.print(escaped(line), soft_wrap=not console.is_terminal)


def escaped(line: Text) -> Text:
    """Returns the line with invisible characters escaped."""
    from rich.text import Text

    text = escape_text(line.plain)
    return line if text == line.plain else Text(text, line.style)
