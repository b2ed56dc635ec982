from __future__ import annotations

import datetime
from typing import Any

import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.selection import Connect, Selection, reading, scope_of
from copilot_metrics_collector.questions.users import users
from copilot_metrics_collector.units import FAMILIES, Entity

from .lakes import opener, put
from .test_teams import ALICE, DAY, ORG, TODAY

OTHER = Entity("organization", "Other")
ONE_DAY = datetime.timedelta(days=1)
READ = reading(FAMILIES["users-1-day"])


def days_of(connect: Connect, **more: Any) -> tuple[datetime.date, datetime.date]:
    scope = scope_of(connect, Selection(**{"today": TODAY, **more}), READ)
    return scope.first, scope.last


def fill(lake: Lake, *days: datetime.date, entity: Entity = ORG) -> None:
    for day in days:
        put(lake, "users-1-day", entity, day, [{**ALICE, "day": f"{day}"}])


def test_the_window_ends_with_the_newest_day_that_has_data(empty: Lake) -> None:
    newest = TODAY - 3 * ONE_DAY
    fill(empty, newest)
    fill(empty, newest - 40 * ONE_DAY, entity=OTHER)
    put(empty, "users-1-day", ORG, newest + ONE_DAY, state="not-yet", reason="no links")
    put(empty, "user-teams-1-day", ORG, newest + ONE_DAY, [])
    assert days_of(opener(empty)) == (newest - 27 * ONE_DAY, newest)
    assert days_of(opener(empty), window=7) == (newest - 6 * ONE_DAY, newest)
    of_other = days_of(opener(empty), entities=(OTHER,), window=1)
    assert of_other == (newest - 40 * ONE_DAY,) * 2


def test_a_lake_that_ended_long_ago_still_answers(empty: Lake) -> None:
    fill(empty, DAY)
    assert days_of(opener(empty), window=2) == (DAY - ONE_DAY, DAY)
    almost = TODAY - 20 * ONE_DAY
    fill(empty, almost)
    assert days_of(opener(empty)) == (almost - 27 * ONE_DAY, almost)


def test_first_and_last_day_can_be_said(empty: Lake) -> None:
    fill(empty, DAY, DAY + 9 * ONE_DAY)
    connect = opener(empty)
    end = DAY + 4 * ONE_DAY
    assert days_of(connect, since=DAY, until=end) == (DAY, end)
    assert days_of(connect, since=DAY) == (DAY, DAY + 9 * ONE_DAY)
    assert days_of(connect, since=DAY, window=5) == (DAY, end)
    assert days_of(connect, until=end, window=5) == (DAY, end)
    assert days_of(connect, until=end) == (end - 27 * ONE_DAY, end)


def test_no_more_of_the_lake_is_opened_than_is_needed() -> None:
    opened: list[dict[str, Any]] = []

    def connect(**asked: Any) -> Any:
        opened.append(asked)
        raise UnanswerableError("seen")

    for selection in (
        Selection(until=DAY, window=7, today=TODAY),
        Selection(window=7, today=TODAY),
    ):
        with pytest.raises(UnanswerableError, match="seen"):
            scope_of(connect, selection, READ)
    first, second = opened
    assert first == {"families": {"users-1-day"}, "since": DAY - 6 * ONE_DAY, "until": DAY}
    assert second["until"] is None
    assert TODAY - 28 * ONE_DAY < second["since"] < TODAY - 7 * ONE_DAY


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"since": DAY, "until": DAY - ONE_DAY}, "is empty: 2026-05-07 is after 2026-05-06"),
        ({"until": DAY - ONE_DAY, "window": 1}, r"no users-1-day of organization octo from .*role"),
        (
            {"entities": (Entity("enterprise", "acme"),)},
            r"no users-1-day of enterprise acme.*has those of: org",
        ),
        ({"host": "elsewhere"}, r"no data for this: no users-1-day"),
        (
            {"host": "elsewhere", "until": DAY, "window": 1},
            r"no data for this: no users-1-day from 2026-05-07 to 2026-05-07",
        ),
    ],
)
def test_what_cannot_be_answered(empty: Lake, more: dict[str, Any], message: str) -> None:
    fill(empty, DAY)
    put(
        empty,
        "users-1-day",
        ORG,
        DAY - ONE_DAY,
        state="no-permission",
        reason="403: the role is missing",
    )
    with pytest.raises(UnanswerableError, match=message):
        scope_of(opener(empty), Selection(today=TODAY, **more), READ)


def test_an_empty_lake_answers_nothing(empty: Lake) -> None:
    with pytest.raises(UnanswerableError, match="no data for this"):
        scope_of(opener(empty), Selection(today=TODAY), READ)


def test_what_is_missing_is_told_and_why(empty: Lake) -> None:
    fill(empty, DAY, DAY + ONE_DAY, DAY + 3 * ONE_DAY)
    put(empty, "users-1-day", ORG, DAY + ONE_DAY, [ALICE], state="partial", reason="part 2 failed")
    put(
        empty,
        "users-1-day",
        ORG,
        DAY + 4 * ONE_DAY,
        state="no-permission",
        reason="403: {policy} is off",
    )
    put(empty, "users-1-day", ORG, DAY + 5 * ONE_DAY)
    put(
        empty,
        "users-1-day",
        ORG,
        DAY + 6 * ONE_DAY,
        [ALICE],
        state="partial",
        reason="part 1 failed",
    )
    for entity in (OTHER, Entity("organization", "third")):
        fill(empty, *(DAY + number * ONE_DAY for number in range(7)), entity=entity)
    answer = users(opener(empty), Selection(since=DAY, until=DAY + 6 * ONE_DAY, today=TODAY))
    assert answer.notes[0] == (
        "users-1-day of organization octo: 4 of 7 days are there; no data at GitHub: 2026-05-12; "
        "partial: 2026-05-13; missing: 2026-05-09 (never requested); missing: 2026-05-11 (403: {policy} is off)"
    )
    assert (
        answer.notes[1]
        == "users-1-day of organization other, organization third: all of 7 days are there"
    )


def test_completeness_can_be_required(empty: Lake) -> None:
    fill(empty, DAY, DAY + 2 * ONE_DAY)
    connect = opener(empty)
    required = {"require_complete": True, "today": TODAY}
    assert users(connect, Selection(window=1, until=DAY, **required)).table.num_rows == 1  # type: ignore[arg-type]
    with pytest.raises(
        UnanswerableError,
        match=r"window is incomplete: .*octo users-1-day: missing: 2026-05-08 \(never",
    ):
        users(connect, Selection(window=3, **required))  # type: ignore[arg-type]
    put(empty, "users-1-day", ORG, DAY + ONE_DAY)  # no data, which is a result
    assert users(connect, Selection(window=3, **required)).table.num_rows == 1  # type: ignore[arg-type]
    put(
        empty,
        "users-1-day",
        ORG,
        DAY + 3 * ONE_DAY,
        [ALICE],
        state="partial",
        reason="part 2 failed",
    )
    with pytest.raises(UnanswerableError, match="partial: 2026-05-10"):
        users(connect, Selection(window=1, **required))  # type: ignore[arg-type]
