"""Schemas flattened for the parser: references followed, every object and every enum a component.

Schemas that openapi-python-client 0.29.1 would lose or duplicate are rewritten; `tests/render/test_parser.py` has a
test of each such behaviour. Components get their final names when all are known; until then they are called M1, …
(objects with properties), D1, … (mappings) and E1, … (enums).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import attrs

from ..document import escape
from ..errors import RenderError
from .discriminators import derived, named_branches
from .naming import parser_name
from .narrowing import is_remark, merge, narrowed
from .references import deref, deref_schema, list_of, object_of, once
from .schema_kinds import (
    is_enum,
    is_nullable,
    is_object,
    kinds_of,
    types_of,
    values_of,
    with_null,
)

_DEEPEST = 40
"""How deeply lists, mappings and alternatives may be nested without a class in between."""

_MOST_PROPERTIES = 1_000
"""How many properties a class may have: the parser compares each with each. GitHub's largest has some 110."""


@attrs.define
class ClassSource:
    """An object schema that becomes a class."""

    key: str
    schema: Mapping[str, Any]
    pointer: str
    component: str | None
    """Its key among the components, if it is one."""
    parent: str | None
    """The key of the class that contains it."""
    hint: str
    """Its name there."""
    fields: dict[str, tuple[str, str, Mapping[str, Any]]] = attrs.field(factory=dict)
    """Property by its name in the flat document: wire name, pointer, schema."""
    discriminators: dict[str, list[str]] = attrs.field(factory=dict)
    """The discriminators of unions that the class is in, and their values for it; without one, all other values."""


@attrs.frozen
class Component:
    """A schema that the parser needs a name for, and that does not become a class: a mapping or an enum."""

    pointer: str
    parent: str | None
    hint: str
    values: tuple[Any, ...] = ()
    """The values of an enum, in their order."""


class Schemas:
    """The flat schemas of one description, computed on use."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.raw = document
        self.plain: dict[str, Any] = {}
        """The components of the flat document."""
        self.classes: dict[str, ClassSource] = {}
        self.components: dict[str, Component] = {}
        """The components that become no class."""
        self._by_pointer: dict[str, str] = {}
        self._converted: dict[str, dict[str, Any]] = {}
        self.known: dict[tuple[str, str], Any] = {}
        """The results of methods that are called `once`."""
        self._open: list[str] = []
        """Pointers of the schemas being read, from the innermost to the class that contains them."""

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Reverts the block's additions if it raises an error, because a component may be incomplete."""
        found: list[dict[Any, Any]] = [self.plain, self.classes, self.components, self.known]
        found += [self._by_pointer, self._converted]
        counts = [len(each) for each in found]
        try:
            yield
        except RenderError:
            self._open = []
            for each, count in zip(found, counts, strict=True):
                while len(each) > count:
                    each.popitem()
            raise

    def convert(
        self, value: Any, pointer: str, parent: str | None = None, hint: str = ""
    ) -> dict[str, Any]:
        """A schema in flat form."""
        value = {} if isinstance(value, bool) else value
        schema, pointer = deref_schema(self.raw, value, pointer)
        if pointer in self._converted:  # without this, the number of paths could be exponential
            return self._converted[pointer]
        if (
            pointer in self._open and pointer in self._by_pointer
        ):  # a mapping to mappings of its kind
            return _reference(self._by_pointer[pointer])
        kinds = kinds_of(schema, pointer)
        with self._entered(pointer):
            if len(kinds) > 1:
                each = [
                    self._convert({**schema, "type": kind}, pointer, parent, hint) for kind in kinds
                ]
                plain: dict[str, Any] = {"oneOf": each}
            else:
                plain = self._convert(
                    {**schema, "type": kinds[0]} if kinds else schema, pointer, parent, hint
                )
        plain = with_null(plain) if is_nullable(schema) else plain
        self._converted[pointer] = plain
        return plain

    def _convert(
        self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str
    ) -> dict[str, Any]:
        if is_object(schema) or self._is_composed_object(schema, pointer):
            key = self._component(schema, pointer, parent, hint)
            return self._with_derived(key, schema, pointer)
        parts = list_of(schema, "allOf", pointer)
        stating = [index for index, each in enumerate(parts) if not is_remark(each)]
        if parts and len(stating) < 2:
            index = [*stating, 0][0]
            return self.convert(parts[index], f"{pointer}/allOf/{index}", parent, hint)
        if parts:
            return self._convert(self._of_all(schema, pointer), pointer, parent, hint)
        for word in ("oneOf", "anyOf"):
            branches = list_of(schema, word, pointer)
            if branches:
                plain = self._branches(word, branches, pointer, parent, hint)
                if schema.get("discriminator"):
                    self._discriminate(schema, branches, pointer)
                return plain
        kind = schema.get("type", "array" if "items" in schema else None)
        values = values_of(schema, pointer)
        if kind in (None, "integer", "string") and is_enum(values, kind):
            return self._enum(values, pointer, parent, hint)
        if kind is None:
            return types_of(values)
        if kind == "array":
            return {"type": kind, "items": self._items(schema, pointer, parent, f"{hint} item")}
        shape = schema.get("format")  # every other one is a remark
        if kind == "string" and "contentMediaType" in schema and "contentEncoding" not in schema:
            shape = "binary"
        formats = ("date", "date-time", "binary")
        return {"type": kind, "format": shape} if shape in formats else {"type": kind}

    def _items(
        self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str
    ) -> dict[str, Any]:
        first, rest = list_of(schema, "prefixItems", pointer), schema.get("items", {})
        if not first:
            return self.convert(rest, f"{pointer}/items", parent, hint)
        branches = first if rest is False else [*first, rest]
        return self._branches("prefixItems", branches, pointer, parent, hint)

    def _of_all(self, schema: Mapping[str, Any], pointer: str) -> Mapping[str, Any]:
        """A schema for the values that all parts of an allOf allow, if none of them describes objects."""
        both: Any = {key: each for key, each in schema.items() if key != "allOf"}
        for part, _ in self._parts(schema, pointer):
            both = narrowed(self.raw, both, part)
            if both is None:
                problem = "allOf of parts that contradict each other cannot be expressed"
                raise RenderError(problem, pointer=pointer)
        found: Mapping[str, Any] = both
        return found

    def _branches(
        self, word: str, branches: list[Any], pointer: str, parent: str | None, hint: str
    ) -> dict[str, Any]:
        plain: list[dict[str, Any]] = []
        for index, branch in enumerate(branches):
            suffix = f"{hint} type {index}" if len(branches) > 1 else hint
            each = self.convert(branch, f"{pointer}/{word}/{index}", parent, suffix)
            plain += each["oneOf"] if set(each) == {"oneOf"} else [each]
        unique = [each for index, each in enumerate(plain) if each not in plain[:index]]
        return unique[0] if len(unique) == 1 else {"oneOf": unique}

    def _with_derived(self, key: str, schema: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        """An object schema; with a discriminator, the schemas derived from it, and itself for any other value."""
        discriminator = schema.get("discriminator")
        name = discriminator.get("propertyName") if isinstance(discriminator, Mapping) else None
        has_union = schema.get("oneOf") or schema.get("anyOf")
        branches = [] if has_union or key not in self.classes else derived(self.raw, pointer)
        if not isinstance(name, str) or not branches:
            return _reference(key)
        outside, self._open = self._open, []
        plain = [self.convert(each, pointer) for each in branches]
        self._open = outside
        self._discriminate(schema, branches, pointer)
        self.classes[key].discriminators.setdefault(name, [])
        nested = [one for each in plain for one in each.get("oneOf", [each])]
        unique = [each for place, each in enumerate(nested) if each not in nested[:place]]
        return {"oneOf": [*(each for each in unique if each != _reference(key)), _reference(key)]}

    def _discriminate(self, schema: Mapping[str, Any], branches: list[Any], pointer: str) -> None:
        """Notes at the classes of a union by which values of its discriminator they are named."""
        for branch, name, values in named_branches(self.raw, schema, branches, pointer):
            _, target = deref(self.raw, branch, pointer)
            source = self.classes.get(self._by_pointer.get(target, ""))
            if source is not None:  # a list or a mapping is recognized by its type
                known = source.discriminators.setdefault(name, [])
                known += [value for value in values if value not in known]

    @once
    def _is_composed_object(self, schema: Mapping[str, Any], pointer: str) -> bool:
        parts = self._parts(schema, pointer)
        if not parts or (len(parts) == 1 and not self._adds(schema, pointer, parts[0])):
            return False
        for part, place in parts:
            with self._entered(place):
                if not (is_object(part) or self._is_composed_object(part, place)):
                    return False
        return True

    def _adds(
        self, schema: Mapping[str, Any], pointer: str, part: tuple[Mapping[str, Any], str]
    ) -> bool:
        """Whether a schema has properties or required keys that the only part of its allOf lacks."""
        if schema.get("properties"):
            return True
        return bool(schema.get("required")) and self._required(schema, pointer) != self._required(
            *part
        )

    def _component(
        self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str
    ) -> str:
        if pointer in self._by_pointer:
            return self._by_pointer[pointer]
        properties = self._properties(schema, pointer)
        if not properties:
            return self._mapping(schema, pointer, parent, hint)
        if len(properties) > _MOST_PROPERTIES:
            problem = f"{len(properties):,} properties, more than the {_MOST_PROPERTIES:,} that can be expressed"
            raise RenderError(problem, pointer=pointer)
        key = self._by_pointer[pointer] = f"M{len(self.classes) + 1}"
        names: set[str] = set()
        match = re.fullmatch(r"/components/schemas/([^/]+)", pointer)
        component = match[1].replace("~1", "/").replace("~0", "~") if match else None
        source = self.classes[key] = ClassSource(key, schema, pointer, component, parent, hint)
        plain: dict[str, Any] = {"type": "object", "properties": {}}
        self.plain[key] = plain
        outside, self._open = self._open, []
        for wire_name, (value, place) in properties.items():
            field = parser_name(wire_name, "field_", names)
            source.fields[field] = (wire_name, place, value if isinstance(value, Mapping) else {})
            plain["properties"][field] = self.convert(value, place, key, wire_name)
        self._open = outside
        required = self._required(schema, pointer)
        plain["required"] = [
            field for field, (name, _, _) in source.fields.items() if name in required
        ]
        further, place = self._further(schema, pointer)
        if further:
            plain["additionalProperties"] = self.convert(further, place, key, "value")
        return key

    @once
    def _further(self, schema: Mapping[str, Any], pointer: str) -> tuple[Any, str]:
        """The schema of the values of further keys, and its pointer: its own, else that of a part."""
        values = schema.get("additionalProperties")
        if isinstance(values, Mapping) and values:
            return values, f"{pointer}/additionalProperties"
        parts = (self._further(*each) for each in self._parts(schema, pointer))
        return next((each for each in parts if each[0]), (None, ""))

    def _mapping(
        self, schema: Mapping[str, Any], pointer: str, parent: str | None, hint: str
    ) -> str:
        key = self._by_pointer[pointer] = f"D{len(self.components) + 1}"
        self.components[key] = Component(pointer, parent, f"{hint} mapping")
        plain: dict[str, Any] = {"type": "object"}
        self.plain[key] = plain
        values, place = self._further(schema, pointer)
        if values:
            plain["additionalProperties"] = self.convert(values, place, parent, f"{hint} value")
        return key

    def values_of(self, plain: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values of an enum, by its flat schema; empty for another schema."""
        component = self.components.get(str(plain.get("$ref", "")).rpartition("/")[2])
        return component.values if component else ()

    def _enum(
        self, values: tuple[Any, ...], pointer: str, parent: str | None, hint: str
    ) -> dict[str, Any]:
        key = f"E{len(self.components) + 1}"
        self.components[key] = Component(pointer, parent, f"{hint} enum", values)
        kind = "string" if isinstance(values[0], str) else "integer"
        self.plain[key] = {"type": kind, "enum": list(values)}
        return _reference(key)

    @once
    def _properties(self, schema: Mapping[str, Any], pointer: str) -> dict[str, tuple[Any, str]]:
        """Wire name → (schema, pointer), the parts of an allOf merged."""
        merged: dict[str, tuple[Any, str]] = {}
        for part, place in self._parts(schema, pointer):
            with self._entered(place):
                merge(self.raw, merged, self._properties(part, place), pointer)
        own = schema.get("properties") or {}
        if not isinstance(own, Mapping):
            raise RenderError("properties must be an object", pointer=f"{pointer}/properties")
        places = {
            name: (value, f"{pointer}/properties/{escape(name)}") for name, value in own.items()
        }
        for value, place in places.values():
            if not isinstance(value, bool):
                object_of(value, place)
        merge(self.raw, merged, places, pointer)
        if merged:
            self._merge_alternatives(merged, schema, pointer)
        return {name: each for name, each in merged.items() if each[0] is not False}

    def _merge_alternatives(
        self, merged: dict[str, tuple[Any, str]], schema: Mapping[str, Any], pointer: str
    ) -> None:
        """Adds the properties of alternatives beside `properties`; none of these is required.

        If the schema itself has a property, it must agree with those of the alternatives; a property that only
        alternatives have may be that of any of them.
        """
        own = set(merged)
        for word in ("oneOf", "anyOf"):
            for index, branch in enumerate(list_of(schema, word, pointer)):
                part, place = deref_schema(self.raw, branch, f"{pointer}/{word}/{index}")
                if part.get("type", "object") != "object":
                    problem = f"{word} beside properties needs objects as its alternatives"
                    raise RenderError(problem, pointer=place)
                with self._entered(place):
                    more = self._properties(part, place)
                for name, (value, where) in more.items():
                    if name in own and narrowed(self.raw, merged[name][0], value) is None:
                        problem = f"{word} disagrees on {name!r} with {merged[name][1]}"
                        raise RenderError(problem, pointer=where)
                    if name in own or value is True:
                        continue
                    if name in merged and merged[name][0] != value:
                        either = {"anyOf": [merged[name][0], value]}
                        merged[name] = (either, f"{pointer}/properties/{escape(name)}")
                    else:
                        merged[name] = (value, where)

    @once
    def _required(self, schema: Mapping[str, Any], pointer: str) -> set[str]:
        required = {str(name) for name in list_of(schema, "required", pointer)}
        return required.union(*(self._required(*each) for each in self._parts(schema, pointer)))

    def _parts(
        self, schema: Mapping[str, Any], pointer: str
    ) -> list[tuple[Mapping[str, Any], str]]:
        return [
            deref_schema(self.raw, each, f"{pointer}/allOf/{index}")
            for index, each in enumerate(list_of(schema, "allOf", pointer))
        ]

    @contextmanager
    def _entered(self, pointer: str) -> Iterator[None]:
        """Marks `pointer` as being read. Raises `RenderError` for a cycle."""
        if pointer in self._open:
            raise RenderError(
                "a schema that contains itself without a property between", pointer=pointer
            )
        if len(self._open) == _DEEPEST:
            raise RenderError("a schema that is nested too deeply to be expressed", pointer=pointer)
        self._open.append(pointer)
        yield
        self._open.pop()


def _reference(key: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{key}"}
