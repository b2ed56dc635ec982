"""Exports have the rows and values of the lake, in every format."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.export.databases import LOG
from copilot_metrics_collector.export.folders import LOG_FILE
from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake

from ..questions.lakes import put
from ..questions.test_teams import ALICE, DAY, ORG
from .conftest import HOSTILE, Server
from .exports import Rows, duckdb_rows, export, postgres_rows, sqlite_rows

TABLES = {
    "enterprise_1_day",
    "organization_1_day",
    "repos_1_day",
    "units",
    "user_teams_1_day",
    "users_1_day",
}


def expected(lake: Lake, name: str) -> Rows:
    return views.ask(lake, lambda connection: connection.table(name).to_arrow_table().to_pylist())


def comparable(value: Any) -> Any:
    """A value as all formats can have it: numbers as numbers, days as ISO texts, JSON as objects."""
    match value:
        case bool() | None:
            return value
        case Decimal() | int() | float():
            return float(value)
        case datetime.date():
            return value.isoformat()
        case dict():
            return {key: comparable(each) for key, each in value.items()}
        case list():
            return [comparable(each) for each in value]
        case str() if value[:1] in ("[", "{"):
            return comparable(json.loads(value))
        case _:
            return value


def same(found: Rows, wanted: Rows, change: Callable[[Any], Any] = lambda value: value) -> None:
    def key(rows: Rows) -> list[str]:
        return sorted(
            json.dumps({name: comparable(value) for name, value in row.items()}, sort_keys=True)
            for row in rows
        )

    assert wanted
    assert key(found) == key([{k: change(v) for k, v in row.items()} for row in wanted])


@pytest.mark.parametrize("times", [1, 2])
def test_duckdb_has_the_rows_and_types_of_the_lake(lake: Lake, tmp_path: Path, times: int) -> None:
    file = tmp_path / "out.duckdb"
    for _ in range(times):
        assert export(lake, f"duckdb:{file}") == Exit.FINE
    for table in TABLES:
        assert duckdb_rows(file, table) == expected(lake, table)
    assert {row["table_name"] for row in duckdb_rows(file, LOG)} == TABLES


@pytest.mark.parametrize("times", [1, 2])
def test_sqlite_has_the_rows_of_the_lake(lake: Lake, tmp_path: Path, times: int) -> None:
    file = tmp_path / "out.sqlite"
    for _ in range(times):
        assert export(lake, f"sqlite:{file}") == Exit.FINE

    def change(value: Any) -> Any:
        return int(value) if isinstance(value, bool) else value

    for table in TABLES:
        found = sqlite_rows(file, table)
        wanted = expected(lake, table)
        nested = {key for row in wanted for key, v in row.items() if isinstance(v, list | dict)}
        same(
            [{k: v for k, v in row.items() if k not in nested} for row in found],
            [{k: v for k, v in row.items() if k not in nested} for row in wanted],
            change,
        )
        texts = [{k: v for k, v in row.items() if k in nested} for row in found]
        if nested:
            same(texts, [{k: v for k, v in row.items() if k in nested} for row in wanted])


def test_parquet_has_the_rows_of_the_lake(lake: Lake, tmp_path: Path) -> None:
    for _ in range(2):
        assert export(lake, f"parquet:{tmp_path / 'out'}") == Exit.FINE
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {LOG_FILE, *(f"{table}.parquet" for table in TABLES)}
    for table in TABLES:
        with duckdb.connect() as connection:
            file = str(tmp_path / "out" / f"{table}.parquet")
            found = connection.read_parquet(file).to_arrow_table().to_pylist()
        assert found == expected(lake, table)


def test_csv_has_the_rows_of_the_lake(lake: Lake, tmp_path: Path) -> None:
    assert export(lake, f"csv:{tmp_path / 'out'}") == Exit.FINE
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert export(lake, f"csv:{tmp_path / 'out'}") == Exit.FINE
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first
    for table in TABLES:
        with (tmp_path / "out" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            found = list(csv.DictReader(file))
        wanted = expected(lake, table)
        assert [row["host"] for row in found] == [row["host"] for row in wanted]
        assert list(found[0]) == list(wanted[0])
        for row, source in zip(found, wanted, strict=True):
            for name, value in source.items():
                match value:
                    case None:
                        assert row[name] == ""
                    case bool():
                        assert row[name] == str(value).lower()
                    case int() | Decimal() | float():
                        assert float(row[name]) == float(value)
                    case list() | dict():
                        assert comparable(row[name]) == comparable(value)
                    case _:
                        assert row[name] == str(value)


@pytest.mark.parametrize("times", [1, 2])
def test_postgres_has_the_rows_of_the_lake(
    lake: Lake, postgres: Server, times: int, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = f"times_{times}"
    for _ in range(times):
        assert export(lake, postgres.dsn, "--schema", schema) == Exit.FINE
    out, err = capsys.readouterr()
    assert postgres.password not in out + err
    for table in TABLES:
        same(postgres_rows(postgres, table, schema), expected(lake, table))


def test_hostile_text_and_missing_values_survive(
    tmp_path: Path, postgres: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    part = {"language": HOSTILE, "feature": "chat_inline", "loc_added_sum": 0}
    rows = [
        {**ALICE, "user_login": HOSTILE, "totals_by_language_feature": [part]},
        {"day": f"{DAY}", "user_id": 5, "loc_added_sum": None, "ai_credits_used": 0.1},
        {"day": f"{DAY}", "user_id": 6, "loc_added_sum": 0, "ai_credits_used": 0},
    ]
    put(lake, "users-1-day", ORG, DAY, rows)
    for target in (f"sqlite:{tmp_path / 'x.sqlite'}", f"csv:{tmp_path}", postgres.dsn):
        assert export(lake, target, "--schema", "hostile") == Exit.FINE
    assert export(lake, f"csv:{tmp_path / 'raw'}", "--raw-csv") == Exit.FINE
    for found, login in (
        (sqlite_rows(tmp_path / "x.sqlite", "users_1_day"), HOSTILE),
        (postgres_rows(postgres, "users_1_day", "hostile"), HOSTILE.replace("\0", "\ufffd")),
    ):
        by_id = {row["user_id"]: row for row in found}
        assert by_id[1001]["user_login"] == login
        assert comparable(by_id[1001]["totals_by_language_feature"])[0]["language"] == login
        assert by_id[5]["loc_added_sum"] is None
        assert by_id[5]["user_login"] is None
        assert float(by_id[5]["ai_credits_used"]) == 0.1
        assert (by_id[6]["loc_added_sum"], float(by_id[6]["ai_credits_used"])) == (0, 0)
    with (tmp_path / "users_1_day.csv").open(newline="", encoding="utf-8") as file:
        login = next(csv.DictReader(file))["user_login"]
    assert login.startswith("'=")
    assert "\x1b" not in login
    with (tmp_path / "raw" / "users_1_day.csv").open(newline="", encoding="utf-8") as file:
        assert next(csv.DictReader(line.replace("\0", "0") for line in file))["user_login"]
    capsys.readouterr()


def test_people_days_and_entities_can_be_left_out(lake: Lake, tmp_path: Path) -> None:
    file = tmp_path / "x.duckdb"
    assert export(lake, f"duckdb:{file}", "--no-users", "--since", "2026-10-01") == Exit.FINE
    with duckdb.connect(file) as connection:
        names = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    assert names == TABLES - {"users_1_day", "user_teams_1_day"} | {LOG}
    assert {row["day"] for row in duckdb_rows(file, "units")} == {datetime.date(2026, 10, 1)}


def test_prompts_are_exported_only_by_name(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    put(lake, "users-1-day", ORG, DAY, [ALICE])
    from copilot_metrics_collector.lake.manifest import Manifest
    from copilot_metrics_collector.units import Entity, Unit

    unit = Unit("api.github.com", "usage-records", Entity("enterprise", "acme"), DAY)
    lake.add(Manifest(unit=unit, state="no-data", asked_at="2026-10-02T00:00:00Z"), {})
    file = tmp_path / "x.duckdb"
    assert export(lake, f"duckdb:{file}") == Exit.FINE
    with duckdb.connect(file) as connection:
        assert "usage_records" not in str(connection.execute("SHOW TABLES").fetchall())
    assert export(lake, f"duckdb:{file}", "--table", "usage-records") == Exit.FINE
    assert duckdb_rows(file, "usage_records") == []
