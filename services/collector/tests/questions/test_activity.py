from __future__ import annotations

import datetime
from typing import Any

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.activity import active_people, adoption
from copilot_metrics_collector.questions.selection import Connect, Selection

from .lakes import Row, opener, put, rows_of
from .test_teams import ALICE, DAY, ORG, TODAY
from .truth import Truth, people, place

PLACE = ("host", "kind", "entity")
FLAGS = {
    "chat_users": ("used_chat",),
    "agent_users": ("used_agent",),
    "cli_users": ("used_cli",),
    "cloud_agent_users": ("used_copilot_cloud_agent", "used_copilot_coding_agent"),
    "app_users": ("used_copilot_app",),
}
COUNTERS = {
    "prompting_users": "user_initiated_interaction_count",
    "accepting_users": "code_acceptance_activity_count",
}


def expected_people(rows: list[Row], *names: str) -> dict[str, int | None]:
    found: dict[str, int | None] = {"active_users": people(rows)}
    for name in names:
        keys = FLAGS.get(name) or (COUNTERS[name],)
        if rows and not any(row.get(key) is not None for row in rows for key in keys):
            found[name] = None
            continue
        found[name] = len({row["user_id"] for row in rows if any(row.get(key) for key in keys)})
    return found


@pytest.mark.parametrize("days", [1, 10, 28])
@pytest.mark.parametrize("by", ["day", "week"])
def test_every_figure_by_period(connect: Connect, truth: Truth, by: Any, days: int) -> None:
    answer = active_people(connect, Selection(window=days, today=TODAY), by)
    window = truth.window(days)
    length = 1 if by == "day" else 7
    expected = {}
    for entity in truth.entities:
        for end in range(len(window), 0, -length):
            period = window[max(0, end - length) : end]
            rows = truth.user_rows(entity, period)
            expected[*place(entity), period[0]] = {
                "last_day": period[-1],
                "days": len(period),
                **expected_people(rows, "accepting_users", "chat_users", "agent_users"),
            }
    assert rows_of(answer, *PLACE, "first_day") == expected


@pytest.mark.parametrize("days", [1, 28])
def test_every_figure_of_adoption(connect: Connect, truth: Truth, days: int) -> None:
    answer = adoption(connect, Selection(window=days, today=TODAY))
    expected = {
        place(entity): {
            "days": days,
            **expected_people(truth.user_rows(entity, truth.window(days)), *COUNTERS, *FLAGS),
        }
        for entity in truth.entities
    }
    assert rows_of(answer, *PLACE) == expected


def test_a_lake_without_users_has_the_counts_of_the_entities(
    connect: Connect, truth: Truth
) -> None:
    selection = Selection(window=14, today=TODAY, has_users=False)
    window = truth.window(14)
    by_day = rows_of(active_people(connect, selection, "day"), *PLACE, "last_day")
    by_week = rows_of(active_people(connect, selection, "week"), *PLACE, "last_day")
    steps = rows_of(adoption(connect, selection), *PLACE)
    for entity in truth.entities:
        totals = {row["day"]: row for row in truth.total_rows(entity, window)}
        for day in window:
            row = totals.get(f"{day}", {"daily_active_users": 0})
            assert by_day[*place(entity), day]["active_users"] == row["daily_active_users"]
        for day in window[6::7]:
            weekly = totals[f"{day}"]["weekly_active_users"]
            assert by_week[*place(entity), day]["active_users"] == weekly
        last = totals[f"{window[-1]}"]
        found = steps[place(entity)]
        assert found["active_users"] == last["monthly_active_users"]
        assert found["agent_users"] == last["monthly_active_agent_users"]
        assert found["accepting_users"] is None


def test_a_missing_day_is_unknown_and_an_idle_day_is_zero(empty: Lake) -> None:
    days = [DAY + datetime.timedelta(days=number) for number in range(4)]
    put(empty, "users-1-day", ORG, days[0], [{**ALICE, "day": f"{days[0]}", "used_agent": True}])
    put(empty, "users-1-day", ORG, days[1])
    put(empty, "users-1-day", ORG, days[3], [{**ALICE, "day": f"{days[3]}"}])
    selection = Selection(since=days[0], until=days[3], today=TODAY)
    found = active_people(opener(empty), selection).table
    assert found.column("active_users").to_pylist() == [1, 0, None, 1]
    assert found.column("agent_users").to_pylist()[:3] == [1, 0, None]
    assert found.column("days").to_pylist() == [1, 1, 0, 1]
    week = active_people(opener(empty), selection, "week").table
    assert week.column("days").to_pylist() == [3]
    assert week.column("active_users").to_pylist() == [1]


def test_an_unknown_flag_is_not_zero(empty: Lake) -> None:
    plain = {key: value for key, value in ALICE.items() if not key.startswith("used_")}
    put(empty, "users-1-day", ORG, DAY, [plain])
    [row] = adoption(opener(empty), Selection(window=1, today=TODAY)).table.to_pylist()
    assert (row["active_users"], row["agent_users"]) == (1, None)
