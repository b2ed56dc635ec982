"""Determines the class of an object in a union: by its tags, or else by its required keys.

A tag is a property whose value names the class: that of a discriminator, or a required property with a single
value. If neither tags nor required keys distinguish the classes, the object remains a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from typing import Any

from .flatten import FlatDescription
from .schemas import ClassSource

Tags = Mapping[str, tuple[Any, ...]]
"""Property, as it is on the wire, and the values of it that name the class."""
_JSON_SCALARS = (str, bool, int)


def tags_of(flat: FlatDescription, source: ClassSource, required: Container[str]) -> Tags:
    """The tags of a class; `required` are the properties, as on the wire, that it must have."""
    tags: dict[str, tuple[Any, ...]] = {
        name: tuple(values) for name, values in source.discriminators.items()
    }
    for wire_name, pointer, raw in source.fields.values():
        schema, _ = flat.deref(raw, pointer)
        stated = [schema["const"]] if "const" in schema else schema.get("enum")
        values = stated if isinstance(stated, list) else []
        if wire_name in source.discriminators:
            tags[wire_name] = _named_by(source, wire_name, schema, values)
        elif wire_name in required and len(values) == 1 and type(values[0]) in _JSON_SCALARS:
            tags[wire_name] = (values[0],)
    return tags


def _named_by(
    source: ClassSource, name: str, schema: Mapping[str, Any], values: Sequence[Any]
) -> tuple[Any, ...]:
    """The values of a discriminator that name a class, converted to the type of the property.

    Without a mapping, the name of the component is the value, unless the property has others.
    """
    texts = source.discriminators[name]
    if texts == [source.component] and values and source.component not in values:
        return tuple(values)
    known = {str(each).lower() if isinstance(each, bool) else str(each): each for each in values}
    kind = schema.get("type")
    if kind == "boolean":
        known = {"true": True, "false": False}
    elif kind == "integer":
        known = {each: int(each) for each in texts if re.fullmatch("-?[0-9]+", each, re.ASCII)}
    return tuple(known.get(each, each) for each in texts)


def ordered(
    keys: Sequence[str],
    tags: Mapping[str, Tags],
    declared: Mapping[str, set[str]],
    required: Mapping[str, set[str]],
) -> list[str] | None:
    """The classes of a union in the order in which they are tried; None if the order is ambiguous.

    If an object of one class also fits a second one, the second class is tried later. A class for all other values of a
    discriminator comes last.
    """
    before: dict[str, set[str]] = {key: set() for key in keys}
    for a, b in combinations(keys, 2):
        if _are_apart(tags[a], tags[b]):
            for first, last in ((a, b), (b, a)):
                if () in tags[last].values() and () not in tags[first].values():
                    before[last].add(first)
            continue
        a_is_told, b_is_told = bool(required[a] - declared[b]), bool(required[b] - declared[a])
        if not a_is_told and not b_is_told:
            return None
        if a_is_told != b_is_told:
            first, second = (a, b) if a_is_told else (b, a)
            before[second].add(first)
    try:
        return [*TopologicalSorter(before).static_order()]
    except CycleError:
        return None


def _are_apart(a: Tags, b: Tags) -> bool:
    return any(
        not set(map(repr, values)) & set(map(repr, b[name]))
        for name, values in a.items()
        if name in b
    )
