"""An export of a lake, and the rows in its databases."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import duckdb

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.lake.lake import Lake

from .conftest import Server

Rows = list[dict[str, Any]]


def export(lake: Lake, target: str, *more: str) -> int:
    return main(["export", "--lake", str(lake.store.url), "--to", target, *more])


def sqlite_rows(file: Path, table: str) -> Rows:
    with sqlite3.connect(file) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    connection.close()
    return rows


def duckdb_rows(file: Path, table: str) -> Rows:
    with duckdb.connect(file, read_only=True) as connection:
        found: Rows = connection.table(table).to_arrow_table().to_pylist()
        return found


def postgres_rows(server: Server, table: str, schema: str = "copilot_metrics") -> Rows:
    import psycopg
    import psycopg.sql
    from psycopg.rows import dict_row

    with (
        psycopg.connect(server.dsn) as connection,
        connection.cursor(row_factory=dict_row) as cursor,
    ):
        query = psycopg.sql.SQL("SELECT * FROM {}").format(psycopg.sql.Identifier(schema, table))
        return cursor.execute(query).fetchall()
