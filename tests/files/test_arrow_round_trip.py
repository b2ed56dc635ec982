"""Rows to Arrow and back give equal rows, for any content."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import (
    ArgumentError,
    arrow_schema,
    read_rows,
    rows,
    rows_from_arrow,
    rows_to_arrow,
)
from copilot_usage_metrics._runtime.decoding.row import Row
from tests.files import made
from tests.files.arrow_tables import decoded, same, table
from tests.rows import wire


def test_decoded_rows_give_the_same_batches_as_files() -> None:
    some = decoded(rows.UserDay, *({"day": "2026-05-07", "user_id": number} for number in range(5)))
    batches = list(rows_to_arrow(iter(some), rows.UserDay, batch_size=2))
    assert [batch.num_rows for batch in batches] == [2, 2, 1]
    assert pa.Table.from_batches(batches).equals(table(some, size=2))
    assert same(list(rows_from_arrow(pa.Table.from_batches(batches), rows.UserDay)), some)
    with pytest.raises(ArgumentError, match="batch_size"):
        rows_to_arrow(some, rows.UserDay, batch_size=0)


@pytest.mark.parametrize("name", rows.ROW_TYPES)
@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    odd=st.sampled_from([0.0, 0.02, 0.3]),
    size=st.sampled_from([1, 4, 100]),
)
def test_round_trip_loses_nothing(name: str, seed: int, odd: float, size: int) -> None:
    chance = random.Random(seed)
    row_type: type[Row] = rows.ROW_TYPES[name]
    some = decoded(row_type, *(wire.make(name, chance, odd=odd)[0] for _ in range(6)))
    data = table(some, row_type, size)
    assert data.schema == arrow_schema(row_type)
    data.validate(full=True)
    back = list(rows_from_arrow(data, row_type))
    assert same(some, back)
    for text in filter(None, data["extra"].to_pylist()):
        json.loads(text)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=5),  # half surrogate pairs too
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEYS = st.sampled_from(
    ["new", "extra", "nulls", "a/b", "0", "", "day", "totals_by_cli", "totals_by_ide"]
)
_OBJECTS = st.dictionaries(_KEYS, _JSON, max_size=4)


@settings(max_examples=100, deadline=None)
@given(top=_OBJECTS, cli=_OBJECTS, ides=st.lists(_OBJECTS, max_size=3))
@example(top={"extra": {"extra": [None]}, "nulls": None}, cli={}, ides=[{}, {"new": []}, {}])
def test_round_trip_loses_nothing_of_any_json(
    top: dict[str, Any], cli: dict[str, Any], ides: list[dict[str, Any]]
) -> None:
    data = {"totals_by_cli": {"token_usage": cli}, "totals_by_ide": ides} | top
    some = decoded(rows.UserDay, data, {}, data)
    assert same(some, list(rows_from_arrow(table(some), rows.UserDay)))


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    """A JSON object and the objects within it."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            yield from objects_in(inner)


@cache
def plain_lines() -> tuple[bytes, ...]:
    return tuple(json.dumps(each).encode() for each in made.rows("UserDay", 140))


# as JSON: each use needs its own copy
_WORDS = (
    "null",
    "true",
    "0",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "-99999999999999999999",
    "1.5",
    "1e300",
    '""',
    '"7"',
    '"soon"',
    r'"\ud800"',
    '"2026-02-31"',
    "[]",
    "{}",
    "[null]",
    "[1,{}]",
    '{"new":[1.5]}',
    '[{"new":null}]',
)
_ODD = st.sampled_from(_WORDS)
_ODDITIES = st.lists(
    st.tuples(st.integers(0, 139), st.integers(0, 999), st.integers(0, 999), _ODD), max_size=12
)
_LONG = b'"ai_credits_used":12345678901234567890123.4567890123456789012345'


@settings(max_examples=12, deadline=None)
@given(
    odd=_ODDITIES,
    new=_ODDITIES,
    long=st.sets(st.integers(0, 139), max_size=3),
    size=st.sampled_from([1, 63, 64, 65, 100, 4096]),
)
def test_round_trip_loses_nothing_at_any_position(
    odd: list[tuple[int, int, int, str]],
    new: list[tuple[int, int, int, str]],
    long: set[int],
    size: int,
) -> None:
    """Many rows, so that a column has only regular values for a while before the first odd one."""
    lines = list(plain_lines())
    touched = {row for row, *_ in (*odd, *new)}
    objects = {row: json.loads(lines[row]) for row in touched}
    for row, place, key, value in odd:
        inside = list(objects_in(objects[row]))
        target = inside[place % len(inside)]
        if target:
            target[sorted(target)[key % len(target)]] = json.loads(value)
    for row, place, key, value in new:
        inside = list(objects_in(objects[row]))
        inside[place % len(inside)][f"new_{key % 3}"] = json.loads(value)
    for row, each in objects.items():
        lines[row] = json.dumps(each).encode()
    for row in long:
        lines[row] = lines[row][:-1] + b"," + _LONG + b"}"
    text = b"\n".join(lines)
    some = list(read_rows(io.BytesIO(text), rows.UserDay))
    data = pa.table(read_rows(io.BytesIO(text), rows.UserDay).arrow(size))
    data.validate(full=True)
    assert same(list(rows_from_arrow(data, rows.UserDay)), some)


def test_nulls_of_optional_objects_have_the_right_paths() -> None:
    """Each null is listed with the path of its row and item, however many rows have none before it."""
    count = 150
    objects = [
        {
            "totals_by_cli": {"token_usage": None if number % 3 else {"new": number}},
            "totals_by_ide": [{"last_known_ide_version": {"ide_version": None}}] * (number % 4),
        }
        if number % 2
        else {"totals_by_cli": None}
        for number in range(count)
    ]
    data = table(decoded(rows.UserDay, *objects))
    for number, nulls in enumerate(data["nulls"].to_pylist()):
        inside = [
            f"/totals_by_ide/{place}/last_known_ide_version/ide_version"
            for place in range(number % 4)
        ]
        tokens = ["/totals_by_cli/token_usage"] if number % 3 else []
        expected = [*inside, *tokens] if number % 2 else ["/totals_by_cli"]
        assert sorted(nulls or []) == sorted(expected)
    assert same(
        list(rows_from_arrow(data, rows.UserDay)),
        [rows.UserDay.from_dict(each) for each in objects],
    )
