"""The tables of an export: what the lake has, and how other databases store its types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..exits import UsageError
from ..lake.tables import tables
from ..lake.view_sql import name as quoted
from ..units import USAGE_RECORDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Tell = Callable[[str], None]
"""Is called with the name of each table before it is exported."""
UNITS: Final = "units"
BY_NAME_ONLY: Final = USAGE_RECORDS.replace("-", "_")
"""The table that an export contains only if it is named."""
_PERSONAL: Final = "user_id"
"""A table with this column has rows of people."""
_ROWS: Final = 10_000
_PLAIN: Final = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "float",
    "FLOAT": "float",
    "TIMESTAMP": "timestamp",
    "VARCHAR": "text",
}
_INTEGERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UINTEGER")


@attrs.frozen
class ExportColumn:
    """A column of an exported table."""

    name: str
    kind: str
    """`boolean`, `integer`, `float`, `decimal`, `date`, `timestamp`, `text`, or `json` for lists and objects."""


@attrs.frozen
class ExportTable:
    """A table of the lake."""

    name: str
    columns: tuple[ExportColumn, ...]

    @property
    def is_personal(self) -> bool:
        """Whether its rows are about people."""
        return any(column.name == _PERSONAL for column in self.columns)

    @property
    def source(self) -> str:
        """The quoted name of its view."""
        return quoted(self.name)

    def flat_sql(self) -> str:
        """SQL of the rows with lists and objects as JSON text."""
        shown = ", ".join(
            f"CAST(to_json({quoted(column.name)}) AS VARCHAR) AS {quoted(column.name)}"
            if column.kind == "json"
            else quoted(column.name)
            for column in self.columns
        )
        return f"SELECT {shown} FROM {self.source}"


def exported_tables(
    connection: DuckDBPyConnection, wanted: Collection[str] = (), *, users: bool = True
) -> list[ExportTable]:
    """Returns the tables to export, sorted by name.

    Args:
        connection: A connection of `lake.views.connect`.
        wanted: Names of families or views. Default: every family with a unit in the lake, except usage records,
            which contain prompts; and `units`.
        users: Whether to export tables with rows of people.

    Raises:
        UsageError: The lake has no such table, or it is about people and they are left out.
    """
    families = {
        name for (name,) in connection.execute("SELECT DISTINCT family FROM units").fetchall()
    }
    collected = {table.view for table in tables() if table.family in families}
    collected |= {family.replace("-", "_") for family in families}  # also those of a newer release
    known = [view for (view,) in connection.execute(_VIEWS_SQL).fetchall() if view in collected]
    names = [name.replace("-", "_") for name in wanted]
    for name in names:
        if name not in known and name != UNITS:
            close = get_close_matches(name, known, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"--table {name}: the lake has no such table; it has {', '.join([*known, UNITS])}{hint}"
            )
    chosen = names or [*(view for view in known if view != BY_NAME_ONLY), UNITS]
    found = [_described(connection, name) for name in sorted(set(chosen))]
    if users:
        return found
    if personal := [table.name for table in found if table.is_personal and table.name in names]:
        raise UsageError(f"--table {personal[0]}: its rows are about people; leave --no-users out")
    return [table for table in found if not table.is_personal]


def stale_tables(earlier: Collection[str], exported: Collection[str]) -> set[str]:
    """Returns the tables of earlier exports that an export of the whole lake no longer has."""
    return {*earlier} - {*exported, BY_NAME_ONLY}


def rows_of(connection: DuckDBPyConnection, table: ExportTable) -> Iterator[list[tuple[Any, ...]]]:
    """Yields the rows in batches; lists and objects are JSON text."""
    cursor = connection.execute(table.flat_sql())
    while batch := cursor.fetchmany(_ROWS):
        yield batch


_VIEWS_SQL: Final = (
    "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY 1"
)


def _described(connection: DuckDBPyConnection, name: str) -> ExportTable:
    found = connection.execute(f"DESCRIBE {quoted(name)}").fetchall()
    return ExportTable(name, tuple(ExportColumn(row[0], _kind(row[1])) for row in found))


def _kind(sql_type: str) -> str:
    if sql_type in _INTEGERS:
        return "integer"
    if sql_type.startswith("DECIMAL") and not sql_type.endswith("]"):
        return "decimal"
    return _PLAIN.get(sql_type, "json")
