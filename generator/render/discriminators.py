"""Discriminators: the schemas that they choose between, and the values that name each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from ..document import escape
from ..errors import RenderError
from .references import deref, list_of, object_of

_PLACE = "/components/schemas/"


def derived(document: Mapping[str, Any], pointer: str) -> list[dict[str, Any]]:
    """References to the components with an allOf that contains the component at `pointer`, or one derived from it."""
    if not pointer.startswith(_PLACE):
        return []
    found = [pointer]
    for base in found:  # grows meanwhile
        found += [
            place
            for name, each in _components(document).items()
            if (place := f"{_PLACE}{escape(name)}") not in found
            and isinstance(each, Mapping)
            and any(
                isinstance(part, Mapping) and unquote(str(part.get("$ref"))) == f"#{base}"
                for part in list_of(each, "allOf", place)
            )
        ]
    return [{"$ref": f"#{quote(place, safe='/~')}"} for place in found[1:]]


def named_branches(
    document: Mapping[str, Any], schema: Mapping[str, Any], branches: list[Any], pointer: str
) -> Iterator[tuple[Mapping[str, Any], str, list[str]]]:
    """The alternatives of a union, each with the property and its values that name it.

    Without a value in `mapping`, the name of the component is the value.

    Raises:
        RenderError: An alternative is not a reference, or a value is mapped to a missing schema.
    """
    place = f"{pointer}/discriminator"
    discriminator = object_of(schema["discriminator"], place)
    name = discriminator.get("propertyName")
    mapping = object_of(discriminator.get("mapping", {}), f"{place}/mapping")
    if not isinstance(name, str):
        raise RenderError("a discriminator needs a propertyName", pointer=place)
    for value, to in mapping.items():
        if not (isinstance(to, str) and to in _components(document)):
            deref(document, {"$ref": str(to)}, f"{place}/mapping/{escape(value)}")
    for branch in branches:
        reference = branch.get("$ref") if isinstance(branch, Mapping) else None
        if branch == {"type": "null"}:
            continue
        if not isinstance(reference, str):
            problem = "the alternatives of a discriminator must be references"
            hint = "move them to components/schemas, or remove the discriminator"
            raise RenderError(problem, pointer=place, hint=hint)
        component = unquote(reference.rpartition("/")[2])
        targets = (unquote(reference), component)
        values = [value for value, to in mapping.items() if unquote(str(to)) in targets]
        yield branch, name, values or [component]


def _components(document: Mapping[str, Any]) -> Mapping[str, Any]:
    components = object_of(document.get("components") or {}, "/components")
    return object_of(components.get("schemas") or {}, "/components/schemas")
