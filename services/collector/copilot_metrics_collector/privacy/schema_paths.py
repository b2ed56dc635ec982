"""Finds the fields about people in an Arrow schema, so that new reports need no list of fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias

import attrs
import pyarrow as pa

from .names import Kind, kind_of

Holds: TypeAlias = Literal["text", "day", "number", "objects", "other"]
PERSONS: Final[tuple[Kind, ...]] = ("login", "id")
_NAMED_BY: Final[Mapping[Holds, tuple[Kind, ...]]] = {
    "text": ("login", "id", "owner", "author kind", "repository"),
    "number": ("id", "repository id"),
}


_FITTING: Final[Mapping[Holds, frozenset[type]]] = {
    "text": frozenset((str,)),
    "number": frozenset((int, float, Decimal)),
    "other": frozenset((bool,)),
}


@attrs.frozen
class SchemaPlace:
    """A row, a nested object, or one of their fields."""

    name: str = ""
    kind: Kind | None = None
    """The kind of person that its values identify."""
    holds: Holds = "objects"
    children: Mapping[str, SchemaPlace] = attrs.field(factory=dict)
    """The fields of an object."""
    is_list: bool = False
    """Whether it is a list."""
    harmless: frozenset[type] = frozenset()
    """Expected types of JSON values that do not identify people."""

    @property
    def names_people(self) -> bool:
        """Whether this or a nested field identifies people, or may."""
        return self.kind is not None or any(each.names_people for each in self.children.values())

    @property
    def is_about_a_person(self) -> bool:
        """Whether a row is about one person."""
        return any(each.kind in PERSONS for each in self.children.values())

    def known_part(self, path: str) -> str:
        """Returns the known prefix of a path such as `totals_by_ide[].new_key`, with the final dot."""
        step, dot, rest = path.partition(".")
        below = self.children.get(step.removesuffix("[]"))
        if below is None:
            return ""
        return f"{step}.{below.known_part(rest)}" if dot and below.children else step

    def of_kind(self, *kinds: Kind) -> Iterator[SchemaPlace]:
        """Returns the direct fields of some kind."""
        return (each for each in self.children.values() if each.kind in kinds)


@lru_cache(maxsize=64)
def place_of(schema: Any) -> SchemaPlace:
    """Returns the row that a schema describes, without the columns `extra` and `nulls`."""
    rest = rest_of(schema)
    fields = [field for field in schema if field.name not in rest]
    return SchemaPlace(children={field.name: _place(field.name, field.type) for field in fields})


def rest_of(schema: Any) -> tuple[str, str]:
    """Returns the names of the columns for other content: `extra` and `nulls`, unless files have such fields."""
    extra, nulls = "extra", "nulls"
    while f"{extra}_" in schema.names:
        extra += "_"
    while f"{nulls}_" in schema.names:
        nulls += "_"
    return extra, nulls


def _place(name: str, arrow_type: Any) -> SchemaPlace:
    inner = arrow_type
    while pa.types.is_list(inner) or pa.types.is_large_list(inner):
        inner = inner.value_type
    if pa.types.is_struct(inner):
        return SchemaPlace(
            name, None, "objects", {each.name: _place(each.name, each.type) for each in inner}
        )
    holds = _holds(inner)
    kind = kind_of(name)
    if kind in _NAMED_BY.get(holds, ()):
        return SchemaPlace(name, kind, holds)
    if inner is not arrow_type:
        return SchemaPlace(name, None, holds, is_list=True)
    return SchemaPlace(name, None, holds, harmless=_FITTING.get(holds, frozenset()))


def _holds(arrow_type: Any) -> Holds:
    if pa.types.is_string(arrow_type) or pa.types.is_large_string(arrow_type):
        return "text"
    if pa.types.is_date(arrow_type):
        return "day"
    if pa.types.is_boolean(arrow_type):
        return "other"
    return "number"
