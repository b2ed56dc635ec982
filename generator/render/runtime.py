"""The modules of the runtime, which do not depend on a description: copied byte for byte."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

_RUNTIME = "_runtime"


def copied(folder: Path, name: str) -> dict[str, str]:
    """The modules below a folder, below `name`."""
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def runtime_files(templates: Path, *, used_by: Mapping[str, str] | None = None) -> dict[str, str]:
    """The runtime: all of it, or only the modules that these files import, directly or not."""
    files = copied(templates / "runtime", _RUNTIME)
    if used_by is None:
        return files
    used: set[str] = set()
    queue = [each for path, text in used_by.items() for each in _imported(path, text)]
    while queue:
        path = queue.pop()
        if path in files and path not in used:
            used.add(path)
            queue += _imported(path, files[path])
    return {path: files[path] for path in sorted(used)}


@functools.cache
def _imported(path: str, text: str) -> tuple[str, ...]:
    """The files that the relative imports of a module may name."""
    return tuple(_candidates(path, ast.parse(text))) if path.endswith(".py") else ()


def _candidates(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.split("/")[: -node.level]
            module = [*folder, *(node.module.split(".") if node.module else [])]
            for depth in range(1, len(module) + 1):
                yield "/".join([*module[:depth], "__init__.py"])
            yield "/".join(module) + ".py"
            for alias in node.names:
                yield "/".join([*module, f"{alias.name}.py"])
