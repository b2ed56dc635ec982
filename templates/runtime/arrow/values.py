"""Record batches back to rows: the columns, the values of `extra`, and the nulls."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from ..decoding.row import Row
from ..decoding.row_fields import Findings, RowField, fields_of, plain, read_row
from .extra_columns import steps_of
from .schema import columns_of, rest_names

R = TypeVar("R", bound=Row)


def rows_of(row_type: type[R], batch: Any) -> Iterator[R]:
    """The rows of one batch."""
    extra_name, nulls_name = rest_names(row_type)
    for record in batch.to_pylist():
        data = _object(row_type, record)
        if (text := record.get(extra_name)) is not None:
            _add(row_type, data, json.loads(text, parse_float=Decimal))
        for pointer in record.get(nulls_name) or ():
            _set_null(data, steps_of(pointer))
        yield read_row(row_type, data, Findings(raw=plain))


def _object(row_type: type[Row], record: Mapping[str, Any]) -> dict[str, Any]:
    """The object of a struct, from its columns only."""
    values = ((spec, record.get(spec.wire)) for spec in columns_of(row_type))
    return {spec.wire: _value(spec, value) for spec, value in values if value is not None}


def _value(spec: RowField, value: Any) -> Any:
    child = spec.child
    if child is not None:
        if isinstance(value, Mapping):
            return _object(child, value)
        return [_object(child, item) for item in value]
    if isinstance(value, Decimal):
        return _short(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _short(value: Decimal) -> Decimal:
    """A number without the zeros that its column appends."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return value
    while exponent < 0 and digits[-1] == 0 and len(digits) > 1:
        digits, exponent = digits[:-1], exponent + 1
    return Decimal((sign, digits, 0 if digits == (0,) else exponent))


def _add(row_type: type[Row], data: dict[str, Any], rest: Mapping[str, Any]) -> None:
    """Merge `extra` into an object: below a field with a column, into its value; else as a new key."""
    known = fields_of(row_type)
    for key, value in rest.items():
        child = known[key].child if key in known else None
        if child is None or key not in data:
            data[key] = value
        elif isinstance(value, list):
            for item, more in zip(data[key], value, strict=False):
                if more is not None:
                    _add(child, item, more)
        else:
            _add(child, data[key], value)


def _set_null(data: Any, steps: list[str]) -> None:
    for step in steps[:-1]:
        data = data[int(step)] if isinstance(data, list) else data[step]
    data[steps[-1]] = None
