"""Find operations and schemas in a description, independent of upstream renames.

An operation is found by its method and its path with blanked parameter names, a class by the path
from an operation's response to it, through references and unions.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from .. import document
from . import kinds
from .trim import blank

Pointer = tuple[str, ...]


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Every operation in order of path and method: its key, path, method, and itself."""
    for path, item in sorted((description.get("paths") or {}).items()):
        for method in kinds.METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield f"{method} {blank(path)}", path, method, item[method]


def follow(description: dict[str, Any], pointer: Pointer) -> tuple[Pointer, dict[str, Any]] | None:
    """The object at `pointer` after its references have been followed, with its pointer; None if it does not exist."""
    for _ in range(100):  # a longer chain of references is a cycle
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


def parameters(
    description: dict[str, Any], pointer: Pointer
) -> Iterator[tuple[Pointer, Pointer, dict[str, Any]]]:
    """The parameters of an operation and of its path: pointer where listed, pointer where defined, object.

    An operation's parameters override those of its path.
    """
    found: dict[tuple[Any, Any], tuple[Pointer, Pointer, dict[str, Any]]] = {}
    for owner in (pointer[:2], pointer):
        declared = document.resolve(description, document.join(*owner)).get("parameters") or ()
        for index in range(len(declared)):
            listed = (*owner, "parameters", str(index))
            place = follow(description, listed)
            if place is not None:
                found[place[1].get("in"), place[1].get("name")] = (listed, *place)
    yield from found.values()


def find_model(
    description: dict[str, Any], start: Pointer | None, way: Iterable[str], fields: Iterable[str]
) -> Pointer | None:
    """The pointer of the schema at the path `way` from `start`; None if it does not exist.

    Inside a union or an `allOf`, the branch that fits is chosen: the one with the next step, and at
    the end the one with most of `fields`.
    """
    if start is None:
        return None
    place = follow(description, start)
    pointer = start if place is None else place[0]
    steps = [token.replace("~1", "/").replace("~0", "~") for token in way]
    for index, token in enumerate(steps):
        found = _step(description, pointer, token)
        if found is None and index and steps[index - 1] not in ("properties", "content"):
            inside = (
                _step(description, branch, token) for branch in _branches(description, pointer)
            )
            found = next((each for each in inside if each is not None), None)
        if found is None:
            return None
        pointer = found
    wanted = set(fields)
    candidates = [pointer, *_branches(description, pointer)]
    return max(candidates, key=lambda each: len(wanted & _keys(description, each)))


def _step(description: dict[str, Any], pointer: Pointer, token: str) -> Pointer | None:
    """The pointer one token further, references followed."""
    try:
        document.resolve(description, document.join(*pointer, token))
    except KeyError:
        return None
    place = follow(description, (*pointer, token))
    return (*pointer, token) if place is None else place[0]


def _branches(description: dict[str, Any], pointer: Pointer, depth: int = 0) -> list[Pointer]:
    """The branches of a union or an `allOf` at `pointer`, nested ones included."""
    try:
        node = document.resolve(description, document.join(*pointer))
    except KeyError:
        return []
    found: list[Pointer] = []
    for keyword in ("oneOf", "anyOf", "allOf"):
        listed = node.get(keyword) if isinstance(node, dict) else None
        for index in range(len(listed) if isinstance(listed, list) and depth < 10 else 0):
            place = follow(description, (*pointer, keyword, str(index)))
            if place is not None:
                found += [place[0], *_branches(description, place[0], depth + 1)]
    return found


def _keys(description: dict[str, Any], pointer: Pointer) -> set[str]:
    node = document.resolve(description, document.join(*pointer))
    own = node.get("properties") if isinstance(node, dict) else None
    return set(own) if isinstance(own, dict) else set()


def own_copy(
    description: dict[str, Any], operation: Pointer, listed: Pointer, place: Pointer
) -> Pointer:
    """Replace a reference to a shared object by a copy for one operation. Returns the copy's pointer."""
    value = copy.deepcopy(document.resolve(description, document.join(*place)))
    if listed[: len(operation)] == operation and place != listed:
        parent = document.resolve(description, document.join(*listed[:-1]))
        parent[int(listed[-1]) if isinstance(parent, list) else listed[-1]] = value
        return listed
    own = document.resolve(description, document.join(*operation)).setdefault("parameters", [])
    own.append(value)
    return (*operation, "parameters", str(len(own) - 1))
