from __future__ import annotations

import csv
import datetime
import io
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.display.tables import to_markdown, to_table
from copilot_metrics_collector.questions.answer import Answer, Column
from copilot_metrics_collector.questions.formats import METADATA, exact, to_csv, to_json, to_parquet

DAY = datetime.date(2026, 5, 7)
TABLE = pa.table(
    {
        "host": ["api.github.com"] * 2,
        "entity": ["octo|org", "bücher"],
        "report_day": pa.array([DAY, None], pa.date32()),
        "users": pa.array([1234, 0], pa.int64()),
        "acceptance_rate": pa.array([0.2875, None], pa.float64()),
        "ai_credits_used": pa.array([Decimal("32.991002"), None], pa.decimal128(38, 18)),
        "used_chat": pa.array([True, None], pa.bool_()),
    }
)
COLUMNS = (
    Column("host"),
    Column("entity"),
    Column("report_day"),
    Column("users", "users"),
    Column("acceptance_rate", "ratio"),
    Column("ai_credits_used", "credits"),
    Column("used_chat"),
)
ANSWER = Answer("Users of octo", COLUMNS, TABLE, ("teams do not add up", "a | note"))


def test_an_answer_has_the_columns_that_it_says() -> None:
    with pytest.raises(ValueError, match="other columns"):
        Answer("x", COLUMNS[1:], TABLE)


def test_json_has_everything_and_exact_decimals_as_strings() -> None:
    value = json.loads(to_json(ANSWER))
    assert list(value) == ["title", "columns", "rows", "notes"]
    assert value["columns"][3] == {"name": "users", "type": "int64", "unit": "users"}
    assert value["columns"][5]["type"] == "decimal128(38, 18)"
    assert value["rows"] == [
        {
            "host": "api.github.com",
            "entity": "octo|org",
            "report_day": "2026-05-07",
            "users": 1234,
            "acceptance_rate": 0.2875,
            "ai_credits_used": "32.991002",
            "used_chat": True,
        },
        {
            "host": "api.github.com",
            "entity": "bücher",
            "report_day": None,
            "users": 0,
            "acceptance_rate": None,
            "ai_credits_used": None,
            "used_chat": None,
        },
    ]
    assert value["notes"] == list(ANSWER.notes)


def test_csv() -> None:
    assert to_csv(ANSWER) == (
        "host,entity,report_day,users,acceptance_rate,ai_credits_used,used_chat\n"
        "api.github.com,octo|org,2026-05-07,1234,0.2875,32.991002,true\n"
        "api.github.com,bücher,,0,,,\n"
    )


def test_parquet_keeps_types_units_and_notes() -> None:
    read = pq.read_table(io.BytesIO(to_parquet(ANSWER)))
    assert read.to_pylist() == TABLE.to_pylist()
    assert read.schema.field("ai_credits_used").type == pa.decimal128(38, 18)
    assert read.schema.field("users").metadata[b"unit"] == b"users"
    about = json.loads(read.schema.metadata[METADATA])
    assert about["title"] == ANSWER.title
    assert about["notes"] == list(ANSWER.notes)
    assert about["units"]["acceptance_rate"] == "ratio"


def test_markdown() -> None:
    assert to_markdown(ANSWER).splitlines() == [
        "**Users of octo**",
        "",
        "| entity | report day | users | acceptance rate | ai credits used | used chat |",
        "|---|---|---:|---:|---:|---|",
        "| octo&#124;org | 2026-05-07 | 1,234 | 28.7% | 32.99 | yes |",
        "| bücher | – | 0 | – | – | – |",
        "",
        "- teams do not add up",
        "- a &#124; note",
        "- credits are rounded here; csv, json and parquet have all digits",
    ]


def test_a_table_shows_everything_where_there_is_room() -> None:
    lines = to_table(ANSWER).splitlines()
    assert lines[0] == "Users of octo"
    [heading] = [line for line in lines if "acceptance rate" in line]
    assert heading.split("  ")[0].strip() == "host"
    [row] = [line for line in lines if "octo|org" in line]
    assert row.split() == [
        "api.github.com",
        "octo|org",
        "2026-05-07",
        "1,234",
        "28.7%",
        "32.99",
        "yes",
    ]
    assert lines[-3:-1] == ["· teams do not add up", "· a | note"]
    assert not any(line != line.rstrip() for line in lines)


def test_several_hosts_are_shown() -> None:
    table = TABLE.set_column(0, "host", pa.array(["a", "b"]))
    assert "| host |" in to_markdown(Answer("x", COLUMNS, table))
    assert "| host |" not in to_markdown(ANSWER)


def test_an_answer_without_rows() -> None:
    nothing = Answer("Nothing", COLUMNS, TABLE.slice(0, 0), ("why",))
    assert "no rows" in to_table(nothing)
    assert to_csv(nothing).count("\n") == 1
    assert json.loads(to_json(nothing))["rows"] == []
    assert pq.read_table(io.BytesIO(to_parquet(nothing))).num_rows == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0E-18", "0"),
        ("100.000000000000000000", "100"),
        ("0.1000", "0.1"),
        ("1E+3", "1000"),
        ("-2.50", "-2.5"),
    ],
)
def test_exact(value: str, text: str) -> None:
    assert exact(Decimal(value)) == text


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8")), st.decimals(-(10**12), 10**12, places=18)),
        max_size=5,
    )
)
def test_any_text_and_number_survives(rows: list[tuple[str, Decimal]]) -> None:
    table = pa.table(
        {
            "name": pa.array([name for name, _ in rows], pa.string()),
            "credits": pa.array([number for _, number in rows], pa.decimal128(38, 18)),
        }
    )
    answer = Answer("any", (Column("name"), Column("credits", "credits")), table)
    read = json.loads(to_json(answer))["rows"]
    assert [(row["name"], Decimal(row["credits"])) for row in read] == rows
    _, *lines = csv.reader(io.StringIO(to_csv(answer, raw=True), newline=""))
    assert [(name, Decimal(number)) for name, number in lines] == rows
    assert (
        len([line for line in to_markdown(answer).splitlines() if line.startswith("|")])
        == len(rows) + 2
    )
    to_table(answer, width=40)


TEXTS = st.none() | st.sampled_from(["", ",", '"', '""', "null", "NULL", " "]) | st.text('ab,"\n')


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_null_and_an_empty_text_differ_in_csv(rows: list[tuple[str | None, str | None]]) -> None:
    table = pa.table(
        {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate("ab")}
    )
    written = to_csv(Answer("any", (Column("a"), Column("b")), table), raw=True)
    _, *plain = csv.reader(io.StringIO(written, newline=""))
    assert plain == [[cell or "" for cell in row] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.csv"
        file.write_text(written, encoding="utf-8", newline="")
        read = duckdb.execute(
            f"SELECT * FROM read_csv('{file}', header = true, all_varchar = true, delim = ',', quote = '\"', "
            "escape = '\"', allow_quoted_nulls = false)"
        ).fetchall()
    assert read == rows


def test_null_alone_in_its_row_is_an_empty_line() -> None:
    table = pa.table({"a": pa.array(["x", None, ""])})
    assert to_csv(Answer("any", (Column("a"),), table)) == 'a\nx\n\n""\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1, None], "[1, null]"),
        ({"a": Decimal("0.10")}, '{"a": "0.1"}'),
        (float("nan"), ""),
        (b"\x01\xff", "01ff"),
        (datetime.datetime(2026, 5, 7, 1, 2, tzinfo=None), "2026-05-07T01:02:00"),  # noqa: DTZ001
        (datetime.timedelta(hours=1), "1:00:00"),
    ],
)
def test_values_that_only_sql_gives(value: Any, text: str) -> None:
    answer = Answer("sql", (Column("x"),), pa.table({"x": pa.array([value])}))
    [line] = csv.reader(to_csv(answer).splitlines()[1:])
    assert "".join(line) == text
    json.loads(to_json(answer))
    to_markdown(answer)
