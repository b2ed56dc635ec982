"""Interruptions: no unit is started, writes are finished, and the next run continues."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector.fetch.events import Done, Event, Finished, Started, Waiting
from copilot_metrics_collector.run import running
from copilot_metrics_collector.run.run_units import run

from .runs import RECENT, Site


def stopped(
    site: Site, on: type[Event], number: int, since: date | None = None, **changes: object
) -> list[Event]:
    """The events of a run that is stopped at the n-th event of a kind."""
    events: list[Event] = []
    stop = threading.Event()

    def tell(event: Event) -> None:
        events.append(event)
        if sum(isinstance(each, on) for each in events) == number:
            stop.set()

    prepared = site.prepare(since=since, **changes)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        run(prepared.work, site.settings(**changes), tell, stop=stop)
    return events


def test_a_stop_begins_no_more_units_and_the_next_run_does_the_rest(
    site: Site, tmp_path: Path
) -> None:
    events = stopped(site, Done, 3, since=RECENT)
    begun = sum(isinstance(each, Started) for each in events)
    assert begun <= 3 + site.settings().workers
    assert isinstance(events[-1], Finished)
    assert events[-1].counts["not-asked"] >= 20 - begun
    there = site.states()
    assert 3 <= len(there) <= begun
    assert not list((site.path / ".scratch").glob("*"))
    site.sync(since=RECENT)
    quiet = Site(site.github, tmp_path / "quiet")
    quiet.sync(since=RECENT)
    assert site.content() == quiet.content()


def test_a_wait_for_a_limit_is_cut_short(site: Site) -> None:
    site.github.scenario = "primary-limit=3000,times=99,after=5"
    events = stopped(site, Waiting, 1)
    assert isinstance(events[-1], Finished)
    assert len(site.states()) <= 5


def test_a_download_is_given_up(site: Site) -> None:
    site.github.scenario = "slow=2000,on=users"
    stopped(site, Started, 6)
    assert all(state in ("complete", "no-data") for state in site.states().values())


_INTERRUPTED = """
import _thread, sys, time
from copilot_metrics_collector.cli import main
from copilot_metrics_collector.display import progress

plain = progress.in_pipe

class Interrupting:
    def __init__(self, stream):
        self._manager = plain(stream)
    def __enter__(self):
        tell = self._manager.__enter__()
        seen = []
        def told(event):
            tell(event)
            seen.append(event)
            if len(seen) == 12:
                _thread.interrupt_main()
            if len(seen) >= 12:
                time.sleep(0.2)  # units are not finished before the main thread is interrupted
        return told
    def __exit__(self, *_):
        return self._manager.__exit__(*_)

progress.in_pipe = Interrupting
sys.exit(main(sys.argv[1:]))
"""


class Slow:
    """A lane with a unit that finishes some time after the interruption."""

    def __init__(self, stop: threading.Event) -> None:
        self.queue = self
        self.is_finished = False
        self.left = threading.Event()
        self.waited_for = threading.Event()
        self._stop = stop
        self._first = threading.Lock()

    def wake(self) -> None:
        pass

    def abandon(self) -> None:
        pass

    def work(self) -> None:
        if self._first.acquire(blocking=False):
            assert self.waited_for.wait(10)
            main = threading.main_thread().ident
            assert main is not None
            signal.pthread_kill(main, signal.SIGINT)  # as a terminal's, it breaks a wait off
            self._stop.wait()
            self.left.wait(0.5)
            self.is_finished = True


def test_an_interruption_waits_for_the_units_that_are_being_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop = threading.Event()
    lane = Slow(stop)
    lanes: Any = [lane]
    plain = running.wait_for

    def wait(driven: Any, stop: threading.Event) -> None:
        lane.waited_for.set()
        plain(driven, stop)

    monkeypatch.setattr(running, "wait_for", wait)
    running._work(lanes, 1, stop)
    is_finished = lane.is_finished
    lane.left.set()
    assert stop.is_set()
    assert is_finished


def test_ctrl_c_ends_the_command_with_130_and_keeps_what_was_finished(site: Site) -> None:
    done = subprocess.run(
        [
            sys.executable, "-c", _INTERRUPTED, "sync", "--org", site.org.name, "--to", str(site.path),
            "--base-url", site.github.base_url, "--since", str(site.github.days[0]), "--workers", "2",
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr == "copilot-metrics: stopped; finished work is stored\n"
    *units, last = map(json.loads, done.stdout.splitlines())
    counts = last["finished"]["counts"]
    assert {*last, *(key for unit in units for key in unit if key == "not_asked")} == {"finished"}
    assert sum(counts.values()) - counts["not-asked"] == len(units)
    assert site.states()
