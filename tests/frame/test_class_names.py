"""One class name means one thing: no two modules outside tests define a public class of one name."""

from __future__ import annotations

import ast

from tests.frame.repository import ROOT

TREES = ("generator", "templates", "services", "recording", "website", "benchmarks", "examples")
SAME_MEANING = {"Clock", "Entity", "UsageError"}
"""Classes of one meaning, in distributions that do not import each other or as a subclass of the other."""


def duplicates() -> set[str]:
    """The public class names that several modules define."""
    modules: dict[str, set[str]] = {}
    for tree in TREES:
        for path in sorted((ROOT / tree).rglob("*.py")):
            if {"tests", ".venv"} & set(path.relative_to(ROOT).parts):
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    modules.setdefault(node.name, set()).add(path.as_posix())
    return {name for name, paths in modules.items() if len(paths) > 1}


def test_a_class_name_means_one_thing() -> None:
    assert duplicates() == SAME_MEANING
