"""Files of every shape, for every chunking: points 2, 12, 13, 14 and 15 of the checklist."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copilot_usage_metrics._runtime.decoding.outcome import Outcome
from copilot_usage_metrics._runtime.decoding.reading import FileReader, RowFamily
from copilot_usage_metrics._runtime.decoding.splitting import JsonValue, Lines, Splitter
from copilot_usage_metrics.rows import AggregateDay, AggregateWindow, UserDay
from tests.runtime.stream.support import DAY, lines, user

BOM = b"\xef\xbb\xbf"
ODD = "\u2028 caf\u00e9 \U0001f600 \x85 \u2029"
ROWS = [user(1, user_login=ODD), user(2, user_login='"}],[{"'), user(3, user_login="\\\\\\")]


def raw(rows: Any, **options: Any) -> bytes:
    return json.dumps(rows, ensure_ascii=False, **options).encode()


NDJSON = b"".join(raw(row) + b"\n" for row in ROWS)
SHAPES = {
    "lines": NDJSON,
    "lines with CRLF": NDJSON.replace(b"\n", b"\r\n"),
    "lines without a final newline": NDJSON.rstrip(b"\n"),
    "lines with blank ones between": b"\n \n" + NDJSON.replace(b"\n", b"\n\r\n\t\n\n"),
    "lines after a BOM": BOM + NDJSON,
    "an array": raw(ROWS),
    "an array after a BOM and blanks": BOM + b"\r\n  " + raw(ROWS) + b"\n\n",
    "an array over many lines": raw(ROWS, indent=2),
    "an array with one object a line": b"[\n" + b",\n".join(raw(row) for row in ROWS) + b"\n]\n",
    "arrays on lines": b"".join(raw([row]) + b"\n" for row in ROWS),
    "an array, then lines": raw(ROWS[:1]) + b"\n" + NDJSON[len(raw(ROWS[0])) + 1 :],
    "objects over many lines": b"\n".join(raw(row, indent=2) for row in ROWS),
    "objects over many lines, with CRLF": raw(ROWS[0], indent=1).replace(b"\n", b"\r\n")
    + b"\r\n"
    + NDJSON[len(raw(ROWS[0])) + 1 :],
}


def reader(row_type: Any = UserDay, window: Any = None) -> tuple[FileReader[Any], Outcome, Any]:
    family: RowFamily[Any] = RowFamily(row_type, window, ("organization_id", "enterprise_id"))
    outcome = Outcome()
    return FileReader(family, outcome, "part-1.json"), outcome, family


def rows_of(data: bytes, cuts: list[int], row_type: Any = UserDay) -> tuple[list[Any], Outcome]:
    file, outcome, _ = reader(row_type)
    found: list[Any] = []
    for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        found += file.feed(data[begin:end])
    return found + file.finish(), outcome


def wire(rows: list[Any]) -> list[Any]:
    return [row.to_dict() for row in rows]


class TestEveryShape:
    """points 2, 12, 13: the shape of a file is detected from its bytes, for any chunking."""

    @pytest.mark.parametrize("shape", SHAPES)
    def test_file_in_one_piece(self, shape: str) -> None:
        found, outcome = rows_of(SHAPES[shape], [])
        assert wire(found) == ROWS
        assert outcome.bad_line_count == 0

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
    def test_file_in_pieces_of_equal_size(self, shape: str, size: int) -> None:
        data = SHAPES[shape]
        found, outcome = rows_of(data, [*range(size, len(data), size)])
        assert wire(found) == ROWS
        assert outcome.bad_line_count == 0

    @pytest.mark.parametrize("shape", SHAPES)
    def test_file_cut_at_any_position(self, shape: str) -> None:
        data = SHAPES[shape]
        for cut in range(len(data)):
            found, outcome = rows_of(data, [cut])
            assert (wire(found), outcome.bad_line_count) == (ROWS, 0), cut


def test_an_object_on_one_or_many_lines_is_one_row() -> None:
    for data in (raw(user(1)), raw(user(1), indent=4), raw(user(1)) + b"\r\n"):
        for cuts in ([], [*range(1, len(data))]):
            found, _ = rows_of(data, cuts)
            assert wire(found) == [user(1)]


def test_a_line_of_ten_megabytes() -> None:
    """point 13: the length of lines has no limit."""
    big = user(1, user_login="x" * 10_000_000)
    data = lines(big, user(2))
    found, outcome = rows_of(data, [*range(65536, len(data), 65536)])
    assert [len(row.user_login) for row in found] == [10_000_000, 2]
    assert outcome.bad_line_count == 0


class TestDayTotals:
    """points 2 and 15: unwrapped, sorted by day, without invented days."""

    DAYS = ("2026-09-03", "2026-09-01", "2026-09-02")

    def file(self) -> dict[str, Any]:
        totals = [{"day": d, "organization_id": "999", "daily_active_users": 5} for d in self.DAYS]
        around = {"report_start_day": "2026-08-07", "report_end_day": "2026-09-03"}
        return around | {"organization_id": "999", "day_totals": totals}

    @pytest.mark.parametrize("indent", [None, 2])
    def test_days_are_unwrapped_and_sorted_and_their_window_is_stored(
        self, indent: int | None
    ) -> None:
        data = raw(self.file(), indent=indent)
        for cuts in ([], [*range(1, len(data))]):
            file, _, family = reader(AggregateDay, AggregateWindow)
            found = [
                row
                for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)
                for row in file.feed(data[a:b])
            ]
            found += file.finish()
            assert [row.day.isoformat() for row in found] == sorted(self.DAYS)
            (window,) = family.windows
            assert window.to_dict() == {k: v for k, v in self.file().items() if k != "day_totals"}
            assert file.objection is None

    def test_two_windows_in_an_array(self) -> None:
        """The published example: a table's dump of two enterprises."""
        file, _, family = reader(AggregateDay, AggregateWindow)
        other: dict[str, Any] = {**self.file(), "organization_id": "1000"}
        for entry in other["day_totals"]:
            entry["organization_id"] = "1000"
        found = file.feed(raw([self.file(), other])) + file.finish()
        assert len(found) == 6
        assert [window.organization_id for window in family.windows] == ["999", "1000"]

    @pytest.mark.parametrize("totals", [[], None])
    def test_a_window_without_days_is_neither_a_row_nor_an_error(self, totals: Any) -> None:
        file, outcome, family = reader(AggregateDay, AggregateWindow)
        assert file.feed(raw(self.file() | {"day_totals": totals})) + file.finish() == []
        assert len(family.windows) == 1
        assert (file.objection, outcome.bad_line_count) == (None, 0)

    def test_an_entry_that_is_not_an_object_is_a_bad_line(self) -> None:
        file, outcome, _ = reader(AggregateDay, AggregateWindow)
        data = self.file()
        data["day_totals"].insert(1, 5)
        assert len(file.feed(raw(data)) + file.finish()) == 3
        assert outcome.bad_line_count == 1

    def test_day_totals_within_a_string_are_ignored(self) -> None:
        row = user(1, user_login='a "day_totals" of mine')
        assert wire(rows_of(lines(row), [])[0]) == [row]


class TestBadLines:
    """point 14: counted, with file and line, and the rest is read."""

    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            (b"null", "null"),
            (b"12", "integer"),
            (b'"text"', "string"),
            (b"true", "boolean"),
            (b"{", ""),
            (b'{"a": 1', ""),
            (b"<html>", ""),
            (b"\xff\xfe", ""),
            (b'{"a": 1 {"b": 2}', ""),
        ],
    )
    @pytest.mark.parametrize("end", [b"\n", b"\r\n"])
    @pytest.mark.parametrize("place", [0, 1, 2, 3])
    def test_bad_line_has_its_line_number(
        self, bad: bytes, reason: str, end: bytes, place: int
    ) -> None:
        whole = [raw(row) for row in ROWS]
        data = end.join([*whole[:place], bad, *whole[place:]])
        for cuts in ([], [*range(1, len(data))], [*range(5, len(data), 5)]):
            found, outcome = rows_of(data, cuts)
            assert wire(found) == ROWS
            (line,) = outcome.bad_lines
            assert (line.file, line.line) == ("part-1.json", place + 1)
            assert reason in line.reason

    def test_line_numbers_are_right_after_blocks_blanks_and_arrays(self) -> None:
        block = lines(*(user(n) for n in range(500)))
        data = (
            block
            + b"\n\n"
            + b"[1]\n"
            + lines(user(600))
            + b"nope\r\n\r\n"
            + lines(user(601))
            + b"}"
        )
        for size in (1000, 4096, len(data)):
            _, outcome = rows_of(data, [*range(size, len(data), size)])
            assert [bad.line for bad in outcome.bad_lines] == [503, 505, 508]

    def test_line_numbers_within_arrays_over_many_lines(self) -> None:
        data = b"[\n" + raw(user(1)) + b",\n5,\n\n" + raw(user(2), indent=1) + b',\n"x"\n]\n'
        for cuts in ([], [*range(1, len(data))]):
            found, outcome = rows_of(data, cuts)
            assert [row.user_id for row in found] == [1, 2]
            assert [bad.line for bad in outcome.bad_lines] == [
                3,
                data[: data.index(b'"x"')].count(b"\n") + 1,
            ]

    @pytest.mark.parametrize("cut", [3, 20, -1])
    def test_truncated_array_or_object_is_reported(self, cut: int) -> None:
        for data in (raw(ROWS), raw(ROWS, indent=2), raw([ROWS[0]])):
            found, outcome = rows_of(data[:cut] if cut > 0 else data[:-1], [])
            assert outcome.bad_line_count >= 1
            assert wire(found) == ROWS[: len(found)]

    def test_a_truncated_first_line_does_not_affect_the_others(self) -> None:
        first, rest = raw(ROWS[0]), b"\n" + NDJSON
        for cut in range(1, len(first)):
            found, outcome = rows_of(first[:cut] + rest, [])
            assert (len(found), outcome.bad_line_count) == (3, 1), first[:cut]

    def test_bad_lines_are_stored_up_to_a_limit_but_all_are_counted(self) -> None:
        _, outcome = rows_of(b"1\n" * 1500 + lines(user(1)), [])
        assert (outcome.bad_line_count, len(outcome.bad_lines)) == (1500, 1000)

    def test_the_reason_does_not_quote_the_line(self) -> None:
        _, outcome = rows_of(b'{"user_login": "mona", nope\n', [])
        assert "mona" not in str(outcome.bad_lines)

    def test_unbounded_nesting_is_a_bad_line(self) -> None:
        for deep in (b"[" * 100_000, b'{"a":' * 100_000, b"[" * 50_000 + b"]" * 50_000):
            found, outcome = rows_of(lines(user(1)) + deep + b"\n" + lines(user(2)), [])
            assert [row.user_id for row in found] == [1, 2]
            assert outcome.bad_line_count == 1


@pytest.mark.parametrize(
    ("data", "objection"),
    [
        (b"", "the file is empty"),
        (b"[]", "2 bytes without a row"),
        (b"\n\r\n  ", "the file is empty"),
        (BOM, "the file is empty"),
        (b"null\n", "5 bytes without a row"),
        (b"{oops", "5 bytes without a row"),
    ],
)
def test_a_file_without_rows_is_an_error(data: bytes, objection: str) -> None:
    """point 14: a link with bytes but zero records is an error."""
    file, _, _ = reader()
    assert file.feed(data) + file.finish() == []
    assert file.objection == objection


def _chunks(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


def _split(pieces: list[bytes]) -> list[tuple[bytes, int]]:
    """The output of a splitter, line by line, so that block sizes do not matter."""
    splitter = Splitter()
    found: list[tuple[bytes, int]] = []
    each: Lines | JsonValue
    for each in [e for piece in pieces for e in splitter.feed(piece)] + splitter.finish():
        if isinstance(each, JsonValue):
            found.append((each.text, each.line))
        else:
            texts = enumerate(each.block.split(b"\n"), each.first)
            found += [(text.strip(), number) for number, text in texts if text.strip()]
    return found


SCRAPS = st.sampled_from(
    [
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b'"',
        b"\\",
        b"\n",
        b"\r\n",
        b" ",
        b'{"a":1}',
        b"null",
        b"1",
        BOM,
        b"x",
        b":",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(SCRAPS, max_size=14).map(b"".join), st.lists(st.integers(0, 200), max_size=6))
@example(b"\n\xef\xbb\xbf\n{\n{\n", [6])
@example(b"\n\xef\xbb\xbf\n{", [1, 2])
@example(b'[]"{\r\n{"a":1}', [8])
def test_chunking_does_not_affect_the_result_for_any_bytes(data: bytes, cuts: list[int]) -> None:
    assert _split(_chunks(data, cuts)) == _split([data])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(JSON, min_size=1, max_size=5),
    st.booleans(),
    st.sampled_from([None, 1]),
    st.lists(st.integers(0, 400), max_size=6),
)
def test_items_of_an_array_are_unchanged(
    items: list[Any], ascii_only: bool, indent: int | None, cuts: list[int]
) -> None:
    data = json.dumps(items, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace")
    found = _split(_chunks(data, cuts))
    assert [json.loads(text) for text, _ in found] == json.loads(data)
    assert [line for _, line in found] == sorted(line for _, line in found)


def test_random_mixtures_of_rows_and_shapes_lose_nothing() -> None:
    chance = random.Random(7)
    for _ in range(60):
        rows = [
            user(n, user_login=ODD * chance.randrange(3)) for n in range(chance.randrange(1, 40))
        ]
        data = b"".join(raw(row) + chance.choice([b"\n", b"\r\n", b"\n\n", b" \n"]) for row in rows)
        cuts = sorted(chance.sample(range(len(data)), min(len(data), 9)))
        found, outcome = rows_of(data, cuts)
        assert wire(found) == rows
        assert (outcome.duplicates, outcome.conflicts, outcome.bad_line_count) == (0, 0, 0)
        assert all(row.day.isoformat() == DAY for row in found)
