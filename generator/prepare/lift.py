"""The lift step: inline schemas become references if a component is equal.

A class then keeps its name when upstream inlines the schema instead of referring to it, and equal schemas can get
one class.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any

from .. import document
from . import kinds
from .classes import is_model
from .locate import Pointer
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


def unite(
    description: dict[str, Any], place: Pointer, others: Iterable[Pointer], name: str
) -> Pointer:
    """Make the schema at `place` a component, and refer to it from `others`, in place. Returns the component's pointer.

    Raises `KeyError` with the first of `others` whose schema differs.
    """
    schema = document.resolve(description, document.join(*place))
    inline: list[Pointer] = [each for each in others if each != place]
    for other in inline:
        if not _alike(schema, document.resolve(description, document.join(*other))):
            raise KeyError(other)
    component = place
    if len(place) > 3 or place[:2] != ("components", "schemas"):
        schemas = description.setdefault("components", {}).setdefault("schemas", {})
        key = _free_key({"title": name}, schemas)
        schemas[key] = schema
        inline.append(place)
        component = ("components", "schemas", key)
    for each in inline:
        last = each[-1]
        owner = document.resolve(description, document.join(*each[:-1]))
        owner[int(last) if isinstance(owner, list) else last] = {
            "$ref": f"#{document.join(*component)}"
        }
    return component


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
