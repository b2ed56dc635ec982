"""Rows to Arrow and back give equal rows, for any content."""

from __future__ import annotations

import asyncio
import builtins
import datetime
import importlib
import io
import json
import math
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import (
    UNSET,
    AlreadyConsumedError,
    ArgumentError,
    CopilotMetricsError,
    IncompleteReportError,
    MissingExtraError,
    arrow_schema,
    read_rows,
    rows,
    rows_from_arrow,
    rows_to_arrow,
)
from copilot_usage_metrics._runtime.arrow.batches import ArrowRows, AsyncArrowRows
from copilot_usage_metrics._runtime.arrow.extra_columns import steps_of
from copilot_usage_metrics._runtime.decoding.decode import RowDecoder
from copilot_usage_metrics._runtime.decoding.row import Row
from tests.files import made, spec
from tests.rows import wire


def decoded(row_type: type[Row], *objects: Any) -> list[Any]:
    decoder = RowDecoder(row_type)
    return [
        decoder.decode(each if isinstance(each, bytes) else json.dumps(each).encode())
        for each in objects
    ]


def table(some: list[Any], row_type: type[Row] = rows.UserDay, size: int = 4096) -> Any:
    return pa.table(ArrowRows(some, row_type, size))


def test_decoded_rows_give_the_same_batches_as_files() -> None:
    some = decoded(rows.UserDay, *({"day": "2026-05-07", "user_id": number} for number in range(5)))
    batches = list(rows_to_arrow(iter(some), rows.UserDay, batch_size=2))
    assert [batch.num_rows for batch in batches] == [2, 2, 1]
    assert pa.Table.from_batches(batches).equals(table(some, size=2))
    assert same(list(rows_from_arrow(pa.Table.from_batches(batches), rows.UserDay)), some)
    with pytest.raises(ArgumentError, match="batch_size"):
        rows_to_arrow(some, rows.UserDay, batch_size=0)


def same(left: list[Any], right: list[Any]) -> bool:
    """Whether rows are equal, and their JSON too: in JSON, true is not 1."""
    return left == right and wire.same(
        [each.to_dict() for each in left], [each.to_dict() for each in right]
    )


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


@pytest.mark.parametrize("index", [0, 63, 64, 130, 199])
@pytest.mark.parametrize(
    ("name", "value", "in_extra"),
    [
        ("loc_added_sum", True, "true"),
        ("loc_added_sum", 1.0, "1.0"),
        ("loc_added_sum", 2**64, str(2**64)),
        ("user_login", 5, "5"),
        ("used_chat", 1, "1"),
        ("day", datetime.datetime(2026, 5, 7, 1), '"2026-05-07T01:00:00"'),  # noqa: DTZ001
        ("ai_credits_used", 1, "1"),
        ("totals_by_ide", [rows.IdeTotals()], "[{}]"),
        ("totals_by_ide", [1], "[1]"),
        ("totals_by_cli", [], "[]"),
    ],
)
def test_value_of_another_type_is_in_extra_at_any_position(
    index: int, name: str, value: Any, in_extra: str
) -> None:
    some = [
        rows.UserDay(
            day=datetime.date(2026, 5, 7),
            user_login="a",
            loc_added_sum=number,
            used_chat=True,
            ai_credits_used=Decimal("1.5"),
            totals_by_ide=[rows.UserIdeTotals(loc_added_sum=number)],
            totals_by_cli=rows.UserCliTotals(session_count=number),
        )
        for number in range(200)
    ]
    whole = table(some).drop_columns("extra").to_pylist()
    setattr(some[index], name, value)
    data = table(some)
    texts = data["extra"].to_pylist()
    assert texts.pop(index) == f'{{"{name}":{in_extra}}}'
    assert texts == [None] * 199
    whole[index][name] = None
    assert data.drop_columns("extra").to_pylist() == whole


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


def test_columns() -> None:
    schema = arrow_schema(rows.UserDay)
    assert schema.names[-2:] == ["extra", "nulls"]
    assert len(schema.names) == len(set(schema.names))
    types = {
        "day": pa.date32(),
        "user_id": pa.int64(),
        "organization_id": pa.string(),
        "used_chat": pa.bool_(),
        "loc_added_sum": pa.int64(),
        "ai_credits_used": pa.decimal128(38, 18),
        "extra": pa.string(),
        "nulls": pa.list_(pa.string()),
    }
    assert {name: schema.field(name).type for name in types} == types
    ide = schema.field("totals_by_ide").type.value_type
    assert ide.field("last_known_ide_version").type == pa.struct(
        [("sampled_at", pa.string()), ("ide_version", pa.string())]
    )
    tokens = schema.field("totals_by_cli").type.field("token_usage").type
    assert tokens.field("avg_tokens_per_request").type == pa.float64()


def test_absent_null_and_empty_values_differ() -> None:
    some = decoded(
        rows.UserDay,
        {},
        {"used_chat": None, "totals_by_ide": None, "totals_by_cli": None},
        {"used_chat": False, "totals_by_ide": [], "totals_by_cli": {}},
        {"totals_by_ide": [{}, {"ide": None}], "totals_by_cli": {"token_usage": None}},
    )
    data = table(some)
    assert data["used_chat"].to_pylist() == [None, None, False, None]
    assert data["totals_by_ide"].is_null().to_pylist() == [True, True, False, False]
    assert data["totals_by_cli"].is_null().to_pylist() == [True, True, False, False]
    assert data["extra"].to_pylist() == [None] * 4
    assert [each and sorted(each) for each in data["nulls"].to_pylist()] == [
        None,
        ["/totals_by_cli", "/totals_by_ide", "/used_chat"],
        None,
        ["/totals_by_cli/token_usage", "/totals_by_ide/1/ide"],
    ]
    absent, null, nothing, deep = rows_from_arrow(data, rows.UserDay)
    assert (absent.used_chat, null.used_chat, nothing.used_chat) == (UNSET, None, False)
    assert deep.totals_by_ide == [rows.UserIdeTotals(), rows.UserIdeTotals(ide=None)]


def test_values_without_a_column_are_in_extra_as_in_the_file() -> None:
    data = {
        "new": 1,
        "used_chat": "yes",
        "totals_by_cli": {"token_usage": {"new": [1.5]}},
        "totals_by_ide": [{"ide": "vscode"}, {"ide": 5, "loc_added_sum": 7}, {"ide": "vim"}],
    }
    (text,) = table(decoded(rows.UserDay, data))["extra"].to_pylist()
    assert json.loads(text) == {
        "new": 1,
        "used_chat": "yes",
        "totals_by_cli": {"token_usage": {"new": [1.5]}},
        "totals_by_ide": [None, {"ide": 5}],
    }


@pytest.mark.parametrize(
    ("line", "in_extra"),
    [
        (b'{"ai_credits_used": 55.053015}', None),
        (b'{"ai_credits_used": 12.50}', None),
        (b'{"ai_credits_used": 12}', None),
        (b'{"ai_credits_used": 0.000}', None),
        (b'{"ai_credits_used": -99999999999999999999.999999999999999999}', None),
        (
            b'{"ai_credits_used": 100000000000000000000}',
            '{"ai_credits_used":100000000000000000000}',
        ),
        (b'{"ai_credits_used": 1E-19}', '{"ai_credits_used":1E-19}'),
        (b'{"ai_credits_used": 1e3}', None),
        (b'{"loc_added_sum": 9223372036854775807}', None),
        (b'{"loc_added_sum": 9223372036854775808}', '{"loc_added_sum":9223372036854775808}'),
        (rb'{"user_login": "\ud800"}', r'{"user_login":"\ud800"}'),
        (b'{"user_login": "1.5", "new": 1e999}', '{"new":1e999}'),
        (b'{"ai_credits_used": "1.5"}', '{"ai_credits_used":"1.5"}'),
    ],
)
def test_number_too_large_for_its_column_is_in_extra(line: bytes, in_extra: str | None) -> None:
    some = decoded(
        rows.UserDay, line, {"loc_added_sum": 1, "ai_credits_used": 1.5, "user_login": "a"}
    )
    data = table(some)
    assert data["extra"].to_pylist() == [in_extra, None]
    back = list(rows_from_arrow(data, rows.UserDay))
    assert back == some
    assert back[0].ai_credits_used == some[0].ai_credits_used


def test_fields_of_missing_columns_are_absent() -> None:
    some = decoded(rows.UserDay, {"user_id": 1, "used_chat": None, "new": 1, "day": "2026-10-01"})
    (back,) = rows_from_arrow(table(some).select(["day", "user_id"]), rows.UserDay)
    assert back == rows.UserDay(day=datetime.date(2026, 10, 1), user_id=1)


def test_rows_from_user_code_keep_extra_values() -> None:
    some = [
        rows.UserDay(
            ai_credits_used=Decimal("1.5"), totals_by_ide=[], extra={"a": [Decimal("0.1")]}
        ),
        rows.UserDay(totals_by_cli=rows.UserCliTotals(session_count=1, extra={"x": math.inf})),
    ]
    texts = table(some)["extra"].to_pylist()
    assert texts == ['{"a":[0.1]}', '{"totals_by_cli":{"x":1e999}}']
    wrong: Any = {
        "used_chat": 1,
        "day": "soon",
        "loc_added_sum": True,
        "totals_by_cli": rows.CliTotals(),
    }
    (text,) = table([rows.UserDay(**wrong)])["extra"].to_pylist()
    assert json.loads(text) == wrong | {"totals_by_cli": {}}


def test_type_without_fields() -> None:
    patch = (
        "objects:\n  Nothing: # new\n    description: It may have some later.\n    properties: {}\n"
        'rows:\n  UserDay:\n    properties:\n      one: {$ref: "#/objects/Nothing", description: Nothing yet.}\n'
        '      many: {type: array, items: {$ref: "#/objects/Nothing"}, description: None of it.}\n'
        "      extra: {type: integer, description: What the column of that name is not.}\n"
    )
    with spec.row_types(spec.paste(spec.SPEC, patch)) as families:
        row_type = families["UserDay"].holds
        some = decoded(row_type, {}, {"one": {}, "many": []}, {"many": [{}, {"a": 1}], "extra": 7})
        data = table(some, row_type)
        assert data.schema.names[-2:] == ["extra_", "nulls"]
        assert data["extra"].to_pylist() == [None, None, 7]
        assert list(rows_from_arrow(data, row_type)) == some


def test_batches() -> None:
    objects = made.rows("UserDay", 10)
    read = read_rows(io.BytesIO(made.lines(objects)), rows.UserDay)
    batches = read.arrow(batch_size=4)
    assert batches.schema == arrow_schema(rows.UserDay)
    assert not read.is_begun
    assert [batch.num_rows for batch in batches] == [4, 4, 2]
    assert read.is_complete
    with pytest.raises(AlreadyConsumedError):
        list(batches)
    wrong: Any
    for wrong in (0, -1, True, 2.5, None):
        with pytest.raises(ArgumentError, match="batch_size: expected a number of rows"):
            read.arrow(wrong)


def test_other_libraries_accept_the_arrow_stream() -> None:
    objects = made.rows("UserDay", 10)

    def read() -> Any:
        return read_rows(io.BytesIO(made.lines(objects)), rows.UserDay).arrow(batch_size=3)

    stream = read()
    assert pa.schema(stream) == stream.schema
    reader = pa.RecordBatchReader.from_stream(stream)
    assert [batch.num_rows for batch in reader] == [3, 3, 3, 1]
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, stream.schema) as writer:
        writer.write_table(pa.table(read()))
    back = rows_from_arrow(pa.ipc.open_stream(sink.getvalue()), rows.UserDay)
    assert list(back) == [rows.UserDay.from_dict(each) for each in objects]
    (batch,) = pa.table(read()).combine_chunks().to_batches()
    assert len(list(rows_from_arrow(batch, rows.UserDay))) == 10
    with pytest.raises(ArgumentError, match="expected Arrow data, found list"):
        rows_from_arrow([], rows.UserDay)


def failing(some: list[Any]) -> Iterator[Any]:
    yield from some
    raise IncompleteReportError(["part 2: gone"])


def test_an_error_is_raised_after_the_rows_before_it() -> None:
    some = decoded(rows.UserDay, *made.rows("UserDay", 5))
    batches = iter(ArrowRows(failing(some), rows.UserDay, 4))
    assert [next(batches).num_rows, next(batches).num_rows] == [4, 1]
    with pytest.raises(IncompleteReportError):
        next(batches)
    with pytest.raises(pa.ArrowException, match="part 2: gone"):  # the error of a C stream
        pa.table(ArrowRows(failing(some), rows.UserDay, 4))


def test_async_batches() -> None:
    some = decoded(rows.UserDay, *made.rows("UserDay", 10))

    async def later(problem: bool) -> AsyncIterator[Any]:
        for row in some:
            await asyncio.sleep(0)
            yield row
        if problem:
            raise IncompleteReportError(["part 2: gone"])

    async def read(problem: bool) -> list[Any]:
        batches = AsyncArrowRows(later(problem), rows.UserDay, 4)
        found = []
        try:
            async for batch in batches:
                found.append(batch)  # noqa: PERF401 - the batches before an error count too
        except IncompleteReportError:
            assert problem
        return found

    for problem in (False, True):
        batches = asyncio.run(read(problem))
        assert [batch.num_rows for batch in batches] == [4, 4, 2]
        assert list(rows_from_arrow(pa.Table.from_batches(batches), rows.UserDay)) == some


def test_a_missing_extra_is_named_in_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def without(name: str, *arguments: Any) -> Any:
        if name == "pyarrow":
            raise ImportError(name)
        return real(name, *arguments)

    monkeypatch.setattr("copilot_usage_metrics._runtime.arrow.batches.import_module", without)
    with pytest.raises(
        MissingExtraError, match=r"pip install 'copilot-usage-metrics\[arrow\]'"
    ) as caught:
        read_rows(io.BytesIO(), rows.UserDay).arrow()
    assert isinstance(caught.value, (builtins.ImportError, CopilotMetricsError))
    with pytest.raises(MissingExtraError):
        arrow_schema(rows.UserDay)


def test_pyarrow_is_imported_on_use_only() -> None:
    check = "import sys, copilot_usage_metrics; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_pointers_are_escaped_as_in_rfc_6901() -> None:
    assert steps_of("/a~1b/0/~0~01") == ["a/b", "0", "~~1"]
