"""docs/architecture.md lists every module with the first line of its docstring."""

from __future__ import annotations

import pytest

from tests.frame.module_list import PAGE, TREES, page_with_list, summary
from tests.frame.repository import ROOT


def test_the_list_of_modules_is_current() -> None:
    text = PAGE.read_text("utf-8")
    assert text == page_with_list(text), "run `make format`"


@pytest.mark.parametrize("tree", TREES)
def test_every_module_has_a_docstring(tree: str) -> None:
    modules = [path for path in (ROOT / tree).rglob("*.py") if path.name != "__init__.py"]
    assert modules
    assert [path for path in modules if not summary(path)] == []
