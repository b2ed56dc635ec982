"""Exports are complete or not written at all, and never replace the tables of others."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.export import tables as export_tables
from copilot_metrics_collector.export.databases import LOG
from copilot_metrics_collector.lake.lake import Lake

from .conftest import Server
from .exports import duckdb_rows, export, postgres_rows, sqlite_rows


@pytest.mark.parametrize("kind", ["duckdb", "sqlite", "csv", "parquet"])
def test_a_failed_export_leaves_what_was_there(
    lake: Lake, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    assert export(lake, f"{kind}:{place}", "--table", "user_teams_1_day") == Exit.FINE

    def content() -> Any:
        if kind in ("duckdb", "sqlite"):
            read = duckdb_rows if kind == "duckdb" else sqlite_rows
            return [read(place, name) for name in ("user_teams_1_day", LOG)]
        return {path.name: path.read_bytes() for path in sorted(place.iterdir())}

    before, source = content(), export_tables.ExportTable.source

    def broken(table: export_tables.ExportTable) -> str:
        name: str = source.fget(table)  # type: ignore[attr-defined]  # a property
        return "no_such_table" if table.name == "users_1_day" else name

    monkeypatch.setattr(export_tables.ExportTable, "source", property(broken))
    if kind == "parquet":
        monkeypatch.setattr(duckdb.DuckDBPyRelation, "write_parquet", _full_disk)
    assert export(lake, f"{kind}:{place}") != Exit.FINE
    monkeypatch.undo()
    assert content() == before
    if kind in ("duckdb", "sqlite"):
        fresh = tmp_path / "fresh"
        monkeypatch.setattr(export_tables.ExportTable, "source", property(broken))
        assert export(lake, f"{kind}:{fresh}") != Exit.FINE
        assert not fresh.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def _full_disk(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


def test_a_failed_export_to_postgres_leaves_what_was_there(
    lake: Lake, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copilot_metrics_collector.export import postgres as module

    options = ("--schema", "failed")
    assert export(lake, postgres.dsn, "--table", "repos-1-day", *options) == Exit.FINE
    before = postgres_rows(postgres, "repos_1_day", "failed")
    monkeypatch.setitem(module._TYPES, "float", "no_such_type")
    monkeypatch.setitem(module._TYPES, "text", "boolean")
    assert export(lake, postgres.dsn, *options) == Exit.CONFIGURATION
    assert postgres_rows(postgres, "repos_1_day", "failed") == before
    log = postgres_rows(postgres, LOG, "failed")
    assert [row["table_name"] for row in log] == ["repos_1_day"]


def test_tables_of_others_are_not_replaced(
    lake: Lake, tmp_path: Path, postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    with duckdb.connect(tmp_path / "x.duckdb") as connection:
        connection.execute("CREATE TABLE units AS SELECT 1 AS mine")
    with sqlite3.connect(tmp_path / "x.sqlite") as lite:
        lite.execute("CREATE TABLE units (mine)")
    lite.close()
    with psycopg.connect(postgres.dsn) as server:
        server.execute("CREATE SCHEMA other")
        server.execute("CREATE TABLE other.units (mine integer)")
    for target in (
        f"duckdb:{tmp_path / 'x.duckdb'}",
        f"sqlite:{tmp_path / 'x.sqlite'}",
        postgres.dsn,
    ):
        assert export(lake, target, "--schema", "other") == Exit.CONFIGURATION
        assert "has a table units that is not from an export" in capsys.readouterr().err
    assert duckdb_rows(tmp_path / "x.duckdb", "units") == [{"mine": 1}]


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--to", "out.duckdb"), Exit.USAGE, "expected duckdb:FILE"),
        (("--to", "duckdb:"), Exit.USAGE, "the path is missing"),
        (("--to", "csv:x", "--table", "user_1_day"), Exit.USAGE, "did you mean users_1_day?"),
        (("--to", "csv:x", "--table", "users-1-day", "--no-users"), Exit.USAGE, "about people"),
        (("--to", "csv:x", "--org", "nobody"), Exit.UNANSWERABLE, "no data of organization nobody"),
        (("--to", "sqlite:no/where/x"), Exit.CONFIGURATION, "cannot write no/where/x"),
        (("--to", "duckdb:no/where/x"), Exit.CONFIGURATION, "cannot write no/where/x"),
        (("--to", "csv:/dev/null/x"), Exit.CONFIGURATION, "cannot write /dev/null/x"),
    ],
)
def test_refusals(
    lake: Lake,
    arguments: tuple[str, ...],
    code: Exit,
    text: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--lake", str(lake.store.url), *arguments]) == code
    err = capsys.readouterr().err
    assert text in err
    assert "Traceback" not in err
    assert not list(tmp_path.rglob("*.csv"))


def test_an_export_into_the_lake_is_refused(lake: Lake, capsys: pytest.CaptureFixture[str]) -> None:
    inside = Path(str(lake.store.url)) / "host=x"
    assert export(lake, f"csv:{inside}") == Exit.USAGE
    assert "inside the lake" in capsys.readouterr().err
    assert not inside.exists()


def test_a_missing_library_is_named(
    lake: Lake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("copilot_metrics_collector.extras.find_spec", lambda _: None)
    assert export(lake, "postgres:") == Exit.CONFIGURATION
    assert "pip install 'copilot-metrics-collector[postgres]'" in capsys.readouterr().err
