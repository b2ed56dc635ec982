"""`names.yaml`: the Python names that are released, and where in a description each of them belongs.

A pin finds its place without any name that upstream could change: an operation by its method and
its path with blanked parameter names, a path parameter by its position, a class by the way from an
operation's answer to it, through references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .. import document
from ..errors import PrepareError
from . import identifiers, kinds
from .trim import blank


@dataclass(frozen=True, slots=True)
class OperationPin:
    """The names of one operation: `path` by position, `query` (and all other parameters) by wire name."""

    key: str
    operation_id: str
    function: str
    path: tuple[str, ...]
    query: dict[str, str]
    aliases: tuple[str, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class ModelPin:
    """The names of one class and its attributes (by wire name), and where it is reached from."""

    name: str
    at: str
    attributes: dict[str, str]
    line: int | None


@dataclass(frozen=True, slots=True)
class Pins:
    """All pins of one file."""

    file: str
    operations: dict[str, OperationPin]
    models: tuple[ModelPin, ...]


NONE = Pins("names.yaml", {}, ())


def parse(text: str | bytes, *, name: str) -> Pins:
    """The pins in a YAML text. Raises `PrepareError` with file and line for what is no pin."""
    value = document.parse(text, name=name)
    lines = document.Lines(text)

    def fail(message: str, pointer: str) -> PrepareError:
        return PrepareError(message, file=name, line=lines(pointer))

    def section(node: Any, pointer: str, known: set[str]) -> dict[str, Any]:
        if not isinstance(node, dict):
            raise fail(f"expected an object, found {document.kind(node)}", pointer)
        for key in node:
            if known and key not in known:
                raise fail(f"unknown key {key!r}; known are {', '.join(sorted(known))}", pointer)
        return node

    def python_names(node: Any, pointer: str) -> dict[str, str]:
        for wire_name, python_name in section(node, pointer, set()).items():
            if not identifiers.is_name(python_name):
                raise fail(
                    f"{python_name!r} is no Python name", f"{pointer}/{document.escape(wire_name)}"
                )
        if len(set(node.values())) != len(node):
            raise fail("one Python name stands for two", pointer)
        return dict(node)

    root = section(value, "", {"operations", "models"})
    operations: dict[str, OperationPin] = {}
    for key, node in section(root.get("operations", {}), "/operations", set()).items():
        here = f"/operations/{document.escape(key)}"
        entry = section(node, here, {"operationId", "function", "path", "query", "aliases"})
        operation_id, function = str(entry.get("operationId")), str(entry.get("function"))
        if not identifiers.is_name(operation_id) or not identifiers.is_name(function):
            raise fail("a pin needs an `operationId` and a `function` that are Python names", here)
        path, aliases = entry.get("path", []), entry.get("aliases", [])
        for names in (path, aliases):
            if not isinstance(names, list) or not all(map(identifiers.is_name, names)):
                raise fail("`path` and `aliases` are lists of Python names", here)
        query = python_names(entry.get("query", {}), f"{here}/query")
        if len({*path, *query.values()}) != len(path) + len(query):
            raise fail("one Python name stands for two parameters", here)
        operations[key] = OperationPin(
            key, operation_id, function, tuple(path), query, tuple(aliases), lines(here)
        )
    models = []
    for class_name, node in section(root.get("models", {}), "/models", set()).items():
        here = f"/models/{document.escape(class_name)}"
        entry = section(node, here, {"at", "attributes"})
        if not identifiers.is_name(class_name):
            raise fail(f"{class_name!r} is no Python name", here)
        if not isinstance(entry.get("at"), str) or entry["at"].count("/") < 2:
            raise fail(
                "`at` reads operationId/status/media type, then the way into the schema", here
            )
        attributes = python_names(entry.get("attributes", {}), f"{here}/attributes")
        models.append(ModelPin(class_name, entry["at"], attributes, lines(here)))
    return Pins(name, operations, tuple(models))


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Every operation in order of path and method: its pin's key, path, method, and itself."""
    for path, item in sorted((description.get("paths") or {}).items()):
        for method in kinds.METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield f"{method} {blank(path)}", path, method, item[method]


def follow(
    description: dict[str, Any], pointer: tuple[str, ...]
) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """The object at `pointer` after its references have been followed, with its own pointer; None for nothing."""
    for _ in range(100):  # a chain of references that is longer leads in a circle
        try:
            node = document.resolve(description, document.join(*pointer))
        except KeyError:
            return None
        if not isinstance(node, dict):
            return None
        target = node.get("$ref")
        if not isinstance(target, str) or not target.startswith("#"):
            return pointer, node
        pointer = tuple(document.split(target))
    return None


def find_model(
    description: dict[str, Any], at: str, by_operation_id: dict[str, tuple[str, ...]]
) -> tuple[str, ...] | None:
    """The pointer of the schema that `at` leads to; None where it leads nowhere in this description."""
    operation_id, status, media_type, *rest = (
        token.replace("~1", "/").replace("~0", "~") for token in at.split("/")
    )
    pointer = by_operation_id.get(operation_id)
    if pointer is None:
        return None
    for tokens in (
        ("responses", status),
        ("content", media_type, "schema"),
        *((one,) for one in rest),
    ):
        place = follow(description, (*pointer, *tokens))
        if place is None:
            # a map such as `properties` is no object that could be a reference
            try:
                document.resolve(description, document.join(*pointer, *tokens))
            except KeyError:
                return None
            pointer = (*pointer, *tokens)
        else:
            pointer = place[0]
    return pointer
