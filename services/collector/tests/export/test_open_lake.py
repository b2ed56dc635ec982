"""`open_lake`: every table and question in every form, reading only."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from copilot_metrics_collector import open_lake
from copilot_metrics_collector.exits import ConfigurationError, LakeError, UsageError
from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.tables import tables
from copilot_metrics_collector.questions.catalog import QUESTIONS

from ..lake.making import tree


def test_every_table_in_every_form(lake: Lake) -> None:
    with open_lake(str(lake.store.url)) as opened, views.connect(lake) as connection:
        assert {table.view for table in tables()} < set(opened.tables)
        for name in opened.tables:
            wanted = connection.table(name).to_arrow_table()
            table = opened.table(name)
            assert table.arrow().equals(wanted), name
            assert table.relation().to_arrow_table().equals(wanted)
            frame = table.polars()
            assert frame.height == wanted.num_rows
            assert frame.columns == wanted.column_names
            assert list(table.pandas().columns) == wanted.column_names


def test_every_question_in_every_form(whole_lake: Lake) -> None:
    with open_lake(str(whole_lake.store.url)) as opened:
        assert list(opened.questions) == list(QUESTIONS)
        for name, question in QUESTIONS.items():
            for by in question.rows:
                result = opened.ask(name, by=by, window=3)
                assert result.title
                assert result.notes
                rows = result.arrow().to_pylist()
                assert rows
                assert result.relation().to_arrow_table().to_pylist() == rows
                assert result.polars().to_dicts() == rows
                assert result.pandas().shape == (len(rows), len(rows[0]))
                assert set(result.units) <= set(rows[0])


def test_unknown_and_zero_differ_in_data_frames(lake: Lake) -> None:
    with open_lake(str(lake.store.url)) as opened:
        frame = opened.table("users-1-day").pandas()
        wanted = opened.table("users-1-day").arrow()
        for name in ("ai_credits_used", "used_cli", "organization_id"):
            assert frame[name].isna().sum() == wanted.column(name).null_count


def test_entities_days_and_options(lake: Lake) -> None:
    with open_lake(str(lake.store.url)) as opened:
        day = datetime.date(2026, 10, 1)
        table = opened.table("users_1_day", org="OCTO-ORG", since=day, until=day).arrow()
        assert set(table.column("entity").to_pylist()) == {"octo-org"}
        assert set(table.column("report_day").to_pylist()) == {day}
        result = opened.ask(
            "features", org=["octo-org"], since=day, until=day, source="entity", by="week"
        )
        assert result.arrow().column("period").to_pylist()[0] == "2026-W40"
        assert result.units["acceptance_rate"] == "ratio"


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda lake: lake.table("user-1-day"), "did you mean users_1_day?"),
        (lambda lake: lake.ask("team"), "no question 'team'; expected one of active, teams"),
        (lambda lake: lake.ask("teams", source="users"), "has no option 'source'"),
        (lambda lake: lake.ask("credits", by=("user", "team")), "only one of these"),
        (
            lambda lake: lake.ask(
                "teams", window=1, since=datetime.date(2026, 1, 1), until=datetime.date(2026, 1, 1)
            ),
            "cannot all be used together",
        ),
    ],
)
def test_wrong_names_are_errors(lake: Lake, call: Any, text: str) -> None:
    with (
        open_lake(str(lake.store.url)) as opened,
        pytest.raises(UsageError, match=text.replace("?", r"\?")),
    ):
        call(opened)


def test_nothing_is_written_and_nothing_outside_is_read(lake: Lake, tmp_path: Path) -> None:
    root = Path(str(lake.store.url))
    before = tree(root, times=True)
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    with open_lake(root) as opened:
        opened.ask("teams").polars()
        relation = opened.table("users-1-day").relation()
        with pytest.raises(duckdb.PermissionException):
            relation.write_parquet(str(tmp_path / "x.parquet"))
        with pytest.raises(duckdb.PermissionException):
            _run(relation, f"SELECT * FROM '{outside}'")
        assert _run(relation, "SELECT count(*) FROM rows_") != [(0,)]
    assert tree(root, times=True) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside.csv"]


def _run(relation: Any, query: str) -> Any:
    return relation.query("rows_", query).fetchall()


def test_relations_end_with_the_lake_and_tables_do_not(lake: Lake) -> None:
    with open_lake(str(lake.store.url)) as opened:
        relation = opened.table("units").relation()
        table = opened.table("units").arrow()
    with pytest.raises(duckdb.Error):
        relation.fetchall()
    assert isinstance(table, pa.Table)


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_missing_library_is_named(
    lake: Lake, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setattr("copilot_metrics_collector.extras.find_spec", lambda _: None)
    with open_lake(str(lake.store.url)) as opened:
        result = opened.ask("teams")
        with pytest.raises(ConfigurationError, match=rf"collector\[{library}\]"):
            getattr(result, library)()
        assert result.arrow().num_rows


def test_no_lake(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="not a lake"):
        open_lake(tmp_path)
    assert not list(tmp_path.iterdir())
