"""The general rule for classes: which schemas become a class, and its name unless an entry gives one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import document
from . import identifiers, kinds
from .locate import Pointer
from .patch import same


def is_model(schema: Any) -> bool:
    """Whether a schema becomes a class: an object with known properties, its own or those of its allOf parts."""
    if not isinstance(schema, dict):
        return False
    parts = schema.get("allOf")
    return bool(schema.get("properties")) or (isinstance(parts, list) and len(parts) > 1)


def roots(description: dict[str, Any]) -> Iterator[tuple[Pointer, dict[str, Any], str]]:
    """Every schema that is not part of another one, with its name as a class."""
    components = (description.get("components") or {}).get("schemas") or {}
    titles: dict[str, list[Any]] = {}
    for schema in components.values():
        if is_model(schema) and isinstance(schema.get("title"), str):
            titles.setdefault(identifiers.pascal(schema["title"]), []).append(schema)
    for key, schema in sorted(components.items()):
        title = identifiers.pascal(schema.get("title") or "") if isinstance(schema, dict) else ""
        alike = titles.get(title, [])
        alone = all(same(schema, other) for other in alike) and len(alike) == 1
        yield (
            ("components", "schemas", key),
            schema,
            title if title and alone else identifiers.pascal(key),
        )
    for pointer, item, kind in kinds.objects("document", description):
        if kind in ("mediaType", "parameter", "header") and isinstance(item.get("schema"), dict):
            yield (*pointer, "schema"), item["schema"], _base(description, pointer, item)


def _base(description: dict[str, Any], pointer: Pointer, item: dict[str, Any]) -> str:
    """The name of an inline schema outside `components.schemas`: its owner and its role."""
    last = pointer[-1] if pointer else ""
    words: list[str] = []
    match pointer:
        case ("paths", path, method, *_):
            operation = document.resolve(description, document.join("paths", path, method))
            words.append(operation["operationId"] if isinstance(operation, dict) else path)
        case ("components", _, name, *_):
            words.append(name)
        case _:
            pass
    if "responses" in pointer and "content" in pointer:
        status = pointer[pointer.index("content") - 1] if pointer[:1] == ("paths",) else "200"
        words.append("Response" if status == "200" else f"Response {status}")
    elif "requestBody" in pointer or "requestBodies" in pointer:
        words.append("Request")
    else:
        words.append(str(item.get("name") or last))
    if "content" in pointer and last != "application/json":
        words.append(last)
    return identifiers.pascal(" ".join(words))


def classes(
    schema: Any,
    pointer: Pointer,
    base: str,
    pinned: Mapping[Pointer, str],
    key: str = "x-python-name",
    *,
    part: bool = False,
) -> Iterator[tuple[Pointer, str, str]]:
    """Every class in one schema: its pointer, its name, the key to write it under. References are classes elsewhere.

    `part` is true for a member of an `allOf` that becomes one class with the whole.
    """
    if not isinstance(schema, dict) or kinds.is_reference("schema", schema):
        return
    if is_model(schema) and not part:
        base = pinned.get(pointer, base)
        yield pointer, base, key
    for keyword, value, _ in kinds.parts("schema", schema):
        here = (*pointer, keyword)
        if keyword == "properties":
            for wire_name, below in value.items():
                name = base + identifiers.pascal(wire_name).lstrip("_")
                yield from classes(below, (*here, wire_name), name, pinned, "x-python-class")
        elif isinstance(value, list):
            for index, below in enumerate(value):
                name = base if keyword == "allOf" else f"{base}Variant{index + 1}"
                together = keyword == "allOf" and is_model(schema)
                yield from classes(below, (*here, str(index)), name, pinned, part=together)
        elif kinds.step("schema", keyword) == "schema":
            name = base + ("Item" if keyword == "items" else "Value")
            yield from classes(value, here, name, pinned)


def properties(description: dict[str, Any], pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    """The properties of one class: its own, and those of its inline allOf parts."""
    schema = document.resolve(description, document.join(*pointer))
    for wire_name, value in (schema.get("properties") or {}).items():
        if isinstance(value, dict):
            yield (*pointer, "properties", wire_name), wire_name
    for index, part in enumerate(schema.get("allOf") or ()):
        if isinstance(part, dict) and not kinds.is_reference("schema", part):
            yield from properties(description, (*pointer, "allOf", str(index)))
