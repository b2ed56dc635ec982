"""Blocks of plain lines to Arrow tables by pyarrow's JSON reader, without rows in between.

It is faster than rows and less strict: it does not distinguish null from absent, and accepts text as a number with
decimals. So a block is accepted only if every value fits its column exactly, and its nulls are found in the bytes.
Any other block (an unknown key, a numeric id as text, a backslash, a bad line) is read as rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from importlib import import_module
from typing import Any, Final

import attrs
import msgspec

from ..decoding.decode import UNREADABLE
from ..decoding.row import Row
from ..decoding.row_fields import Kind
from .extra_columns import Steps, pointer
from .plan import ArrowColumn, ArrowPlan, plan_of
from .schema import rest_names, schema_of

_MOST_SKIPPED: Final = 255
_BLANK: Final = ord(" ")
# no exponent: pyarrow crashes at one of some millions; no text, which pyarrow accepts as a number
_EXACT: Final = re.compile(rb"[ \t\r]*:[ \t\r]*(?:-?[0-9]+(?:\.[0-9]+)?[ \t\r]*[,}]|null)")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_FIRST_DAY: Final = -719_162
"""The first day of Python, 1 January of the year 1, in days from 1970."""


@attrs.frozen(eq=False)
class ColumnBlock:
    """The rows of a block, as a table."""

    table: Any
    _wires: Mapping[str, str]
    """The keys of the columns in the file, by the names of the fields."""

    def __len__(self) -> int:
        size: int = self.table.num_rows
        return size

    def values(self, name: str) -> list[Any]:
        """The values of a field; None for each missing one."""
        wire = self._wires.get(name)
        if wire is None:
            return [None] * len(self)
        column = self.table.column(wire)
        distinct = column.unique()
        found: list[Any] = (distinct if len(distinct) == 1 else column).to_pylist()
        return found * len(self) if len(distinct) == 1 else found

    def without(self, indexes: Collection[int]) -> ColumnBlock:
        """The other rows."""
        rest = [index for index in range(len(self)) if index not in indexes]
        # pyarrow does not take an empty list: it has no type
        return ColumnBlock(self.table.take(rest) if rest else self.table.slice(0, 0), self._wires)


@attrs.frozen
class _KeyPath:
    """A key at one place of a row."""

    column: ArrowColumn
    steps: Steps
    is_listed: bool
    """Whether it is within a list."""


class ArrowBlockDecoder:
    """Decodes blocks of lines to columns, as long as every line fits."""

    block_bytes = 4 << 20
    """Each block has a fixed cost of about a millisecond."""
    blocks_ahead = 2
    """Enough for the threads while the consumer writes a batch."""

    def __init__(self, pa: Any, row_type: type[Row], pool: Executor) -> None:
        """`pool` has the threads that decode."""
        plan = plan_of(pa, row_type)
        self._pa = pa
        self._json: Any = import_module("pyarrow.json")
        self._compute: Any = import_module("pyarrow.compute")
        self._schema = schema_of(pa, row_type)
        self._nulls_name = rest_names(row_type)[1]
        self._days = [each.wire for each in plan.columns if each.shape.kind == "date"]
        self._floats = [each.wire for each in plan.columns if "float" in _kinds(each)]
        exact = {each.column.wire for each in _paths(plan) if each.column.shape.kind == "decimal"}
        self._exact = [b'"%b"' % wire.encode() for wire in exact]
        self._pointers = _pointers(plan)
        self._wires = {each.name: each.wire for each in plan.columns}
        self._pool = pool
        self._rejected = self._skipped = 0
        # a day within an object, or a list of exact numbers, would need a check of its own
        self._is_able = not any(
            (each.below and "date" in _kinds(each)) or (each.is_list and "decimal" in _kinds(each))
            for each in plan.columns
        )
        parsed = [
            pa.field(each.wire, pa.string() if each.wire in self._days else each.arrow_type)
            for each in plan.columns
        ]
        self._parsing = self._json.ParseOptions(
            explicit_schema=pa.schema(parsed), unexpected_field_behavior="error"
        )

    def start(self, block: bytes, ends: Sequence[int]) -> Callable[[], ColumnBlock | None] | None:
        """Start to decode lines that end at `ends`. Returns a function that waits for their rows.

        None, from either function: they must be read as rows. Each line begins and ends with a brace.
        After a rejected block, the next ones are rejected without an attempt: twice as many each time.
        """
        if not self._is_able:
            return None
        if self._skipped:
            self._skipped -= 1
            return None
        decoding = self._pool.submit(self._table, block, ends)
        return lambda: self._accept(decoding.result())

    def _accept(self, table: Any) -> ColumnBlock | None:
        if table is None:
            if not self._skipped:  # else it was started before the last one was rejected
                self._skipped = self._rejected = min(2 * self._rejected + 1, _MOST_SKIPPED)
            return None
        self._rejected = 0
        return ColumnBlock(table, self._wires)

    def _table(self, block: bytes, ends: Sequence[int]) -> Any:
        # an escape can hide a key or a lone surrogate
        if b"\\" in block or not _is_utf8(block) or not self._has_exact_numbers(block, ends):
            return None
        pa = self._pa
        try:
            reading = self._json.ReadOptions(use_threads=False, block_size=len(block))
            table = self._json.read_json(pa.BufferReader(block), reading, self._parsing)
            if table.num_rows != len(ends):
                return None
            found = dict(zip(table.column_names, table.columns, strict=True))
            for wire in self._days:
                found[wire] = found[wire].cast(pa.date32())
        except (pa.ArrowException, ValueError):
            return None
        if not all(self._is_finite(found[wire]) for wire in self._floats):
            return None
        if not all(self._are_days(found[wire]) for wire in self._days):
            return None
        nulls = self._nulls(block, ends)
        if nulls is None:
            return None
        found.setdefault(self._nulls_name, nulls)
        arrays = [
            found[field.name] if field.name in found else pa.nulls(len(ends), field.type)
            for field in self._schema
        ]
        return pa.table(arrays, schema=self._schema)

    def _has_exact_numbers(self, block: bytes, ends: Sequence[int]) -> bool:
        """Whether pyarrow reads the exact numbers as rows do.

        A line has each key once, or pyarrow rejects it: so the last place of a key is that of its value.
        """
        for key in self._exact:
            begin = 0
            for end in ends:
                place = block.rfind(key, begin, end)
                if place >= 0 and _EXACT.match(block, place + len(key)) is None:
                    return False
                begin = end
        return True

    def _is_finite(self, array: Any) -> bool:
        """Whether no number is infinite or NaN, which is not JSON."""
        pa, kind = self._pa, array.type
        if isinstance(array, pa.ChunkedArray):
            return all(map(self._is_finite, array.chunks))
        if pa.types.is_struct(kind):
            return all(self._is_finite(array.field(index)) for index in range(kind.num_fields))
        if pa.types.is_list(kind):
            return self._is_finite(array.values)
        if not pa.types.is_floating(kind):
            return True
        finite: bool | None = self._compute.all(self._compute.is_finite(array)).as_py()
        return finite is not False

    def _are_days(self, array: Any) -> bool:
        first = self._compute.min(array.cast(self._pa.int32())).as_py()
        return first is None or first >= _FIRST_DAY

    def _nulls(self, block: bytes, ends: Sequence[int]) -> Any:
        """The column `nulls`; None if a list has a null item.

        A key that all objects of the row type have in one place only shows by itself where its null is.
        """
        found: dict[int, list[str]] = {}
        unclear: set[int] = set()
        row = len(ends) - 1
        place = block.rfind(b"null")  # bytes.find takes almost twice the time
        while place >= 0:
            while row and ends[row - 1] > place:
                row -= 1
            name = None
            end = place - 2 if block[place - 1] != _BLANK else place - 3
            if block[end : end + 2] == b'":':
                name = self._pointers.get(block[block.rfind(b'"', 0, end) + 1 : end])
            if name is None:
                unclear.add(row)
            else:
                found.setdefault(row, []).append(name)
            place = block.rfind(b"null", 0, place)
        count = len(ends)
        if len(unclear) > count >> 2:
            return None
        lines = block.split(b"\n") if unclear else []
        for row in unclear:
            try:
                found[row] = [*_null_pointers(msgspec.json.decode(lines[row]), ())]
            except UNREADABLE:
                return None
        kind = self._schema.field(self._nulls_name).type
        ordered = [sorted(each) if (each := found.get(row)) else None for row in range(count)]
        return self._pa.array(ordered, kind)


def _is_utf8(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _kinds(column: ArrowColumn) -> set[Kind]:
    """The kinds of a column, and of all within it."""
    kinds: set[Kind] = {column.shape.kind}
    if column.shape.item is not None:
        kinds.add(column.shape.item.kind)
    return kinds.union(*map(_kinds, column.below.columns if column.below else ()))


def _paths(plan: ArrowPlan, above: Steps = (), *, is_listed: bool = False) -> Iterator[_KeyPath]:
    """The keys of a row type and of the objects within it, as often as they occur."""
    for column in plan.columns:
        steps = (*above, column.wire)
        yield _KeyPath(column, steps, is_listed)
        if column.below is not None:
            yield from _paths(column.below, steps, is_listed=is_listed or column.is_list)


def _pointers(plan: ArrowPlan) -> dict[bytes, str]:
    """The JSON Pointer of each key that rows have in one place only, outside of lists."""
    paths = list(_paths(plan))
    counts = Counter(each.column.wire for each in paths)
    return {
        each.column.wire.encode(): pointer(each.steps)
        for each in paths
        if counts[each.column.wire] == 1
        and not each.is_listed
        and _NAME.match(each.column.wire)  # no text between two strings is such a name
    }


def _null_pointers(value: Any, steps: Steps) -> Iterator[str]:
    """The pointers of the nulls in an object. Raises `ValueError` for a null in a list."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if item is None:
                raise ValueError("a null in a list")
            yield from _null_pointers(item, (*steps, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if item is None:
                yield pointer((*steps, key))
            else:
                yield from _null_pointers(item, (*steps, key))
