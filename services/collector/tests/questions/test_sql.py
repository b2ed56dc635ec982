from __future__ import annotations

from pathlib import Path

import fsspec
import pyarrow as pa
import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.views import connect
from copilot_metrics_collector.questions.answer import Answer
from copilot_metrics_collector.questions.sql import ask

from .lakes import put
from .test_teams import ALICE, BOB, DAY, ORG


def answer(lake: Lake, query: str) -> Answer:
    root = lake.store.duckdb_path("lake.json").removesuffix("lake.json")
    with connect(lake) as connection:
        return ask(connection, root, query)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A read-only lake."""
    empty = Lake.open(tmp_path_factory.mktemp("sql") / "lake", create=True)
    put(empty, "users-1-day", ORG, DAY, [ALICE, BOB])
    return empty


def test_a_query(lake: Lake) -> None:
    found = answer(
        lake,
        "WITH u AS (SELECT * FROM users_1_day) SELECT kind, sum(loc_added_sum)::BIGINT AS loc FROM u GROUP BY 1;",
    )
    assert found.table.to_pylist() == [{"kind": "organization", "loc": 112}]
    assert answer(lake, "SELECT count(*) AS n FROM units").table.to_pylist() == [{"n": 1}]
    assert answer(lake, "SELECT * FROM repos_1_day").table.num_rows == 0
    assert answer(lake, "VALUES (1)").table.num_rows == 1


def test_names_that_repeat_are_told_apart(lake: Lake) -> None:
    found = answer(lake, "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")
    assert found.table.column_names == ["a", "a_3", "a_2", "a_4"]
    assert [column.name for column in found.columns] == found.table.column_names


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT nothing FROM users_1_day", "nothing"),
        ("SELEC 1", "syntax error"),
        ("SELECT 1; SELECT 2", "expected one SELECT, found SELECT, SELECT"),
        ("", "found nothing"),
        ("-- nothing", "found nothing"),
        ("DROP VIEW users_1_day", "found DROP"),
        ("COPY (SELECT 1) TO '{root}/x.csv'", "found COPY"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{root}/x.csv'", "found EXPLAIN"),
        ("CREATE TABLE x (a INT)", "found CREATE"),
        ("DELETE FROM units", "found DELETE"),
        ("SET enable_external_access = true", "found SET"),
        ("ATTACH '{root}/x.db'", "found ATTACH"),
        ("INSTALL httpfs", "found "),
        ("SELECT * FROM read_text('{outside}')", "Permission"),
        ("SELECT * FROM read_csv('{outside}')", "Permission"),
        ("SELECT * FROM '{outside}'", "Permission|does not exist"),
        ("SELECT * FROM glob('{outside}*')", "Permission"),
        ("SELECT * FROM read_text('{root}/../outside.csv')", "Permission"),
        ("SELECT * FROM secret", "secret does not exist"),
    ],
)
def test_a_lake_is_only_read_and_nothing_else_is(
    lake: Lake, tmp_path: Path, query: str, message: str
) -> None:
    root = Path(lake.store.url)
    outside = tmp_path / "outside.csv"
    for path in (outside, root.parent / "outside.csv"):
        path.write_text("a\n1\n", encoding="utf-8")
    secret = pa.table({"a": [1]})
    assert secret.num_rows == 1
    before = [sorted(folder.rglob("*")) for folder in (tmp_path, root.parent)]
    text = query.replace("{root}", lake.store.url).replace("{outside}", str(outside))
    with pytest.raises(UnanswerableError, match=message) as caught:
        answer(lake, text)
    assert "Traceback" not in str(caught.value)
    assert [sorted(folder.rglob("*")) for folder in (tmp_path, root.parent)] == before


def test_a_lake_in_an_object_store() -> None:
    url = "memory://questions-sql/lake"
    files = fsspec.filesystem("memory")
    lake = Lake.open(url, create=True)
    try:
        put(lake, "users-1-day", ORG, DAY, [ALICE])
        assert answer(lake, "SELECT user_id FROM users_1_day").table.to_pylist() == [
            {"user_id": 1001}
        ]
        with files.open("/elsewhere.csv", "wb") as file:
            file.write(b"a\n1\n")
        with pytest.raises(UnanswerableError):
            answer(lake, "SELECT * FROM read_csv('memory:///elsewhere.csv')")
    finally:
        files.rm("/questions-sql", recursive=True)
