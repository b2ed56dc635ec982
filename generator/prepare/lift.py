"""The lift step: inline response schemas become references if a component is equal.

A class then keeps its name when upstream inlines the schema instead of referring to it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from .. import document
from . import kinds
from .classes import is_model
from .patch import same


def lift(description: dict[str, Any]) -> dict[str, Any]:
    """The description with inline response schemas replaced by references to equal components.

    An inline schema of several responses becomes a component. The input is not changed.
    """
    result = copy.deepcopy(description)
    schemas: dict[str, Any] = result.setdefault("components", {}).setdefault("schemas", {})
    inline = list(_inline(result))
    for number, (owner, schema) in enumerate(inline):
        key = next((key for key, other in schemas.items() if _alike(schema, other)), None)
        if key is None and any(_alike(schema, other) for _, other in inline[number + 1 :]):
            key = _free_key(schema, schemas)
            schemas[key] = schema
        if key is not None:
            owner["schema"] = {"$ref": f"#{document.join('components', 'schemas', key)}"}
    if not schemas:
        del result["components"]["schemas"]
    return result


def _inline(description: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for pointer, node, kind in kinds.objects("document", description):
        if kind == "mediaType" and "responses" in pointer and is_model(node.get("schema")):
            yield node, node["schema"]


def _alike(one: Any, other: Any) -> bool:
    return isinstance(other, dict) and same(_without_title(one), _without_title(other))


def _without_title(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "title"}


def _free_key(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    title = schema.get("title")
    base = re.sub(r"[^a-z0-9]+", "-", str(title or "response").lower()).strip("-") or "response"
    key, number = base, 1
    while key in schemas:
        number += 1
        key = f"{base}-{number}"
    return key
