from __future__ import annotations

import datetime
from typing import Any

import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.teams import teams
from copilot_metrics_collector.units import Entity

from .lakes import Row, opener, put, rows_of
from .truth import ALL, Truth, figures, grouped, people, place

TODAY = datetime.date(2026, 10, 2)
DAY = datetime.date(2026, 5, 7)
ORG = Entity("organization", "octo")


def user(user_id: int, day: datetime.date = DAY, **more: Any) -> Row:
    return {
        "day": f"{day}",
        "user_id": user_id,
        "user_login": f"login-{user_id}",
        "organization_id": "999",
        **dict.fromkeys(ALL, 0),
        "totals_by_feature": [],
        **more,
    }


def member(user_id: int, team_id: int, slug: str, day: datetime.date = DAY) -> Row:
    return {
        "day": f"{day}",
        "user_id": user_id,
        "user_login": f"login-{user_id}",
        "organization_id": "999",
        "team_id": team_id,
        "slug": slug,
    }


ALICE = user(
    1001,
    user_initiated_interaction_count=50,
    code_generation_activity_count=40,
    code_acceptance_activity_count=12,
    loc_suggested_to_add_sum=200,
    loc_added_sum=88,
    used_chat=True,
    used_agent=True,
)
BOB = user(
    1002,
    user_initiated_interaction_count=30,
    code_generation_activity_count=25,
    code_acceptance_activity_count=7,
    loc_suggested_to_add_sum=80,
    loc_added_sum=24,
    used_chat=True,
    used_agent=False,
)


def test_the_published_example(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE, BOB])
    put(
        empty,
        "user-teams-1-day",
        ORG,
        DAY,
        [member(1001, 42, "frontend"), member(1001, 43, "backend"), member(1002, 42, "frontend")],
    )
    answer = teams(opener(empty), Selection(until=DAY, window=1, today=TODAY))
    found = rows_of(answer, "scope", "team_id", "slug")
    names = ("active_users", "code_acceptance_activity_count", "loc_added_sum")
    assert {key: tuple(row[name] for name in names) for key, row in found.items()} == {
        ("team", 42, "frontend"): (2, 19, 112),
        ("team", 43, "backend"): (1, 12, 88),
        ("total", None, None): (2, 19, 112),
    }
    frontend = found["team", 42, "frontend"]
    assert frontend["user_initiated_interaction_count"] == 80
    assert frontend["code_generation_activity_count"] == 65
    assert frontend["loc_suggested_to_add_sum"] == 280
    assert (frontend["chat_users"], frontend["agent_users"]) == (2, 1)
    assert frontend["ai_credits_used"] is None  # before the field was there
    assert any("do not add up" in note for note in answer.notes)
    assert any("fewer than five seats" in note for note in answer.notes)


@pytest.mark.parametrize("days", [1, 7, 28])
def test_every_figure(from_files: Connect, truth: Truth, days: int) -> None:
    window = truth.window(days)
    answer = teams(from_files, Selection(window=days, today=TODAY))
    assert not any("do not have" in note or "lack" in note for note in answer.notes)
    found = rows_of(answer, "host", "kind", "entity", "scope", "team_id")
    expected = {}
    for entity in truth.entities:
        active = {(row["user_id"], day): row for day in window for row in truth.users(entity, day)}
        members = [row for day in window for row in truth.teams(entity, day)]
        for (team,), each in grouped(members, "team_id").items():
            rows = [
                active[row["user_id"], datetime.date.fromisoformat(row["day"])]
                for row in each
                if (row["user_id"], datetime.date.fromisoformat(row["day"])) in active
            ]
            expected[*place(entity), "team", team] = {
                "slug": each[-1]["slug"],
                "days": len({row["day"] for row in each}),
                "members": people(each),
                **of_people(rows),
                **(figures(rows) if rows else IDLE),
            }
        rows = list(active.values())
        expected[*place(entity), "total", None] = {
            "slug": None,
            "days": days,
            "members": None,
            **of_people(rows),
            **figures(rows),
        }
    assert found == expected


IDLE = {
    **dict.fromkeys(ALL, 0),
    "acceptance_rate": None,
    "completion_acceptance_rate": None,
    "ai_credits_used": 0,
}


def of_people(rows: list[Row]) -> Row:
    return {
        "active_users": people(rows),
        "active_user_days": len(rows),
        "chat_users": people(rows, lambda row: row["used_chat"]),
        "agent_users": people(rows, lambda row: row["used_agent"]),
    }


def test_an_idle_team_is_listed_with_zeros(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    put(
        empty,
        "user-teams-1-day",
        ORG,
        DAY,
        [member(1001, 42, "frontend"), member(1002, 44, "idle")],
    )
    answer = teams(opener(empty), Selection(until=DAY, window=1, today=TODAY))
    idle = rows_of(answer, "scope", "slug")["team", "idle"]
    assert (idle["members"], idle["active_users"], idle["code_generation_activity_count"]) == (
        1,
        0,
        0,
    )
    assert idle["chat_users"] == 0
    assert idle["acceptance_rate"] is None
    assert idle["ai_credits_used"] is None  # no row of the window has credits, so all are unknown


def test_people_are_distinct_over_the_window_and_moves_between_teams_are_followed(
    empty: Lake,
) -> None:
    next_day = DAY + datetime.timedelta(days=1)
    put(empty, "users-1-day", ORG, DAY, [ALICE, BOB])
    put(empty, "users-1-day", ORG, next_day, [{**ALICE, "day": f"{next_day}"}])
    put(
        empty,
        "user-teams-1-day",
        ORG,
        DAY,
        [member(1001, 42, "frontend"), member(1002, 42, "frontend")],
    )
    put(
        empty,
        "user-teams-1-day",
        ORG,
        next_day,
        [member(1001, 43, "backend", next_day), member(1002, 42, "front-end", next_day)],
    )
    answer = teams(opener(empty), Selection(since=DAY, until=next_day, today=TODAY))
    found = rows_of(answer, "scope", "team_id")
    assert found["team", 42]["slug"] == "front-end"
    assert found["team", 42]["active_users"] == 2
    assert found["team", 42]["active_user_days"] == 2
    assert found["team", 42]["code_acceptance_activity_count"] == 19
    assert found["team", 43]["code_acceptance_activity_count"] == 12
    assert found["team", 43]["days"] == 1
    assert found["total", None]["active_users"] == 2
    assert found["total", None]["active_user_days"] == 3
    assert any("front-end, frontend" in note for note in answer.notes)


def test_teams_of_one_entity_never_meet_users_of_another(empty: Lake) -> None:
    other, enterprise = Entity("organization", "other"), Entity("enterprise", "octo")
    put(empty, "users-1-day", ORG, DAY, [ALICE])
    put(empty, "users-1-day", enterprise, DAY, [BOB])
    put(empty, "users-1-day", other, DAY, [{**BOB, "organization_id": "1"}])
    for entity in (ORG, other, enterprise):
        put(empty, "user-teams-1-day", entity, DAY, [member(1001, 42, "x"), member(1002, 42, "x")])
    answer = teams(opener(empty), Selection(until=DAY, window=1, today=TODAY))
    found = rows_of(answer, "kind", "entity", "scope")
    assert found["organization", "octo", "team"]["code_acceptance_activity_count"] == 12
    assert found["organization", "other", "team"]["code_acceptance_activity_count"] == 7
    assert found["enterprise", "octo", "team"]["code_acceptance_activity_count"] == 7
    assert any("entities do not add up" in note for note in answer.notes)
    one = teams(
        opener(empty), Selection(entities=(Entity("organization", "OCTO"),), window=1, today=TODAY)
    )
    assert {row["entity"] for row in one.table.to_pylist()} == {"octo"}
    assert {row["kind"] for row in one.table.to_pylist()} == {"organization"}


def test_days_with_one_half_of_the_pair_are_gaps(empty: Lake) -> None:
    days = [DAY + datetime.timedelta(days=number) for number in range(4)]
    for day in days[:2]:
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
    put(empty, "user-teams-1-day", ORG, days[1], [member(1001, 42, "x", days[1])])
    put(empty, "users-1-day", ORG, days[2], state="failed", reason="no response in 60 s")
    put(
        empty,
        "user-teams-1-day",
        ORG,
        days[2],
        [member(1001, 42, "x", days[2]), member(5, 45, "y", days[2])],
    )
    put(empty, "users-1-day", ORG, days[3])  # no activity, according to GitHub
    put(empty, "user-teams-1-day", ORG, days[3], [member(1001, 42, "x", days[3])])
    answer = teams(opener(empty), Selection(since=days[0], until=days[3], today=TODAY))
    found = rows_of(answer, "scope", "team_id")
    assert set(found) == {
        ("team", 42),
        ("total", None),
    }  # team 45 is unknown, so it has no zeros
    assert found["team", 42]["days"] == 2
    assert found["team", 42]["code_acceptance_activity_count"] == 12
    assert found["total", None]["days"] == 3
    assert found["total", None]["code_acceptance_activity_count"] == 24
    text = "\n".join(answer.notes)
    assert "users but no teams on 2026-05-07" in text
    assert "teams but no users on 2026-05-09" in text
    assert "missing: 2026-05-09 (no response in 60 s)" in text
    assert "no data at GitHub: 2026-05-10" in text
    assert "the report begins on 2026-05-14" in text


def test_rows_without_a_key_are_counted_and_in_no_team(empty: Lake) -> None:
    nobody = {name: value for name, value in BOB.items() if name != "user_id"}
    put(empty, "users-1-day", ORG, DAY, [ALICE, nobody])
    lost = {name: value for name, value in member(1001, 42, "x").items() if name != "team_id"}
    put(empty, "user-teams-1-day", ORG, DAY, [member(1001, 42, "x"), lost])
    answer = teams(opener(empty), Selection(until=DAY, window=1, today=TODAY))
    found = rows_of(answer, "scope")
    assert found["team",]["code_acceptance_activity_count"] == 12
    assert found["total",]["code_acceptance_activity_count"] == 19
    assert found["total",]["active_users"] == 1
    assert any("1 row of users_1_day lacks user_id" in note for note in answer.notes)
    assert any("1 row of user_teams_1_day lacks" in note for note in answer.notes)


def test_a_missing_counter_is_not_zero(empty: Lake) -> None:
    bare = {
        name: value for name, value in BOB.items() if name not in ("loc_added_sum", "used_agent")
    }
    put(empty, "users-1-day", ORG, DAY, [ALICE, bare])
    put(empty, "user-teams-1-day", ORG, DAY, [member(1001, 42, "a"), member(1002, 43, "b")])
    answer = teams(opener(empty), Selection(until=DAY, window=1, today=TODAY))
    found = rows_of(answer, "scope", "slug")
    assert found["team", "a"]["loc_added_sum"] == 88
    assert found["team", "b"]["loc_added_sum"] is None
    assert found["team", "b"]["agent_users"] is None
    assert found["team", "b"]["chat_users"] == 1
    assert any(
        "1 of 2 rows of users_1_day does not have loc_added_sum" in note for note in answer.notes
    )


def test_an_entity_that_the_lake_does_not_have(connect: Connect) -> None:
    wanted = (Entity("organization", "nobody"),)
    with pytest.raises(UnanswerableError, match=r"organization nobody.*organization octo-org"):
        teams(connect, Selection(entities=wanted, today=TODAY))
