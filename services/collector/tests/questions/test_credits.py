from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.credits import By, credits_used
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.units import Entity

from .lakes import Row, opener, put, rows_of
from .test_teams import ALICE, BOB, DAY, ORG, TODAY, member
from .truth import Truth, credits_in, grouped, people, place


def figures(rows: list[Row]) -> Row:
    return {
        "ai_credits_used": credits_in(rows),
        "rows": len(rows),
        "rows_without_credits": sum("ai_credits_used" not in row for row in rows),
    }


def of_user(rows: list[Row]) -> Row:
    return {
        "user_login": rows[-1]["user_login"],
        "active_days": len(rows),
        "last_day": datetime.date.fromisoformat(rows[-1]["day"]),
        **figures(rows),
    }


@pytest.mark.parametrize("days", [1, 7, 28])
@pytest.mark.parametrize("by", ["user", "day", "entity", "team"])
def test_every_figure(connect: Connect, truth: Truth, by: By, days: int) -> None:
    window = truth.window(days)
    expected = {}
    for entity in truth.entities:
        rows = truth.user_rows(entity, window)
        if by == "user":
            for (user,), each in grouped(rows, "user_id").items():
                expected[*place(entity), user] = of_user(each)
        elif by == "day":
            for (day,), each in grouped(rows, "day").items():
                expected[*place(entity), datetime.date.fromisoformat(day)] = {
                    "active_users": people(each),
                    **figures(each),
                }
        elif by == "entity":
            expected[*place(entity), len({row["day"] for row in rows})] = {
                "active_users": people(rows),
                **figures(rows),
            }
        else:
            active = {(row["user_id"], row["day"]): row for row in rows}
            members = [row for day in window for row in truth.teams(entity, day)]
            for (team,), each in grouped(members, "team_id").items():
                mine = [
                    active[key] for row in each if (key := (row["user_id"], row["day"])) in active
                ]
                expected[*place(entity), team] = {
                    "scope": "team",
                    "slug": each[-1]["slug"],
                    "members": people(each),
                    "active_users": people(mine),
                    **figures(mine),
                    "ai_credits_used": credits_in(mine) if mine else 0,
                }
            expected[*place(entity), None] = {
                "scope": "total",
                "slug": None,
                "members": None,
                "active_users": people(rows),
                **figures(rows),
            }
    column = {"user": "user_id", "day": "report_day", "entity": "days", "team": "team_id"}[by]
    answer = credits_used(connect, Selection(window=days, today=TODAY), by)
    assert rows_of(answer, "host", "kind", "entity", column) == expected
    assert any("consumption, not billing" in note for note in answer.notes)


def test_rows_that_do_not_say_are_counted(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "ai_credits_used": 0}, BOB])
    selection = Selection(window=1, today=TODAY)
    found = rows_of(credits_used(opener(empty), selection), "user_login")
    assert (
        found["login-1001",]["ai_credits_used"],
        found["login-1001",]["rows_without_credits"],
    ) == (0, 0)
    assert found["login-1002",]["ai_credits_used"] is None
    assert found["login-1002",]["rows_without_credits"] == 1
    answer = credits_used(opener(empty), selection, "entity")
    [row] = answer.table.to_pylist()
    assert (row["ai_credits_used"], row["rows_without_credits"]) == (0, 1)
    assert any(
        "1 of 2 rows, on 1 of 1 days, does not have ai_credits_used" in note
        for note in answer.notes
    )


def test_an_idle_team_used_no_credits_where_credits_are_known(empty: Lake) -> None:
    put(
        empty,
        "users-1-day",
        ORG,
        DAY,
        [{**ALICE, "ai_credits_used": 2.02}, {**BOB, "ai_credits_used": 55.053015}],
    )
    rows = [member(1001, 42, "a"), member(1001, 43, "b"), member(7, 44, "idle")]
    put(empty, "user-teams-1-day", ORG, DAY, rows)
    found = rows_of(credits_used(opener(empty), Selection(window=1, today=TODAY), "team"), "slug")
    assert {slug: row["ai_credits_used"] for (slug,), row in found.items()} == {
        "a": Decimal("2.02"),
        "b": Decimal("2.02"),
        "idle": 0,
        None: Decimal("57.073015"),
    }


def test_credits_of_an_idle_team_are_unknown_where_nobody_says(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    put(empty, "user-teams-1-day", ORG, DAY, [member(1001, 42, "a"), member(7, 44, "idle")])
    found = rows_of(credits_used(opener(empty), Selection(window=1, today=TODAY), "team"), "slug")
    assert {slug: row["ai_credits_used"] for (slug,), row in found.items()} == {
        "a": None,
        "idle": None,
        None: None,
    }


def test_sums_are_exact_where_doubles_would_not_be(empty: Lake) -> None:
    rows = [{**ALICE, "user_id": number, "ai_credits_used": 0.1} for number in range(1000)]
    put(empty, "users-1-day", Entity("organization", "x"), DAY, rows)
    [row] = credits_used(
        opener(empty), Selection(window=1, today=TODAY), "entity"
    ).table.to_pylist()
    assert row["ai_credits_used"] == Decimal(100)
    assert sum([0.1] * 1000) != 100
