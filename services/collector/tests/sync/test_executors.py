"""Beyond the threads of this process: the same lake, and no secret on the way."""

from __future__ import annotations

import pickle
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.access.credentials import Credential
from copilot_metrics_collector.exits import ConfigurationError, GitHubError, LakeError
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.run.executors import BATCH_UNITS, open_executor, threads_of
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.run.running import Share
from copilot_metrics_collector.units import REPORTS

from .pools import Spying
from .runs import RECENT, REPORT_COUNT, TEAMS, UNITS, USERS, Site

BATCHES = -(-UNITS // BATCH_UNITS)
"""Batches of a complete run, whose units are all of one lane."""
POOLS = f"{__package__}.pools"


@pytest.fixture
def spying() -> str:
    Spying.reset()
    return f"{POOLS}:spying"


@pytest.fixture(scope="module")
def by_threads(shared: FakeGitHub, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same fake, synced by threads; read-only."""
    found = Site(shared, tmp_path_factory.mktemp("by threads") / "lake")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_TOKEN", shared.token)
        shared.scenario = ()
        found.sync()
    return found


@pytest.fixture
def alone(by_threads: Site, site: Site) -> Site:
    """It, with its requests forgotten: a test's own count."""
    assert by_threads.github is site.github
    site.github.forget()
    return by_threads


def same_rows(one: Site, other: Site) -> None:
    """Parts are named by their digest, and their content matches it."""
    assert one.content() == other.content()
    assert one.parts() == other.parts()
    assert sum(state == "complete" for state in one.states().values()) > 30


def test_an_executor_gives_the_same_lake_as_threads(site: Site, alone: Site, spying: str) -> None:
    ran = site.sync(executor=spying)
    assert all(each.change == "written" for each in ran.done)
    same_rows(site, alone)


def test_processes_give_the_same_lake_as_threads(site: Site, alone: Site) -> None:
    site.sync(executor=f"{POOLS}:processes")
    same_rows(site, alone)


def test_dask_gives_the_same_lake_as_threads(site: Site, alone: Site) -> None:
    import distributed

    cluster: Any = distributed.LocalCluster  # it does not say its types
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with cluster(processes=False, protocol="tcp://", **options) as running:
        ran = site.sync(executor=running.scheduler_address.replace("tcp://", "dask://"))
    assert sum(ran.finished.counts.values()) == len(ran.done) == UNITS
    same_rows(site, alone)


def test_a_run_on_an_executor_costs_one_request_a_unit(site: Site, spying: str) -> None:
    ran = site.sync(executor=spying)
    assert len(site.api()) == len(ran.done)
    assert len(Spying.sent) == BATCHES


def test_never_two_tasks_of_a_lane_at_a_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from copilot_metrics_collector.run import executors

    pool = ThreadPoolExecutor(4)
    there: set[str] = set()
    lock = threading.Lock()
    plain = executors.work

    def work(settings: Any, credential: Any, units: Any, lane: str) -> Any:
        with lock:
            assert lane not in there
            there.add(lane)
        found = plain(settings, credential, units, lane)
        with lock:
            there.remove(lane)
        return found

    monkeypatch.setattr(executors, "work", work)
    monkeypatch.setattr(executors, "BATCH_UNITS", 3)
    monkeypatch.setattr(executors, "load", lambda *_: lambda: pool)
    ran = site.sync([USERS, TEAMS], executor="some:pool")
    assert all(each.change == "written" for each in ran.done)
    assert len(ran.done) == 24


def test_nothing_that_is_sent_or_comes_back_holds_a_secret(
    site: Site,
    spying: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    app_key: tuple[str, str],
) -> None:
    file = tmp_path / "token"
    file.write_text(site.github.token + "\n")
    key = tmp_path / "key.pem"
    key.write_text(app_key[0])
    pseudonyms = tmp_path / "pseudonyms"
    pseudonyms.write_text("0123456789abcdef" * 4)
    pseudonyms.chmod(0o600)
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.setenv("PROVIDED_TOKEN", site.github.token)
    enterprise = (f"enterprise/{site.github.enterprise}",)
    secrets = [
        site.github.token,
        "0123456789abcdef0123456789abcdef",
        "sig=",
        app_key[0].splitlines()[3],
    ]
    for number, mine in enumerate(
        (
            Credential(name="file", token_file=str(file)),
            Credential(name="variable", token_variable="PROVIDED_TOKEN"),
            Credential(name="provider", provider=f"{POOLS}:provide"),
            Credential(name="app", app_id="1", private_key_file=str(key)),
        )
    ):
        there = Site(site.github, tmp_path / f"lake {number}")
        other = Credential(name="other", token_file=str(file), entities=enterprise)
        with site.github.playing("blob-missing=0,on=repos-1-day", "policy-off,on=user-teams-1-day"):
            there.sync(
                REPORTS,
                credentials=[mine, other],
                executor=spying,
                keep_raw=True,
                pseudonymize=str(pseudonyms),
                tries=1,
                since=RECENT,
            )
    assert len(Spying.sent) == 1 + 3 * 2  # if both have the token of one file, they are one lane
    assert len(Spying.came) == len(Spying.sent)
    for text in (*Spying.sent, *Spying.came):
        for secret in secrets:
            assert secret.encode() not in text
        assert b"Authorization" not in text


def test_a_task_is_settings_a_credential_and_units(site: Site, spying: str) -> None:
    site.sync([USERS], executor=spying)
    _, (settings, credential, units, lane), named = pickle.loads(Spying.sent[0])
    assert (settings, named, lane) == (site.settings(), {}, "GITHUB_TOKEN")
    assert credential.token_variable == "GITHUB_TOKEN"
    assert 0 < len(units) <= BATCH_UNITS


def test_a_worker_is_told_the_whole_path_of_the_lake(
    site: Site, spying: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.path.parent)
    site.sync([USERS], executor=spying, lake=site.path.name)
    _, (settings, *_), _ = pickle.loads(Spying.sent[0])
    assert settings.lake == str(site.path)


def test_a_lost_batch_is_sent_once_more(site: Site, alone: Site) -> None:
    Spying.reset(lambda number: number == 1)
    site.sync(executor=f"{POOLS}:spying")
    assert len(Spying.sent) == BATCHES + 1
    same_rows(site, alone)


def test_a_batch_that_is_lost_twice_is_not_asked_for(site: Site) -> None:
    Spying.reset(lambda number: number in (2, 3))
    ran = site.sync(executor=f"{POOLS}:spying")
    lost = [each for each in ran.done if each.change == "not-asked"]
    assert len(lost) == UNITS - BATCH_UNITS  # the second batch, and those after it
    assert {each.reason for each in lost} == {"its worker was lost: ConnectionError"}
    assert ran.finished.counts["not-asked"] == len(lost)


def test_what_a_lane_has_learned_holds_for_its_next_batch(site: Site, spying: str) -> None:
    site.github.scenario = "policy-off"
    ran = site.sync(executor=spying)
    refused = [each for each in ran.done if each.state == "no-permission"]
    families = {(each.unit.entity, each.unit.family) for each in refused}
    assert len(refused) == len(families) == len(site.api()) == REPORT_COUNT


def test_a_missing_secret_on_a_worker_ends_the_run(site: Site, spying: str) -> None:
    nowhere = Credential(name="mine", token_variable="NOT_SET_ANYWHERE")
    with pytest.raises(ConfigurationError, match="NOT_SET_ANYWHERE is not set"):
        site.sync(executor=spying, credentials=[nowhere])
    assert site.api() == []


def test_a_refused_token_is_told_by_an_executor_too(site: Site, spying: str) -> None:
    site.github.scenario = "revoked"
    with pytest.raises(GitHubError, match="the token is refused"):
        site.sync(executor=spying)


def test_a_stop_sends_no_more_batches(site: Site, spying: str) -> None:
    stop = threading.Event()
    prepared = site.prepare()
    done: list[Done] = []

    def tell(event: Event) -> None:
        if isinstance(event, Done):
            done.append(event)
            stop.set()

    with pytest.raises(KeyboardInterrupt):
        run(prepared.work, site.settings(), tell, spying, stop)
    assert len(Spying.sent) == 1
    assert Counter(each.change for each in done) == {
        "written": BATCH_UNITS,
        "not-asked": UNITS - BATCH_UNITS,
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dask://127.0.0.1:9", "cannot connect to the scheduler"),
        ("spark://somewhere", "expected threads, threads://N, dask://HOST:PORT or module:function"),
        ("nothing", "expected module:function"),
        ("no.such.module:pool", "cannot load"),
        (".pools:broken", "cannot load .*: TypeError"),
        (f"{POOLS}:there_is_none", "cannot load"),
        (f"{POOLS}:Sent", "is not a function|returned a"),
        (f"{POOLS}:nothing", r"expected a concurrent\.futures\.Executor"),
        (f"{POOLS}:broken", r"pools:broken failed: RuntimeError: no cluster today$"),
    ],
)
def test_executors_that_there_are_not(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dask.config import set as setting

    patience: Any = setting({"distributed.comm.timeouts.connect": "1s"})
    with (
        patience,
        pytest.raises(ConfigurationError, match=text),
        open_executor(name, threading.Event()),
    ):
        pass


@pytest.mark.parametrize(
    ("name", "count"), [("threads", 0), ("threads://3", 3), ("dask://x:1", None), ("a:b", None)]
)
def test_threads_by_number(name: str, count: int | None) -> None:
    assert threads_of(name) == count


@pytest.mark.parametrize("name", ["threads://", "threads://0", "threads://many", "threads://-1"])
def test_numbers_of_threads_that_are_none(name: str) -> None:
    with pytest.raises(ConfigurationError, match="expected threads://N"):
        threads_of(name)


def test_shares_say_nothing_that_has_to_stay_here(site: Site) -> None:
    (share,) = site.prepare([USERS]).work
    assert isinstance(share, Share)
    assert pickle.loads(pickle.dumps(share)) == share
    assert site.github.token not in repr(share)


def test_a_full_disk_ends_the_run_and_is_named(
    site: Site, spying: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copilot_metrics_collector.fetch.parquet import PartWriter

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PartWriter, "write", full)
    for executor in ("threads", spying):
        with pytest.raises(LakeError, match="No space left on device; check the disk of /"):
            site.sync(executor=executor)


def test_a_lake_that_cannot_be_written_ends_the_run(
    site: Site, spying: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copilot_metrics_collector.lake.lake import Lake

    def full(*_: Any) -> Any:
        raise LakeError("the disk is full")

    monkeypatch.setattr(Lake, "add", full)
    for executor in ("threads", spying):
        with pytest.raises(LakeError, match="the disk is full"):
            site.sync(executor=executor)
