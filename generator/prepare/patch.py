"""JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902), as pure functions.

Written here rather than taken from the `jsonpatch` package: it copies whole documents, decides
errors by text, and equates 1 and true. A result shares its unpatched parts with the input, which is
never changed.
"""

from __future__ import annotations

from typing import Any

from .. import document

_END = ("-",)  # the token for the position after the last item of a list (RFC 6901 §4)


class PatchFailed(Exception):
    """A patch does not fit the value. The message names the operation and the path."""


def merge(target: Any, patch: Any) -> Any:
    """`target` after a merge patch: objects merge, null removes, everything else replaces (RFC 7396 §2)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def apply(target: Any, operations: list[Any]) -> Any:
    """`target` after a JSON Patch. Raises `PatchFailed` for the first operation that does not fit."""
    for number, operation in enumerate(operations):
        try:
            target = _apply_one(target, operation)
        except PatchFailed as error:
            raise PatchFailed(f"operation {number}: {error}") from None
    return target


def _apply_one(target: Any, operation: Any) -> Any:
    if not isinstance(operation, dict):
        raise PatchFailed(f"expected an object, found {document.kind(operation)}")
    name, path = operation.get("op"), _tokens(operation, "path")
    match name:
        case "add" | "replace" | "test":
            if "value" not in operation:
                raise PatchFailed(f"{name!r} without a value")
            value = operation["value"]
            if name == "test":
                if not same(_get(target, path), value):
                    raise PatchFailed(f"the value at {document.join(*path)!r} differs")
                return target
            return _edit(target, path, name, value)
        case "remove":
            return _edit(target, path, "remove", None)
        case "copy":
            return _edit(target, path, "add", _get(target, _tokens(operation, "from")))
        case "move":
            source = _tokens(operation, "from")
            if path == source:
                _get(target, source)
                return target
            if path[: len(source)] == source:
                raise PatchFailed("a value cannot be moved into itself")
            value = _get(target, source)
            return _edit(_edit(target, source, "remove", None), path, "add", value)
        case _:
            raise PatchFailed(f"unknown operation {name!r}")


def _tokens(operation: dict[str, Any], key: str) -> list[str]:
    pointer = operation.get(key)
    if not isinstance(pointer, str):
        raise PatchFailed(f"{key!r} is not a JSON pointer")
    if pointer.startswith("#"):
        raise PatchFailed(f"{pointer!r} is not a JSON pointer")
    try:
        return document.split(pointer)
    except ValueError as error:
        raise PatchFailed(str(error)) from None


def _index(token: str, length: int) -> int:
    if not (token.isascii() and token.isdecimal()) or (len(token) > 1 and token.startswith("0")):
        raise PatchFailed(f"{token!r} is not an index")
    if int(token) >= length:
        raise PatchFailed(f"index {token} is outside of a list of {length}")
    return int(token)


def _get(target: Any, path: list[str]) -> Any:
    for token in path:
        if isinstance(target, dict):
            if token not in target:
                raise PatchFailed(f"there is no {token!r} on the path to {document.join(*path)!r}")
            target = target[token]
        elif isinstance(target, list):
            target = target[_index(token, len(target))]
        else:
            raise PatchFailed(f"{document.join(*path)!r} points into {document.kind(target)}")
    return target


def _edit(target: Any, path: list[str], verb: str, value: Any) -> Any:
    """`target` with `path` added, replaced or removed; only the containers on the path are copied."""
    if not path:
        if verb == "remove":
            raise PatchFailed("the whole value cannot be removed")
        return value
    token, rest = path[0], path[1:]
    if isinstance(target, dict):
        if (rest or verb != "add") and token not in target:
            raise PatchFailed(f"there is no {token!r} to {verb} or to descend into")
        changed = dict(target)
        if rest:
            changed[token] = _edit(target[token], rest, verb, value)
        elif verb == "remove":
            del changed[token]
        else:
            changed[token] = value
        return changed
    if isinstance(target, list):
        items = list(target)
        if rest:
            index = _index(token, len(items))
            items[index] = _edit(items[index], rest, verb, value)
        elif verb == "add":
            index = len(items) if token in _END else _index(token, len(items) + 1)
            items.insert(index, value)
        elif verb == "remove":
            del items[_index(token, len(items))]
        else:
            items[_index(token, len(items))] = value
        return items
    raise PatchFailed(f"{token!r} points into {document.kind(target)}")


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal. 1 equals 1.0, and neither equals true (RFC 6902 §4.6)."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    numbers = isinstance(one, (int, float)) and isinstance(other, (int, float))
    return (numbers or type(one) is type(other)) and bool(one == other)


def replace(target: Any, path: list[str], value: Any) -> Any:
    """`target` with the value at `path` replaced. Raises `PatchFailed` if there is none."""
    return _edit(target, path, "replace", value)
