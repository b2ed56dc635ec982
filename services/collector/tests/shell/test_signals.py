"""SIGTERM ends a run as Ctrl-C does, with an exit code of its own."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import typer
from copilot_usage_metrics.testing import FakeGitHub
from typer.testing import CliRunner

from copilot_metrics_collector.cli import Group
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import NOT_MISSING
from copilot_metrics_collector.signals import sigterm_interrupts


def send() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_sync_ends_with_what_was_finished(tmp_path: Path) -> None:
    """The sixth request must wait for an hour, so that it is in progress when the signal arrives.

    A single worker has finished five units by then; with several workers, one may still read a file.
    """
    lake = tmp_path / "lake"
    with FakeGitHub(seats=5, days=8, organizations=1) as github:
        github.scenario = "primary-limit=3000,times=99,after=5"
        since = github.today - datetime.timedelta(days=7)
        command = [sys.executable, "-m", "copilot_metrics_collector", "sync", "--org"]
        command += [github.organizations[0], "--to", str(lake), "--since", str(since)]
        with subprocess.Popen(
            [*command, "--family", "users-1-day", "--base-url", github.base_url, "--workers", "1"],
            env={**os.environ, "GITHUB_TOKEN": github.token},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            waits = process.stderr.readline()
            assert "waits" in waits
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=60)
    assert process.returncode == Exit.TERMINATED == 128 + signal.SIGTERM
    assert err.splitlines()[-1] == "copilot-metrics: stopped; finished work is stored"
    assert "Traceback" not in err
    *units, last = map(json.loads, out.splitlines())
    counts = last["finished"]["counts"]
    assert sum(counts.values()) - counts["not-asked"] == len(units) == 5
    assert last["finished"]["counts"]["not-asked"] == 2
    there = [each for each in Lake.open(lake).manifests() if each.state in NOT_MISSING]
    assert len(there) == 5
    assert list((lake / ".scratch").iterdir()) == []


def test_the_first_interrupts_and_those_after_it_change_nothing() -> None:
    with sigterm_interrupts() as termination:
        assert not termination.came
        with pytest.raises(KeyboardInterrupt):
            send()
        assert termination.came
        send()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_who_has_a_handler_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    came = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: came.set())
    try:
        with sigterm_interrupts() as termination:
            send()
        assert came.is_set()
        assert not termination.came
    finally:
        signal.signal(signal.SIGTERM, before)


def test_on_another_thread_it_does_nothing() -> None:
    found: list[bool] = []

    def within() -> None:
        with sigterm_interrupts() as termination:
            found.append(termination.came)

    thread = threading.Thread(target=within)
    thread.start()
    thread.join(60)
    assert found == [False]


def test_a_worker_that_was_forked_off_ends_as_it_would_have() -> None:
    code = (
        "import os, signal\n"
        "from copilot_metrics_collector.signals import sigterm_interrupts\n"
        "with sigterm_interrupts():\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "        os._exit(0)\n"
        "    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"{-signal.SIGTERM}\n"


def test_a_command_that_is_ended_says_so() -> None:
    program = typer.Typer(cls=Group, rich_markup_mode=None)

    @program.callback()
    def start() -> None:
        pass

    @program.command()
    def wait() -> None:
        send()

    result = CliRunner().invoke(program, ["wait"])
    assert result.exit_code == Exit.TERMINATED
    assert result.stderr == "copilot-metrics: stopped; finished work is stored\n"
