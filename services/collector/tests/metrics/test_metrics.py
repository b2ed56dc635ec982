"""Gauges have the figures of the questions, never of people unless wanted; Prometheus itself reads them."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from copilot_metrics_collector import open_lake
from copilot_metrics_collector.cli import main
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.metrics.gauges import EMPTY
from copilot_metrics_collector.questions.catalog import QUESTIONS

from ..export.conftest import HOSTILE
from ..questions.lakes import put
from ..questions.test_teams import ALICE, BOB, DAY, ORG, member

DASHBOARD = Path(__file__).resolve().parents[2] / "docs" / "grafana-dashboard.json"
PROMTOOL = shutil.which("promtool")
PROMETHEUS = shutil.which("prometheus")
Sample = tuple[str, frozenset[tuple[str, str]]]


def samples(text: str) -> dict[Sample, float]:
    found: dict[Sample, float] = {}
    for family in text_string_to_metric_families(text):
        assert family.type == "gauge"
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            assert key not in found
            found[key] = sample.value
    return found


def page(lake: Lake, folder: Path, *more: str) -> str:
    file = folder / "copilot.prom"
    command = ["serve-metrics", "--lake", str(lake.store.url), "--textfile", str(file), *more]
    assert main(command) == Exit.FINE
    return file.read_text("utf-8")


@pytest.fixture(scope="module")
def text(lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(lake, tmp_path_factory.mktemp("text"))


def test_gauges_have_the_figures_of_the_questions(lake: Lake, text: str) -> None:
    found = samples(text)
    with open_lake(str(lake.store.url)) as opened:
        for window in (1, 28):
            teams = opened.ask("teams", window=window).arrow().to_pylist()
            assert teams
            for row in teams:
                labels = {name: row[name] for name in ("host", "kind", "entity", "scope", "slug")}
                key = {
                    **{name: str(value or "") for name, value in labels.items()},
                    "team_id": "" if row["team_id"] is None else str(row["team_id"]),
                    "window": f"{window}d",
                }
                for column, name in (
                    ("active_users", "active_users"),
                    ("loc_added_sum", "loc_added"),
                    ("acceptance_rate", "acceptance_rate"),
                    ("ai_credits_used", "ai_credits_used"),
                    ("members", "members"),
                ):
                    value = found.get((f"copilot_metrics_team_{name}", frozenset(key.items())))
                    assert value == (None if row[column] is None else float(row[column]))
        for row in opened.ask("pulls", by="entity", window=1).arrow().to_pylist():
            key = {"host": row["host"], "kind": row["kind"], "entity": row["entity"]}
            minutes = row["median_minutes_to_merge"]
            name = "copilot_metrics_pulls_entity_median_seconds_to_merge"
            value = found.get((name, frozenset({**key, "window": "1d"}.items())))
            assert value == (None if minutes is None else minutes * 60)


def test_every_question_with_metric_rows_is_there_and_no_person_is(text: str) -> None:
    found = samples(text)
    for question in QUESTIONS.values():
        for rows in question.metric_rows:
            for window in ("1d", "28d"):
                labels = {"question": question.name, "rows": rows, "window": window}
                assert found["copilot_metrics_question_answered", frozenset(labels.items())] == 1
    assert any(question.metric_rows for question in QUESTIONS.values())
    assert "user_login" not in text
    assert "user_id" not in text


def test_people_are_there_if_wanted(lake: Lake, tmp_path: Path) -> None:
    found = samples(page(lake, tmp_path, "--users", "--window", "7", "--org", "octo-org"))
    names = {name for name, _ in found}
    assert "copilot_metrics_user_code_generation_activity" in names
    logins = {dict(labels).get("user_login") for name, labels in found if "_user_" in name}
    assert len(logins) > 3
    assert {dict(labels).get("entity") for _, labels in found} <= {None, "octo-org"}


def test_missing_days_and_the_newest_day_are_counted(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    put(lake, "users-1-day", ORG, DAY, [ALICE])
    put(lake, "users-1-day", ORG, DAY + datetime.timedelta(days=2), [], state="failed", reason="x")
    found = {
        (name, dict(labels).get("family"), dict(labels).get("question")): value
        for (name, labels), value in samples(page(lake, tmp_path, "--window", "1")).items()
    }
    # all days after the first stored one until yesterday, 2026-11-19
    assert found["copilot_metrics_missing_reports", "users-1-day", None] == 196
    last = found["copilot_metrics_question_last_day_timestamp_seconds", None, "credits"]
    assert datetime.datetime.fromtimestamp(last, datetime.UTC).date() == DAY


def test_a_lake_without_users_says_what_it_cannot_answer(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True, privacy=Privacy(users=False))
    put(lake, "organization-1-day", ORG, DAY, [{"day": f"{DAY}", "daily_active_users": 3}])
    found = samples(page(lake, tmp_path, "--window", "1"))
    answered = {
        dict(labels)["question"]: value
        for (name, labels), value in found.items()
        if name == "copilot_metrics_question_answered"
    }
    assert (answered["features"], answered["credits"]) == (1, 0)


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")
def test_promtool_accepts_the_metrics_and_hostile_names(tmp_path: Path, text: str) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    part = {"feature": HOSTILE, "code_generation_activity_count": 1}
    same = [{**part, "feature": name} for name in ("", None, 'a"b\\n', "a\nb")]
    put(lake, "users-1-day", ORG, DAY, [{**ALICE, "totals_by_feature": [part, *same]}, BOB])
    put(lake, "user-teams-1-day", ORG, DAY, [member(1001, 42, HOSTILE)])
    hostile = page(lake, tmp_path, "--users")
    features = {dict(labels).get("feature") for _, labels in samples(hostile)}
    assert {EMPTY, ""} <= features
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile
    for each in (text, hostile):
        done = subprocess.run(
            [PROMTOOL or "", "check", "metrics"],
            input=each.encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, b"")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A read-only lake with one row, for commands that fail after they have read it."""
    lake = Lake.open(tmp_path_factory.mktemp("small") / "lake", create=True)
    put(lake, "users-1-day", ORG, DAY, [ALICE])
    return lake


@contextmanager
def serving(lake: str, *more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a running exporter."""
    command = [sys.executable, "-m", "copilot_metrics_collector", "serve-metrics", "--lake", lake]
    with subprocess.Popen(
        [*command, "--port", "0", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert address is not None, line
            yield address[0], process
        finally:
            process.terminate()
            process.wait(timeout=30)


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as response:
        found: str = response.read().decode()
        return found


def test_the_server_collects_again_and_keeps_the_last_figures(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True)
    put(lake, "users-1-day", ORG, DAY, [ALICE])

    def users(text: str) -> float:
        return next(
            v for (name, _), v in samples(text).items() if name.endswith("entity_active_users")
        )

    with serving(str(lake.store.url), "--refresh", "1") as (address, process):
        assert users(get(f"{address}/metrics")) == 1
        put(lake, "users-1-day", ORG, DAY, [ALICE, BOB])
        until(lambda: users(get(f"{address}/metrics")) == 2)
        (tmp_path / "lake" / "lake.json").rename(tmp_path / "gone.json")
        for manifest in (tmp_path / "lake").rglob("manifest.json"):
            manifest.write_text('{"format": 99}')
        until(lambda: "copilot_metrics_collection_succeeded 0.0" in get(f"{address}/metrics"))
        assert users(get(f"{address}/metrics")) == 2
        assert process.poll() is None
    assert process.returncode == Exit.TERMINATED


def until(condition: Any, seconds: float = 60) -> None:
    """Waits for a condition."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.2)


@pytest.mark.skipif(PROMETHEUS is None, reason="Prometheus is not installed")
def test_prometheus_scrapes_the_server_and_answers_the_dashboard(
    lake: Lake, tmp_path: Path
) -> None:
    dashboard = json.loads(DASHBOARD.read_text("utf-8"))
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    assert len(expressions) > 8
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving(str(lake.store.url)) as (address, _):
        target = address.removeprefix("http://")
        config = tmp_path / "prometheus.yml"
        config.write_text(
            "scrape_configs:\n  - job_name: copilot\n    scrape_interval: 1s\n"
            f"    static_configs:\n      - targets: ['{target}']\n"
        )
        with subprocess.Popen(
            [
                PROMETHEUS or "",
                f"--config.file={config}",
                f"--storage.tsdb.path={tmp_path / 'data'}",
                f"--web.listen-address=127.0.0.1:{port}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            try:

                def query(expression: str) -> list[Any]:
                    asked = urllib.parse.urlencode({"query": expression})
                    try:
                        text = get(f"http://127.0.0.1:{port}/api/v1/query?{asked}")
                    except (urllib.error.URLError, ConnectionError):
                        return []
                    found: list[Any] = json.loads(text)["data"]["result"]
                    return found

                until(lambda: query('up{job="copilot"} == 1'))
                for expression in expressions:
                    assert query(expression.replace("$entity", ".*")), expression
                wanted = (
                    'copilot_metrics_credits_entity_active_users{entity="octo-org",window="28d"}'
                )
                [result] = query(wanted)
                with open_lake(str(lake.store.url)) as opened:
                    rows = opened.ask("credits", by="entity", org="octo-org").arrow().to_pylist()
                assert float(result["value"][1]) == rows[0]["active_users"]
            finally:
                server.terminate()
                server.wait(timeout=30)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--textfile", "x.txt"), Exit.USAGE, "end in .prom"),
        (("--textfile", "no/where.prom"), Exit.CONFIGURATION, "cannot write no/where.prom"),
        (("--org", "nobody", "--textfile", "x.prom"), Exit.UNANSWERABLE, "no data of organization"),
        (("--address", "192.0.2.1"), Exit.CONFIGURATION, "cannot listen on 192.0.2.1:9849"),
        (("--window", "0"), Exit.USAGE, "--window"),
    ],
)
def test_refusals(
    small: Lake,
    arguments: tuple[str, ...],
    code: Exit,
    text: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["serve-metrics", "--lake", str(small.store.url), *arguments]) == code
    assert text in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_missing_library_is_named(
    small: Lake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("copilot_metrics_collector.extras.find_spec", lambda _: None)
    assert main(["serve-metrics", "--lake", str(small.store.url)]) == Exit.CONFIGURATION
    assert "copilot-metrics-collector[prometheus]" in capsys.readouterr().err
