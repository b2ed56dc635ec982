"""The kind of values that a schema allows: its types, null, the values of an enum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import RenderError
from .references import list_of

_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_JSON_TYPES = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}


def kinds_of(schema: Mapping[str, Any], pointer: str) -> list[str]:
    """The types that are stated, null apart, unless it is the only one."""
    kind = schema.get("type", [])
    kinds = kind if isinstance(kind, list) else [kind]
    for each in kinds:
        if not isinstance(each, str) or each not in _TYPES:
            problem = f"{str(each)[:80]!r} is not a type: expected {', '.join(sorted(_TYPES))}"
            raise RenderError(problem, pointer=f"{pointer}/type")
    return [each for each in kinds if each != "null"] or kinds[:1]


def values_of(schema: Mapping[str, Any], pointer: str) -> tuple[Any, ...]:
    """The values that a schema allows, null apart unless it is the only one; empty where any value is."""
    stated = [schema["const"]] if "const" in schema else list_of(schema, "enum", pointer)
    values = {repr(value): value for value in stated}.values()  # in Python, True equals 1
    return tuple(value for value in values if value is not None or len(values) == 1)


def is_enum(values: tuple[Any, ...], kind: object) -> bool:
    """Whether the parser can make an enum of these values: texts only, or integers only."""
    return bool(values) and any(
        kind in (None, name) and all(type(value) is each for value in values)
        for each, name in ((str, "string"), (int, "integer"))
    )


def types_of(values: tuple[Any, ...]) -> dict[str, Any]:
    """A schema without a type, from the values that it allows."""
    kinds = sorted({_JSON_TYPES.get(type(value), "") for value in values})
    if not kinds or "" in kinds:
        return {}
    return {"oneOf": [{"type": kind} for kind in kinds]} if len(kinds) > 1 else {"type": kinds[0]}


def is_object(schema: Mapping[str, Any]) -> bool:
    """Whether a schema is one of objects."""
    has_parts = bool(schema.get("properties")) or isinstance(
        schema.get("additionalProperties"), Mapping
    )
    if "type" not in schema:
        return has_parts
    return schema["type"] == "object" and (
        has_parts or not (schema.get("oneOf") or schema.get("anyOf"))
    )


def is_nullable(schema: Mapping[str, Any]) -> bool:
    """Whether a schema allows null beside its type."""
    kind, values = schema.get("type"), schema.get("enum")
    return (
        schema.get("nullable") is True
        or (isinstance(kind, list) and "null" in kind)
        or (isinstance(values, list) and None in values)
    )


def with_null(plain: dict[str, Any]) -> dict[str, Any]:
    """A flat schema that allows null, too."""
    if not plain:
        return plain
    branches = plain["oneOf"] if set(plain) == {"oneOf"} else [plain]
    return {"oneOf": [*branches, *([] if {"type": "null"} in branches else [{"type": "null"}])]}
