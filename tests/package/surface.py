"""The public surface of the package: its names, and the annotations behind them."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import copilot_usage_metrics
import copilot_usage_metrics.rows
import copilot_usage_metrics.v2022_11_28
import copilot_usage_metrics.v2022_11_28.models
import copilot_usage_metrics.v2026_03_10
import copilot_usage_metrics.v2026_03_10.models

MODULES: tuple[ModuleType, ...] = (
    copilot_usage_metrics,
    copilot_usage_metrics.rows,
    copilot_usage_metrics.v2022_11_28,
    copilot_usage_metrics.v2022_11_28.models,
    copilot_usage_metrics.v2026_03_10,
    copilot_usage_metrics.v2026_03_10.models,
)


def classes() -> dict[str, type]:
    """Every class that a user reaches by public names, by where it is defined: attributes' types included."""
    found: dict[str, type] = {}
    queue: list[Any] = [getattr(module, name) for module in MODULES for name in module.__all__]
    while queue:
        each = queue.pop()
        if (
            not isinstance(each, type)
            or each.__module__.partition(".")[0] != "copilot_usage_metrics"
        ):
            continue
        key = f"{each.__module__}.{each.__qualname__}".removeprefix("copilot_usage_metrics.")
        if key in found:
            continue
        found[key] = each
        queue += [base for base in each.__mro__ if base.__module__ != "builtins"]
        queue += [part for _, annotation in annotated(each) for part in parts(annotation)]
    return found


def annotated(cls: type) -> Iterator[tuple[str, Any]]:
    """The annotations of the public attributes, methods and properties that a class itself defines."""
    hints = typing.get_type_hints(cls)
    for name in inspect.get_annotations(cls):
        if not name.startswith("_"):
            yield name, hints[name]
    for name, member in vars(cls).items():
        function = getattr(member, "fget", None) or getattr(member, "__func__", member)
        if not inspect.isfunction(function) or (name.startswith("_") and name != "__init__"):
            continue
        if function.__module__ != cls.__module__:
            continue
        if name == "__init__" and (
            hasattr(cls, "__attrs_attrs__") or hasattr(cls, "__struct_fields__")
        ):
            continue  # made of the attributes
        for parameter, annotation in typing.get_type_hints(function).items():
            yield f"{name}({parameter})", annotation


def parts(annotation: Any) -> Iterator[Any]:
    """An annotation and everything inside it."""
    yield annotation
    for each in typing.get_args(annotation):
        if isinstance(each, list):
            for inner in each:
                yield from parts(inner)
        else:
            yield from parts(each)
