"""Converts the values of one column to an array, except objects and lists of objects.

The common case is fast: msgspec verifies that all values of a column have its type, four times as fast as comparing
types, and numbers are packed directly. The rare case, a value that the column cannot hold, is
searched for only if creating the array fails.
"""

from __future__ import annotations

import struct
from decimal import Decimal
from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from .extra_columns import Rest, Where
from .fit import are_all, are_near, fits
from .plan import ArrowColumn

NOTHING: Final = frozenset({type(None), UnsetType})
"""The types of values that a column has no value for."""


def array_of(pa: Any, column: ArrowColumn, values: list[Any], where: Where, rest: Rest) -> Any:
    """The array. `values` include None and UNSET; other values that do not fit go to `rest`."""
    if column.strict is not None:
        try:
            msgspec.convert(values, column.strict)
        except msgspec.ValidationError:
            pass
        else:
            return _try(pa, column, values, {column.plain}, where, rest)
    types = set(map(type, values))
    if type(None) in types:
        rest.note_nulls(where, 0, column.wire, values)
    if types <= NOTHING:
        return pa.nulls(len(values), column.arrow_type)
    if not are_all(column.shape, values, types - NOTHING) or (
        column.plain is Decimal and not are_near(values)
    ):
        move_misfits(column, values, where, 0, rest)
        types.add(UnsetType)
    return _try(pa, column, values, types, where, rest)


def _try(
    pa: Any, column: ArrowColumn, values: list[Any], types: set[Any], where: Where, rest: Rest
) -> Any:
    try:
        if column.packed and types == {column.plain}:
            packed = struct.pack(f"{len(values)}{column.packed}", *values)
            return from_packed(pa, column.arrow_type, packed)
        return pa.array(_without_unset(values, types), column.arrow_type)
    except (struct.error, pa.ArrowException, ArithmeticError, ValueError, TypeError):
        # a value exceeds its type: an integer of more than 64 bits, a lone surrogate, …
        move_misfits(column, values, where, 0, rest)
        return pa.array(_without_unset(values, {UnsetType}), column.arrow_type)


def from_packed(pa: Any, arrow_type: Any, packed: bytes | bytearray) -> Any:
    """The array of numbers without missing ones, which are in Arrow's memory layout."""
    size = len(packed) * 8 // arrow_type.bit_width
    return pa.Array.from_buffers(arrow_type, size, [None, pa.py_buffer(packed)], null_count=0)


def move_misfits(
    column: ArrowColumn, values: list[Any], where: Where, first: int, rest: Rest
) -> None:
    """Move values that the column cannot hold to `rest`, and replace them by UNSET. `first` is the first index."""
    for index, value in enumerate(values):
        if value is not UNSET and value is not None and not fits(column.shape, value):
            rest.put(where, first + index, column.wire, value)
            values[index] = UNSET


def _without_unset(values: list[Any], types: set[Any]) -> list[Any]:
    if UnsetType in types:
        return [None if value is UNSET else value for value in values]
    return values
