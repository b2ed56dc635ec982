"""Follows references within a description, and reads its objects and lists; a missing or wrong one is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote

from ..document import escape, resolve
from ..errors import RenderError


class _Knowing(Protocol):
    known: dict[tuple[str, str], Any]


S = TypeVar("S", bound=_Knowing)
T = TypeVar("T")


def once(
    method: Callable[[S, Mapping[str, Any], str], T],
) -> Callable[[S, Mapping[str, Any], str], T]:
    """A method of a schema and its pointer, whose results are stored in `known`."""

    def known(self: S, schema: Mapping[str, Any], pointer: str) -> T:
        key = (method.__name__, pointer)
        if key not in self.known:
            self.known[key] = method(self, schema, pointer)
        found: T = self.known[key]
        return found

    return known


_BESIDE = frozenset(
    {"additionalProperties", "allOf", "anyOf", "const", "enum", "items", "oneOf"}
    | {"prefixItems", "properties", "required"}
)
"""Keys that are read beside a reference in OpenAPI 3.1. A type is not: it mostly repeats that of the target."""


def deref_schema(
    document: Mapping[str, Any], value: Any, pointer: str
) -> tuple[Mapping[str, Any], str]:
    """A schema with its references followed, and its pointer, as `deref`.

    Keys beside a reference apply in addition to its target, like parts of an allOf. In OpenAPI 3.0, only `nullable` is
    read: many descriptions have it there, although the specification ignores it.
    """
    version = str(document.get("openapi"))
    words = frozenset() if version.startswith("3.0") else _BESIDE
    return _followed(document, value, pointer, words)


def deref(document: Mapping[str, Any], value: Any, pointer: str) -> tuple[Mapping[str, Any], str]:
    """A value with its references followed, and its pointer.

    Raises:
        RenderError: A reference has no target, is cyclic, or refers to another document or to something other than an
            object.
    """
    return _followed(document, value, pointer, None)


def _followed(
    document: Mapping[str, Any], value: Any, pointer: str, words: frozenset[str] | None
) -> tuple[Mapping[str, Any], str]:
    """As `deref`; `words` are the keys that are read beside a reference, None for not even `nullable`."""
    seen: list[str] = []
    while True:
        found = object_of(value, pointer)
        reference = found.get("$ref")
        if reference is None:
            return found, pointer
        if words is not None and (found.get("nullable") is True or words & found.keys()):
            rest = {key: each for key, each in found.items() if key != "$ref"}
            parts = [{"$ref": reference}, *list_of(found, "allOf", pointer)]
            return {**rest, "allOf": parts}, pointer
        if not isinstance(reference, str) or not reference.startswith("#"):
            shown = repr(str(reference)[:80])
            problem = (
                f"only references within the document, or to files beside it, are followed: {shown}"
            )
        elif reference[1:2] not in ("", "/"):
            expected = "'#/components/schemas/NAME'"
            problem = f"cannot follow the anchor {reference[:80]!r}: expected a JSON pointer such as {expected}"
        elif reference in seen:
            problem = "a reference that leads back to itself"
        else:
            problem = ""
            try:
                value = resolve(document, unquote(reference))
            except (KeyError, ValueError):
                problem = f"the reference {reference[:80]!r} leads nowhere"
        if problem:
            raise RenderError(problem, pointer=pointer)
        seen.append(reference)
        pointer = unquote(reference.removeprefix("#"))


def path_item_of(document: Mapping[str, Any], value: Any, pointer: str) -> Mapping[str, Any]:
    """A path item with its reference followed, and the keys beside the reference.

    Raises:
        RenderError: As `deref`; or both have a key with different values.
    """
    found, _ = deref(document, value, pointer)
    beside = {key: each for key, each in value.items() if key != "$ref" and "$ref" in value}
    for key in beside.keys() & found.keys():
        if beside[key] != found[key]:
            problem = f"{key} has another value at the target of the reference"
            raise RenderError(problem, pointer=f"{pointer}/{escape(key)}")
    return {**found, **beside}


def object_of(value: Any, pointer: str) -> Mapping[str, Any]:
    """`value`. Raises `RenderError` if it is not an object."""
    if not isinstance(value, Mapping):
        raise RenderError("expected an object", pointer=pointer)
    return value


def text_of(owner: Mapping[str, Any], key: str) -> str:
    """The text at a key; empty if the key is missing or its value is not a text."""
    value = owner.get(key)
    return value if isinstance(value, str) else ""


def list_of(owner: Mapping[str, Any], key: str, pointer: str) -> list[Any]:
    """The list at a key, empty without the key. Raises `RenderError` for another type."""
    value = owner.get(key)
    if value is not None and not isinstance(value, list):
        raise RenderError(f"{key} must be a list", pointer=f"{pointer}/{key}")
    return value or []
