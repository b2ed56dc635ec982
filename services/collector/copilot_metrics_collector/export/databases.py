"""Writes tables into a database in one transaction; replaces only tables of earlier exports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import duckdb

from ..exits import ConfigurationError
from ..lake.view_sql import name as quoted
from ..lake.view_sql import text
from .tables import ExportTable, Tell, rows_of, stale_tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOG: Final = "copilot_metrics_export"
"""The table that lists the exported tables, with their numbers of rows."""


class Database(Protocol):
    """The operations that an export needs of a database."""

    def transaction(self) -> AbstractContextManager[None]:
        """Opens the database and commits at the end; an exception leaves it unchanged."""
        ...

    def tables(self) -> set[str]:
        """Returns the names of the existing tables and views."""
        ...

    def logged(self) -> set[str]:
        """Returns the names in `LOG`, which exists."""
        ...

    def replace(self, connection: DuckDBPyConnection, table: ExportTable) -> int:
        """Drops a table if it exists and creates it with the rows of the lake. Returns their number."""
        ...

    def log(self, rows: dict[str, int]) -> None:
        """Creates `LOG` if it is missing, and replaces the entries of these tables."""
        ...

    def drop(self, name: str) -> None:
        """Drops an exported table and its entry in `LOG`."""
        ...


def write_database(
    database: Database,
    connection: DuckDBPyConnection,
    tables: Sequence[ExportTable],
    tell: Tell,
    *,
    is_whole: bool,
) -> None:
    """Replaces the tables in one transaction.

    Args:
        database: The target.
        connection: A connection of `lake.views.connect`.
        tables: The tables.
        tell: Is called with the name of each table.
        is_whole: Whether other tables of earlier exports are dropped; those that are exported only by name are not.

    Raises:
        ConfigurationError: The database cannot be written, or has a table of this name that is not from an export.
    """
    with database.transaction():
        existing = database.tables()
        ours = database.logged() if LOG in existing else set()
        for table in tables:
            if table.name in existing and table.name not in ours:
                raise ConfigurationError(
                    f"the database has a table {table.name} that is not from an export: use another database, or "
                    "rename the table"
                )
        rows = {}
        for table in tables:
            tell(table.name)
            rows[table.name] = database.replace(connection, table)
        database.log(rows)
        if is_whole:
            for name in sorted(stale_tables(ours & existing, rows)):
                database.drop(name)


class DuckDBFile:
    """A DuckDB file, attached to the connection of the lake."""

    def __init__(self, path: str, connection: DuckDBPyConnection) -> None:
        """The file is created if it is missing."""
        self._path = path
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Attaches the file."""
        existed = Path(self._path).exists()
        try:
            self._connection.execute(f"ATTACH {text(self._path)} AS export_target")
        except duckdb.Error as error:
            raise ConfigurationError(f"cannot write {self._path}: {_first_line(error)}") from None
        try:
            self._connection.execute("BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
        except BaseException:
            self._connection.execute("DETACH export_target")
            if not existed:
                Path(self._path).unlink(missing_ok=True)
            raise
        self._connection.execute("DETACH export_target")

    def tables(self) -> set[str]:
        """Returns the names of the tables and views of the file."""
        found = self._connection.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_catalog = 'export_target' AND table_schema = 'main'"
        ).fetchall()
        return {name for (name,) in found}

    def logged(self) -> set[str]:
        """Returns the exported tables."""
        found = self._connection.execute(f"SELECT table_name FROM export_target.{LOG}").fetchall()
        return {name for (name,) in found}

    def replace(self, connection: DuckDBPyConnection, table: ExportTable) -> int:
        """Copies a table with DuckDB's types."""
        [(rows,)] = connection.execute(
            f"CREATE OR REPLACE TABLE export_target.main.{table.source} AS SELECT * FROM {table.source}"
        ).fetchall()
        return int(rows)

    def log(self, rows: dict[str, int]) -> None:
        """Writes the entries."""
        self._connection.execute(
            f"CREATE TABLE IF NOT EXISTS export_target.main.{LOG} (table_name VARCHAR, rows BIGINT)"
        )
        for name, count in rows.items():
            self._connection.execute(
                f"DELETE FROM export_target.{LOG} WHERE table_name = ?", [name]
            )
            self._connection.execute(
                f"INSERT INTO export_target.{LOG} VALUES (?, ?)", [name, count]
            )

    def drop(self, name: str) -> None:
        """Drops a table."""
        self._connection.execute(f"DROP TABLE export_target.main.{quoted(name)}")
        self._connection.execute(f"DELETE FROM export_target.{LOG} WHERE table_name = ?", [name])


class SQLiteFile:
    """An SQLite file. Dates are ISO texts, decimals are REAL, lists and objects are JSON."""

    _TYPES: Final = {"boolean": "INTEGER", "integer": "INTEGER", "float": "REAL", "decimal": "REAL"}

    def __init__(self, path: str) -> None:
        """The file is created if it is missing."""
        self._path = path
        self._connection: sqlite3.Connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Opens the file; waits up to a minute for another writer."""
        existed = Path(self._path).exists()
        try:
            with closing(sqlite3.connect(self._path, isolation_level=None, timeout=60)) as opened:
                self._connection = opened
                opened.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    opened.execute("COMMIT")
                except BaseException:
                    if opened.in_transaction:
                        opened.execute("ROLLBACK")
                    raise
        except BaseException as error:
            if not existed:
                Path(self._path).unlink(missing_ok=True)
            if isinstance(error, sqlite3.Error):
                raise ConfigurationError(f"cannot write {self._path}: {error}") from None
            raise

    def tables(self) -> set[str]:
        """Returns the names of the tables and views."""
        found = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        )
        return {name for (name,) in found}

    def logged(self) -> set[str]:
        """Returns the exported tables."""
        return {name for (name,) in self._connection.execute(f"SELECT table_name FROM {LOG}")}

    def replace(self, connection: DuckDBPyConnection, table: ExportTable) -> int:
        """Copies a table in batches."""
        columns = ", ".join(
            f"{quoted(column.name)} {self._TYPES.get(column.kind, 'TEXT')}"
            for column in table.columns
        )
        self._connection.execute(f"DROP TABLE IF EXISTS {table.source}")
        self._connection.execute(f"CREATE TABLE {table.source} ({columns})")
        marks = ", ".join("?" for _ in table.columns)
        convert = [_SQLITE_VALUES.get(column.kind) for column in table.columns]
        rows = 0
        for batch in rows_of(connection, table):
            values = (
                [
                    value if value is None or change is None else change(value)
                    for value, change in zip(row, convert, strict=True)
                ]
                for row in batch
            )
            self._connection.executemany(f"INSERT INTO {table.source} VALUES ({marks})", values)
            rows += len(batch)
        return rows

    def log(self, rows: dict[str, int]) -> None:
        """Writes the entries."""
        self._connection.execute(
            f"CREATE TABLE IF NOT EXISTS {LOG} (table_name TEXT PRIMARY KEY, rows INTEGER)"
        )
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {LOG} VALUES (?, ?)",
            rows.items(),
        )

    def drop(self, name: str) -> None:
        """Drops a table."""
        self._connection.execute(f"DROP TABLE {quoted(name)}")
        self._connection.execute(f"DELETE FROM {LOG} WHERE table_name = ?", [name])


_SQLITE_VALUES: Final[dict[str, Any]] = {
    "boolean": int,
    "decimal": float,
    "date": str,
    "timestamp": str,
}


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
