"""Who imports whom: the arrows of docs/architecture.md, and none against them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.frame.repository import ROOT

RUNTIME = ROOT / "templates" / "runtime"
SHIPPED_WITH = {"attrs", "httpx", "msgspec", "typing_extensions", "xxhash"}
EXTRAS = {"cryptography", "httpx2", "jwt", "pyarrow", "pydantic_core"}
"""May be imported inside of functions, or for type checkers, only: importing the package never needs them."""

SHARED = "templates.runtime.escaping"
"""The one module that the generator runs as well as copies: text from outside is escaped in one place."""


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The dotted name of every import of a file; a relative one as seen from the root."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    package = path.parent.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def at_the_top(path: Path) -> set[str]:
    """The first names of what a file imports when it is imported; not what only type checkers see."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def importers(folder: Path, *prefixes: str) -> list[str]:
    """The files below `folder` that import something below one of the prefixes, `SHARED` excepted."""
    return [
        f"{path.relative_to(ROOT).as_posix()} imports {name}"
        for path in sorted(folder.rglob("*.py"))
        for name in imported(path)
        if any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)
        and not (name.startswith(f"{SHARED}.") and folder.is_relative_to(ROOT / "generator"))
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
def test_no_folder_imports_what_it_must_not_know(
    folder: str, not_to_be_imported: list[str]
) -> None:
    assert importers(ROOT / folder, *not_to_be_imported) == []


@pytest.mark.parametrize("path", sorted(RUNTIME.rglob("*.py")), ids=lambda path: path.name)
def test_the_runtime_needs_what_is_declared_and_finds_itself_anywhere(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        known = sys.stdlib_module_names | SHIPPED_WITH | EXTRAS
        assert top in known or name.startswith("templates.runtime")
    assert at_the_top(path).isdisjoint(EXTRAS)


def test_one_module_knows_the_parser_one_its_names_and_one_the_transport() -> None:
    parser = {line.split()[0] for line in importers(ROOT / "generator", "openapi_python_client")}
    transports = {line.split()[0] for line in importers(RUNTIME, "httpx")}
    assert transports == {"templates/runtime/shells/httpx_seam.py"}
    assert parser == {"generator/render/adapter.py", "generator/render/naming.py"}


RUNTIME_LAYERS = (
    "protocol",
    "access",
    "decoding",
    "arrow",
    "calls",
    "reports",
    "shells",
    "client",
    "drift",
    "files",
)
"""The folders of the runtime, each above the ones before it; the modules beside them are below all of them."""


def runtime_imports() -> dict[str, set[str]]:
    """The modules of the runtime, each with those that it imports, as dotted names below the runtime."""
    files = {
        ".".join(path.relative_to(RUNTIME).with_suffix("").parts): path
        for path in RUNTIME.rglob("*.py")
        if path.name != "__init__.py"
    }
    return {name: set(_modules_of(path, files)) for name, path in files.items()}


def _modules_of(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    for name in imported(path):
        inner = name.removeprefix("templates.runtime.")
        yield from ({inner, inner.rpartition(".")[0]} & modules.keys() if inner != name else ())


def test_no_folder_of_the_runtime_imports_one_above_it() -> None:
    level = {folder: number for number, folder in enumerate(RUNTIME_LAYERS, 1)}
    height = {name: level.get(name.split(".")[0], 0) for name in runtime_imports()}
    assert set(level) == {
        path.name for path in RUNTIME.iterdir() if (path / "__init__.py").exists()
    }
    assert [
        f"{name} imports {other}"
        for name, others in runtime_imports().items()
        for other in others
        if height[other] > height[name]
    ] == []


def test_no_modules_of_the_runtime_import_each_other() -> None:
    assert list(TopologicalSorter(runtime_imports()).static_order())  # raises CycleError
