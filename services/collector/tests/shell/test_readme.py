"""Runs the README and docs: commands against a fake GitHub, recipes with stubs for Airflow, Dagster and others."""

from __future__ import annotations

import datetime
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import typer
import yaml  # type: ignore[import-untyped]  # installed with distributed
from copilot_usage_metrics.testing import FakeGitHub
from typer.testing import CliRunner, Result

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.config import load as config
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.inspection.completeness import LOST, NEVER_ASKED
from copilot_metrics_collector.lake.manifest import STATES

FOLDER = Path(__file__).parents[2]
README = (FOLDER / "README.md").read_text("utf-8")
PAGES = ("deployment", "configuration", "lake", "recipes", "python", "export", "prometheus")
TEXT = "\n".join([README, *((FOLDER / "docs" / f"{page}.md").read_text("utf-8") for page in PAGES)])
"""The README, then the pages of `docs/` with commands and recipes."""
SINCE = "2026-10-01"
"""The first day in the examples."""
DAYS = 4
CLOCK_VARIABLES = ("COPILOT_USAGE_METRICS_CLOCK_SHIFT", "PYTHONPATH", "SHIFT_DAYS")
"""Set the date of a subprocess in tests."""
PROGRAM = Path(sys.executable).parent / "copilot-metrics"


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```$", TEXT, re.MULTILINE | re.DOTALL)
    assert found, language
    return found


def commands() -> list[str]:
    """Every command of the console blocks, in order."""
    return [
        line[2:]
        for block in blocks("console")
        for line in textwrap.dedent(block).splitlines()
        if line[:2] == "$ "
    ]


@pytest.fixture(scope="module")
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub(seats=6, days=7, organizations=1, parts=2) as fake:
        yield fake


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.fixture
def variables(github: FakeGitHub) -> dict[str, str]:
    kept = ("HOME", "LANG", "PATH", "TMPDIR", "SYSTEMROOT", *CLOCK_VARIABLES)
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "GITHUB_TOKEN": github.token,
        "COPILOT_METRICS_BASE_URL": github.base_url,
    }


def run(command: str, github: FakeGitHub) -> Result:
    """Runs a command of the pages, for a few days instead of many."""
    since = github.today - datetime.timedelta(days=DAYS)
    name, *arguments = shlex.split(command.replace(SINCE, str(since)))
    assert name == "copilot-metrics", command
    return CliRunner().invoke(app, arguments)


def test_commands_run_in_the_order_of_the_pages(
    github: FakeGitHub,
    workplace: Path,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(monkeypatch, workplace, variables)
    said: dict[str, str] = {}
    for command in commands():
        if "dask://" in command:
            continue  # tested below
        done = run(command, github)
        assert done.exit_code == 0, f"{command}\n{done.output}"
        said[command] = done.stdout

    assert (workplace / "users.csv").read_text().count("\n") > 1
    assert "Nothing is missing." in next(text for name, text in said.items() if " status " in name)
    assert len(said) >= 15
    assert not github.leaks


def test_python_examples_run(
    github: FakeGitHub,
    workplace: Path,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    use(monkeypatch, workplace, variables)
    if not (workplace / "lake").exists():
        done = run(f"copilot-metrics sync --org octo-org --since {SINCE} --to ./lake", github)
        assert done.exit_code == 0, done.output
    page = (FOLDER / "docs" / "python.md").read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        exec(compile(example, "python.md", "exec"), {})
    assert "Languages of " in capsys.readouterr().out


def test_sync_on_dask_workers(
    github: FakeGitHub,
    tmp_path: Path,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import distributed

    use(monkeypatch, tmp_path, variables)
    (command,) = [each for each in commands() if "dask://" in each]
    cluster: Any = distributed.LocalCluster  # untyped
    options = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with cluster(processes=False, protocol="tcp://", **options) as running:
        address = running.scheduler_address.removeprefix("tcp://")
        done = run(command.replace("scheduler:8786", address), github)

    assert done.exit_code == 0, done.output
    assert '"finished"' in done.stdout


def test_configuration_example_is_valid(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    file = tmp_path / "copilot-metrics.toml"
    file.write_text(text)
    found = config.load(file, typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group's

    assert found.defaults("sync") == {
        "lake": "./lake",
        "org": ["octo-org"],
        "enterprise": ["octo-enterprise"],
        "since": SINCE,
        "keep_raw": True,
    }
    assert [each.name for each in found.credentials] == ["organizations", "enterprise app"]


@pytest.fixture
def configured(workplace: Path, github: FakeGitHub) -> Path:
    since = github.today - datetime.timedelta(days=DAYS)
    file = workplace / "copilot-metrics.toml"
    file.write_text(f'lake = "./cron-lake"\norg = ["octo-org"]\n[sync]\nsince = {since}\n')
    return workplace


def test_cron_line_runs(configured: Path, github: FakeGitHub, variables: dict[str, str]) -> None:
    (line,) = blocks("cron")
    schedule, command = line.strip().split("  ", 1)
    assert len(schedule.split()) == 5
    command = command.replace("/srv/copilot", shlex.quote(str(configured)))
    command = command.replace("copilot-metrics sync", f"{shlex.quote(str(PROGRAM))} sync")
    done = subprocess.run(["sh", "-c", command], env=variables, timeout=120, check=False)

    assert done.returncode == 0
    assert '"finished"' in (configured / "sync.log").read_text().splitlines()[-1]


def test_systemd_service_runs(
    configured: Path,
    github: FakeGitHub,
    variables: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (unit,) = blocks("ini")
    command = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    (tmp_path / "token").write_text(f"{github.token}\n")
    text = command.removeprefix("ExecStart=").replace("${CREDENTIALS_DIRECTORY}", str(tmp_path))
    use(monkeypatch, configured, variables)
    monkeypatch.delenv("GITHUB_TOKEN")
    done = run(text, github)

    assert done.exit_code == 0, done.output
    assert '"finished"' in done.stdout


def test_kubernetes_job_runs(
    github: FakeGitHub,
    tmp_path: Path,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(monkeypatch, tmp_path, variables)
    (text,) = blocks("yaml")
    job = yaml.safe_load(text)["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = job["containers"]
    arguments = ["copilot-metrics", *container["args"], "--since", SINCE]
    store = f"file://{tmp_path}/store"
    command = shlex.join(arguments).replace("s3://octo-metrics/copilot", store)
    done = run(command, github)

    assert done.exit_code == 0, done.output
    assert (tmp_path / "store" / "lake.json").exists()


def recipe(name: str) -> str:
    return next(block for block in blocks("python") if name in block)


def use(monkeypatch: pytest.MonkeyPatch, workplace: Path, variables: dict[str, str]) -> None:
    monkeypatch.chdir(workplace)
    for name in ("GITHUB_TOKEN", "COPILOT_METRICS_BASE_URL"):
        monkeypatch.setenv(name, variables[name])


def module(monkeypatch: pytest.MonkeyPatch, name: str, **values: Any) -> None:
    made = ModuleType(name)
    made.__dict__.update(values)
    monkeypatch.setitem(sys.modules, name, made)


def test_airflow_recipe_syncs_its_day(
    configured: Path,
    github: FakeGitHub,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Stubs for Airflow call the task at once, as in a run for the day before yesterday."""
    day = github.today - datetime.timedelta(days=2)
    start = datetime.datetime.combine(day, datetime.time(6, 30), datetime.UTC)
    use(monkeypatch, configured, variables)
    called: dict[str, Any] = {}

    def dag(**settings: Any) -> Any:
        called.update(settings)
        return lambda function: function

    def task(**_: Any) -> Any:
        return lambda function: lambda: function(data_interval_start=start)

    module(monkeypatch, "airflow")
    module(monkeypatch, "airflow.sdk", dag=dag, task=task)
    module(monkeypatch, "airflow.timetables")
    timetable = SimpleNamespace
    module(
        monkeypatch,
        "airflow.timetables.interval",
        CronDataIntervalTimetable=lambda cron, timezone: timetable(cron=cron, timezone=timezone),
    )
    exec(compile(recipe("airflow.sdk"), "airflow.py", "exec"), {})

    assert called["max_active_runs"] == 1
    assert called["schedule"] == timetable(cron="30 6 * * *", timezone="UTC")
    said = capsys.readouterr().out
    assert f'"day": "{day}"' in said
    assert f'"day": "{day - datetime.timedelta(days=2)}"' in said
    assert f'"day": "{day + datetime.timedelta(days=1)}"' not in said

    github.scenario = "policy-off"
    with pytest.raises(RuntimeError, match="ended with 1"):
        exec(compile(recipe("airflow.sdk"), "airflow.py", "exec"), {})
    github.scenario = ()


def test_dagster_recipe_syncs_its_partition(
    configured: Path,
    github: FakeGitHub,
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Stubs for Dagster; the asset is called for one partition."""
    day = github.today - datetime.timedelta(days=2)
    use(monkeypatch, configured, variables)
    module(
        monkeypatch,
        "dagster",
        DailyPartitionsDefinition=SimpleNamespace,
        AssetExecutionContext=SimpleNamespace,
        Failure=RuntimeError,
        Definitions=SimpleNamespace,
        asset=lambda **_: lambda function: function,
        define_asset_job=lambda *_, **__: "job",
        build_schedule_from_partitioned_job=lambda *_, **__: "schedule",
    )
    names: dict[str, Any] = {}
    exec(compile(recipe("dagster"), "dagster.py", "exec"), names)
    names["copilot_metrics"](SimpleNamespace(partition_key=str(day)))

    assert f'"day": "{day}"' in capsys.readouterr().out
    github.scenario = "policy-off"
    with pytest.raises(RuntimeError, match="ended with 1"):
        names["copilot_metrics"](SimpleNamespace(partition_key=str(day)))
    github.scenario = ()


def test_readme_lists_every_exit_code_and_state() -> None:
    for code in Exit:
        assert f"| {code.value} | " in README, code
    for state in (*STATES, NEVER_ASKED, LOST):
        assert f"`{state}`" in README, state
