"""Pins for names that have none yet, in the form of `names.yaml`: the tool that helps to write that file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .. import document
from . import kinds
from .names import Unpinned, is_model
from .pins import follow, operations


def propose(
    descriptions: Mapping[str, dict[str, Any]], unpinned: Iterable[Unpinned]
) -> dict[str, dict[str, Any]]:
    """Whole entries of `names.yaml` for everything that has a name no pin holds.

    An entry that is there already comes out again with what it lacked, to replace the old one.
    """
    wanted = {(one.version, one.pointer) for one in unpinned}
    proposed_operations: dict[str, Any] = {}
    proposed_models: dict[str, Any] = {}
    for version, description in descriptions.items():
        for key, path, method, operation in operations(description):
            pointer = ("paths", path, method)
            places = [pointer, *(place for place, _ in _parameters(description, pointer))]
            if any((version, document.join(*place)) in wanted for place in places):
                proposed_operations.setdefault(key, _operation(description, pointer, operation))
        for at, place in _models(description):
            schema = document.resolve(description, document.join(*place))
            own = [
                (*place, "properties", wire_name) for wire_name in schema.get("properties") or {}
            ]
            if any((version, document.join(*one)) in wanted for one in [place, *own]):
                name = schema.get("x-python-class") or schema.get("x-python-name")
                entry = proposed_models.setdefault(str(name), {"at": at, "attributes": {}})
                for wire_name, value in (schema.get("properties") or {}).items():
                    if isinstance(value, dict) and "x-python-name" in value:
                        entry["attributes"][wire_name] = value["x-python-name"]
    found = {"operations": proposed_operations, "models": proposed_models}
    return {section: entries for section, entries in found.items() if entries}


def _parameters(
    description: dict[str, Any], pointer: tuple[str, ...]
) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    found = []
    for owner in (pointer[:2], pointer):
        declared = document.resolve(description, document.join(*owner)).get("parameters") or ()
        places = (
            follow(description, (*owner, "parameters", str(index)))
            for index in range(len(declared))
        )
        found += [place for place in places if place is not None]
    return found


def _operation(
    description: dict[str, Any], pointer: tuple[str, ...], operation: dict[str, Any]
) -> dict[str, Any]:
    by_name: dict[str, str] = {}
    query: dict[str, str] = {}
    for _, parameter in _parameters(description, pointer):
        target = by_name if parameter.get("in") == "path" else query
        target[parameter["name"]] = parameter["x-python-name"]
    return {
        "operationId": operation["operationId"],
        "function": operation["x-python-name"],
        "path": [by_name[name] for name in re.findall(r"\{([^{}]*)\}", pointer[1])],
        "query": query,
    }


def _models(description: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Every class that an operation's answer leads to, once, with the shortest way to it."""
    waiting: list[tuple[str, tuple[str, ...]]] = []
    for _, path, method, operation in operations(description):
        for status in sorted(operation.get("responses") or {}):
            place = follow(description, ("paths", path, method, "responses", status))
            if place is None:
                continue
            for media_type in sorted(place[1].get("content") or {}):
                at = "/".join(
                    document.escape(one) for one in (operation["operationId"], status, media_type)
                )
                waiting.append((at, (*place[0], "content", media_type, "schema")))
    found: list[tuple[str, tuple[str, ...]]] = []
    seen: set[tuple[str, ...]] = set()
    for (
        at,
        pointer,
    ) in waiting:  # grows while it is walked: breadth first, so the shortest way comes first
        place = follow(description, pointer)
        if place is None or place[0] in seen:
            continue
        seen.add(place[0])
        if is_model(place[1]):
            found.append((at, place[0]))
        for keyword, value, shape in kinds.parts("schema", place[1]):
            many = isinstance(value, list) or shape.endswith("{}")
            below = [(keyword, key) for key, _, _ in kinds.parts(shape, value)]
            ways = below if many else [(keyword,)]
            waiting += [(at + document.join(*way), (*place[0], *way)) for way in ways]
    return found
