"""What is known about the columns of a row type before there are rows: worked out once a type."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

import attrs

from ..decoding.row import Row
from ..decoding.row_fields import Kind, RowField, Shape, fields_of
from .fit import TYPES
from .schema import columns_of, type_of

_PACKED: Final[dict[Kind, str]] = {"int": "q", "int id": "q", "float": "d"}
_STRICT: Final[dict[Kind, Any]] = {
    "int": list[int],
    "int id": list[int],
    "str": list[str],
    "str id": list[str],
    "bool": list[bool],
}


@attrs.frozen(eq=False)
class Column:
    """One column: of which field, and how its values become an array."""

    name: str
    wire: str
    shape: Shape
    arrow_type: Any
    plain: type | None
    """The type that every value has; None for objects and lists."""
    strict: Any
    """What msgspec makes sure of, four times as fast as types are compared; None where it takes others, too."""
    packed: str
    """How `struct` writes what the array has, the machine's order; empty where that takes more."""
    below: Plan | None
    """The objects that the values are, or that they are lists of."""
    is_list: bool


@attrs.frozen(eq=False)
class Plan:
    """The columns of objects of one row type."""

    row_type: type[Row]
    arrow_type: Any
    arrow_fields: list[Any]
    columns: tuple[Column, ...]
    empty: Any
    """The array of no objects. To have it costs less than to make it, and most lists of a row can be empty."""
    loose: tuple[RowField, ...]
    """Fields without a column: they take anything."""


@cache
def plan_of(pa: Any, row_type: type[Row]) -> Plan:
    """How rows of a type, and the objects inside, become arrays."""
    known = columns_of(row_type)
    arrow_type = type_of(pa, Shape("row", row=row_type))
    columns = tuple(_column(pa, spec) for spec in known)
    loose = tuple(spec for spec in fields_of(row_type).values() if spec not in known)
    return Plan(row_type, arrow_type, list(arrow_type), columns, pa.array([], arrow_type), loose)


def _column(pa: Any, spec: RowField) -> Column:
    child: type[Row] | None = spec.child
    return Column(
        name=spec.name,
        wire=spec.wire,
        shape=spec.shape,
        arrow_type=type_of(pa, spec.shape),
        plain=TYPES.get(spec.shape.kind),
        strict=_STRICT.get(spec.shape.kind),
        packed=_PACKED.get(spec.shape.kind, ""),
        below=None if child is None else plan_of(pa, child),
        is_list=spec.shape.kind == "list",
    )


@attrs.frozen(eq=False)
class Layout:
    """Where a class of objects has what: the places in the tuple that msgspec makes of one."""

    width: int
    extra: int
    places: list[int]
    """Those of the columns, in their order."""
    loose: list[tuple[str, int]]
    learned: list[tuple[str, int]]


@lru_cache(maxsize=256)  # decoders make classes of their own, which must be free to go
def layout_of(plan: Plan, held: type[Row]) -> Layout:
    """How a class of objects is laid out: the row type itself, or what a decoder has learned of it."""
    place = {name: index for index, name in enumerate(held.__struct_fields__)}
    return Layout(
        width=len(place),
        extra=place["extra"],
        places=[place[column.name] for column in plan.columns],
        loose=[(spec.wire, place[spec.name]) for spec in plan.loose],
        learned=[(wire, place[name]) for name, wire in held.__learned__],
    )
