"""The statements that generated modules may contain, and no others."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping

_NODES: tuple[type[ast.AST], ...] = (
    *(ast.Module, ast.Expr, ast.Import, ast.ImportFrom, ast.alias, ast.Assign, ast.AnnAssign),
    *(ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.arguments, ast.arg, ast.Return),
    *(ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.BitOr, ast.Call),
    *(ast.keyword, ast.Await, ast.List, ast.Tuple, ast.Dict, ast.Load, ast.Store),
    *(ast.UnaryOp, ast.USub),
)
_AT_THE_TOP = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.ClassDef)
_CALLED = {
    *(
        "RequestBody",
        "Operation",
        "Operations",
        "Parameter",
        "DocumentedResponse",
        "Pagination",
        "Permission",
        "MinLicenses",
    ),
    *(
        "SharedFacts",
        "DayWindow",
        "deprecated",
        "frozenset",
        "float",
        "attrs.define",
        "datetime.date",
        "self._call",
    ),
}
_IMPORTED = {"__future__", "attrs", "collections.abc", "datetime", "typing"}
_BUILTINS = {"bool", "bytes", "dict", "float", "frozenset", "int", "list", "str", "tuple"}


def findings(files: Mapping[str, str]) -> list[str]:
    """The problems in the modules."""
    found = []
    for path, text in files.items():
        if path.endswith(".py"):
            compile(text, path, "exec", dont_inherit=True)
            found += [f"{path}: {problem}" for problem in _findings(ast.parse(text))]
    return found


def _findings(module: ast.Module) -> list[str]:
    found = []
    for node in module.body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not isinstance(node, _AT_THE_TOP) and not is_text:
            found.append(f"line {node.lineno}: {type(node).__name__} at the top")
    for each in ast.walk(module):
        if not isinstance(each, _NODES):
            found.append(f"a {type(each).__name__}")
        elif isinstance(each, ast.Call) and _name(each.func) not in _CALLED:
            found.append(f"line {each.lineno}: a call of {_name(each.func)}")
        elif isinstance(each, ast.Expr) and not isinstance(each.value, ast.Constant):
            found.append(f"line {each.lineno}: an expression")
        elif isinstance(each, ast.Name | ast.Attribute):
            found += _of_name(each)
        elif isinstance(each, ast.Import):
            found += [f"import {a.name}" for a in each.names if a.name not in _IMPORTED]
        elif isinstance(each, ast.ImportFrom) and not each.level and each.module not in _IMPORTED:
            found.append(f"import from {each.module}")
    return found


def _of_name(node: ast.Name | ast.Attribute) -> list[str]:
    name = node.id if isinstance(node, ast.Name) else node.attr
    if name.startswith("__") and name not in ("__all__", "__version__"):
        return [f"line {node.lineno}: {name}"]
    is_loaded = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    if is_loaded and hasattr(builtins, name) and name not in _BUILTINS:
        return [f"line {node.lineno}: the builtin {name}"]
    return []


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):  # deprecated("…")(function)
        return _name(node.func)
    return ast.unparse(node)


def docstrings(text: str) -> list[str]:
    """Every docstring in a module: of modules, classes, functions and attributes."""
    return [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
