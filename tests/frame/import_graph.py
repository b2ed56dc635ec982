"""The imports of a tree: edges between modules, and between the children of each folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.frame.repository import ROOT

Graph = Mapping[str, frozenset[str]]


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The dotted name of every import of a file; a relative one is resolved from the root."""
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


@cache
def module_imports(tree: str) -> tuple[tuple[Path, Path], ...]:
    """The imports within a tree, as pairs of files, including imports for type checkers."""
    top = ROOT / tree
    files = {_dotted(path): path for path in sorted(top.rglob("*.py"))}
    prefix = f"{top.name}."
    rooted = ".".join(top.relative_to(ROOT).parts[:-1])
    found: dict[tuple[Path, Path], None] = {}
    for path in files.values():
        for name in imported(path):
            full = f"{rooted}.{name}" if rooted and name.startswith(prefix) else name
            target = files.get(full) or files.get(full.rpartition(".")[0])
            if target is not None and target != path:
                found[path, target] = None
    return tuple(found)


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def folders(tree: str) -> list[str]:
    """Every folder of a tree with modules, from the root of the repository."""
    found = {path.parent for path in (ROOT / tree).rglob("*.py")}
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def children(folder: str) -> set[str]:
    """The modules and folders in a folder, without `__init__`."""
    top = ROOT / folder
    modules = {path.stem for path in top.glob("*.py")}
    return (modules | {path.parent.name for path in top.glob("*/*.py")}) - {"__init__"}


def graph(tree: str, folder: str) -> Graph:
    """The imports between the children of a folder, at any depth."""
    top = ROOT / folder
    edges: dict[str, set[str]] = {}
    for source, target in module_imports(tree):
        if source.is_relative_to(top) and target.is_relative_to(top):
            one, other = (_child(each, top) for each in (source, target))
            edges.setdefault(one, set())
            if one != other:
                edges[one].add(other)
    return {name: frozenset(targets) for name, targets in edges.items()}


def _child(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").parts[0]


def cycles(edges: Graph) -> list[set[str]]:
    """The strongly connected groups of nodes."""
    reached = {node: _reached(edges, node) for node in edges}
    groups = {
        frozenset(other for other in reached[node] if node in reached.get(other, ()))
        for node in edges
        if node in reached[node]
    }
    return [set(group) for group in sorted(groups, key=sorted)]


def _reached(edges: Graph, start: str) -> set[str]:
    found: set[str] = set()
    queue = [start]
    while queue:
        for node in edges.get(queue.pop(), ()):
            if node not in found:
                found.add(node)
                queue.append(node)
    return found
