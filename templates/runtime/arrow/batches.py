"""Rows as Arrow, by the Arrow PyCapsule interface that polars, pandas, duckdb and pyarrow accept.

Each field of the row type has a column with the field's name in the file; nested objects are structs.
Days are `date32`, whole numbers and numeric ids `int64`, other numbers `double`, exact ones (AI credits)
`decimal128(38, 18)`; everything else, timestamps too, is text.

Nothing is lost. Two more columns, at the end, have the values that the others cannot represent:

* `extra`: unknown keys at every depth, fields of another type than declared, and values that exceed their
  column (an integer beyond 64 bits, an exact number of more digits). JSON text with the structure of the row in the
  file, so `totals_by_ide[2].new_key` has the same path; null if there are no such values.
* `nulls`: the fields that were null in the file, as JSON Pointers. A null in another column that is not listed
  here means that the file did not have the field.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from itertools import chain
from typing import Any, Generic, TypeVar

from ..decoding.reading import RowFamily
from ..decoding.row import Row
from ..errors import ArgumentError, CopilotMetricsError, MissingExtraError
from .blocks import ArrowBlockDecoder, ColumnBlock
from .columns import AT_ONCE, Columns
from .schema import schema_of
from .values import rows_of

R = TypeVar("R", bound=Row)
R_co = TypeVar("R_co", bound=Row, covariant=True)

BATCH_SIZE = 4096
"""The default number of rows of a batch; for rows of users some 10 MB of Arrow."""
_THREADS = 2
"""They decode blocks while the consumer works."""


def pyarrow() -> Any:
    """The library, imported on first use. Raises `MissingExtraError` if it is not installed."""
    try:
        return import_module("pyarrow")
    except ImportError:
        raise MissingExtraError("Arrow", "arrow") from None


def arrow_schema(row_type: type[Row]) -> Any:
    """The `pyarrow.Schema` of the rows of a type. Raises `MissingExtraError` without the extra `arrow`."""
    return schema_of(pyarrow(), row_type)


def rows_from_arrow(data: object, row_type: type[R]) -> Iterator[R]:
    """The rows of `data`: equal to those that `arrow` was called on.

    Args:
        data: A table, a reader or a batch; any object with an Arrow stream or array by PyCapsule. Columns may be
            missing; their fields are then absent from the rows.
        row_type: The type of the rows.

    Raises:
        ArgumentError: `data` is not Arrow data.
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
    """Existing rows as Arrow record batches, as `arrow` returns them for rows that are being read.

    Args:
        data: Rows of one type, consumed while the batches are read.
        row_type: The type of the rows.
        batch_size: The greatest number of rows of a batch.

    Raises:
        ArgumentError: `batch_size` is not a number of rows.
        MissingExtraError: The extra `arrow` is not installed.
    """
    return ArrowRows(data, row_type, batch_size)


class ArrowRows(Generic[R_co]):
    """Rows as record batches, to be read once: by iteration, or by a consumer of an Arrow stream.

    Reading begins with the first batch. An error is raised after the batch with the last rows before it.
    """

    def __init__(
        self,
        rows: Iterable[R_co],
        row_type: type[R_co],
        batch_size: int,
        family: RowFamily[R_co] | None = None,
    ) -> None:
        """`family` is that of rows which are read from files: plain lines of them become columns directly."""
        self._batching = _Batching(row_type, batch_size)
        self._rows = rows
        self._family = family

    @property
    def schema(self) -> Any:
        """The `pyarrow.Schema` of every batch."""
        return self._batching.schema

    def __iter__(self) -> Iterator[Any]:
        gathering = _Gathering(self._batching)
        problem: CopilotMetricsError | None = None
        # raises if they are read already, and then is not to yield blocks
        rows: Iterator[Any] = iter(self._rows)
        pool = ThreadPoolExecutor(_THREADS)
        if self._family is not None:
            self._family.block_decoder = ArrowBlockDecoder(
                self._batching.pa, self._batching.row_type, pool
            )
        try:
            for row in rows:
                if type(row) is ColumnBlock:
                    yield from gathering.with_block(row)
                elif gathering.is_due_with(row) and (batch := gathering.take_apart()) is not None:
                    yield batch
        except CopilotMetricsError as error:
            problem = error
        finally:
            # without waiting: the garbage collector may close this generator in a thread of the pool
            pool.shutdown(wait=False, cancel_futures=True)
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

    Batches are created on a thread of the loop's pool, so that they do not block the loop.
    """

    def __init__(self, rows: AsyncIterable[R_co], row_type: type[R_co], batch_size: int) -> None:
        self._batching = _Batching(row_type, batch_size)
        self._rows = rows

    @property
    def schema(self) -> Any:
        """The `pyarrow.Schema` of every batch."""
        return self._batching.schema

    async def __aiter__(self) -> AsyncIterator[Any]:
        from asyncio import to_thread  # here: synchronous clients need not load it

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
    """The schema and size of the batches of some rows."""

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
        """The columns of the next batch."""
        return Columns(self.pa, self.schema, self.row_type)


class _Gathering:
    """Rows of the next batch: the last few as rows, those before them as values of columns or as tables."""

    def __init__(self, batching: _Batching) -> None:
        self._batching = batching
        self._rows: list[Any] = []
        self._columns = batching.begin()
        self._tables: list[Any] = []
        self._left = batching.size

    def is_due_with(self, row: Row) -> bool:
        """Add a row. Returns whether the pending rows should now be added to the columns."""
        self._rows.append(row)
        return len(self._rows) in (AT_ONCE, self._left)

    def with_block(self, block: ColumnBlock) -> Iterator[Any]:
        """Add a block of rows. Yields the batches that are complete."""
        if self._rows:
            self.take_apart()
        self._end_columns()
        rest = block.table
        while rest.num_rows:
            some, rest = rest.slice(0, self._left), rest.slice(self._left)
            self._tables.append(some)
            self._left -= some.num_rows
            if not self._left:
                yield self._batch()

    def take_apart(self) -> Any:
        """Add the pending rows to the columns. Returns the batch if it is complete, else None."""
        self._columns.add(self._rows)
        self._left -= len(self._rows)
        self._rows = []
        return None if self._left else self._batch()

    def finish(self) -> Any:
        """The batch of the remaining rows; None if there are none."""
        if self._rows and (batch := self.take_apart()) is not None:
            return batch
        return None if self._left == self._batching.size else self._batch()

    def _end_columns(self) -> None:
        if self._columns.size:
            self._tables.append(self._batching.pa.Table.from_batches([self._columns.batch()]))
            self._columns = self._batching.begin()

    def _batch(self) -> Any:
        self._end_columns()
        tables, self._tables, self._left = self._tables, [], self._batching.size
        [batch] = self._batching.pa.concat_tables(tables).combine_chunks().to_batches()
        return batch
