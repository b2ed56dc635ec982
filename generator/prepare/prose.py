"""Remove prose, and sort lists whose order has no meaning.

Only where OpenAPI defines prose (see `kinds`): data is unchanged, whatever its keys are.
"""

from __future__ import annotations

from typing import Any

from .. import document
from . import kinds, versions


def strip(shape: str, node: Any) -> Any:
    """`node` without prose and empty octokit marks. The input is not changed; data is shared with it.

    A response's `description`, which OpenAPI requires, becomes empty. Lists whose order means
    nothing are sorted, except where newer changes of GitHub's address them by index.
    """
    return _strip(shape, node, ordered=True)


def _strip(shape: str, node: Any, *, ordered: bool) -> Any:
    if isinstance(node, list):
        item_shape = shape.removesuffix("[]")
        return [_strip(item_shape, item, ordered=ordered) for item in node]
    if not isinstance(node, dict):
        return node
    if shape.endswith("{}"):
        return {key: _strip(shape[:-2], value, ordered=ordered) for key, value in node.items()}
    changes = node.get(versions.KEY)
    if isinstance(changes, list):
        ordered = ordered and not any(isinstance(entry.get("patch"), list) for entry in changes)
    reference = kinds.is_reference(shape, node)
    result: dict[str, Any] = {}
    for key, value in node.items():
        if kinds.is_prose(shape, key) or (reference and key in ("summary", "description")):
            continue
        if key == "x-octokit" and value == {}:
            continue
        below = kinds.step(shape, key)
        if key == versions.KEY:
            result[key] = [_strip_change(shape, entry) for entry in changes or []]
        elif below is not None:
            result[key] = _strip(below, value, ordered=ordered)
        else:
            result[key] = _sorted(shape, key, value) if ordered else value
    if shape == "response" and not reference:
        result["description"] = ""
    if shape == "document" and ordered and isinstance(result.get("tags"), list):
        result["tags"] = sorted(result["tags"], key=lambda tag: str(tag.get("name")))
    return result


def _sorted(shape: str, key: str, value: Any) -> Any:
    """A list whose order has no meaning, sorted; any other value unchanged."""
    without_order = {("schema", "required"), ("schema", "type"), ("operation", "tags")}
    if (shape, key) in without_order and isinstance(value, list):
        return sorted(value) if all(isinstance(item, str) for item in value) else value
    return value


def _strip_change(shape: str, entry: dict[str, Any]) -> dict[str, Any]:
    """One future change without its prose."""
    changes = entry.get("patch")
    if isinstance(changes, dict):
        stripped: Any = _strip(shape, changes, ordered=True)
        if shape == "response" and "description" not in changes:
            del stripped["description"]
    elif isinstance(changes, list):
        stripped = [kept for one in changes if (kept := _strip_operation(shape, one)) is not None]
    else:
        stripped = changes
    return {**entry, "patch": stripped}


def _strip_operation(shape: str, operation: Any) -> Any:
    """One operation of a JSON Patch; None if it only writes or removes prose."""
    if not isinstance(operation, dict) or not isinstance(operation.get("path"), str):
        return operation
    try:
        tokens = document.split(operation["path"])
    except ValueError:
        return operation
    parent = kinds.follow(shape, tokens[:-1])
    if tokens and kinds.is_prose(parent, tokens[-1]):
        return None
    below = kinds.follow(shape, tokens)
    if below is None or "value" not in operation:
        return operation
    return {**operation, "value": _strip(below, operation["value"], ordered=True)}
