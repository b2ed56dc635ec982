"""Runs a read-only query that can access the lake only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exits import UnanswerableError
from .answer import Answer, Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def ask(connection: DuckDBPyConnection, root: str, query: str) -> Answer:
    """Runs a query. The connection cannot be used for anything else afterwards.

    Args:
        connection: A connection of `lake.views.connect`.
        root: The path or URL that DuckDB may read: the lake's own.
        query: One SELECT, optionally with WITH.

    Raises:
        UnanswerableError: The query is not a single valid SELECT; the message shows the position.
    """
    import duckdb

    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise UnanswerableError(_message(error)) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        kinds = ", ".join(statement.type.name for statement in statements) or "nothing"
        raise UnanswerableError(f"expected one SELECT, found {kinds}: the lake is read-only")
    lock(connection, root)
    try:
        # an IOException is passed on: a part may have been merged meanwhile
        table: Any = connection.sql(query).to_arrow_table()
    except duckdb.IOException:
        raise
    except duckdb.Error as error:
        raise UnanswerableError(_message(_with_place(connection, query, error))) from None
    table = table.rename_columns(_distinct(table.column_names))
    columns = tuple(Column(name, is_verbatim=True) for name in table.column_names)
    return Answer(_title(query), columns, table)


def lock(connection: DuckDBPyConnection, root: str) -> None:
    """Blocks access to files outside the lake, extensions and Python variables."""
    inside = root.rstrip("/").replace("'", "''")
    connection.execute("SET python_enable_replacements = false")
    connection.execute(f"SET allowed_directories = ['{inside}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _distinct(names: list[str]) -> list[str]:
    """Returns unique names, numbering duplicates, as JSON and Parquet require."""
    found: list[str] = []
    for name in names:
        chosen, number = name, 1
        while chosen in found or (number > 1 and chosen in names):
            number += 1
            chosen = f"{name}_{number}"
        found.append(chosen)
    return found


def _title(query: str) -> str:
    text = " ".join(query.split())
    return text if len(text) <= 100 else f"{text[:99]}…"


def _with_place(connection: DuckDBPyConnection, query: str, error: Exception) -> Exception:
    """Returns the error of a query with its position, which some releases of DuckDB omit for relations."""
    import duckdb

    if "\nLINE " in str(error):
        return error
    try:
        connection.execute(query)
    except duckdb.Error as found:
        return found
    return error


def _message(error: Exception) -> str:
    """Returns DuckDB's message with the line of the query and the position marker."""
    return "\n".join(line.rstrip() for line in str(error).strip().splitlines())
