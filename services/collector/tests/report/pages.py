"""Pages as parsed HTML, and reports made of small lakes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import attrs
from copilot_usage_metrics.testing import clock_at
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app

MADE_ON: Final = datetime.date(2026, 10, 2)
_VOID: Final = frozenset({"meta", "link", "br", "img", "hr", "input"})


@attrs.define
class Node:
    """An element with its attributes, children and text."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = attrs.Factory(list)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    def all(self, tag: str | None = None, class_: str | None = None) -> Iterator[Node]:
        """The elements below it, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                classes = child.attributes.get("class", "").split()
                if tag in (None, child.tag) and (class_ is None or class_ in classes):
                    yield child
                yield from child.all(tag, class_)

    def one(self, tag: str, class_: str | None = None) -> Node:
        [found] = self.all(tag, class_)
        return found

    def by_id(self, wanted: str) -> Node:
        [found] = [each for each in self.all() if each.attributes.get("id") == wanted]
        return found

    def table(self) -> tuple[list[str], list[list[str]]]:
        """The headings and the cells of the table below it."""
        [table] = self.all("table")
        cells = [
            [cell.text for cell in row.children if isinstance(cell, Node)]
            for row in table.all("tr")
        ]
        return cells[0], cells[1:]


class _Parser(HTMLParser):
    """Fails where an element is not closed, or closed twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("root", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), tag
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(text: str) -> Node:
    parser = _Parser()
    parser.feed(text)
    parser.close()
    [root] = parser.open
    return root


def run(lake: str, output: Path, *options: str) -> Any:
    """The result of the command."""
    with clock_at(MADE_ON):
        return CliRunner().invoke(
            app, ["report", "--lake", lake, "--output", str(output), *options]
        )


def report(lake: str, folder: Path, *options: str) -> str:
    """The text of the page."""
    output = folder / "report.html"
    result = run(lake, output, *options)
    assert result.exit_code == 0, result.output
    return output.read_text("utf-8")
