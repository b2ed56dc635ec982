"""The first signal ends a sync, whatever a server does meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector.fetch.events import Event, Finished, Started
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.run import credential_worker, running
from copilot_metrics_collector.run.run_units import run

from .runs import RECENT, USERS, Site
from .wire import API, FILE, Pieces, WireServer, port_that_accepts_nobody, slow_body

HANG_SECONDS = 20
"""Long enough for slow machines; these servers never finish, and every timeout is longer."""
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
DAYS = 2


def alternating(cases: Sequence[Pieces]) -> list[Any]:
    """Each case with one of the signals, which are handled alike."""
    signals = cycle(CODES)
    return [pytest.param(each, next(signals), id=each.__name__) for each in cases]


def sync(lake: Path, url: str, *options: str, **variables: str) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-m", "copilot_metrics_collector", "sync", "--to", str(lake), "--base-url", url,
        "--since", str(RECENT), "--family", USERS, "--timeout", "600", "--deadline", "3600", *options,
    ]  # fmt: skip
    environment = {**os.environ, "GITHUB_TOKEN": "any", **variables}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def check_stopped(
    process: subprocess.Popen[str], lake: Path, number: signal.Signals, units: int
) -> None:
    """Sends a signal; the process ends by itself, and the lake has none of its units."""
    process.send_signal(number)
    try:
        out, err = process.communicate(timeout=HANG_SECONDS)
    finally:
        process.kill()
    assert process.returncode == CODES[number], err
    assert "copilot-metrics: stopped; finished work is stored" in err.splitlines()
    assert "Traceback" not in err
    (last,) = map(json.loads, out.splitlines())
    assert last["finished"]["counts"] == {"not-asked": units}
    assert list(Lake.open(str(lake)).manifests()) == []


@pytest.mark.parametrize(("pieces", "number"), alternating(API))
def test_a_signal_ends_a_sync_during_a_request(
    pieces: Pieces, number: signal.Signals, tmp_path: Path
) -> None:
    with WireServer(api=pieces) as server, sync(tmp_path, server.url, "--org", "acme") as process:
        server.wait_until_reached()
        check_stopped(process, tmp_path, number, DAYS)


@pytest.mark.parametrize(("pieces", "number"), alternating(FILE))
def test_a_signal_ends_a_sync_during_a_download(
    pieces: Pieces, number: signal.Signals, tmp_path: Path
) -> None:
    with WireServer(file=pieces) as server, sync(tmp_path, server.url, "--org", "acme") as process:
        server.wait_until_reached()
        check_stopped(process, tmp_path, number, DAYS)


def test_a_signal_ends_a_sync_that_is_connecting(tmp_path: Path) -> None:
    with (
        port_that_accepts_nobody() as port,
        WireServer(file_port=port) as server,
        sync(tmp_path, server.url, "--org", "acme") as process,
    ):
        server.wait_until_reached()
        check_stopped(process, tmp_path, signal.SIGTERM, DAYS)


def test_a_signal_ends_a_sync_with_more_lanes_than_work_at_once(tmp_path: Path) -> None:
    lanes = running.MOST_LANES + 6
    names = [f"org-{number}" for number in range(lanes)]
    config = tmp_path / "many.toml"
    config.write_text(
        "".join(
            f'[[credentials]]\nname = "c{number}"\ntoken_variable = "TOKEN_{number}"\n'
            f'entities = ["organization/{name}"]\n'
            for number, name in enumerate(names)
        )
    )
    tokens = {f"TOKEN_{number}": f"token-{number}" for number in range(lanes)}
    options = [word for name in names for word in ("--org", name)]
    lake = tmp_path / "lake"
    with (
        WireServer(api=slow_body) as server,
        sync(lake, server.url, "--config", str(config), *options, **tokens) as process,
    ):
        server.wait_until_reached(running.MOST_LANES)
        check_stopped(process, lake, signal.SIGTERM, lanes * DAYS)
        assert server.reached == running.MOST_LANES


def test_a_signal_ends_a_sync_whose_batches_are_worked_on_elsewhere(tmp_path: Path) -> None:
    """The processes of the pool do not outlive the command."""
    folder = str(Path(__file__).parents[2])
    path = os.pathsep.join(
        [folder, *filter(None, [os.environ.get("PYTHONPATH")])]
    )  # `make test SHIFT_DAYS=`
    with (
        WireServer(api=slow_body) as server,
        sync(
            tmp_path, server.url, "--org", "acme", "--executor", "tests.sync.pools:processes",
            PYTHONPATH=path,
        ) as process,
    ):  # fmt: skip
        server.wait_until_reached()
        check_stopped(process, tmp_path, signal.SIGTERM, DAYS)
        server.wait_until_left()


def test_a_unit_that_the_run_did_not_wait_for_puts_nothing_into_the_lake(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its thread is blocked until after the run, in which it counted as not requested."""
    monkeypatch.setattr(running, "GRACE_SECONDS", 0.1)
    plain: Any = vars(credential_worker)["ask"]
    released, stop = threading.Event(), threading.Event()
    threads: set[threading.Thread] = set()
    events: list[Event] = []

    def blocked(*arguments: Any) -> Any:
        threads.add(threading.current_thread())
        answer = plain(*arguments)
        assert released.wait(60)
        return answer

    def tell(event: Event) -> None:
        events.append(event)
        if isinstance(event, Started):
            stop.set()

    monkeypatch.setattr(credential_worker, "ask", blocked)
    prepared = site.prepare([USERS], [site.org], since=RECENT)
    with pytest.raises(KeyboardInterrupt):
        run(prepared.work, site.settings(), tell, stop=stop)
    assert threads
    assert isinstance(events[-1], Finished)
    assert events[-1].counts == {"not-asked": DAYS}
    told = len(events)
    released.set()
    for thread in threads:
        thread.join(60)
    assert site.states() == {}
    assert len(events) == told
