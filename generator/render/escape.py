"""From raw text to Python source: the filters that every text of a description passes.

openapi-python-client's own filters drop control characters; a literal has to keep them, or an enum value
would change. Therefore literals use `repr`, whose output is printable, closed, and evaluates to its input.
"""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from ..errors import RenderError
from .model import Code

_COLUMNS = 100


def literal(value: Any) -> Code:
    """A Python expression that evaluates to `value`: scalars, dates, and lists, tuples, mappings of them."""
    if isinstance(value, str):
        # the repr of str, not that of a subclass; it escapes lone surrogates
        return Code(repr(str.__str__(value)))
    if value is None or isinstance(value, bool | int | float):
        if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
            return Code(f"float({str(value)!r})")
        return Code(repr(value))
    if isinstance(value, datetime.date):
        return Code(f"datetime.date({value.year}, {value.month}, {value.day})")
    if isinstance(value, Mapping):
        items = ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items())
        return Code("{" + items + "}")
    if isinstance(value, tuple):
        items = ", ".join(literal(item) for item in value)
        return Code(f"({items},)" if len(value) == 1 else f"({items})")
    if isinstance(value, list):
        return Code("[" + ", ".join(literal(item) for item in value) + "]")
    raise RenderError(f"a {type(value).__name__} cannot be written as a Python literal")


def docstring(text: str, indent: int = 4) -> Code:
    """A docstring, wrapped and escaped, with its quotes; the first line begins at the current column."""
    # lone surrogates are valid in a literal, but not in a docstring
    text = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    margin = " " * indent
    lines = wrapped(text, _COLUMNS - indent, first=3)
    escaped = [_escaped(line) for line in lines]
    if lines[-1].endswith('"') and not lines[-1].endswith('""'):
        escaped[-1] = escaped[-1][:-1] + '\\"'
    body = "\n".join(margin + line if line else "" for line in escaped).removeprefix(margin)
    is_long = len(lines) > 1 or indent + len(body) + 6 > _COLUMNS
    end = f"\n{margin}" if is_long else ""
    return Code(f'"""{body}{end}"""')


def comment(text: str) -> Code:
    """One comment line."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return Code(f"# {flat}")


def wrapped(text: str, width: int, *, first: int = 0) -> list[str]:
    """The lines of `text`, each wrapped by itself; a line that begins with spaces keeps its indentation.

    The first line has `first` characters less than the others.
    """
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        stripped = line.strip()
        if not stripped:
            if lines and lines[-1]:
                lines.append("")
            continue
        own = " " * (len(line) - len(line.lstrip(" ")))
        hanging = own + "    " if own else ""
        margin = " " * first if not lines else ""
        new = textwrap.wrap(
            stripped,
            width,
            initial_indent=margin + own,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += [new[0].removeprefix(margin), *new[1:]]
    while lines and not lines[-1]:
        lines.pop()
    return lines or [""]


def _escaped(line: str) -> str:
    # printable characters stay; the rest (controls, bidi marks, surrogates) is written as an escape
    escaped = "".join(
        c if c.isprintable() and c != "\\" else c.encode("unicode_escape", "surrogatepass").decode()
        for c in line
    )
    return re.sub('"(?=")|(?<=")"', r"\"", escaped)  # a quote beside a quote could end the string
