"""Record batches: their size, errors between them, async reading, and other libraries."""

from __future__ import annotations

import asyncio
import builtins
import importlib
import io
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from copilot_usage_metrics import (
    AlreadyConsumedError,
    ArgumentError,
    CopilotMetricsError,
    IncompleteReportError,
    MissingExtraError,
    arrow_schema,
    read_rows,
    rows,
    rows_from_arrow,
)
from copilot_usage_metrics._runtime.arrow.batches import ArrowRows, AsyncArrowRows
from tests.files import made
from tests.files.arrow_tables import decoded


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
