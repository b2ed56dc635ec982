"""Checks whether a column can hold values."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from ..decoding.row import Row, public_type
from ..decoding.row_fields import Kind, Shape
from .schema import PRECISION, SCALE

_MOST: Final = 2**63


def fits(shape: Shape, value: Any) -> bool:
    """Whether a column of this shape can hold a value and returns the same value."""
    if shape.row is not None:
        return is_row(shape.row, type(value))
    if shape.item is not None:
        return isinstance(value, list) and all(fits(shape.item, item) for item in value)
    return type(value) is TYPES[shape.kind] and _FITS.get(shape.kind, _always)(value)


def are_all(shape: Shape, values: Iterable[Any], types: set[type]) -> bool:
    """Whether the types of values match the shape: called once per set of types, not per value.

    `types` are those of the values, without None and UNSET.
    """
    if shape.row is not None:
        return all(is_row(shape.row, each) for each in types)
    if shape.item is None:
        return types <= {TYPES[shape.kind]}
    if types != {list}:
        return not types
    items = set(map(type, chain.from_iterable(value for value in values if value)))
    return are_all(shape.item, (), items)


def is_row(expected: type[Row], found: type) -> bool:
    """Whether objects of a type are rows of the expected one."""
    return issubclass(found, Row) and public_type(found) is expected


def _is_short(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # NaN and infinities
        return False
    return -exponent <= SCALE and len(digits) + exponent <= PRECISION - SCALE


def are_near(values: Iterable[Any]) -> bool:
    """Whether pyarrow can safely process the exponents of exact numbers.

    pyarrow crashes at an exponent of some millions. Faster than `fits`, which runs only if this returns False.
    """
    exponents = [each.adjusted() for each in values if type(each) is Decimal]
    return not exponents or (min(exponents) >= -PRECISION and max(exponents) <= PRECISION)


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


TYPES: Final[dict[Kind, type]] = {
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
