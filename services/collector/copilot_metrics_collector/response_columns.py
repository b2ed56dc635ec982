"""The columns of families that are JSON responses, and the rows of their items."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

import attrs
import pyarrow as pa

from .units import BILLING, BILLING_COST_CENTERS, BILLING_USERS, SEATS, USAGE_RECORDS

EXTRA: Final = "extra"
"""The last column: the JSON of keys that this release does not know, and of values of unexpected types."""
MONEY: Final = pa.decimal128(38, 18)
_MOMENT: Final = pa.timestamp("us")
"""UTC, without a time zone: DuckDB would convert it to the session's."""
_DIGITS: Final = Decimal("1e-18")
_PRECISE: Final = Context(prec=38)


@attrs.frozen
class ResponseColumn:
    """A column, and where its values are in an item."""

    name: str
    type: Any = attrs.field(factory=pa.string, eq=False)
    path: tuple[str, ...] = ()
    """Keys of nested objects; () for the column's name."""

    def value(self, item: Mapping[str, Any]) -> Any:
        """Returns the value in an item of GitHub, or in a cleaned item, whose keys are the columns.

        Raises `TypeError` or `ValueError` if it does not have the column's type.
        """
        return _cell(self.found(item), self.type)

    def found(self, item: Mapping[str, Any]) -> Any:
        """Returns the unconverted value."""
        found: Any = item
        for key in self.path or (self.name,):
            found = found.get(key) if isinstance(found, Mapping) else None
        return item.get(self.name) if found is None else found


def _columns(*columns: tuple[str, Any] | tuple[str, Any, str]) -> tuple[ResponseColumn, ...]:
    return tuple(
        ResponseColumn(name, kind, tuple(path[0].split(".")) if path else ())
        for name, kind, *path in columns
    )


_TEXT: Final = pa.string()
_BILL: Final = _columns(
    ("report", _TEXT),
    ("product", _TEXT),
    ("sku", _TEXT),
    ("model", _TEXT),
    ("unit_type", _TEXT, "unitType"),
    ("price_per_unit", MONEY, "pricePerUnit"),
    ("gross_quantity", MONEY, "grossQuantity"),
    ("discount_quantity", MONEY, "discountQuantity"),
    ("net_quantity", MONEY, "netQuantity"),
    ("gross_amount", MONEY, "grossAmount"),
    ("discount_amount", MONEY, "discountAmount"),
    ("net_amount", MONEY, "netAmount"),
)
COLUMNS: Final[Mapping[str, tuple[ResponseColumn, ...]]] = {
    USAGE_RECORDS: _columns(
        ("timestamp", pa.int64(), "@timestamp"),
        ("type", _TEXT),
        ("endpoint", _TEXT),
        ("enterprise_id", pa.int64()),
        ("user_id", pa.int64()),
        ("event_id", _TEXT),
        ("github_request_id", _TEXT),
        ("body", _TEXT),
    ),
    SEATS: _columns(
        ("user_id", pa.int64(), "assignee.id"),
        ("user_login", _TEXT, "assignee.login"),
        ("organization_id", _TEXT, "organization.id"),
        ("organization", _TEXT, "organization.login"),
        ("team_id", pa.int64(), "assigning_team.id"),
        ("slug", _TEXT, "assigning_team.slug"),
        ("plan_type", _TEXT),
        ("created_at", _MOMENT),
        ("pending_cancellation_date", pa.date32()),
        ("last_activity_at", _MOMENT),
        ("last_activity_editor", _TEXT),
        ("last_authenticated_at", _MOMENT),
    ),
    BILLING: _BILL,
    BILLING_USERS: (*_columns(("user_id", pa.int64()), ("user_login", _TEXT)), *_BILL),
    BILLING_COST_CENTERS: (
        *_columns(("cost_center", _TEXT), ("cost_center_name", _TEXT)),
        *_BILL,
    ),
}
"""The columns of each family, without `extra`."""
_NOT_STORED: Final = frozenset(("updated_at",))
"""Known keys without a column: GitHub deprecated it."""


@cache
def schema_of(family: str) -> Any:
    """Returns the Arrow schema of a family's rows."""
    return pa.schema([*((each.name, each.type) for each in COLUMNS[family]), (EXTRA, _TEXT)])


@attrs.define
class ReadItems:
    """Reads the items of a family into record batches, and counts what is unexpected."""

    family: str
    unknown_keys: Counter[str] = attrs.field(factory=Counter)
    type_drift: Counter[str] = attrs.field(factory=Counter)

    def batch(self, items: Sequence[Mapping[str, Any]]) -> Any:
        """Returns items as a record batch. A value of an unexpected type is null, and is in `extra`."""
        values: list[list[Any]] = []
        extras: list[dict[str, Any]] = [self._unknown(item) for item in items]
        for column in COLUMNS[self.family]:
            values.append([])
            for item, extra in zip(items, extras, strict=True):
                try:
                    values[-1].append(column.value(item))
                except (TypeError, ValueError):
                    self.type_drift[column.name] += 1
                    extra[column.name] = column.found(item)
                    values[-1].append(None)
        schema = schema_of(self.family)
        texts = [json.dumps(each, sort_keys=True) if each else None for each in extras]
        arrays = [pa.array(each, field.type) for each, field in zip(values, schema, strict=False)]
        return pa.record_batch([*arrays, pa.array(texts, _TEXT)], schema=schema)

    def _unknown(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the unknown keys of an item of GitHub, or those that a cleaned item has in `extra`."""
        stored = item.get(EXTRA)
        if isinstance(stored, str):
            found: dict[str, Any] = json.loads(stored)
        else:
            known = _known_keys(self.family)
            found = {key: value for key, value in item.items() if key not in known}
        self.unknown_keys.update(found.keys())
        return found


def cleaned_lines(batch: Any) -> Iterable[bytes]:
    """Yields rows as JSON lines that `ReadItems` reads again."""
    for row in batch.to_pylist():
        known = {name: _plain(value) for name, value in row.items() if value is not None}
        yield json.dumps(known, ensure_ascii=False).encode() + b"\n"


@cache
def _known_keys(family: str) -> frozenset[str]:
    names = {each.path[0] if each.path else each.name for each in COLUMNS[family]}
    return frozenset((*names, *(each.name for each in COLUMNS[family]), EXTRA, *_NOT_STORED))


def _cell(value: Any, kind: Any) -> Any:
    """Converts a JSON value to a column's type. Raises `TypeError` or `ValueError`."""
    if value is None:
        return None
    if pa.types.is_string(kind):
        return value if isinstance(value, str) else json.dumps(value)
    if pa.types.is_integer(kind):
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError("expected an integer")
        return value
    if pa.types.is_decimal(kind):
        return _decimal(value)
    if pa.types.is_date(kind):
        return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
    found = datetime.datetime.fromisoformat(value)
    return found if found.tzinfo is None else found.astimezone(datetime.UTC).replace(tzinfo=None)


def _decimal(value: Any) -> Decimal:
    """Returns the digits of a JSON number, up to 18 decimal places."""
    try:
        return Decimal(str(value)).quantize(_DIGITS, context=_PRECISE)
    except InvalidOperation:
        raise ValueError("expected a number") from None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
