"""Lines that become columns without rows give the same result as rows, for all lines and block sizes."""

from __future__ import annotations

import gzip
import io
import json
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import IncompleteReportError, read_rows, rows, rows_from_arrow
from copilot_usage_metrics._runtime.arrow.blocks import ArrowBlockDecoder
from copilot_usage_metrics._runtime.decoding.decode import RowDecoder
from tests.files import made
from tests.rows import wire

GOOD = b'{"organization_id":"5","day":"2026-10-01","user_id":%d%b}'


def plain_lines(name: str, count: int, separators: tuple[str, str] = (",", ":")) -> list[bytes]:
    """Lines that every column can hold, with nulls of keys that rows have in one place only."""
    row_type: Any = rows.ROW_TYPES[name]
    given = [row_type.from_dict(each).to_dict() for each in made.rows(name, count)]
    objects = [
        _without_nulls(each)
        | {key: None for key, value in each.items() if value is None and key.startswith("used_")}
        for each in given
    ]
    texts = (json.dumps(each, separators=separators, ensure_ascii=False) for each in objects)
    return [text.replace('\\"', "").replace("\\\\", "").encode() for text in texts]


def _without_nulls(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nulls(each) for each in value]
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return value


def check(data: bytes, row_type: Any = rows.UserDay, size: int = 4096) -> int:
    """Compares both; returns the number of rows."""
    expected = read_rows(io.BytesIO(data), row_type)
    want = list(expected)
    read = read_rows(io.BytesIO(data), row_type)
    batches = list(read.arrow(size))
    assert all(batch.num_rows == size for batch in batches[:-1])
    table = pa.Table.from_batches(batches, read.arrow().schema)
    table.validate(full=True)
    found = list(rows_from_arrow(table, row_type))
    assert found == want
    assert wire.same([row.to_dict() for row in found], [row.to_dict() for row in want])
    for name in ("rows", "duplicates", "conflicts", "bad_lines", "unknown_keys", "type_drift"):
        assert getattr(read, name) == getattr(expected, name), name
    assert [(part.rows, part.state) for part in read.parts] == [
        (part.rows, part.state) for part in expected.parts
    ]
    return len(want)


@pytest.mark.parametrize(
    "name", ["UserDay", "UserWindowDay", "AggregateDay", "UserTeamDay", "RepositoryDay"]
)
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_plain_lines_are_never_decoded_to_rows(
    name: str, separators: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row_type: Any = rows.ROW_TYPES[name]
    data = b"\n".join(plain_lines(name, 40, separators))
    assert check(data, row_type)
    monkeypatch.setattr(RowDecoder, "decode_lines", None)
    monkeypatch.setattr(RowDecoder, "decode", None)
    found = read_rows(io.BytesIO(data), row_type)
    assert sum(batch.num_rows for batch in found.arrow()) == found.rows


ODD = (
    b',"ai_credits_used":"1.5"', b',"ai_credits_used" :  "1.5"', b',"ai_credits_used":1e-9999999',
    b',"ai_credits_used":1e3', b',"ai_credits_used":"ai_credits_used","user_login":"x"',
    b',"user_login":"ai_credits_used","ai_credits_used":2.5', b',"ai_credits_used":null',
    b',"ai_credits_used":' + b"1" * 39, b',"ai_credits\\u005fused":"1"', b',"user_login":"null"',
    b',"user_login":":null"', b',"used_chat" : null', b',"used_chat":\tnull', b',"used_chat":  null',
    b',"totals_by_ide":[null]', b',"totals_by_ide":[{"ide":null},{"loc_added_sum":null}]',
    b',"totals_by_ide":null', b',"totals_by_cli":{"token_usage":null}', b',"null":null',
    b',"totals_by_cli":{"token_usage":{"avg_tokens_per_request":NaN}}',
    b',"totals_by_cli":{"token_usage":{"avg_tokens_per_request":Infinity}}',
    b',"totals_by_cli":{"token_usage":{"avg_tokens_per_request":1e400}}',
    b',"totals_by_cli":{"token_usage":{"avg_tokens_per_request":7}}',
    b',"user_login":"\xff"', b',"user_login":"\xc3\xa9"', b',"user_login":"a\\"b"', b',"new":1', b',"new":null',
    b',"user_id":7', b',"user_id":"7"', b',"loc_added_sum":1.0', b',"loc_added_sum":9223372036854775808',
    b',"day":"0000-01-01"', b',"day":"2026-02-31"', b',"day":"2026-1-1"', b',"day":null',
    b',"report_day":1}{"user_id":3', b'} {"user_id":4', b'}\n,{"user_id":5', b',"totals_by_ide":[{}\n,{}]',
    b',"user_login":"x', b'}}', b'}x', b'',
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", [0, 3, 6])
def test_odd_lines_give_the_same_as_rows(odd: bytes, place: int) -> None:
    lines = [GOOD % (number, b"") for number in range(7)]
    lines[place] = GOOD % (place, odd)
    check(b"\n".join(lines))
    check(b"\n".join(lines) + b"\n")


@settings(max_examples=40, deadline=None)
@given(
    order=st.lists(st.integers(0, 11), min_size=1, max_size=30),
    odd=st.lists(st.tuples(st.integers(0, 29), st.sampled_from(ODD)), max_size=3),
    block=st.sampled_from([1, 500, 5000, 1 << 20]),
    size=st.sampled_from([1, 3, 4096]),
)
def test_the_result_does_not_depend_on_where_blocks_end(
    order: list[int], odd: list[tuple[int, bytes]], block: int, size: int
) -> None:
    """Repeated lines are duplicates; an odd line has the key of another one."""
    known = [*_KNOWN, GOOD % (1, b""), GOOD % (1, b',"used_chat":true')]
    lines = [known[index] for index in order]
    for place, each in odd:
        lines.insert(place, GOOD % (1, each))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ArrowBlockDecoder, "block_bytes", block)
        check(b"\n".join(lines) + b"\n" if lines else b"", size=size)


_KNOWN = plain_lines("UserDay", 10)


@pytest.mark.parametrize("block", [1 << 16, 4 << 20])
def test_rows_before_the_break_of_a_file_are_yielded(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ArrowBlockDecoder, "block_bytes", block)
    data = b"\n".join(plain_lines("UserDay", 3000))
    broken = gzip.compress(data, mtime=0)[:-5000]
    read, again = (read_rows(io.BytesIO(broken), rows.UserDay) for _ in range(2))
    batches, want = _until_error(read.arrow()), _until_error(again)
    assert want
    assert list(rows_from_arrow(pa.Table.from_batches(batches), rows.UserDay)) == want
    assert [part.rows for part in read.parts] == [len(want)]


def test_blocks_are_decoded_ahead_and_the_threads_end_with_the_iteration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[int] = []
    table: Any = ArrowBlockDecoder._table

    def counted(decoder: ArrowBlockDecoder, block: bytes, ends: Sequence[int]) -> Any:
        begun.append(len(ends))
        return table(decoder, block, ends)

    monkeypatch.setattr(ArrowBlockDecoder, "_table", counted)
    monkeypatch.setattr(ArrowBlockDecoder, "block_bytes", 1)
    lines = b"\n".join(GOOD % (number, b"") for number in range(9000))
    before = threading.active_count()
    read = read_rows(io.BytesIO(lines), rows.UserDay)
    batches: Any = iter(read.arrow(1))
    assert next(batches).num_rows == 1
    _wait_until(lambda: len(begun) > 1)
    assert read.rows == begun[0]
    batches.close()
    _wait_until(lambda: threading.active_count() <= before)
    assert len(begun) <= 1 + ArrowBlockDecoder.blocks_ahead


def _wait_until(is_met: Callable[[], bool]) -> None:
    for _ in range(1000):
        if is_met():
            return
        time.sleep(0.01)
    raise AssertionError("not met")


def _until_error(items: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    with pytest.raises(IncompleteReportError):
        found.extend(items)
    return found
