"""The Arrow types of row types. Gets pyarrow as an argument, so that it is imported only on use."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from ..decoding.row import Row
from ..decoding.row_fields import Kind, RowField, Shape, fields_of

PRECISION: Final = 38
SCALE: Final = 18
"""Decimal places of an exact number: those of a JSON number that was a double from 0.01 upwards."""

_PLAIN: Final[dict[Kind, str]] = {
    "int": "int64",
    "int id": "int64",
    "str": "string",
    "str id": "string",
    "bool": "bool_",
    "float": "float64",
    "date": "date32",
}


@cache
def schema_of(pa: Any, row_type: type[Row]) -> Any:
    """The schema of rows of a type: its fields, then `extra` and `nulls`."""
    extra, nulls = rest_names(row_type)
    rest = [pa.field(extra, pa.string()), pa.field(nulls, pa.list_(pa.string()))]
    return pa.schema([*_fields(pa, row_type), *rest])


@cache
def rest_names(row_type: type[Row]) -> tuple[str, str]:
    """The names of the columns `extra` and `nulls`, changed if the files have fields of these names."""
    known = fields_of(row_type)
    extra, nulls = "extra", "nulls"
    while extra in known:
        extra += "_"
    while nulls in known:
        nulls += "_"
    return extra, nulls


@cache
def columns_of(row_type: type[Row]) -> tuple[RowField, ...]:
    """The fields that have a column. A field that accepts any value has none: its values are in `extra`."""
    return tuple(spec for spec in fields_of(row_type).values() if _has_type(spec.shape))


@cache
def type_of(pa: Any, shape: Shape) -> Any:
    """The Arrow type of a field."""
    if shape.row is not None:
        return pa.struct(_fields(pa, shape.row))
    if shape.item is not None:
        return pa.list_(type_of(pa, shape.item))
    if shape.kind == "decimal":
        return pa.decimal128(PRECISION, SCALE)
    return getattr(pa, _PLAIN[shape.kind])()


def _fields(pa: Any, row_type: type[Row]) -> list[Any]:
    return [pa.field(spec.wire, type_of(pa, spec.shape)) for spec in columns_of(row_type)]


def _has_type(shape: Shape) -> bool:
    return shape.kind != "any" and (shape.item is None or _has_type(shape.item))
