"""Docstrings as Markdown: sections such as `Args:` become lists."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

_SECTION = re.compile(r"(?m)^([A-Z][\w ]+):\n(?=    )")
_CODE = re.compile(r"(`+[^`]+`+)")


def markdown(docstring: str) -> str:
    """The docstring as Markdown, its paragraphs first, then each section under a bold title."""
    first, *rest = _SECTION.split(inspect.cleandoc(docstring))
    parts = [_text(first.strip())]
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        section, _, after = _split_indented(body)
        parts += [f"**{title}**", "\n".join(_items(section)), _text(after.strip())]
    return "\n\n".join(filter(None, parts)) + "\n"


def summary(docstring: str | None) -> str:
    """The first paragraph of a docstring on one line; empty without one."""
    return _text(" ".join(inspect.cleandoc(docstring or "").split("\n\n")[0].split()))


def _split_indented(body: str) -> tuple[str, str, str]:
    end = re.search(r"(?m)^(?=\S)", body)
    if end is None:
        return body, "", ""
    return body[: end.start()], "", body[end.start() :]


def _items(section: str) -> Iterator[str]:
    """One item for each entry: a line with the smallest indent, and its continuation lines."""
    entries: list[str] = []
    for line in inspect.cleandoc(section).splitlines():
        if line.startswith(" ") and entries:
            entries[-1] += f" {line.strip()}"
        elif line:
            entries.append(line)
    for entry in entries:
        name, colon, text = entry.partition(": ")
        is_name = colon and re.fullmatch(r"[\w`.\[\]]+", name)
        yield f"- `{name.strip('`')}`: {_text(text)}" if is_name else f"- {_text(entry)}"


def _text(text: str) -> str:
    """Text in which only code spans are markup: no tags, and no emphasis by underscores."""
    return "".join(
        part
        if index % 2
        else part.replace("&", "&amp;").replace("<", "&lt;").replace("*", r"\*").replace("[", r"\[")
        for index, part in enumerate(_CODE.split(text))
    )
