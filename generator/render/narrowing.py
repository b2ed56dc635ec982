"""What two parts of an allOf say of one property: a schema that holds for both, as far as it can be expressed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .references import deref

_REMARKS = frozenset(
    {"default", "deprecated", "description", "example", "examples", "externalDocs", "title"}
)
"""Keys that change no type; of two parts the later one's count."""
_TYPES = frozenset({"additionalProperties", "allOf", "anyOf", "const", "format", "oneOf", "type"})
"""Keys that decide the type, which must be equal in both parts."""


def narrowed(document: Mapping[str, Any], one: Any, other: Any) -> Any:
    """The intersection of both schemas; None if they contradict each other."""
    if one == other or one in ({}, True):
        return other
    if other in ({}, True) or not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return one if other in ({}, True) else None
    one, _ = deref(document, one, "")
    other, _ = deref(document, other, "")
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
