"""The walks of docs/architecture.md name files and functions that exist."""

from __future__ import annotations

import ast
import re

import pytest

from tests.frame.repository import ROOT

_WALK = re.compile(
    r"### (?P<title>.+)\n\nFiles are below `(?P<folder>[^`]+)`\.\n\n(?P<rows>(?:\|.*\n)+)"
)
_ROW = re.compile(r"\| [^|]+ \| `(?P<file>[^`]+)` \| `(?P<function>[^`]+)` \|")
WALKS = [
    (walk["title"], walk["folder"], row["file"], row["function"])
    for walk in _WALK.finditer((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    for row in _ROW.finditer(walk["rows"])
]


def test_the_page_has_walks() -> None:
    assert len(WALKS) >= 15


@pytest.mark.parametrize(("title", "folder", "file", "function"), WALKS)
def test_a_step_of_a_walk_exists(title: str, folder: str, file: str, function: str) -> None:
    body = ast.parse((ROOT / folder / file).read_text("utf-8")).body
    for name in function.split("."):
        found = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name == name
        ]
        assert found, f"{title}: {file} has no {function}"
        body = found[0].body
