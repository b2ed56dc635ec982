"""Failing entities next to working ones: which are still requested, and when the lane ends."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copilot_metrics_collector.access.credentials import DEFAULT
from copilot_metrics_collector.access.settings import RunSettings
from copilot_metrics_collector.fetch.context import FetchResult
from copilot_metrics_collector.fetch.events import Done
from copilot_metrics_collector.fetch.reading import Candidate
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import Manifest, State
from copilot_metrics_collector.run import credential_worker, executors
from copilot_metrics_collector.run.breakers import Breakers
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.run.running import Share
from copilot_metrics_collector.units import Entity, Unit

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.date(2026, 1, 1)
A, B, C, D = (Entity("organization", name) for name in "abcd")


def unit(entity: Entity, number: int = 0) -> Unit:
    return Unit("host", "users-1-day", entity, DAY + datetime.timedelta(days=number))


def after(
    entities: Sequence[Entity],
    *answers: Entity,
    state: State = "failed",
    found: Breakers | None = None,
) -> Breakers:
    breakers = found or Breakers(TODAY, entities)
    for number, entity in enumerate(answers):
        breakers.note(Done(unit(entity, number), state, "why"))
    return breakers


def test_two_that_fail_in_turn_are_left_alone_and_the_others_are_not() -> None:
    found = after((A, B, C), *(A, B) * 5)
    assert found.over is None
    for broken in (A, B):
        assert found.objection(unit(broken)) == "5 consecutive failures, the last one: why"
    assert found.objection(unit(C)) is None


def test_two_that_fail_end_a_lane_that_has_no_others() -> None:
    found = after((A, B), A, B, A, B)
    assert found.over is None
    after((), A, found=found)
    assert found.over == "5 consecutive failures, the last one: why"
    assert found.is_down
    after((), B, found=found)  # requested before
    assert found.is_down


def test_failures_of_three_end_the_lane_however_many_there_are() -> None:
    entities = [Entity("organization", f"org-{number}") for number in range(300)]
    found = after(entities, *entities[:2] * 2)
    assert found.over is None
    after((), entities[2], found=found)
    assert found.over is not None
    assert found.is_down


def test_an_answer_for_any_says_that_the_api_is_up() -> None:
    for state in ("complete", "no-permission", "not-found", "no-data"):
        found = after((A, B, C, D), A, B, C, A)
        after((), D, state=state, found=found)
        after((), B, C, A, found=found)
        assert found.over is None, state


def test_one_that_fails_every_time_is_left_alone_though_others_are_answered_between() -> None:
    found = Breakers(TODAY, (A, B))
    for _ in range(4):
        after((), A, found=found)
        after((), B, state="complete", found=found)
    assert found.objection(unit(A)) is None
    after((), A, found=found)
    assert found.objection(unit(A)) is not None
    assert found.objection(unit(B)) is None


def test_its_own_answer_ends_its_row_of_failures() -> None:
    found = after((A, B), *(A,) * 4)
    after((), A, state="complete", found=found)
    after((), *(A,) * 4, found=found)
    assert found.objection(unit(A)) is None


def test_a_refused_credential_is_not_an_api_that_is_down() -> None:
    found = Breakers(TODAY, (A, B))
    found.end("the token is refused: 401")
    after((), *(A, B) * 5, found=found)
    assert found.over == "the token is refused: 401"
    assert not found.is_down


@pytest.mark.parametrize("executor", ["threads", "some:pool"])
def test_entities_that_follow_two_that_fail_are_asked(
    executor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first batch of an executor has two failing entities; the others are in the next batch."""
    asked: list[Entity] = []

    def ask(of: Unit, *_: object) -> FetchResult:
        asked.append(of.entity)
        state: State = "failed" if of.entity in (A, B) else "complete"
        manifest = Manifest(unit=of, state=state, reason="why", asked_at="2026-11-20T00:00:00Z")
        return FetchResult(Candidate(manifest, {}))

    monkeypatch.setenv("GITHUB_TOKEN", "ghp_one")
    monkeypatch.setattr(credential_worker, "ask", ask)
    monkeypatch.setattr(executors, "BATCH_UNITS", 12)
    monkeypatch.setattr(executors, "load", lambda *_: lambda: ThreadPoolExecutor(1))
    Lake.open(tmp_path, create=True)
    units = [unit(each, number) for number in range(6) for each in (A, B)]
    units += [unit(each, number) for number in range(6) for each in (C, D)]
    settings = RunSettings(lake=str(tmp_path), today=TODAY, workers=2)
    share = Share("lane", DEFAULT, tuple(units))
    finished = run([share], settings, lambda event: None, executor)
    assert finished.counts["complete"] == 12
    assert finished.counts["not-asked"] >= 1
    assert asked.count(C) == asked.count(D) == 6
    assert 5 <= asked.count(A) + asked.count(B) <= 10
