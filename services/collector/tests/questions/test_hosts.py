"""Hosts in answers are as people write them; in the lake they are parts of paths."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.answer import Answer, Column, with_plain_hosts

from .lakes import put
from .test_teams import ALICE, DAY, ORG

HOSTS = ["127.0.0.1:4000", "api.acme.ghe.com/api/v3"]


@pytest.fixture
def lake(empty: Lake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    for name in ("COPILOT_METRICS_LAKE", "COPILOT_METRICS_BASE_URL", "GITHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for host in HOSTS:
        put(empty, "users-1-day", ORG, DAY, [ALICE], host=quote(host, safe=""))
    return empty.store.url


@pytest.mark.parametrize("format_", ["csv", "json", "md", "parquet", "table"])
def test_every_format_shows_them_plain(lake: str, tmp_path: Path, format_: str) -> None:
    file = tmp_path / "answer"
    command = ["users", "--lake", lake, "--window", "1", "--until", str(DAY)]
    assert main([*command, "--format", format_, "--output", str(file)]) == 0
    match format_:
        case "csv":
            rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
        case "json":
            rows = json.loads(file.read_text("utf-8"))["rows"]
        case "parquet":
            rows = pq.read_table(file).to_pylist()
        case _:
            text = file.read_text("utf-8")
            assert "%3A" not in text
            assert "%2F" not in text
            for host in HOSTS:
                assert host in text
            return
    assert [row["host"] for row in rows] == HOSTS


def test_one_of_them_is_asked_for_by_its_address(
    lake: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = ["users", "--lake", lake, "--window", "1", "--until", str(DAY), "--format", "json"]
    assert main([*command, "--base-url", "http://127.0.0.1:4000"]) == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert [row["host"] for row in answer["rows"]] == HOSTS[:1]


def test_the_lake_and_sql_keep_the_parts_of_paths(
    lake: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert (
        main(["sql", "--lake", lake, "--format", "csv", "SELECT host FROM units ORDER BY 1"]) == 0
    )
    assert capsysbinary.readouterr().out.decode().split()[1:] == [
        quote(host, safe="") for host in HOSTS
    ]
    assert Path(lake, f"host={quote(HOSTS[0], safe='')}").is_dir()


def test_an_answer_without_hosts_stays_and_unknown_ones_stay_unknown() -> None:
    none = Answer("x", (Column("a"),), pa.table({"a": [1]}))
    assert with_plain_hosts(none) is none
    some = Answer("x", (Column("host"),), pa.table({"host": ["a%3A1", None]}))
    assert with_plain_hosts(some).table.column("host").to_pylist() == ["a:1", None]
