"""Targets of an export: `duckdb:FILE`, `parquet:DIR`, `sqlite:FILE`, `postgres:DSN` or `csv:DIR`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from ..exits import UsageError
from .tables import ExportTable, Tell, rows_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Write = Callable[["DuckDBPyConnection", "Sequence[ExportTable]", Tell], None]
"""Writes tables of a connection to a lake, all of them or none."""
_EXPECTED: Final = "expected duckdb:FILE, parquet:DIR, sqlite:FILE, postgres:DSN or csv:DIR"


@attrs.frozen
class Target:
    """The destination of an export."""

    kind: str
    place: str = attrs.field(repr=False)
    """A path, or the DSN of a database, which may contain a password."""

    def __str__(self) -> str:
        return self.kind if self.kind == "postgres" else f"{self.kind}:{self.place}"


@attrs.frozen(kw_only=True)
class ExportOptions:
    """Options of some kinds of targets."""

    schema: str = "copilot_metrics"
    """The schema in Postgres."""
    raw_csv: bool = False
    """Whether CSV contains texts unchanged."""
    is_whole: bool = True
    """Whether tables of earlier exports that this one does not have are removed."""


def parse_target(text: str) -> Target:
    """Returns the target. Raises `UsageError`; the message does not repeat a DSN."""
    kind, colon, place = text.partition(":")
    if kind in ("postgres", "postgresql") and place.startswith("//"):
        return Target("postgres", text)
    if kind in ("postgres", "postgresql") and colon:
        return Target("postgres", place)
    if kind not in _WRITERS:
        shown = f"{kind}:…" if colon else repr(text)
        raise UsageError(f"--to {shown}: {_EXPECTED}")
    if not place:
        raise UsageError(f"--to {kind}: the path is missing; {_EXPECTED}")
    return Target(kind, place)


def writer_of(target: Target, options: ExportOptions) -> Write:
    """Returns the function that writes to a target. Raises `ConfigurationError` if a library is missing."""
    return _WRITERS[target.kind](target, options)


def _duckdb(target: Target, options: ExportOptions) -> Write:
    from .databases import DuckDBFile, write_database

    return lambda connection, tables, tell: write_database(
        DuckDBFile(target.place, connection), connection, tables, tell, is_whole=options.is_whole
    )


def _sqlite(target: Target, options: ExportOptions) -> Write:
    from .databases import SQLiteFile, write_database

    return lambda connection, tables, tell: write_database(
        SQLiteFile(target.place), connection, tables, tell, is_whole=options.is_whole
    )


def _postgres(target: Target, options: ExportOptions) -> Write:
    from .databases import write_database
    from .postgres import Postgres, require_psycopg

    require_psycopg()
    return lambda connection, tables, tell: write_database(
        Postgres(target.place, options.schema), connection, tables, tell, is_whole=options.is_whole
    )


def _parquet(target: Target, options: ExportOptions) -> Write:
    from .folders import replaced_files

    def write(connection: DuckDBPyConnection, tables: Sequence[ExportTable], tell: Tell) -> None:
        with replaced_files(target.place, tables, ".parquet", is_whole=options.is_whole) as scratch:
            for table in tables:
                tell(table.name)
                file = str(scratch / f"{table.name}.parquet")
                connection.table(table.name).write_parquet(file, compression="zstd")

    return write


def _csv(target: Target, options: ExportOptions) -> Write:
    from ..questions.formats import csv_lines
    from .folders import replaced_files

    def write(connection: DuckDBPyConnection, tables: Sequence[ExportTable], tell: Tell) -> None:
        with replaced_files(target.place, tables, ".csv", is_whole=options.is_whole) as scratch:
            for table in tables:
                tell(table.name)
                names = [column.name for column in table.columns]
                file_name = scratch / f"{table.name}.csv"
                with file_name.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(csv_lines([names], raw=options.raw_csv))
                    for batch in rows_of(connection, table):
                        file.writelines(csv_lines(batch, raw=options.raw_csv))

    return write


_WRITERS: Final[dict[str, Callable[[Target, ExportOptions], Write]]] = {
    "duckdb": _duckdb,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "postgres": _postgres,
    "csv": _csv,
}
