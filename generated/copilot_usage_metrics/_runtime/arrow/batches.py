"""Rows as Arrow, by the Arrow PyCapsule interface: what polars, pandas, duckdb and pyarrow take.

A column for each field of the row type, under the name that it has in the file; objects inside are structs.
Days are `date32`, whole numbers and numeric ids `int64`, other numbers `double`, exact ones (AI credits)
`decimal128(38, 18)`; everything else, timestamps too, is text.

Nothing is lost. Two more columns, at the end, hold what the others cannot:

* `extra`: unknown keys at every depth, fields that came with another type, and values that their column has no
  room for (an integer beyond 64 bits, an exact number of more digits). JSON text, laid out as the row in the
  file is, so `totals_by_ide[2].new_key` is found by that very path; null where there is nothing of the kind.
* `nulls`: which fields were null in the file, as JSON Pointers. A null in any other column that is not named
  here means that the file did not have the field.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from importlib import import_module
from itertools import chain
from typing import Any, Generic, TypeVar

from ..decoding.row import Row
from ..errors import ArgumentError, CopilotMetricsError, MissingExtraError
from .columns import AT_ONCE, Columns
from .schema import schema_of
from .values import rows_of

R = TypeVar("R", bound=Row)
R_co = TypeVar("R_co", bound=Row, covariant=True)

BATCH_SIZE = 4096
"""Rows of a batch where nobody says otherwise; of users' rows some 10 MB of Arrow."""


def pyarrow() -> Any:
    """The library, imported when it is first needed. Raises `MissingExtraError` where it is not installed."""
    try:
        return import_module("pyarrow")
    except ImportError:
        raise MissingExtraError("Arrow", "arrow") from None


def arrow_schema(row_type: type[Row]) -> Any:
    """The `pyarrow.Schema` that rows of a type have. Raises `MissingExtraError` without the extra `arrow`."""
    return schema_of(pyarrow(), row_type)


def rows_from_arrow(data: object, row_type: type[R]) -> Iterator[R]:
    """The rows that became `data`: equal to those that `arrow` was called on.

    Args:
        data: A table, a reader or a batch; whatever gives an Arrow stream or array by PyCapsule. Columns may be
            missing, and are then absent from the rows.
        row_type: What the rows were.

    Raises:
        ArgumentError: `data` is nothing of the kind.
        MissingExtraError: The extra `arrow` is not installed.
    """
    pa = pyarrow()
    if hasattr(data, "__arrow_c_stream__"):
        batches: Iterable[Any] = pa.RecordBatchReader.from_stream(data)
    elif hasattr(data, "__arrow_c_array__"):
        batches = [pa.record_batch(data)]
    else:
        raise ArgumentError("data", f"expected Arrow data, found {type(data).__name__}")
    return chain.from_iterable(rows_of(row_type, batch) for batch in batches)


def rows_to_arrow(
    data: Iterable[R], row_type: type[R], batch_size: int = BATCH_SIZE
) -> ArrowRows[R]:
    """Rows that somebody has, as Arrow record batches: those that `arrow` gives of rows that are being read.

    Args:
        data: Rows of one type, read as the batches are.
        row_type: What they are.
        batch_size: Rows of a batch at most.

    Raises:
        ArgumentError: `batch_size` is no number of rows.
        MissingExtraError: The extra `arrow` is not installed.
    """
    return ArrowRows(data, row_type, batch_size)


class ArrowRows(Generic[R_co]):
    """Rows as record batches, to be read once: by iterating, or by whoever takes an Arrow stream.

    Reading begins with the first batch. An error comes after the batch that holds the last rows before it.
    """

    def __init__(self, rows: Iterable[R_co], row_type: type[R_co], batch_size: int) -> None:
        self._batching = _Batching(row_type, batch_size)
        self._rows = rows

    @property
    def schema(self) -> Any:
        """The `pyarrow.Schema` of every batch."""
        return self._batching.schema

    def __iter__(self) -> Iterator[Any]:
        gathering = _Gathering(self._batching)
        problem: CopilotMetricsError | None = None
        try:
            for row in self._rows:
                if gathering.is_due_with(row) and (batch := gathering.take_apart()) is not None:
                    yield batch
        except CopilotMetricsError as error:
            problem = error
        if (batch := gathering.finish()) is not None:
            yield batch
        if problem is not None:
            raise problem

    def __arrow_c_schema__(self) -> Any:
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        reader = self._batching.pa.RecordBatchReader.from_batches(self.schema, iter(self))
        return reader.__arrow_c_stream__(requested_schema)


class AsyncArrowRows(Generic[R_co]):
    """Rows as record batches, to be read once, in an `async for` loop.

    Batches are made on a thread of the loop's pool, so that the loop goes on meanwhile.
    """

    def __init__(self, rows: AsyncIterable[R_co], row_type: type[R_co], batch_size: int) -> None:
        self._batching = _Batching(row_type, batch_size)
        self._rows = rows

    @property
    def schema(self) -> Any:
        """The `pyarrow.Schema` of every batch."""
        return self._batching.schema

    async def __aiter__(self) -> AsyncIterator[Any]:
        from asyncio import to_thread  # here: who waits without awaiting need not load it

        gathering = _Gathering(self._batching)
        problem: CopilotMetricsError | None = None
        try:
            async for row in self._rows:
                if gathering.is_due_with(row):
                    batch = await to_thread(gathering.take_apart)
                    if batch is not None:
                        yield batch
        except CopilotMetricsError as error:
            problem = error
        if (batch := await to_thread(gathering.finish)) is not None:
            yield batch
        if problem is not None:
            raise problem


class _Batching:
    """What the batches of some rows are to be like."""

    def __init__(self, row_type: type[Row], size: int) -> None:
        if type(size) is not int or size < 1:
            raise ArgumentError(
                "batch_size", f"expected a number of rows, at least 1, got {size!r}"
            )
        self.pa = pyarrow()
        self.schema = schema_of(self.pa, row_type)
        self.size = size
        self.row_type = row_type

    def begin(self) -> Columns:
        """The columns of one more batch."""
        return Columns(self.pa, self.schema, self.row_type)


class _Gathering:
    """Rows on their way to a batch: the last few as they are, those before them as values of columns."""

    def __init__(self, batching: _Batching) -> None:
        self._batching = batching
        self._rows: list[Any] = []
        self._columns = batching.begin()
        self._left = batching.size

    def is_due_with(self, row: Row) -> bool:
        """Takes a row. Whether those at hand are to be taken apart now."""
        self._rows.append(row)
        return len(self._rows) in (AT_ONCE, self._left)

    def take_apart(self) -> Any:
        """Adds the rows at hand to the columns. The batch, if it is whole now; else None."""
        self._columns.add(self._rows)
        self._left -= len(self._rows)
        self._rows = []
        return None if self._left else self._batch()

    def finish(self) -> Any:
        """The batch of what is left; None where nothing is."""
        if self._rows and (batch := self.take_apart()) is not None:
            return batch
        return None if self._left == self._batching.size else self._batch()

    def _batch(self) -> Any:
        batch = self._columns.batch()
        self._columns, self._left = self._batching.begin(), self._batching.size
        return batch
