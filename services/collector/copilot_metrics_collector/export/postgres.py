"""Writes tables into a schema of a Postgres database with COPY."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from ..exits import ConfigurationError
from ..extras import require_extra
from .databases import LOG
from .tables import ExportTable, rows_of

if TYPE_CHECKING:
    import psycopg
    from duckdb import DuckDBPyConnection

_TYPES: Final = {
    "boolean": "bool",
    "integer": "int8",
    "float": "float8",
    "decimal": "numeric",
    "date": "date",
    "timestamp": "timestamp",
    "text": "text",
    "json": "jsonb",
}
"""Names of types as identifiers."""
_NO_NUL: Final = "\N{REPLACEMENT CHARACTER}"
"""Replaces NUL characters, which Postgres cannot store."""


def require_psycopg() -> None:
    """Raises `ConfigurationError` if the extra `postgres` is missing."""
    require_extra("postgres", "export --to postgres", "psycopg")


class Postgres:
    """A schema of a database. Lists and objects are `jsonb`, credits are `numeric`."""

    def __init__(self, dsn: str, schema: str) -> None:
        """`dsn` is a URL or a connection string of libpq; empty to use only its environment variables."""
        self._dsn = dsn
        self._schema = schema
        self._connection: psycopg.Connection[Any]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Connects; creates the schema if it is missing."""
        import psycopg
        from psycopg import sql

        try:
            opened = psycopg.connect(self._dsn, application_name="copilot-metrics export")
        except psycopg.OperationalError as error:
            raise ConfigurationError(
                f"cannot connect to Postgres: {self._cleaned(error)}"
            ) from None
        except (psycopg.Error, UnicodeError, ValueError):
            # the message of an invalid DSN repeats parts of it, such as the password
            raise ConfigurationError(
                "--to postgres: the DSN is invalid; expected postgresql://USER@HOST/DATABASE or "
                "host=HOST dbname=DATABASE"
            ) from None
        try:
            with opened:
                self._connection = opened
                # two exports at once run one after the other
                opened.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [self._schema])
                name = sql.Identifier(self._schema)
                if self._schema != "public":
                    opened.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
                yield
        except psycopg.Error as error:
            raise ConfigurationError(f"cannot write to Postgres: {self._cleaned(error)}") from None

    def tables(self) -> set[str]:
        """Returns the names of the tables and views of the schema."""
        found = self._connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s",
            [self._schema],
        )
        return {name for (name,) in found}

    def logged(self) -> set[str]:
        """Returns the exported tables."""
        from psycopg import sql

        query = sql.SQL("SELECT table_name FROM {}").format(self._name(LOG))
        return {name for (name,) in self._connection.execute(query)}

    def replace(self, connection: DuckDBPyConnection, table: ExportTable) -> int:
        """Copies a table in batches; views on it must be dropped before."""
        from psycopg import sql

        name = self._name(table.name)
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(
                sql.Identifier(column.name), sql.Identifier(_TYPES[column.kind])
            )
            for column in table.columns
        )
        self._connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(name))
        self._connection.execute(sql.SQL("CREATE TABLE {} ({})").format(name, columns))
        kinds = [column.kind for column in table.columns]
        rows = 0
        with (
            self._connection.cursor() as cursor,
            cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy,
        ):
            for batch in rows_of(connection, table):
                for row in batch:
                    copy.write_row(list(map(_storable, row, kinds)))
                rows += len(batch)
        return rows

    def log(self, rows: dict[str, int]) -> None:
        """Writes the entries."""
        from psycopg import sql

        name = self._name(LOG)
        self._connection.execute(
            sql.SQL(
                "CREATE TABLE IF NOT EXISTS {} (table_name text PRIMARY KEY, rows bigint)"
            ).format(name)
        )
        for table, count in rows.items():
            self._connection.execute(
                sql.SQL(
                    "INSERT INTO {} VALUES (%s, %s) ON CONFLICT (table_name) DO UPDATE SET rows = excluded.rows"
                ).format(name),
                [table, count],
            )

    def drop(self, name: str) -> None:
        """Drops a table; views on it must be dropped before."""
        from psycopg import sql

        self._connection.execute(sql.SQL("DROP TABLE {}").format(self._name(name)))
        query = sql.SQL("DELETE FROM {} WHERE table_name = %s").format(self._name(LOG))
        self._connection.execute(query, [name])

    def _name(self, table: str) -> Any:
        from psycopg import sql

        return sql.Identifier(self._schema, table)

    def _cleaned(self, error: Exception) -> str:
        """Returns the first line of an error, without the password."""
        from psycopg.conninfo import conninfo_to_dict

        line = str(error).partition("\n")[0]
        password = conninfo_to_dict(self._dsn).get("password")
        return line.replace(str(password), "…") if password else line


def _storable(value: Any, kind: str) -> Any:
    if kind == "text" and value is not None and "\0" in value:
        return value.replace("\0", _NO_NUL)
    if kind == "json" and value is not None and "\\u0000" in value:
        return value.replace("\\u0000", _NO_NUL)
    return value
