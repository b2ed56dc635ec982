"""Hostile texts through every command and format: a terminal, a table, Markdown and CSV show none of them raw."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.clock import today_utc
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.units import Entity

from ..hostile_text import ALL, HOSTILE, assert_clean, refusal, serving
from ..questions.lakes import put

ORG = Entity("organization", "octo")
DAY = datetime.date(2026, 10, 1)
COUNTS = {
    "user_initiated_interaction_count": 1,
    "code_generation_activity_count": 2,
    "code_acceptance_activity_count": 1,
    "loc_suggested_to_add_sum": 1,
    "loc_added_sum": 1,
}


def user(number: int, text: str) -> dict[str, Any]:
    return {
        "day": f"{DAY}",
        "organization_id": "1",
        "user_id": number,
        "user_login": text,
        **COUNTS,
        "ai_credits_used": 0.5,
        "totals_by_ide": [{"ide": text, **COUNTS}],
        "totals_by_feature": [{"feature": text, **COUNTS}],
        "totals_by_language_feature": [{"language": text, "feature": text, **COUNTS}],
        "totals_by_language_model": [{"language": text, "model": text, **COUNTS}],
        "totals_by_model_feature": [{"model": text, "feature": text, **COUNTS}],
        text: {text: text},
    }


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A read-only lake in which every text is hostile."""
    opened = Lake.open(tmp_path_factory.mktemp("hostile") / "lake", create=True)
    people = list(enumerate(HOSTILE, 1001))
    put(opened, "users-1-day", ORG, DAY, [user(number, text) for number, text in people])
    members = [
        {
            "day": f"{DAY}",
            "organization_id": "1",
            "user_id": number,
            "user_login": text,
            "team_id": number,
            "slug": text,
        }
        for number, text in people
    ]
    put(opened, "user-teams-1-day", ORG, DAY, members)
    pulls = [
        {
            "day": f"{DAY}",
            "repo_id": number,
            "repo_name": text,
            "repo_owner_name": text,
            "pull_requests": {"total_created": 1, "median_minutes_to_merge": 2.5},
        }
        for number, text in people
    ]
    put(opened, "repos-1-day", ORG, DAY, pulls)
    failed = Entity("organization", "hubot")
    for number, text in enumerate(HOSTILE):
        day = DAY - datetime.timedelta(days=number)
        put(opened, "users-1-day", failed, day, state="failed", reason=text)
    return str(opened.store.url)


QUESTIONS = (
    ("teams",),
    ("users",),
    ("languages",),
    ("languages", "--by", "language-feature"),
    ("models",),
    ("models", "--by", "model-feature"),
    ("models", "--by", "language-model"),
    ("features",),
    ("credits", "--by", "user"),
    ("credits", "--by", "team"),
    ("pulls",),
    ("pulls", "--by", "review"),
    ("sql", "SELECT * FROM users_1_day"),
    ("sql", "SELECT reason, * FROM units"),
    ("sql", "PIVOT (SELECT user_login, 1 AS n FROM users_1_day) ON user_login USING sum(n)"),
    (
        "sql",
        "SELECT [user_login] AS l, {'a': user_login} AS s, map {user_login: 1} AS m FROM users_1_day",
    ),
)
OTHERS = (
    ("status",),
    ("status", "--format", "json"),
    ("config", "--all"),
    ("config", "--format", "json"),
    ("compact",),
    ("compact", "--format", "json"),
    ("reprocess",),
)


def invoke(lake: str, *arguments: str, **environment: str) -> Any:
    path = () if arguments[0] == "config" else ("--lake", lake)
    return CliRunner().invoke(app, [*arguments, *path], env=environment)


@pytest.mark.parametrize("format_", ["table", "md", "csv", "json"])
@pytest.mark.parametrize("arguments", QUESTIONS, ids=" ".join)
def test_questions(lake: str, arguments: tuple[str, ...], format_: str) -> None:
    result = invoke(lake, *arguments, "--format", format_)
    if result.exit_code:  # the lake cannot answer this question
        assert "PIVOT" in arguments[-1], result.output
    assert_clean(result.stdout)
    assert_clean(result.stderr)
    if arguments[0] in ("users", "teams", "languages", "models", "features", "credits"):
        escape = r"\u001b[31m" if format_ == "json" else "x1b"
        assert escape in result.stdout, "the texts are in the answer"
    if format_ == "table":
        assert all(len(line) < 8_000 for line in result.stdout.split("\n"))
    if format_ == "md":
        bare = re.sub(r"\\.|&#?\w+;", "", result.stdout)
        assert not re.search(r"@\w|://|#\d|\bwww\.|!\[|`|<(?!!-- -->)", bare)


@pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
def test_other_commands(lake: str, arguments: tuple[str, ...]) -> None:
    result = invoke(lake, *arguments, COPILOT_METRICS_SYNC_ORG=ALL.replace("\x00", ""))
    assert_clean(result.stdout)
    assert_clean(result.stderr)


@pytest.mark.parametrize("text", [ALL[:500], "::error::x", "\x1b[31mred", "\x00"], ids=range(4))
def test_errors_quote_visibly(lake: str, text: str, tmp_path: Path) -> None:
    named = text.replace("\x00", "")
    file = tmp_path / "c.toml"
    file.write_text(f"{json.dumps(text)} = {json.dumps(text)}\n", "utf-8")
    for arguments in (
        ["users", "--lake", lake, "--org", text],
        ["users", "--lake", text],
        ["users", "--lake", lake, "--since", text],
        ["users", "--lake", lake, "--format", text],
        ["users", "--lake", lake, "--output", f"{tmp_path}/nowhere/x{named}"],
        ["status", "--lake", lake, "--family", text],
        ["sync", "--lake", lake, "--base-url", text, "--org", "octo"],
        ["sync", "--lake", lake, "--org", "octo", "--token-variable", named or "x"],
        ["sync", "--lake", lake, "--org", "octo", "--executor", text],
        ["sql", text, "--lake", lake],
        ["sql", f"SELECT CAST('{text.replace(chr(39), '')}' AS INTEGER)", "--lake", lake],
        ["sql", f"SELECT error('{text.replace(chr(39), '')}')", "--lake", lake],
        ["status", "--lake", lake, "--config", str(file)],
        [text],
        ["status", f"--{text}"],
    ):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code not in (0, 70), (arguments, result.output)
        assert_clean(result.stdout)
        assert_clean(result.stderr)


def test_csv_cells_are_no_formulas_and_can_be_written_as_they_came(lake: str) -> None:
    query = "SELECT user_login AS name, -5 AS number, DATE '2026-10-01' AS day FROM users_1_day"
    guarded = list(
        csv.DictReader(io.StringIO(invoke(lake, "sql", query, "--format", "csv").stdout))
    )
    assert {row["number"] for row in guarded} == {"-5"}
    assert {row["day"] for row in guarded} == {"2026-10-01"}
    names = {row["name"] for row in guarded}
    assert {"'=HYPERLINK(1)", r"'\t=1", "'\uff1d1+1", "w" * 5000} <= names
    assert not any(name.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")) for name in names)
    raw = (
        CliRunner()
        .invoke(app, ["sql", query, "--lake", lake, "--format", "csv", "--raw-csv"])
        .stdout_bytes.decode()
    )
    assert {row["name"] for row in csv.DictReader(io.StringIO(raw, newline=""))} == set(HOSTILE)


def test_json_is_complete_and_equal(lake: str) -> None:
    shown = invoke(lake, "sql", "SELECT user_login FROM users_1_day", "--format", "json").stdout
    assert {row["user_login"] for row in json.loads(shown)["rows"]} == set(HOSTILE)


def test_a_long_cell_is_cut_and_says_so(lake: str) -> None:
    for format_ in ("table", "md"):
        shown = invoke(
            lake, "sql", "SELECT user_login FROM users_1_day", "--format", format_
        ).stdout
        one_line = "".join(shown.split())  # a table wraps a long cell
        assert "w" * 199 + "…" in one_line
        assert "w" * 200 not in one_line
        assert "cells are truncated after 200 characters" in shown


@pytest.mark.parametrize("arguments", [("users",), ("languages",), ("status",)], ids=" ".join)
def test_on_a_terminal_only_colours_are_written(lake: str, arguments: tuple[str, ...]) -> None:
    shown = on_terminal([*arguments, "--lake", lake])
    assert "\x1b[" in shown, "it was taken for a terminal"
    assert_clean(shown.replace("\r\n", "\n"), colours=True)
    assert "markup" in shown
    assert "[bold red]" in re.sub(r"\s|\x1b\[[0-9;]*m", "", shown).replace(
        "[boldred]", "[bold red]"
    )


def on_terminal(arguments: list[str]) -> str:
    """The output of a command on a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "copilot_metrics_collector", *arguments]
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=environment) as process:
        os.close(slave)
        pieces = []
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the end, on Linux
                break
            if not piece:
                break
            pieces.append(piece)
        process.wait(timeout=60)
    os.close(master)
    return b"".join(pieces).decode()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
@pytest.mark.parametrize("command", ["sync", "doctor", "doctor-json", "plan"])
def test_what_a_server_says(status: int, command: str, tmp_path: Path) -> None:
    headers = {
        "X-OAuth-Scopes": "repo, \x1b[31m\u202e".encode(),
        "X-GitHub-Request-Id": b"\x1b[31m",
    }
    with serving(lambda _: (status, refusal(ALL[:900])), headers) as base_url:
        reach = ["--base-url", base_url, "--org", "octo"]
        since = str(today_utc() - datetime.timedelta(days=5))
        given = {
            "sync": ["sync", "--lake", str(tmp_path / "lake"), *reach, "--since", since],
            "plan": ["sync", "--plan", "--lake", str(tmp_path / "lake"), *reach, "--since", since],
            "doctor": ["doctor", *reach],
            "doctor-json": ["doctor", *reach, "--format", "json"],
        }[command]
        result = CliRunner().invoke(app, given, env={"GITHUB_TOKEN": "x" * 20})
    assert_clean(result.stdout)
    assert_clean(result.stderr)
    assert "this is a bug" not in result.stderr
    if command == "sync":
        again = CliRunner().invoke(app, ["status", "--lake", str(tmp_path / "lake")])
        assert_clean(again.output)


def test_the_progress_of_a_sync_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "x" * 20)
    since = str(today_utc() - datetime.timedelta(days=3))
    with serving(lambda _: (403, refusal(ALL[:200]))) as base_url:
        shown = on_terminal(
            [
                *("sync", "--lake", str(tmp_path / "lake"), "--org", "octo", "--since", since),
                *("--base-url", base_url, "--family", "users-1-day"),
            ]
        )
    moved = re.sub(r"\x1b\[(?:\?25[lh]|\d*[A-K])", "", shown).replace("\r", "")
    assert_clean(moved, colours=True)
    assert "no-permission" in moved
