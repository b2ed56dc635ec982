"""The commands of questions as users type them."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy

from .lakes import put
from .test_teams import ALICE, BOB, DAY, ORG, member

pytestmark = pytest.mark.usefixtures("clean_environment")
COMMANDS = (
    ("teams",),
    ("users",),
    ("languages",),
    ("languages", "--by", "language-feature"),
    ("models",),
    ("models", "--by", "model-feature"),
    ("models", "--by", "language-model", "--source", "entity"),
    ("features", "--source", "entity"),
    ("active",),
    ("active", "--by", "month"),
    ("editors", "--by", "version"),
    ("users", "--by", "week"),
    ("credits", "--by", "team"),
    ("credits", "--by", "day"),
    ("pulls",),
    ("pulls", "--by", "entity", "--window", "1"),
    ("pulls", "--by", "review"),
    ("sql", "SELECT * FROM units"),
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A read-only lake."""
    empty = Lake.open(tmp_path_factory.mktemp("commands") / "lake", create=True)
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "ai_credits_used": 0.1}, BOB])
    put(empty, "user-teams-1-day", ORG, DAY, [member(1001, 42, "frontend")])
    row = {
        "day": f"{DAY}",
        "repo_id": 7,
        "repo_name": "x",
        "pull_requests": {"median_minutes_to_merge": 2.5},
    }
    put(empty, "repos-1-day", ORG, DAY, [row])
    put(
        empty,
        "organization-1-day",
        ORG,
        DAY,
        [{"day": f"{DAY}", "pull_requests": {"total_created": 1}}],
    )
    return empty.store.url


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_answers_and_closes_what_it_opened(
    lake: str,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened = []
    connect = views.connect

    def noted(*arguments: Any, **more: Any) -> Any:
        opened.append(connect(*arguments, **more))
        return opened[-1]

    monkeypatch.setattr(views, "connect", noted)
    assert main([*command, "--lake", lake, "--format", "json"]) == Exit.FINE
    out, err = capsys.readouterr()
    value = json.loads(out)
    assert [column["name"] for column in value["columns"]]
    assert err == ""
    assert opened
    for each in opened:
        with pytest.raises(duckdb.ConnectionException, match="closed"):
            each.execute("SELECT 1")


def test_formats(lake: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["users", "--lake", lake]) == Exit.FINE
    assert b"login-1001" in capfdbinary.readouterr().out
    assert main(["users", "--lake", lake, "--format", "csv"]) == Exit.FINE
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"host,kind,entity,user_id,user_login,")
    assert "· users-1-day of organization octo: 1 of 28 days".encode() in err
    assert main(["users", "--lake", lake, "--format", "md"]) == Exit.FINE
    assert capfdbinary.readouterr().out.startswith(
        b"**Users of organization octo at api.github.com"
    )
    assert main(["users", "--lake", lake, "--format", "parquet"]) == Exit.FINE
    table = pq.read_table(io.BytesIO(capfdbinary.readouterr().out))
    assert table.column("user_id").to_pylist() == [1001, 1002]


def test_into_a_file(lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answer.parquet"
    file.write_text("older", encoding="utf-8")
    assert (
        main(["users", "--lake", lake, "--format", "parquet", "--output", str(file)]) == Exit.FINE
    )
    assert pq.read_table(file).num_rows == 2
    assert capsys.readouterr() == ("", "")
    file.write_text("older", encoding="utf-8")
    assert (
        main(["users", "--lake", lake, "--org", "no", "--output", str(file)]) == Exit.UNANSWERABLE
    )
    assert file.read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.parquet"]


@pytest.mark.parametrize("format_", ["table", "md", "csv", "json"])
def test_a_pipe_gets_utf_8_whatever_the_locale_is(
    lake: str, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    asked = ["sql", "SELECT '東京 – é' AS place", "--lake", lake, "--format", format_]
    assert main(asked) == Exit.FINE
    assert "東京 – é" in raw.getvalue().decode()


def test_a_terminal_that_lacks_a_character_shows_another(
    lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", Terminal(raw, encoding="latin-1", write_through=True))
    assert main(["sql", "SELECT '東京 é' AS place", "--lake", lake]) == Exit.FINE
    assert "?? é" in raw.getvalue().decode("latin-1")


def test_a_file_that_cannot_be_written(
    lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "nowhere" / "x.csv"
    assert main(["users", "--lake", lake, "--output", str(where)]) == Exit.CONFIGURATION
    assert f"cannot write {where}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (
            ("users", "--org", "nobody"),
            Exit.UNANSWERABLE,
            "the lake has no data of organization nobody; it has organization octo",
        ),
        (("users", "--org", "otco"), Exit.UNANSWERABLE, "did you mean --org octo?"),
        (("credits", "--enterprise", "Octo"), Exit.UNANSWERABLE, "did you mean --org octo?"),
        (("users", "--require-complete"), Exit.UNANSWERABLE, "the window is incomplete"),
        (
            ("teams", "--until", "2026-01-01"),
            Exit.UNANSWERABLE,
            "no data for this: no users-1-day or user-teams-1-day from 2025-12-05 to 2026-01-01",
        ),
        (
            ("pulls", "--by", "entity", "--medians"),
            Exit.UNANSWERABLE,
            "medians of 28 days cannot be combined",
        ),
        (("sql", "SELECT x"), Exit.UNANSWERABLE, "Binder Error"),
        (
            ("users", "--window", "3", "--since", "2026-05-01", "--until", "2026-05-02"),
            Exit.USAGE,
            "cannot all be used together",
        ),
        (("users", "--window", "0"), Exit.USAGE, "--window"),
        (("users", "--until", "May"), Exit.USAGE, "YYYY-MM-DD"),
        (("users", "--format", "xml"), Exit.USAGE, "xml"),
        (
            ("users", "--base-url", "https://api.octo.ghe.com"),
            Exit.UNANSWERABLE,
            "the lake has no data from api.octo.ghe.com; it has api.github.com",
        ),
        (("users", "--output", "x.xlsx"), Exit.USAGE, "unknown suffix '.xlsx'"),
        (("sql", "SELECT 1", "--output", "x.xlsx"), Exit.USAGE, ".csv, .json, .md"),
    ],
)
def test_refusals(
    lake: str, arguments: tuple[str, ...], code: Exit, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--lake", lake]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert "Traceback" not in err


def test_the_case_of_a_name_does_not_count(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["users", "--lake", lake, "--org", "OCTO"]) == Exit.FINE
    capsys.readouterr()


def test_the_place_of_a_mistake_in_sql_is_shown(
    lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sql", "SELECT 1,\n  nothing FROM users_1_day", "--lake", lake]) == 6
    lines = capsys.readouterr().err.splitlines()
    mark = next(number for number, line in enumerate(lines) if line.startswith("LINE 2:"))
    assert lines[mark + 1].strip().strip("^") == ""
    assert lines[mark].index("nothing") == lines[mark + 1].index("^")


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("answer.csv", b"host,kind,entity"),
        ("ANSWER.CSV", b"host,kind,entity"),
        ("answer.json", b"{"),
        ("answer.md", b"**Users"),
        ("answer.markdown", b"**Users"),
        ("answer.parquet", b"PAR1"),
        ("answer.txt", b"Users of organization octo"),
        ("answer", b"Users of organization octo"),
    ],
)
def test_the_suffix_of_a_file_says_its_format(
    lake: str, tmp_path: Path, name: str, begin: bytes
) -> None:
    assert main(["users", "--lake", lake, "--output", str(tmp_path / name)]) == Exit.FINE
    assert (tmp_path / name).read_bytes().startswith(begin)


@pytest.mark.parametrize("name", ["answer.json", "answer.xlsx"])
def test_a_format_on_the_command_line_counts_more_than_a_suffix(
    lake: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    asked = ["users", "--lake", lake, "--format", "csv", "--output", str(file)]
    assert main(asked) == Exit.FINE
    assert file.read_bytes().startswith(b"host,kind,entity")


def test_a_suffix_counts_more_than_a_configured_format(
    lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "copilot-metrics.toml").write_text('[users]\nformat = "md"\n', encoding="utf-8")
    for name, begin in (("x.csv", "host,kind"), ("x.xlsx", "**Users"), ("x", "**Users")):
        assert main(["users", "--lake", lake, "--output", name]) == Exit.FINE
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)
    capsys.readouterr()
    assert main(["users", "--lake", lake]) == Exit.FINE
    assert capsys.readouterr().out.startswith("**Users")


def test_headings_of_sql_are_the_names_of_the_columns(
    lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT 1 AS a_b, 2 AS user_id"
    for format_ in ("table", "md"):
        assert main(["sql", query, "--lake", lake, "--format", format_]) == Exit.FINE
        heading = next(
            line
            for line in capsys.readouterr().out.splitlines()
            if "a_b" in line.replace("\\_", "_")
        )
        assert "user_id" in heading.replace("\\_", "_")
    assert main(["users", "--lake", lake]) == Exit.FINE
    assert "user login" in capsys.readouterr().out


def test_no_lake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["users", "--lake", str(tmp_path / "none")]) == Exit.LAKE
    assert "not a lake" in capsys.readouterr().err


def test_a_file_that_a_query_names_is_no_part_that_is_lost(
    lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    query = f"SELECT * FROM read_csv('{lake}/nothing.csv')"
    assert main(["sql", "--lake", lake, query]) == Exit.LAKE
    err = capsys.readouterr().err
    assert "nothing.csv" in err
    assert "manifest" not in err


def test_a_part_that_is_gone(lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied = shutil.copytree(lake, tmp_path / "lake")
    for part in copied.rglob("*.parquet"):
        part.unlink()
    assert main(["users", "--lake", str(copied)]) == Exit.UNANSWERABLE
    assert "Traceback" not in capsys.readouterr().err


def test_a_lake_without_users(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake = Lake.open(tmp_path / "teams", create=True, privacy=Privacy(users=False))
    put(lake, "organization-1-day", ORG, DAY, [{"day": f"{DAY}", "loc_added_sum": 1}])
    assert main(["users", "--lake", lake.store.url]) == Exit.UNANSWERABLE
    assert "--no-users" in capsys.readouterr().err
    assert main(["features", "--lake", lake.store.url]) == Exit.FINE


def test_the_lake_and_the_query_from_elsewhere(
    lake: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COPILOT_METRICS_LAKE", lake)
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 42 AS answer"))
    assert main(["sql", "-", "--format", "csv"]) == Exit.FINE
    assert capsys.readouterr().out == "answer\n42\n"
