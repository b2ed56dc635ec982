"""The public surface of the API versions as text: a line per name, with its signature and annotations.

`python -m tests.package.listing` rewrites `public_surface.txt`; a person then reviews the difference.
"""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from .surface import TOP, is_ours, modules, resolved

PINNED = Path(__file__).parent / "public_surface.txt"


def listing() -> list[str]:
    """Every public name of the API versions' modules, in order.

    The list does not show whether an operation is deprecated: its entry does, and the name still works.
    """
    return [
        f"{name.removeprefix(f'{TOP}.')}.{line}"
        for name, module in sorted(modules().items())
        if name.startswith(f"{TOP}.v")
        for each in sorted(module.__all__)
        for line in _lines(each, getattr(module, each))
    ]


def _lines(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, types.ModuleType):
        yield f"{name}: module"
    elif not isinstance(value, type):
        yield f"{name}: {_shown(type(value))}" + (f" = {value!r}" if name == "API_VERSION" else "")
        if name == "OPERATIONS":
            yield from (f"{name}[{key!r}]: {_answers(each)}" for key, each in value.items())
    elif ".v" not in value.__module__ and "._since" not in value.__module__:
        yield f"{name}: class"  # of the runtime, whatever the API version
    else:
        yield f"{name}: class"
        yield from (f"{name}.{line}" for line in _members(value))


def _answers(operation: Any) -> str:
    return ", ".join(
        f"{each.status} {' or '.join(map(_shown, each.bodies.values()))}".strip()
        for each in operation.responses
    )


def _members(cls: type) -> Iterator[str]:
    if attrs.has(cls):
        for field in sorted(attrs.fields(cls), key=lambda each: each.name):
            owner = next(
                each for each in cls.__mro__ if field.name in inspect.get_annotations(each)
            )
            written = {field.name: inspect.get_annotations(owner)[field.name]}
            annotation = resolved(sys.modules[owner.__module__], written)[field.name]
            default = "" if field.default is attrs.NOTHING else " = ..."
            yield f"{field.name}: {_shown(annotation)}{default}"
    for name in sorted(dir(cls)):
        if name.startswith("_") and name != "__init__":
            continue
        member = inspect.getattr_static(cls, name)
        function = getattr(member, "fget", None) or getattr(member, "__func__", member)
        if inspect.isfunction(function) and not (name == "__init__" and attrs.has(cls)):
            yield _function(name, member, function)


def _function(name: str, member: object, function: types.FunctionType) -> str:
    annotations = resolved(
        sys.modules[function.__module__], inspect.get_annotations(inspect.unwrap(function))
    )
    signature = inspect.signature(function)
    shown = []
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        text = each.name
        if each.name in annotations:
            text += f": {_shown(annotations[each.name])}"
        if each.default is not each.empty:
            text += f" = {each.default!r}"
        shown.append(text)
    marks = [
        "async " if inspect.iscoroutinefunction(inspect.unwrap(function)) else "",
        f"{type(member).__name__} " if not isinstance(member, types.FunctionType) else "",
    ]
    result = f" -> {_shown(annotations['return'])}" if "return" in annotations else ""
    return f"{name}: {''.join(marks)}({', '.join(shown)}){result}"


def _shown(annotation: Any) -> str:
    """An annotation, with only the names of our classes: the module that defines one may change."""
    if annotation is None or annotation is type(None):
        return "None"
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return " | ".join(map(_shown, typing.get_args(annotation)))
    origin = typing.get_origin(annotation)
    if origin is typing.Literal:
        return f"Literal[{', '.join(map(repr, typing.get_args(annotation)))}]"
    if origin is not None:
        inner = ", ".join(map(_shown, typing.get_args(annotation)))
        return f"{_shown(origin)}[{inner}]"
    if isinstance(annotation, list):
        return f"[{', '.join(map(_shown, annotation))}]"
    if isinstance(annotation, type):
        own = is_ours(annotation) or annotation.__module__ == "builtins"
        return (
            annotation.__qualname__ if own else f"{annotation.__module__}.{annotation.__qualname__}"
        )
    return str(annotation)


if __name__ == "__main__":
    PINNED.write_text("\n".join(listing()) + "\n", "utf-8", newline="\n")
    sys.stdout.write(f"{PINNED}: {len(listing())} lines\n")
