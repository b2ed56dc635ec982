"""A token with several names is one credential: its requests are sent one after the other."""

from __future__ import annotations

import datetime
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector.access.credentials import Credential, digest_of
from copilot_metrics_collector.access.settings import RunSettings
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.run import executors
from copilot_metrics_collector.run.executors import Result
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.run.running import Share, opened, together
from copilot_metrics_collector.units import Entity, Unit

TODAY = datetime.date(2026, 11, 20)
TOKENS = {"ONE": "ghp_one", "ALSO_ONE": " ghp_one\n", "TWO": "ghp_two", "PROVIDED_TOKEN": "ghp_one"}


@pytest.fixture(autouse=True)
def _tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)


@pytest.fixture
def settings(tmp_path: Path) -> RunSettings:
    Lake.open(tmp_path / "lake", create=True)
    return RunSettings(lake=str(tmp_path / "lake"), today=TODAY)


def share(lane: str, days: int = 2, **where: str) -> Share:
    """Units of an organization that is called as its lane is, the newest first."""
    org = Entity("organization", lane)
    days_ = [TODAY - datetime.timedelta(days=number + 1) for number in range(days)]
    units = tuple(Unit("api.github.com", "users-1-day", org, day) for day in days_)
    return Share(lane, Credential(name=lane, **where), units)  # type: ignore[arg-type]


def shares() -> list[Share]:
    return [
        share("a", token_variable="ONE"),
        share("b", token_variable="TWO"),
        share("c", token_variable="ALSO_ONE"),
    ]


def test_a_digest_tells_tokens_apart_and_shows_none(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("ghp_one\n")
    one, two, also = (each.credential for each in shares())
    assert one.digest() == also.digest() == Credential(name="f", token_file=str(file)).digest()
    assert one.digest() == digest_of("ghp_one") != two.digest()
    assert b"ghp_one" not in digest_of("ghp_one")
    assert digest_of("ghp_one") not in pickle.dumps(one)


@pytest.mark.parametrize(
    "where",
    [
        {"token_variable": "NOT_SET"},
        {"token_file": "/not/there"},
        {"provider": "no.such:thing"},
        {"app_id": "1", "private_key_variable": "ONE"},
    ],
)
def test_what_is_not_here_has_no_digest(where: dict[str, str]) -> None:
    assert Credential(name="mine", **where).digest() is None  # type: ignore[arg-type]


def test_the_plan_counts_them_together() -> None:
    first, second = together(shares(), TODAY)
    assert (first.lane, second.lane) == ("a, c", "b")
    assert [(unit.entity.name, unit.day.day) for unit in first.units] == [
        ("a", 19),
        ("c", 19),
        ("a", 18),
        ("c", 18),
    ]
    missing = [share(name, token_variable=f"NOT_SET_{name}") for name in "xy"]
    assert together(missing, TODAY) == missing


def test_threads_have_one_lane_for_them(settings: RunSettings) -> None:
    provided = share("d", provider=f"{__package__}.pools:provide")
    with opened([*shares(), provided], settings, print, threading.Event()) as lanes:
        assert [lane.name for lane in lanes] == ["a", "b"]
        lanes[0].queue._stop.set()  # then it hands out what it has
        handed = [lanes[0].queue.next() for _ in range(6)]
        assert lanes[0].queue.next() is None
    units = [turn[0] for turn in handed if turn is not None]
    assert [(unit.entity.name, unit.day.day) for unit in units] == [
        (name, day) for day in (19, 18) for name in "acd"
    ]


def test_an_executor_gets_them_one_after_the_other_each_under_its_own_name(
    settings: RunSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = ThreadPoolExecutor(4)
    there: set[bytes] = set()
    asked: list[tuple[str, str]] = []
    others = threading.Barrier(2, timeout=60)
    lock = threading.Lock()

    def work(_: RunSettings, credential: Credential, units: Any, lane: str) -> Result:
        digest = credential.digest()
        assert digest is not None
        with lock:
            assert digest not in there
            there.add(digest)
            is_first = all(each != lane for each, _ in asked)
            asked.append((lane, str(credential.token_variable)))
        if is_first and lane in "ab":
            others.wait()  # two tokens are used in parallel
        with lock:
            there.remove(digest)
        return Result(tuple(Done(unit, "complete", None, "written") for unit in units), None)

    events: list[Event] = []
    monkeypatch.setattr(executors, "work", work)
    monkeypatch.setattr(executors, "BATCH_UNITS", 1)
    monkeypatch.setattr(executors, "load", lambda *_: lambda: pool)
    finished = run(shares(), settings, events.append, "some:pool")
    assert finished.counts == {"complete": 6}
    assert [each for each in asked if each[0] != "b"] == [("a", "ONE")] * 2 + [
        ("c", "ALSO_ONE")
    ] * 2


def test_a_stop_tells_of_those_whose_turn_has_not_come(
    settings: RunSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def work(_: RunSettings, __: Credential, units: Any, ___: str) -> Result:
        stop.set()
        return Result(tuple(Done(unit, "complete", None, "written") for unit in units), None)

    events: list[Event] = []
    monkeypatch.setattr(executors, "work", work)
    monkeypatch.setattr(executors, "load", lambda *_: lambda: ThreadPoolExecutor(1))
    with pytest.raises(KeyboardInterrupt):
        run([shares()[0], shares()[2]], settings, events.append, "some:pool", stop)
    done = {each.unit.entity.name: each.state for each in events if isinstance(each, Done)}
    assert done == {"a": "complete", "c": "not-asked"}
