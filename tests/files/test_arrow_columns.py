"""The columns of Arrow, the values that have no column, and rows from tables without all columns."""

from __future__ import annotations

import datetime
import json
import math
from decimal import Decimal
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from copilot_usage_metrics import UNSET, arrow_schema, rows, rows_from_arrow
from copilot_usage_metrics._runtime.arrow.extra_columns import steps_of
from tests.files import spec
from tests.files.arrow_tables import decoded, table


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


def test_pointers_are_escaped_as_in_rfc_6901() -> None:
    assert steps_of("/a~1b/0/~0~01") == ["a/b", "0", "~~1"]
