"""A later export replaces the earlier one: tables that the lake or the export no longer has are gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.export.databases import LOG
from copilot_metrics_collector.export.folders import LOG_FILE
from copilot_metrics_collector.lake.lake import Lake

from ..questions.lakes import put
from ..questions.test_cost import line
from ..questions.test_teams import ALICE, DAY, ORG, member
from .conftest import Server
from .exports import duckdb_rows, export, postgres_rows, sqlite_rows

PEOPLE = {"users_1_day", "user_teams_1_day"}
FOLDERS = ("csv", "parquet")
ALL = {*PEOPLE, "billing", "units"}


@pytest.fixture
def small(tmp_path: Path) -> Lake:
    lake = Lake.open(tmp_path / "lake", create=True)
    put(lake, "users-1-day", ORG, DAY, [ALICE])
    put(lake, "user-teams-1-day", ORG, DAY, [member(1001, 42, "core")])
    put(lake, "billing", ORG, DAY, [line(None, 40)])
    return lake


def exported(kind: str, place: Path) -> set[str]:
    """The names of the tables, which are those in the log."""
    if kind in FOLDERS:
        found = {each.stem for each in place.glob(f"*.{kind}")}
        logged = json.loads((place / LOG_FILE).read_text("utf-8"))["files"]
        assert {each.removesuffix(f".{kind}") for each in logged} == found
        return found
    read: Any = duckdb_rows if kind == "duckdb" else sqlite_rows
    sql = "information_schema.tables" if kind == "duckdb" else "sqlite_master"
    names = {row.get("table_name", row.get("name")) for row in read(place, sql)}
    tables = {name for name in names if not name.startswith("sqlite_")}
    assert {row["table_name"] for row in read(place, LOG)} == tables - {LOG}
    return tables - {LOG}


@pytest.mark.parametrize("kind", ["duckdb", "sqlite", *FOLDERS])
def test_an_export_without_people_removes_those_of_an_earlier_one(
    small: Lake, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "out"
    assert export(small, f"{kind}:{place}") == Exit.FINE
    assert exported(kind, place) == ALL
    assert export(small, f"{kind}:{place}", "--no-users") == Exit.FINE
    assert exported(kind, place) == ALL - PEOPLE


def test_an_export_without_people_to_postgres_removes_those_of_an_earlier_one(
    small: Lake, postgres: Server
) -> None:
    for more in ((), ("--no-users",)):
        assert export(small, postgres.dsn, "--schema", "replaced", *more) == Exit.FINE
    log = postgres_rows(postgres, LOG, "replaced")
    assert {row["table_name"] for row in log} == ALL - PEOPLE
    tables = postgres_rows(postgres, "tables", "information_schema")
    names = {row["table_name"] for row in tables if row["table_schema"] == "replaced"}
    assert names == {*(ALL - PEOPLE), LOG}


@pytest.mark.parametrize("kind", ["duckdb", "csv"])
def test_an_export_of_one_table_leaves_the_others(small: Lake, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "out"
    assert export(small, f"{kind}:{place}") == Exit.FINE
    assert export(small, f"{kind}:{place}", "--table", "billing") == Exit.FINE
    assert exported(kind, place) == ALL


@pytest.mark.parametrize("kind", FOLDERS)
def test_files_of_others_are_not_replaced(
    small: Lake, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / f"units.{kind}").write_text("mine", "utf-8")
    assert export(small, f"{kind}:{place}") == Exit.CONFIGURATION
    assert f"has a file units.{kind} that is not from an export" in capsys.readouterr().err
    assert [each.name for each in place.iterdir()] == [f"units.{kind}"]
    (place / f"units.{kind}").rename(place / f"other.{kind}")
    assert export(small, f"{kind}:{place}") == Exit.FINE
    assert export(small, f"{kind}:{place}", "--no-users") == Exit.FINE
    assert (place / f"other.{kind}").read_text("utf-8") == "mine"


def test_a_damaged_log_is_reported(
    small: Lake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / LOG_FILE).write_text("[", "utf-8")
    assert export(small, f"csv:{tmp_path}") == Exit.CONFIGURATION
    assert "is not the list of an export" in capsys.readouterr().err


def test_a_family_that_was_not_collected_has_no_table(small: Lake, tmp_path: Path) -> None:
    """`billing` is collected; `billing_users` and `billing_cost_centers` are not."""
    place = tmp_path / "x.duckdb"
    assert export(small, f"duckdb:{place}") == Exit.FINE
    assert exported("duckdb", place) == ALL
    with duckdb.connect(place) as connection:
        assert not connection.execute("SELECT * FROM duckdb_views() WHERE NOT internal").fetchall()


def test_days_in_the_wrong_order_are_refused(
    small: Lake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--since", "2026-05-08", "--until", "2026-05-07"]
    place = tmp_path / "x.sqlite"
    target = ["--to", f"sqlite:{place}"]
    assert main(["export", "--lake", str(small.store.url), *target, *days]) == Exit.USAGE
    assert "the first day is after the last" in capsys.readouterr().err
    assert not place.exists()
