"""One source of time: no other module reads the machine's clock, and a shift applies to every process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import generator.clock
from copilot_usage_metrics._runtime import clock
from tests.frame.repository import ROOT

SHIFTED = {"PYTHONPATH": str(ROOT / "tests" / "shifted")}
DAY_SECONDS = 86_400
READS = [
    "import time\n\nmoment = time.time()\n",
    "import time\n\nmoment = time.time_ns()\n",
    "from time import time\n\nmoment = time()\n",
    "import time\n\nmoment = time.gmtime()\n",
    "import time\n\nclock = time.time\n",
    "import datetime\n\nmoment = datetime.datetime.now(datetime.UTC)\n",
    "import datetime as dt\n\nday = dt.date.today()\n",
    "from datetime import UTC, datetime\n\nmoment = datetime.now(UTC)\n",
    "from datetime import date\n\nday = date.today()\n",
]
PLACES = [
    "generator/compare/commands.py",
    "templates/runtime/calls/response.py",
    "templates/testing/fake.py",
    "services/collector/copilot_metrics_collector/inspection/completeness.py",
    "services/collector/tests/shell/test_status.py",
    "tests/testing/test_api.py",
    "examples/demo.py",
]


def ruff(*arguments: str, source: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", "check", "--select=TID251", *arguments]
    return subprocess.run(
        command, cwd=ROOT, input=source, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("source", READS)
def test_a_direct_read_of_the_wall_clock_is_refused(source: str) -> None:
    done = ruff("--stdin-filename=generator/new.py", "-", source=source)
    assert (done.returncode, "take the time from" in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize("place", PLACES)
def test_a_direct_read_is_refused_in_every_folder(place: str) -> None:
    assert ruff(f"--stdin-filename={place}", "-", source=READS[0]).returncode == 1


def test_only_the_clocks_read_the_wall_clock() -> None:
    done = ruff("generator", "templates", "tests", "benchmarks", "examples", "services")
    assert done.returncode == 0, done.stdout
    excused = ruff("--ignore-noqa", "--output-format=concise", "tests", "services", "examples")
    files = {line.partition(":")[0].replace("\\", "/") for line in excused.stdout.splitlines()[:-1]}
    assert files == {"tests/shifted/sitecustomize.py"}


def test_the_generator_follows_the_variable_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert generator.clock.SHIFT_VARIABLE == clock.SHIFT_VARIABLE
    for shift in ("0", "86400", "-8640000"):
        monkeypatch.setenv(clock.SHIFT_VARIABLE, shift)
        assert generator.clock.today_utc() == clock.today_utc()


def machine_time(**variables: str) -> subprocess.CompletedProcess[str]:
    """The current time in a process, and in a process that it starts."""
    read = "import time; print(time.time(), flush=True)"  # the subject is the machine's clock
    code = f"{read}; import subprocess, sys; subprocess.run([sys.executable, '-c', {read!r}])"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("days", [280, -40])
def test_a_shift_applies_to_a_process_and_its_children(days: int) -> None:
    without = dict.fromkeys(("PYTHONPATH", "SHIFT_DAYS"), "")
    real = float(machine_time(**without).stdout.split()[0])
    moved = machine_time(**SHIFTED, SHIFT_DAYS=str(days)).stdout.split()
    assert len(moved) == 2
    for each in moved:
        assert abs(float(each) - real - days * DAY_SECONDS) < DAY_SECONDS / 2


def test_a_shift_that_is_not_a_number_ends_the_process() -> None:
    done = machine_time(**SHIFTED, SHIFT_DAYS="soon")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "SHIFT_DAYS" in done.stderr
