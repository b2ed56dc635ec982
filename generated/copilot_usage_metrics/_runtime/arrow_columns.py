"""Rows to the columns of a record batch, field by field: a list of values becomes an array at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, Final

from msgspec import UNSET, UnsetType

from .arrow_rest import Rest, Where
from .arrow_schema import PRECISION, SCALE, columns_of, rest_names, type_of
from .row import Row, has_extra, kept, public_type
from .row_fields import Kind, RowField, Shape, fields_of

_NOTHING: Final = frozenset({type(None), UnsetType})
_MOST: Final = 2**63


def record_batch(pa: Any, schema: Any, row_type: type[Row], rows: Sequence[Row]) -> Any:
    """The batch that rows are."""
    rest = Rest()
    arrays = _columns(pa, row_type, rows, Where(), rest)
    texts, nulls = rest.texts(len(rows)), rest.nulls(len(rows))
    extra_name, nulls_name = rest_names(row_type)
    arrays.append(pa.array(texts, schema.field(extra_name).type))
    arrays.append(pa.array(nulls, schema.field(nulls_name).type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _columns(
    pa: Any, row_type: type[Row], rows: Sequence[Row], where: Where, rest: Rest
) -> list[Any]:
    if has_extra(rows):
        for index, row in enumerate(rows):
            for key, value in kept(row).items():
                rest.put(where, index, key, value)
    columns = columns_of(row_type)
    if len(columns) < len(fields_of(row_type)):
        _set_aside(row_type, rows, where, rest)
    return [
        _column(pa, spec, list(map(attrgetter(spec.name), rows)), where, rest) for spec in columns
    ]


def _set_aside(row_type: type[Row], rows: Sequence[Row], where: Where, rest: Rest) -> None:
    """What has no column: fields that take anything."""
    columns = columns_of(row_type)
    for spec in fields_of(row_type).values():
        if spec not in columns:
            for index, row in enumerate(rows):
                if (value := getattr(row, spec.name)) is not UNSET:
                    rest.put(where, index, spec.wire, value)


def _column(pa: Any, spec: RowField, values: list[Any], where: Where, rest: Rest) -> Any:
    """One column. `values` are as the rows have them, None and UNSET among them."""
    arrow_type = type_of(pa, spec.shape)
    types = set(map(type, values))
    if type(None) in types:
        for index, value in enumerate(values):
            if value is None:
                rest.note_null(where, index, spec.wire)
    if types <= _NOTHING:
        return pa.nulls(len(values), arrow_type)
    if not _are_all(spec.shape, values, types - _NOTHING):
        _move_misfits(spec, values, where, rest)
    if spec.shape.row is not None:
        return _structs(pa, spec, spec.shape.row, values, where, rest)
    if spec.shape.item is not None and spec.shape.item.row is not None:
        return _lists(pa, spec, spec.shape.item.row, values, where, rest)
    if UnsetType in types:
        values = [None if value is UNSET else value for value in values]
    try:
        return pa.array(values, arrow_type)
    except (pa.ArrowException, OverflowError, ValueError):
        # some value is beyond its type: an integer of more than 64 bits, half a surrogate pair, …
        _move_misfits(spec, values, where, rest)
        return pa.array([None if value is UNSET else value for value in values], arrow_type)


def _structs(
    pa: Any, spec: RowField, inner: type[Row], values: list[Any], where: Where, rest: Rest
) -> Any:
    empty = inner()
    objects = [value if isinstance(value, Row) else empty for value in values]
    arrays = _columns(pa, inner, objects, where.inside(spec.wire), rest)
    arrow_type = type_of(pa, spec.shape)
    if not arrays:  # a type without fields: nothing would tell how many there are
        return pa.array([None if value is empty else {} for value in objects], arrow_type)
    missing = pa.array([value is empty for value in objects])
    return pa.StructArray.from_arrays(arrays, fields=list(arrow_type), mask=missing)


def _lists(
    pa: Any, spec: RowField, inner: type[Row], values: list[Any], where: Where, rest: Rest
) -> Any:
    lists = [value if isinstance(value, list) else () for value in values]
    offsets = [0, *accumulate(map(len, lists))]
    objects = list(chain.from_iterable(lists))
    arrays = _columns(pa, inner, objects, where.inside(spec.wire, offsets), rest)
    arrow_type = type_of(pa, spec.shape)
    if arrays:
        structs = pa.StructArray.from_arrays(arrays, fields=list(arrow_type.value_type))
    else:
        structs = pa.array([{}] * len(objects), arrow_type.value_type)
    missing = pa.array([not isinstance(value, list) for value in values])
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), structs, type=arrow_type, mask=missing
    )


def _move_misfits(spec: RowField, values: list[Any], where: Where, rest: Rest) -> None:
    """What its column cannot hold goes to the rest, and UNSET takes its place."""
    for index, value in enumerate(values):
        if value is not UNSET and value is not None and not _fits(spec.shape, value):
            rest.put(where, index, spec.wire, value)
            values[index] = UNSET


def _are_all(shape: Shape, values: Iterable[Any], types: set[type]) -> bool:
    """Whether values are what the shape says, as far as their types tell: asked once a type, not once a value."""
    if shape.row is not None:
        return all(_is_row(shape.row, each) for each in types)
    if shape.item is None:
        return types <= {_TYPES[shape.kind]}
    if types != {list}:
        return False
    items = set(map(type, chain.from_iterable(value for value in values if value)))
    return _are_all(shape.item, (), items)


def _is_row(expected: type[Row], found: type) -> bool:
    return issubclass(found, Row) and public_type(found) is expected


def _fits(shape: Shape, value: Any) -> bool:
    if shape.row is not None:
        return _is_row(shape.row, type(value))
    if shape.item is not None:
        return isinstance(value, list) and all(_fits(shape.item, item) for item in value)
    return type(value) is _TYPES[shape.kind] and _FITS.get(shape.kind, _always)(value)


def _is_short(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # NaN and infinities
        return False
    return -exponent <= SCALE and len(digits) + exponent <= PRECISION - SCALE


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_small(value: int) -> bool:
    return -_MOST <= value < _MOST


def _always(value: object) -> bool:
    return True


_TYPES: Final[dict[Kind, type]] = {
    "int": int,
    "int id": int,
    "str": str,
    "str id": str,
    "bool": bool,
    "float": float,
    "decimal": Decimal,
    "date": datetime.date,
}
_FITS: Final[dict[Kind, Callable[[Any], bool]]] = {
    "int": _is_small,
    "int id": _is_small,
    "str": _is_text,
    "str id": _is_text,
    "decimal": _is_short,
}
