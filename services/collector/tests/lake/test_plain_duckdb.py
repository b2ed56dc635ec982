"""The SQL script of docs/lake.md for plain DuckDB: the current rows, also after `compact` and revisions."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from copilot_metrics_collector.lake.compaction import compact
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.views import connect

from .making import answer, days, put, unit, users

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lake.md"
NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)


def recipe(lake: Lake) -> str:
    """The only SQL script of docs/lake.md, on another lake."""
    (script,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert "'./lake'" in script
    return str(script).replace("'./lake'", "'" + lake.store.url.replace("'", "''") + "'")


def by_plain_duckdb(lake: Lake) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute(recipe(lake))
        return rows(connection)


def by_views(lake: Lake) -> list[tuple[Any, ...]]:
    with connect(lake) as connection:
        return rows(connection)


def rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT host, kind, entity, report_day, user_id, user_initiated_interaction_count "
        "FROM users_1_day ORDER BY ALL"
    ).fetchall()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Two entities and two months; a day without data, one that failed, and another family."""
    lake = Lake.open(tmp_path / "a lake", create=True)
    for each in (*days(range(27, 33)), *(unit(day, entity="Other%") for day in range(3))):
        put(lake, each, users(each, 1, 2))
    lake.add(answer(unit(33), "no-data", settled=True), {})
    lake.add(answer(unit(34), "failed"), {})
    other = unit(30, family="user-teams-1-day")
    put(lake, other, [{"day": other.day, "user_id": 1, "team_id": 42}])
    return lake


def test_what_counts_is_read(lake: Lake) -> None:
    assert by_plain_duckdb(lake) == by_views(lake)
    assert len(by_views(lake)) == 18


def test_what_counts_is_read_after_compact(lake: Lake) -> None:
    before = by_views(lake)
    compact(lake, now=NOW)
    assert list(Path(lake.store.url).rglob("merged/*.parquet"))
    assert by_plain_duckdb(lake) == by_views(lake) == before
    compact(lake, now=NOW + datetime.timedelta(days=2))
    assert by_plain_duckdb(lake) == before


def test_a_day_that_was_revised_counts_once(lake: Lake) -> None:
    revised = unit(28)
    put(lake, revised, users(revised, 1, 2, 3))
    assert len(by_plain_duckdb(lake)) == 19
    assert by_plain_duckdb(lake) == by_views(lake)
    compact(lake, now=NOW)
    put(lake, revised, users(revised, 7))
    assert len(by_plain_duckdb(lake)) == 17
    assert by_plain_duckdb(lake) == by_views(lake)


def test_a_glob_over_a_compacted_lake_is_no_way_to_read_it(lake: Lake) -> None:
    """docs/lake.md warns of an error, or of rows that count twice."""
    compact(lake, now=NOW)
    files = f"{lake.store.url}/host=*/family=users-1-day/**/*.parquet"
    with pytest.raises(duckdb.Error, match="Hive partition mismatch"):
        duckdb.execute(f"SELECT * FROM read_parquet('{files}', hive_partitioning = true)")
    [(count,)] = duckdb.execute(
        f"SELECT count(*) FROM read_parquet('{files}', hive_partitioning = false)"
    ).fetchall()
    assert count > len(by_views(lake))
