"""Imports follow the layers of docs/architecture.md."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.frame import import_graph
from tests.frame.import_graph import imported
from tests.frame.repository import ROOT

RUNTIME = ROOT / "templates" / "runtime"
SHIPPED_WITH = {"attrs", "httpx", "msgspec", "typing_extensions", "xxhash"}
EXTRAS = {"cryptography", "httpx2", "jwt", "pyarrow", "pydantic_core"}
"""Imported within functions or for type checkers only: importing the package never needs them."""

SHARED = "templates.runtime.escaping"
"""The one module that the generator both imports and copies: text from outside is escaped in one place."""

VALUES = ("generator.render.model.", "generator.render.row_model.")
"""The generated package as values, which the comparison reads; it does not render."""


def at_the_top(path: Path) -> set[str]:
    """The top-level modules that a file imports at runtime, without imports for type checkers."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def importers(folder: Path, *prefixes: str) -> list[str]:
    """The files below `folder` that import something below one of the prefixes, except `SHARED` and `VALUES`."""
    return [
        f"{path.relative_to(ROOT).as_posix()} imports {name}"
        for path in sorted(folder.rglob("*.py"))
        for name in imported(path)
        if any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)
        and not (name.startswith(f"{SHARED}.") and folder.is_relative_to(ROOT / "generator"))
        and not (name.startswith(VALUES) and folder == ROOT / "generator" / "compare")
    ]


@pytest.mark.parametrize(
    ("folder", "not_to_be_imported"),
    [
        ("generator/prepare", ["generator.render", "templates", "copilot_usage_metrics"]),
        ("generator/render", ["generator.prepare", "templates", "copilot_usage_metrics"]),
        ("generator/compare", ["generator.prepare", "generator.render"]),
        ("generator", ["tests", "benchmarks", "templates", "copilot_usage_metrics"]),
        ("templates", ["generator", "tests", "copilot_usage_metrics"]),
        ("generated", ["generator", "tests", "templates", "yaml", "jinja2"]),
    ],
)
def test_no_folder_imports_a_forbidden_folder(folder: str, not_to_be_imported: list[str]) -> None:
    assert importers(ROOT / folder, *not_to_be_imported) == []


@pytest.mark.parametrize("path", sorted(RUNTIME.rglob("*.py")), ids=lambda path: path.name)
def test_the_runtime_imports_declared_dependencies_and_itself_relatively(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        known = sys.stdlib_module_names | SHIPPED_WITH | EXTRAS
        assert top in known or name.startswith("templates.runtime")
    assert at_the_top(path).isdisjoint(EXTRAS)


def test_parser_names_and_transport_are_imported_in_one_module_each() -> None:
    parser = {line.split()[0] for line in importers(ROOT / "generator", "openapi_python_client")}
    transports = {line.split()[0] for line in importers(RUNTIME, "httpx")}
    assert transports == {"templates/runtime/shells/httpx_seam.py"}
    assert parser == {"generator/render/adapter.py", "generator/render/naming.py"}


TREES: Mapping[str, Any] = yaml.safe_load((ROOT / "tests/frame/layers.yaml").read_text("utf-8"))
LAYERS = [
    (tree, folder, [line.split() for line in layers])
    for tree, declared in TREES.items()
    for folder, layers in declared["layers"].items()
]


@pytest.mark.parametrize(
    ("tree", "folder"), [(tree, each) for tree in TREES for each in import_graph.folders(tree)]
)
def test_no_two_modules_or_folders_lead_to_each_other(tree: str, folder: str) -> None:
    known = [set(each.split()) for each in TREES[tree].get("known_cycles", {}).get(folder, [])]
    found = import_graph.cycles(import_graph.graph(tree, folder))
    assert [each for each in found if not any(each <= group for group in known)] == []


@pytest.mark.parametrize(
    ("tree", "folder", "layers"), LAYERS, ids=[folder for _, folder, _ in LAYERS]
)
def test_every_module_imports_from_lower_layers_only(
    tree: str, folder: str, layers: list[list[str]]
) -> None:
    level = {name: index for index, names in enumerate(layers) for name in names}
    assert import_graph.children(folder) == level.keys(), "declare the layer in layers.yaml"
    assert [
        f"{name} imports {target}"
        for name, targets in import_graph.graph(tree, folder).items()
        for target in sorted(targets - {"__init__"})
        if name != "__init__" and level[target] >= level[name]
    ] == []


def test_a_cycle_between_modules_of_different_folders_is_found() -> None:
    edges = {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a"), "d": frozenset("a")}
    assert import_graph.cycles(edges) == [{"a", "b", "c"}]


@pytest.mark.parametrize("tree", TREES)
def test_no_module_has_more_than_400_lines(tree: str) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / tree).rglob("*.py")
        if path.relative_to(ROOT).as_posix() not in TREES[tree].get("known_long", [])
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
