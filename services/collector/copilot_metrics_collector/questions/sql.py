"""SQL over the lake: one query that reads, and reads nothing but the lake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exits import UnanswerableError
from .answer import Answer, Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def ask(connection: DuckDBPyConnection, root: str, query: str) -> Answer:
    """The result of a query; the connection can do nothing else afterwards.

    Args:
        connection: Of `lake.views.connect`.
        root: Where DuckDB may read: the lake's own address.
        query: One SELECT, which may begin with WITH.

    Raises:
        UnanswerableError: The query is none, or not one, or wrong; the text says why, and below it where.
    """
    import duckdb

    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise UnanswerableError(_message(error)) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        kinds = ", ".join(statement.type.name for statement in statements) or "nothing"
        raise UnanswerableError(f"expected one SELECT, found {kinds}: a lake is only read here")
    lock(connection, root)
    try:
        # an IOException goes on: a part may have been merged away meanwhile
        table: Any = connection.sql(query).to_arrow_table()
    except duckdb.IOException:
        raise
    except duckdb.Error as error:
        raise UnanswerableError(_message(_with_place(connection, query, error))) from None
    table = table.rename_columns(_distinct(table.column_names))
    columns = tuple(Column(name, is_verbatim=True) for name in table.column_names)
    return Answer(_title(query), columns, table)


def lock(connection: DuckDBPyConnection, root: str) -> None:
    """Shuts a connection off from every file outside the lake, from extensions and from Python's variables."""
    inside = root.rstrip("/").replace("'", "''")
    connection.execute("SET python_enable_replacements = false")
    connection.execute(f"SET allowed_directories = ['{inside}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _distinct(names: list[str]) -> list[str]:
    """The names, those that repeat with a number: JSON and Parquet need each once."""
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
    """The error of a query with the place that it is about, which some releases of DuckDB leave out of relations."""
    import duckdb

    if "\nLINE " in str(error):
        return error
    try:
        connection.execute(query)
    except duckdb.Error as found:
        return found
    return error


def _message(error: Exception) -> str:
    """DuckDB's own words, with the line that they are about and the mark below it."""
    return "\n".join(line.rstrip() for line in str(error).strip().splitlines())
