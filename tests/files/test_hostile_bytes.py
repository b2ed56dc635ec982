"""Any bytes in a file give rows, counted bad lines, or an error of this package."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_usage_metrics import CopilotMetricsError, read_rows, rows
from copilot_usage_metrics._runtime.arrow.batches import AsyncArrowRows
from copilot_usage_metrics._runtime.decoding import decode, glued, reading, splitting
from tests.files import made

GOOD = b'{"organization_id":"5","day":"2026-10-01","user_id":%d%s}\n'
_MOST_BYTES = 3_000_000


def read(data: bytes) -> Any:
    return read_rows(io.BytesIO(data), rows.UserDay)


def with_value(pair: bytes) -> bytes:
    """A row, three rows with a hostile value, and a row."""
    return b"".join(GOOD % (n, b"," + pair if 0 < n < 4 else b"") for n in range(5))


@pytest.mark.parametrize(
    "pair",
    [
        b'"zz":1e99999999999999999999',
        b'"zz":-1e-99999999999999999999',
        b'"zz":[1e400]',
        b'"zz":' + b"7" * 5000,
        b'"zz":%d' % 2**70,
        b'"zz":{"a":[%d]}' % 2**70,
        b'"zz":' + b"[" * 60 + b"]" * 60,
        b'"ai_credits_used":1e-9999999',
        b'"ai_credits_used":0e-9999999',
        b'"ai_credits_used":1e9999999',
        b'"ai_credits_used":1e99999999999999999999',
        b'"ai_credits_used":' + b"1" * 39,
        b'"ai_credits_used":[[[[[[[[1]]]]]]]]',
        b'"loc_added_sum":%d' % 2**63,
        b'"loc_added_sum":' + b"1" * 5000,
        b'"loc_added_sum":1e400',
        b'"user_login":"\\ud800"',
        b'"user_login":"\\u0000"',
        b'"\\ud800":1',
        b'"day":"0000-13-99"',
        b'"user_id":1,"user_id":2',
        b'"totals_by_ide":[[[]]]',
        b'"totals_by_ide":[{"ide":%d}]' % 2**70,
        b'"user_login":"' + b"x" * 1_000_000 + b'"',
    ],
    ids=lambda pair: pair[:40].decode("ascii"),
)
def test_a_row_with_a_hostile_value_is_read(pair: bytes) -> None:
    found = read(with_value(pair))
    assert len(list(found)) + found.duplicates == 5
    assert found.bad_line_count == 0
    for size in (1, 4096):
        batches = list(read(with_value(pair)).arrow(size))
        assert sum(batch.num_rows for batch in batches) == 5 - found.duplicates


@pytest.mark.parametrize(
    "pair",
    [
        b'"user_login":"\xff"',
        b'"\xff":1',
        b'"user_login":"\x00"',
        b'"zz":' + b"[" * 100_000,
        b'"zz":' + b"[" * 300 + b"]" * 300,
        b'"ai_credits_used":' + b"[" * 300 + b"]" * 300,
        b'"zz":NaN',
    ],
    ids=["utf-8", "key", "NUL", "brackets", "nested", "nested credits", "NaN"],
)
def test_a_line_that_is_not_a_row_is_counted_and_the_next_one_is_read(pair: bytes) -> None:
    found = read(with_value(pair))
    assert [row.user_id for row in found] == [0, 4]
    assert [bad.line for bad in found.bad_lines] == [2, 3, 4]
    assert sum(batch.num_rows for batch in read(with_value(pair)).arrow()) == 2


@pytest.mark.parametrize("between", [b"", b" ", b"\t\r", b"\n"])
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_concatenated_rows_are_split(between: bytes, size: int) -> None:
    data = between.join((GOOD % (n, b""))[:-1] for n in range(20))
    found = read_rows(_Pieces(data, size), rows.UserDay)
    assert [row.user_id for row in found] == [*range(20)]
    assert found.bad_line_count == 0


def test_concatenated_rows_after_a_blank_line_are_split() -> None:
    glued = (GOOD % (1, b""))[:-1] + GOOD % (2, b"") + b"\n" + GOOD % (2, b"")
    found = read(glued)
    assert [row.user_id for row in found] == [1, 2]
    assert found.duplicates == 1


def test_rows_without_line_feeds_are_read_at_any_total_size() -> None:
    data = b"".join((GOOD % (n, b""))[:-1] for n in range(20_000))
    found = read(data).limit_line_bytes(1000)
    assert sum(1 for _ in found) == 20_000


@pytest.mark.parametrize("shape", ["lines", "array", "indented"])
def test_a_line_beyond_the_limit_is_skipped(shape: str) -> None:
    objects = made.rows("UserDay", 3)
    objects[1] = objects[1] | {"zz": "\n" * _MOST_BYTES}
    text = {
        "lines": made.lines(objects),
        "array": json.dumps(objects).encode(),
        "indented": b"\n".join(json.dumps(each, indent=2).encode() for each in objects),
    }[shape]
    found = read(text).limit_line_bytes(_MOST_BYTES)
    assert sum(1 for _ in found) == 2
    (bad,) = found.bad_lines
    assert bad.reason == "longer than 3,000,000 bytes, see limit_line_bytes"


def test_blank_lines_are_skipped_in_linear_time() -> None:
    blank = b"\n" * 5_000_000
    data = blank + GOOD % (1, b"") + blank + GOOD % (2, b"") + b"oops\n"
    found = read(data)
    assert [row.user_id for row in found] == [1, 2]
    assert [bad.line for bad in found.bad_lines] == [10_000_003]


def test_only_the_first_bad_lines_are_stored_but_all_are_counted() -> None:
    found = read(GOOD % (1, b"") + b"{oops}\n" * 20_000)
    assert len(list(found)) == 1
    assert (found.bad_line_count, len(found.bad_lines)) == (20_000, 1000)


class _Pieces:
    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = io.BytesIO(data), size

    def read(self, size: int, /) -> bytes:
        return self._data.read(min(size, self._size))


def read_all(data: bytes) -> None:
    for step in (_rows, _arrow, _arrow_async):
        with suppress(CopilotMetricsError):
            step(data)


def _rows(data: bytes) -> None:
    for row in read(data):
        assert row.to_dict() is not None
        assert repr(row)


def _arrow(data: bytes) -> None:
    list(read(data).arrow(3))


def _arrow_async(data: bytes) -> None:
    async def take() -> None:
        async def each() -> AsyncIterator[rows.UserDay]:
            for row in read(data):
                yield row

        async for _ in AsyncArrowRows(each(), rows.UserDay, 3):
            pass

    asyncio.run(take())


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text('{}[]",:\\ud8\n1e9- ', max_size=80).map(str.encode))
def test_any_bytes_give_rows_or_an_error_of_this_package(data: bytes) -> None:
    read_all(data)
    read_all(GOOD % (1, b"") + data + b"\n" + GOOD % (2, b""))
    read_all(gzip.compress(GOOD % (1, b""), mtime=0) + data)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["day", "user_id", "ai_credits_used", "totals_by_ide", "zz"]), _values)
def test_a_row_with_any_value_is_read(key: str, value: Any) -> None:
    line = json.dumps({"organization_id": "5", "user_login": "x", key: value}).encode() + b"\n"
    read_all(line * 3)
    found = read(line * 3)
    assert len(list(found)) + found.duplicates == 3
    assert found.bad_line_count == 0


BAD_LINES = {
    "not JSON": b"oops",
    "wrong type": b'"text"',
    "a number": b"5",
    "cut off": b'{"day":"2026-10-01","user_login":"a',
    "invalid UTF-8": b'{"user_login":"\xff"}',
    "only closed": b"}]" * 200,
    "unmatched brackets": b"}[{]" * 200,
    "brackets after a row": b'{"day":"2026-10-01"}' + b"}[{]" * 200,
    "nested": b'{"zz":' + b"[" * 300 + b"]" * 300 + b"}",
    "opened": b"[" * 400,
    "a constant": b'{"zz":NaN}',
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_takes_a_few_steps_and_is_counted_once(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step is an attempt to decode; a good line takes a few steps, too."""
    steps = 0

    def counted(function: Any) -> Any:
        def call(*arguments: Any) -> Any:
            nonlocal steps
            steps += 1
            return function(*arguments)

        return call

    for module, name in (
        (decode.RowDecoder, "decode"), (decode, "_object"), (glued, "complaint"), (reading, "_items"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, counted(vars(module)[name]))
    monkeypatch.setattr(splitting._Values, "feed", _never)
    count = 500
    found = read(GOOD % (1, b"") + (line + b"\n") * count + GOOD % (2, b""))
    assert {row.user_id for row in found} >= {1, 2}
    assert found.bad_line_count == count
    assert steps <= 8 * count


def _never(*_: Any) -> Any:
    raise AssertionError("a bad line was scanned byte by byte")


@pytest.mark.parametrize("half", [b"", b'"user_login":"\\ud800",', b'"user_login":"\\\\ud800",'])
def test_concatenated_rows_are_split_and_the_rest_of_the_line_is_one_bad_line(half: bytes) -> None:
    row = b'{%s"day":"2026-10-01","user_id":%%d}' % half
    line = (
        row % 1
        + b" "
        + row % 2
        + b"["
        + row % 3
        + b","
        + row % 4
        + b"]"
        + row % 5
        + b'{"a":}{}{}\n'
    )
    found = read(line + row % 6)
    assert [each.user_id for each in found] == [1, 2, 3, 4, 5, 6]
    assert [bad.line for bad in found.bad_lines] == [1]
