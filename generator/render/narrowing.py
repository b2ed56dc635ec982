"""Combines two schemas of an allOf to one that allows the values of both, as far as it can be expressed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document import escape
from ..errors import RenderError
from .references import deref_schema

_REMARKS = frozenset(
    {"default", "deprecated", "description", "example", "examples", "externalDocs", "title"}
)
"""Keys that change no type; of two parts the later one's count."""
_TYPES = frozenset({"additionalProperties", "allOf", "anyOf", "const", "format", "oneOf", "type"})
"""Keys that decide the type, which must be equal in both parts."""


def is_remark(schema: Any) -> bool:
    """Whether a schema says nothing of the type."""
    return schema is True or (
        isinstance(schema, Mapping) and schema.keys() <= _REMARKS | {"nullable"}
    )


def narrowed(document: Mapping[str, Any], one: Any, other: Any) -> Any:
    """The intersection of both schemas; None if they contradict each other."""
    if one == other or one in ({}, True):
        return other
    if other in ({}, True) or not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return one if other in ({}, True) else None
    one, _ = deref_schema(document, one, "")
    other, _ = deref_schema(document, other, "")
    both = {**one, **other}
    for key in one.keys() & other.keys():
        if one[key] != other[key] and key not in _REMARKS:
            found = _of_both(document, key, one[key], other[key])
            if found is None:
                return None
            both[key] = found
    if "nullable" in both:
        both["nullable"] = one.get("nullable") is True or other.get("nullable") is True
    return both


def merge(
    document: Mapping[str, Any],
    into: dict[str, tuple[Any, str]],
    more: dict[str, tuple[Any, str]],
    pointer: str,
) -> None:
    """Adds the properties of a part of the schema at `pointer`: schema and pointer, by wire name.

    Raises:
        RenderError: Two parts contradict each other.
    """
    for name, (value, place) in more.items():
        both = narrowed(document, into[name][0], value) if name in into else value
        if both is None:
            problem = f"allOf parts disagree on {name!r}: here and at {into[name][1]}"
            raise RenderError(problem, pointer=place)
        # else a place of its own: at `place` is what one part says
        into[name] = (both, place if both == value else f"{pointer}/properties/{escape(name)}")


def _of_both(document: Mapping[str, Any], key: str, one: Any, other: Any) -> Any:
    if key == "items":
        return narrowed(document, one, other)
    if key == "properties" and isinstance(one, Mapping) and isinstance(other, Mapping):
        found = {
            name: narrowed(document, one.get(name, {}), other.get(name, {}))
            for name in {**one, **other}
        }
        return None if None in found.values() else found
    if key == "required" and isinstance(one, list) and isinstance(other, list):
        return [*one, *(name for name in other if name not in one)]
    if key == "enum" and isinstance(one, list) and isinstance(other, list):
        return [value for value in one if value in other] or None
    if key == "type" and {str(one), str(other)} == {"integer", "number"}:
        return "integer"
    return None if key in _TYPES else one
