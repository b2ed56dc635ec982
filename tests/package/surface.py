"""The public surface of the package: its modules, names and annotations.

Annotations are resolved as type checkers see them, including imports under `TYPE_CHECKING`.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
import typing
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import attrs
import msgspec

import copilot_usage_metrics

TOP = copilot_usage_metrics.__name__


@cache
def modules() -> dict[str, ModuleType]:
    """Every module with promised names: docs/stability.md lists them."""
    names = [
        TOP,
        *(
            each.name
            for each in pkgutil.walk_packages(copilot_usage_metrics.__path__, f"{TOP}.")
            if not any(part.startswith("_") for part in each.name.split("."))
        ),
    ]
    imported = [importlib.import_module(name) for name in names]
    return {module.__name__: module for module in imported if hasattr(module, "__all__")}


@cache
def classes() -> dict[str, type]:
    """Every class that is reachable from public names through bases and annotations, by its defining module."""
    found: dict[str, type] = {}
    queue: list[Any] = []
    for module in modules().values():
        queue += [getattr(module, name) for name in module.__all__]
        queue += [part for _, annotation in of_module(module) for part in parts(annotation)]
    while queue:
        each = queue.pop()
        if not isinstance(each, type) or not is_ours(each):
            continue
        key = f"{each.__module__}.{each.__qualname__}".removeprefix(f"{TOP}.")
        if key in found:
            continue
        found[key] = each
        queue += [base for base in each.__mro__ if base.__module__ != "builtins"]
        queue += [part for _, annotation in of_class(each) for part in parts(annotation)]
    return found


def every_annotation() -> Iterator[tuple[str, Any]]:
    """Every annotation of the surface, by the name of its owner."""
    for name, module in modules().items():
        for inner, annotation in of_module(module):
            yield f"{name.removeprefix(TOP).removeprefix('.')} {inner}".strip(), annotation
    for key, cls in classes().items():
        for inner, annotation in of_class(cls):
            yield f"{key} {inner}", annotation


def of_module(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The annotations of the public functions and values that a module defines itself."""
    for name, annotation in resolved(module, inspect.get_annotations(module)).items():
        if name in module.__all__:
            yield name, annotation
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.isfunction(value) and is_ours(value):
            yield from of_function(name, value)


def of_class(cls: type) -> Iterator[tuple[str, Any]]:
    """The annotations of the public attributes, methods and properties that a class defines itself."""
    own = {k: v for k, v in inspect.get_annotations(cls).items() if not k.startswith("_")}
    yield from resolved(sys.modules[cls.__module__], own).items()
    for name, function in functions(cls):
        yield from of_function(name, function)


def functions(cls: type) -> Iterator[tuple[str, FunctionType]]:
    """The public methods and properties that a class defines; `__init__` only if users construct it."""
    is_made_by_users = cls in _named() and not (attrs.has(cls) or issubclass(cls, msgspec.Struct))
    for name, member in vars(cls).items():
        function = getattr(member, "fget", None) or getattr(member, "__func__", member)
        if not inspect.isfunction(function) or not is_ours(function):
            continue
        if not name.startswith("_") or (name == "__init__" and is_made_by_users):
            yield name, function


def of_function(name: str, function: Callable[..., object]) -> Iterator[tuple[str, Any]]:
    """The annotations of a function; if it is overloaded, those that callers see."""
    for each in typing.get_overloads(function) or [function]:
        module = sys.modules[each.__module__]
        for parameter, annotation in resolved(module, inspect.get_annotations(each)).items():
            yield f"{name}({parameter})", annotation


def parts(annotation: Any) -> Iterator[Any]:
    """An annotation and everything inside it."""
    yield annotation
    if (origin := typing.get_origin(annotation)) is not None:
        yield origin
    inner = annotation if isinstance(annotation, list) else typing.get_args(annotation)
    for each in inner:
        yield from parts(each)


def is_ours(value: Any) -> bool:
    """Whether the package defines it."""
    return str(value.__module__).partition(".")[0] == TOP


def resolved(module: ModuleType, written: dict[str, Any]) -> dict[str, Any]:
    """Annotations of a module, with postponed ones evaluated."""
    names = _seen_by_type_checkers(module)
    return {
        name: eval(each, names) if isinstance(each, str) else each for name, each in written.items()
    }


@cache
def _named() -> list[type]:
    """The classes that have a public name."""
    values = [getattr(module, name) for module in modules().values() for name in module.__all__]
    return [each for each in values if isinstance(each, type)]


@cache
def _seen_by_type_checkers(module: ModuleType) -> dict[str, Any]:
    """The names of a module, including those under `if TYPE_CHECKING`."""
    names = dict(vars(module))
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            body = ast.Module(node.body, type_ignores=[])
            exec(compile(body, str(module.__file__), "exec"), names)
    return names
