"""Bundles each folder of the runtime into one module, for packages with few files.

The folders form layers, and no folder defines one name twice, so its modules can be concatenated in one
file. `tests/render/test_bundle.py` checks that nothing is lost.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from ..errors import RenderError

_PLACES = {
    "_runtime/frozen.py": "_runtime/operation.py",
    "_runtime/public.py": "_runtime/errors.py",
    "_runtime/pydantic_fields.py": "_runtime/calls.py",
    "_runtime/shells/asynchronous.py": "_runtime/asynchronous.py",
    "_runtime/shells/httpx_seam.py": "_runtime/httpx_seam.py",
}
"""Modules that are put elsewhere: with the only one that imports them, or by themselves. A program that does not await
need not load asyncio; the seam defines its names in two ways.
"""
_NESTED = re.compile(r"_runtime/(\w+)/(\w+)\.py")


def bundled(files: Mapping[str, str]) -> dict[str, str]:
    """The files of the runtime, with the modules of each folder in one."""
    groups: dict[str, list[str]] = {}
    for path in files:
        if not (path.endswith("/__init__.py") and path.count("/") > 1):
            groups.setdefault(_target(path), []).append(path)
    return {
        target: (
            _joined(target, paths, files)
            if len(paths) > 1
            else _relinked(files[paths[0]], ast.parse(files[paths[0]]), paths[0], target)
        )
        for target, paths in groups.items()
    }


def bundled_names(text: str) -> str:
    """The text of a module with the names of runtime modules as `bundled` gives them."""
    return re.sub(
        r"_runtime\.(\w+)\.(\w+)",
        lambda match: _dotted(_target(f"_runtime/{match[1]}/{match[2]}.py")),
        text,
    )


def _target(path: str) -> str:
    match = _NESTED.fullmatch(path)
    return _PLACES.get(path, f"_runtime/{match[1]}.py" if match else path)


def _dotted(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _joined(target: str, paths: list[str], files: Mapping[str, str]) -> str:
    """One module of several, each after those that it imports."""
    imports: dict[str, None] = {}
    bodies: list[str] = []
    seen: dict[str, str] = {}
    trees = {path: ast.parse(files[path]) for path in paths}
    for path in _ordered(trees):
        tree = trees[path]
        last = 0
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom) or _is_for_types(node):
                imports |= dict.fromkeys(_rewritten(node, path, target))
                last = node.end_lineno or 0
        bodies.append(_body(files[path], tree, max(last, 1), path, target, seen))
    names = ", ".join(path.removeprefix("_runtime/").removesuffix(".py") for path in paths)
    head = f'"""The modules {names} of the runtime."""\n\nfrom __future__ import annotations\n'
    return "\n".join([head, *imports, *bodies])


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _ordered(trees: Mapping[str, ast.Module]) -> Iterator[str]:
    """The modules, each after those that it imports."""
    done: set[str] = set()

    def visit(path: str) -> Iterator[str]:
        if path in done:
            return
        done.add(path)
        for node in trees[path].body:
            if isinstance(node, ast.ImportFrom) and node.level:
                inner = f"{_module(node, path)}.py"
                if inner in trees:
                    yield from visit(inner)
        yield path

    for path in sorted(trees):
        yield from visit(path)


def _module(node: ast.ImportFrom, path: str) -> str:
    """The path, without suffix, of the target of a relative import."""
    folder = path.split("/")[: -node.level]
    return "/".join([*folder, *(node.module or "").split(".")]).rstrip("/")


def _rewritten(node: ast.stmt, path: str, target: str) -> Iterator[str]:
    """An import, rewritten for the bundled module; imports of that module itself are dropped."""
    if isinstance(node, ast.If):
        inner = [line for each in node.body for line in _rewritten(each, path, target)]
        if inner:
            yield "\n".join(["if TYPE_CHECKING:", *(f"    {line}" for line in inner)])
    elif isinstance(node, ast.ImportFrom) and node.level:
        found = _target(f"{_module(node, path)}.py")
        names = ", ".join(ast.unparse(alias) for alias in node.names)
        if node.module is None:
            yield f"from . import {names}"
        elif found != target:
            yield f"from .{_dotted(found).removeprefix('_runtime.')} import {names}"
    elif not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
        yield ast.unparse(node)


def _body(
    text: str, tree: ast.Module, last: int, path: str, target: str, seen: dict[str, str]
) -> str:
    """The lines after the imports, without definitions that an earlier module has."""
    lines = text.splitlines()
    for node in tree.body:
        source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for name in _defined(node):
            if seen.get(name, source) != source:
                raise RenderError(
                    f"{path} defines {name} differently than another module of {target}"
                )
            if name in seen:
                for number in range(node.lineno - 1, node.end_lineno or 0):
                    lines[number] = ""
            seen[name] = source
    return "\n".join(_relinked("\n".join(lines), tree, path, target, last).split("\n")[last:])


def _relinked(text: str, tree: ast.Module, path: str, target: str, after: int = 0) -> str:
    """The text, with the relative imports after a line rewritten for `target`."""
    lines = text.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and node.lineno > after:
            (line,) = _rewritten(node, path, target)
            end = node.end_lineno or node.lineno
            blank = [""] * (end - node.lineno)
            lines[node.lineno - 1 : end] = [" " * node.col_offset + line, *blank]
    return "\n".join(lines)


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (each.id for each in node.targets if isinstance(each, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
