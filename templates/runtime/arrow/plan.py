"""The columns of a row type, independent of rows: computed once per type."""

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
class ArrowColumn:
    """One column: its field, and how its values become an array."""

    name: str
    wire: str
    shape: Shape
    arrow_type: Any
    plain: type | None
    """The type that every value has; None for objects and lists."""
    strict: Any
    """The type that msgspec verifies, four times as fast as comparing types; None if it accepts other types, too."""
    packed: str
    """The `struct` format of the array's native memory layout; empty if the conversion is more complex."""
    below: ArrowPlan | None
    """The objects that are the values, or the items of lists."""
    is_list: bool


@attrs.frozen(eq=False)
class ArrowPlan:
    """The columns of objects of one row type."""

    row_type: type[Row]
    arrow_type: Any
    arrow_fields: list[Any]
    columns: tuple[ArrowColumn, ...]
    empty: Any
    """The array without objects. Sharing it is faster than creating it, and most lists of a row can be empty."""
    loose: tuple[RowField, ...]
    """Fields without a column: they accept any value."""


@cache
def plan_of(pa: Any, row_type: type[Row]) -> ArrowPlan:
    """The plan for rows of a type and the objects inside them."""
    known = columns_of(row_type)
    arrow_type = type_of(pa, Shape("row", row=row_type))
    columns = tuple(_column(pa, spec) for spec in known)
    loose = tuple(spec for spec in fields_of(row_type).values() if spec not in known)
    return ArrowPlan(
        row_type, arrow_type, list(arrow_type), columns, pa.array([], arrow_type), loose
    )


def _column(pa: Any, spec: RowField) -> ArrowColumn:
    child: type[Row] | None = spec.child
    return ArrowColumn(
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
    """The positions of the fields of a class in the tuple that msgspec makes of an object."""

    width: int
    extra: int
    places: list[int]
    """The positions of the columns, in their order."""
    loose: list[tuple[str, int]]
    learned: list[tuple[str, int]]


@lru_cache(maxsize=256)  # decoders create classes, which must be garbage-collected
def layout_of(plan: ArrowPlan, held: type[Row]) -> Layout:
    """The layout of a class of objects: the row type itself, or a learned subclass of a decoder."""
    place = {name: index for index, name in enumerate(held.__struct_fields__)}
    return Layout(
        width=len(place),
        extra=place["extra"],
        places=[place[column.name] for column in plan.columns],
        loose=[(spec.wire, place[spec.name]) for spec in plan.loose],
        learned=[(wire, place[name]) for name, wire in held.__learned__],
    )
