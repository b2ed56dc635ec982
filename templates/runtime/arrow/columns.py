"""Rows to a record batch: a few rows at a time are split into columns, then each column is converted to an array.

Storing thousands of rows until their batch is complete takes longer than reading them: they no longer fit the
processor's cache, and the garbage collector scans their lists again and again. So only values are stored, by column.
Objects are split as they arrive, by the layout of their class, and then freed.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, repeat
from typing import Any, Final, Protocol, TypeAlias

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from ..decoding.row import Row, kept
from .arrays import NOTHING, array_of, from_packed, move_misfits
from .extra_columns import Rest, Where
from .fit import is_row
from .plan import ArrowColumn, ArrowPlan, layout_of, plan_of
from .schema import rest_names

AT_ONCE: Final = 128
"""Rows that are split together: some 1.2 MB of objects for rows of users."""

_Add: TypeAlias = Callable[[Sequence[Any]], None]


class Columns:
    """The columns of one batch, to which rows are added: best `AT_ONCE` of them at a time."""

    def __init__(self, pa: Any, schema: Any, row_type: type[Row]) -> None:
        self._pa = pa
        self._schema = schema
        self._rest = Rest()
        self._names = rest_names(row_type)
        self._objects = _Objects(pa, plan_of(pa, row_type), Where(), self._rest)

    @property
    def size(self) -> int:
        """The number of rows so far."""
        return self._objects.size

    def add(self, rows: Sequence[Row]) -> None:
        """Add the values of rows; the rows themselves are not stored."""
        self._objects.add(rows, set(map(type, rows)))

    def batch(self) -> Any:
        """The record batch of all rows so far."""
        arrays, size = self._objects.arrays(), self.size
        for name, values in zip(
            self._names, (self._rest.texts(size), self._rest.nulls(size)), strict=True
        ):
            arrays.append(self._pa.array(values, self._schema.field(name).type))
        return self._pa.RecordBatch.from_arrays(arrays, schema=self._schema)


class _Objects:
    """The columns of objects of one type."""

    def __init__(self, pa: Any, plan: ArrowPlan, where: Where, rest: Rest) -> None:
        self.plan = plan
        self.size = 0
        self._known: set[type] = set()
        self._pa = pa
        self._where = where
        self._rest = rest
        self._columns = [_column(pa, column, where, rest) for column in plan.columns]
        self._adds = [column.add for column in self._columns]

    def takes(self, classes: set[type]) -> bool:
        """Whether objects of all these classes belong here."""
        if classes <= self._known:
            return True
        if all(is_row(self.plan.row_type, each) for each in classes):
            self._known |= classes
            return True
        return False

    def add(self, objects: Sequence[Row], classes: set[type]) -> None:
        """Add the values of objects of these classes."""
        if len(classes) == 1:
            self._add(objects, next(iter(classes)))
            self.size += len(objects)
        else:  # the decoder has learned a key meanwhile, or the caller created them
            for each in objects:
                self.add([each], {type(each)})

    def _add(self, objects: Sequence[Row], held: type[Row]) -> None:
        layout = layout_of(self.plan, held)
        values = tuple(zip(*map(astuple, objects), strict=True))
        extras = values[layout.extra]
        if extras.count(UNSET) == len(extras):
            for wire, place in layout.learned:
                self._rest.put_all(self._where, self.size, wire, values[place])
        else:
            for index, each in enumerate(objects, self.size):
                for key, value in kept(each).items():
                    self._rest.put(self._where, index, key, value)
        for wire, place in layout.loose:
            self._rest.put_all(self._where, self.size, wire, values[place])
        for add, place in zip(self._adds, layout.places, strict=True):
            add(values[place])

    def arrays(self) -> list[Any]:
        """A builder for each column."""
        return [column.array() for column in self._columns]

    def structs(self) -> Any:
        """All columns as one array."""
        if not self.size:
            return self.plan.empty
        if not self._columns:  # the length is not in any column
            return self._pa.array([{}] * self.size, self.plan.arrow_type)
        return self._pa.StructArray.from_arrays(self.arrays(), fields=self.plan.arrow_fields)


class _Column(Protocol):
    """Collects the values of one field, which become an array."""

    @property
    def add(self) -> _Add:
        """Add the values of some more objects."""
        ...

    def array(self) -> Any:
        """The array of all values."""
        ...


def _column(pa: Any, column: ArrowColumn, where: Where, rest: Rest) -> _Column:
    if column.below is None:
        if column.strict and column.packed:
            return _Numbers(pa, column, where, rest)
        return _Values(pa, column, where, rest)
    make = _Lists if column.is_list else _Structs
    return make(pa, column, column.below, where, rest)


class _Values:
    """A column of values other than objects or lists of objects."""

    def __init__(self, pa: Any, column: ArrowColumn, where: Where, rest: Rest) -> None:
        values: list[Any] = []
        self.add: _Add = values.extend
        self._made_of = pa, column, values, where, rest

    def array(self) -> Any:
        return array_of(*self._made_of)


class _Numbers:
    """A column of whole numbers: packed at once, as long as no value is missing or out of range."""

    def __init__(self, pa: Any, column: ArrowColumn, where: Where, rest: Rest) -> None:
        self._pa = pa
        self._column = column
        self._where = where
        self._rest = rest
        self._packed = bytearray()
        self._values: list[Any] = []

    def add(self, values: Sequence[Any]) -> None:
        if not self._values:
            try:
                msgspec.convert(values, self._column.strict)
                self._packed += struct.pack(f"{len(values)}{self._column.packed}", *values)
            except (msgspec.ValidationError, struct.error):
                before = f"{len(self._packed) // 8}{self._column.packed}"
                self._values = list(struct.unpack(before, self._packed))
            else:
                return
        self._values += values

    def array(self) -> Any:
        if self._values:
            return array_of(self._pa, self._column, self._values, self._where, self._rest)
        return from_packed(self._pa, self._column.arrow_type, self._packed)


class _Structs:
    """A column of objects."""

    def __init__(
        self, pa: Any, column: ArrowColumn, plan: ArrowPlan, where: Where, rest: Rest
    ) -> None:
        self._pa = pa
        self._column = column
        self._where = where
        self._rest = rest
        self._size = 0
        self._places: list[int] = []
        self._objects = _Objects(pa, plan, where.inside(column.wire, places=self._places), rest)

    def add(self, values: Sequence[Any]) -> None:
        size = self._size
        self._size += len(values)
        types = set(map(type, values))
        if type(None) in types:
            self._rest.note_nulls(self._where, size, self._column.wire, values)
        classes = types - NOTHING
        if not classes:
            return
        if not self._objects.takes(classes):
            values = list(values)
            move_misfits(self._column, values, self._where, size, self._rest)
            types = set(map(type, values))
            classes = types - NOTHING
        if types == classes:
            self._places.extend(range(size, self._size))
        else:
            places = [place for place, value in enumerate(values) if type(value) not in NOTHING]
            self._places.extend([size + place for place in places])
            values = [values[place] for place in places]
        self._objects.add(values, classes)

    def array(self) -> Any:
        made = self._objects.structs()
        if len(self._places) == self._size:
            return made
        if not self._places:
            return self._pa.nulls(self._size, self._column.arrow_type)
        order: list[int | None] = [None] * self._size
        for rank, place in enumerate(self._places):
            order[place] = rank
        return made.take(self._pa.array(order, self._pa.int32()))


class _Lists:
    """A column of lists of objects."""

    def __init__(
        self, pa: Any, column: ArrowColumn, plan: ArrowPlan, where: Where, rest: Rest
    ) -> None:
        self._pa = pa
        self._column = column
        self._where = where
        self._rest = rest
        self._offsets = [0]
        self._missing: list[bool] = []
        self._objects = _Objects(pa, plan, where.inside(column.wire, self._offsets), rest)

    def add(self, values: Sequence[Any]) -> None:
        size = len(self._missing)
        types = set(map(type, values))
        if type(None) in types:
            self._rest.note_nulls(self._where, size, self._column.wire, values)
        lists, objects = _joined(values, types)
        classes = set(map(type, objects))
        if not (types - NOTHING <= {list} and self._objects.takes(classes)):
            values = list(values)
            move_misfits(self._column, values, self._where, size, self._rest)
            types = set(map(type, values))
            lists, objects = _joined(values, types)
            classes = set(map(type, objects))
        if types == {list}:
            self._missing.extend(repeat(False, len(values)))
        else:
            self._missing.extend([type(value) in NOTHING for value in values])
        self._offsets.extend(accumulate(map(len, lists), initial=self._offsets.pop()))
        if objects:
            self._objects.add(objects, classes)

    def array(self) -> Any:
        pa = self._pa
        if all(self._missing):
            return pa.nulls(len(self._missing), self._column.arrow_type)
        return pa.ListArray.from_arrays(
            from_packed(pa, pa.int32(), struct.pack(f"{len(self._offsets)}i", *self._offsets)),
            self._objects.structs(),
            type=self._column.arrow_type,
            mask=pa.array(self._missing, pa.bool_()) if any(self._missing) else None,
        )


def _joined(values: Sequence[Any], types: set[type]) -> tuple[Sequence[Any], list[Any]]:
    """The lists, with an empty one in place of any other value, and their items in one sequence."""
    lists = values
    if types != {list}:
        lists = [value if isinstance(value, list) else () for value in values]
    return lists, list(chain.from_iterable(lists))
