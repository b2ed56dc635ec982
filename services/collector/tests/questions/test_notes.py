"""Notes are true on lakes with missing, partial, late or only requested days."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import State
from copilot_metrics_collector.lake.requested import RequestedDays
from copilot_metrics_collector.questions import breakdown_kinds
from copilot_metrics_collector.questions.breakdowns import breakdown
from copilot_metrics_collector.questions.selection import Selection
from copilot_metrics_collector.questions.teams import teams
from copilot_metrics_collector.questions.users import users
from copilot_metrics_collector.units import Entity

from .lakes import HOST, opener, put
from .test_teams import ALICE, DAY, ORG, TODAY, member
from .truth import ALL, CODE

OTHER = Entity("organization", "other")
AFTER = DAY + datetime.timedelta(days=1)
IDLE = "unlisted users were not active"
UNSURE = "unlisted users may have been active"
TWO_DAYS = Selection(window=2, until=AFTER, today=TODAY)


def told(notes: tuple[str, ...], begin: str) -> list[str]:
    return [note for note in notes if note.startswith(begin)]


def test_who_is_not_listed_was_idle_only_where_every_day_is_there(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, AFTER, [{**ALICE, "day": f"{AFTER}"}])
    missing = users(opener(empty), TWO_DAYS)
    assert told(missing.notes, UNSURE)
    assert not told(missing.notes, IDLE)
    put(empty, "users-1-day", ORG, DAY, state="no-data")
    whole = users(opener(empty), TWO_DAYS)
    assert told(whole.notes, IDLE)
    assert not told(whole.notes, UNSURE)
    assert "all of 2 days are there; no data at GitHub: 2026-05-07" in whole.notes[0]


@pytest.mark.parametrize("state", ["partial", "not-yet", "failed", "no-permission"])
def test_who_is_not_listed_may_have_been_active_on_a_day_that_is_not_there(
    empty: Lake, state: State
) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE] if state == "partial" else (), state=state)
    put(empty, "users-1-day", ORG, AFTER, [{**ALICE, "day": f"{AFTER}"}])
    answer = users(opener(empty), TWO_DAYS)
    assert told(answer.notes, UNSURE)
    assert "1 of 2 days is there" in answer.notes[0]


def test_who_is_not_listed_may_be_who_has_no_id(empty: Lake) -> None:
    nobody = {name: value for name, value in ALICE.items() if name != "user_id"}
    put(empty, "users-1-day", ORG, DAY, [ALICE, nobody])
    answer = users(opener(empty), Selection(window=1, until=DAY, today=TODAY))
    assert told(answer.notes, f"{UNSURE}: rows lack user_id")


def test_a_day_that_may_still_come_is_not_missing_and_not_there(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    put(empty, "users-1-day", ORG, AFTER, state="not-yet", reason="204")
    soon = Selection(window=3, since=DAY, today=AFTER + datetime.timedelta(days=1))
    assert users(opener(empty), soon).notes[0] == (
        "users-1-day of organization octo: 1 of 2 days is there; may still be published: 2026-05-08; "
        "not over yet: 2026-05-09"
    )
    later = Selection(window=2, since=DAY, today=TODAY)
    assert "missing: 2026-05-08 (204)" in users(opener(empty), later).notes[0]
    for selection in (soon, later):
        with pytest.raises(UnanswerableError, match="window is incomplete"):
            users(
                opener(empty),
                Selection(window=2, since=DAY, today=selection.today, require_complete=True),
            )


def test_days_before_a_report_begins_are_not_missing(empty: Lake) -> None:
    begin = datetime.date(2026, 5, 14)
    days = [begin - datetime.timedelta(days=1), begin]
    for day in days:
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
    put(empty, "user-teams-1-day", ORG, begin, [member(1001, 42, "a", begin)])
    notes = teams(opener(empty), Selection(window=2, until=begin, today=TODAY)).notes
    assert (
        "user-teams-1-day of organization octo: the only day is there; the report begins on 2026-05-14"
        in notes
    )
    before = teams(opener(empty), Selection(window=1, until=days[0], today=TODAY)).notes
    assert (
        "user-teams-1-day of organization octo: no day of this window is available; the report begins on 2026-05-14"
        in before
    )


def test_what_was_requested_and_never_fetched_is_in_the_answer_as_missing(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    requested = {
        (HOST, "users-1-day", entity): RequestedDays(DAY, AFTER) for entity in (ORG, OTHER)
    }
    empty.record_requested(requested)
    notes = users(opener(empty), TWO_DAYS).notes
    assert told(notes, "users-1-day of organization other: 0 of 2 days are there; missing")
    assert told(notes, UNSURE)
    only = Selection(window=1, until=DAY, today=TODAY, entities=(OTHER,))
    with pytest.raises(UnanswerableError, match=r"no data for this: .* of organization other"):
        users(opener(empty), only)


def test_idle_members_of_a_partial_day_are_doubtful(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE], state="partial", reason="1 of 2 files")
    put(empty, "user-teams-1-day", ORG, DAY, [member(1001, 42, "a"), member(1002, 42, "a")])
    notes = teams(opener(empty), Selection(window=1, until=DAY, today=TODAY)).notes
    assert told(
        notes,
        "users of organization octo are partial on 2026-05-07: members whose rows are missing",
    )


@pytest.mark.parametrize(
    "cut",
    [breakdown_kinds.MODEL, breakdown_kinds.FEATURE, breakdown_kinds.LANGUAGE],
)
@pytest.mark.parametrize("value", [0, None])
def test_nothing_is_said_to_cover_0_of_0(
    empty: Lake, cut: breakdown_kinds.Cut, value: int | None
) -> None:
    row: dict[str, Any] = {"day": f"{DAY}", **dict.fromkeys(ALL, value)}
    put(empty, "organization-1-day", ORG, DAY, [{**row, cut.array: []}])
    answer = breakdown(opener(empty), Selection(window=1, until=DAY, today=TODAY), cut)
    assert not any("covers 0 of 0" in note for note in answer.notes)
    assert any("covers is unknown" in note for note in answer.notes) is (value is None)


def test_what_a_breakdown_covers_is_told_of_rows_that_have_the_counter(empty: Lake) -> None:
    part = {"model": "x", "feature": "chat_inline", CODE[0]: 5}
    put(
        empty,
        "users-1-day",
        ORG,
        DAY,
        [
            {"day": f"{DAY}", "user_id": 1, CODE[0]: 6, "totals_by_model_feature": [part]},
            {"day": f"{DAY}", "user_id": 2, "totals_by_model_feature": [part]},
        ],
    )
    answer = breakdown(
        opener(empty), Selection(window=1, until=DAY, today=TODAY), breakdown_kinds.MODEL
    )
    assert any(f"covers 5 of 6 {CODE[0]}" in note for note in answer.notes)
