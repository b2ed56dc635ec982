"""The figures of teams: GitHub's published example, the fake's data, and arbitrary data, compared with plain Python."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from copilot_usage_metrics import arrow_schema, rows, rows_to_arrow
from copilot_usage_metrics.testing import FakeGitHub
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.privacy.team_totals import (
    COUNTERS,
    CREDITS,
    RATED,
    SCHEMA,
    UNRATED,
    USED,
    team_totals,
)

DAY = datetime.date(2026, 5, 7)


def users(found: Iterable[dict[str, Any]], size: int = 1000) -> list[Any]:
    return list(rows_to_arrow(map(rows.UserDay.from_dict, found), rows.UserDay, size))


def teams(found: Iterable[dict[str, Any]], size: int = 1000) -> list[Any]:
    return list(rows_to_arrow(map(rows.UserTeamDay.from_dict, found), rows.UserTeamDay, size))


def person(user_id: int, figures: tuple[int, ...], chat: bool, agent: bool) -> dict[str, Any]:
    names = ("user_initiated_interaction_count", "code_generation_activity_count",
             "code_acceptance_activity_count", "loc_suggested_to_add_sum", "loc_added_sum")  # fmt: skip
    return {
        "day": "2026-05-07", "user_id": user_id, "organization_id": "999", "enterprise_id": "1",
        **dict(zip(names, figures, strict=True)), "loc_deleted_sum": 0, "loc_suggested_to_delete_sum": 0,
        "used_chat": chat, "used_agent": agent, "used_cli": False,
    }  # fmt: skip


def member(user_id: int, team_id: int, slug: str) -> dict[str, Any]:
    return {
        "day": "2026-05-07",
        "user_id": user_id,
        "organization_id": "999",
        "team_id": team_id,
        "slug": slug,
    }


def test_the_published_example() -> None:
    alice, bob = (
        person(1001, (50, 40, 12, 200, 88), True, True),
        person(1002, (30, 25, 7, 80, 24), True, False),
    )
    memberships = [
        member(1001, 42, "frontend"),
        member(1002, 42, "frontend"),
        member(1001, 43, "backend"),
    ]
    idle = [member(1003, 44, "idle")]
    table = team_totals(users([alice, bob]), teams([*memberships, *idle]))
    assert table.schema == SCHEMA
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        (
            DAY,
            "999",
            None,
            42,
            "frontend",
            2,
            2,
            80,
            65,
            19,
            280,
            0,
            112,
            0,
            None,
            2,
            1,
            0,
            19,
            65,
            0,
        ),
        (
            DAY,
            "999",
            None,
            43,
            "backend",
            1,
            1,
            50,
            40,
            12,
            200,
            0,
            88,
            0,
            None,
            1,
            1,
            0,
            12,
            40,
            0,
        ),
        (DAY, "999", None, 44, "idle", 1, 0, 0, 0, 0, 0, 0, 0, 0, None, 0, 0, 0, 0, 0, 0),
    ]


def test_credits_are_exact_and_null_only_where_nobody_has_them() -> None:
    some = [
        {**person(each, (0,) * 5, True, False), CREDITS: Decimal("0.1")} for each in range(1, 4)
    ]
    table = team_totals(
        users(some), teams([*(member(each, 42, "a") for each in range(1, 4)), member(9, 43, "b")])
    )
    assert table[CREDITS].to_pylist() == [Decimal("0.3"), Decimal(0)]
    assert team_totals(users([]), teams([member(9, 43, "b")]))[CREDITS].to_pylist() == [None]
    assert team_totals(users([]), teams([member(9, 43, "b")]))["used_chat_users"].to_pylist() == [0]


def test_other_days_and_entities_do_not_join() -> None:
    one = person(1, (1, 1, 1, 1, 1), True, True)
    for other in ({"day": "2026-05-08"}, {"organization_id": "998"}, {"user_id": 2}, {"day": None}):
        assert team_totals(users([{**one, **other}]), teams([member(1, 42, "a")]))[
            "active_users"
        ].to_pylist() == [0]
    of_enterprise = {**one, "organization_id": None}
    there = {**member(1, 42, "ent:a"), "organization_id": None, "enterprise_id": "1"}
    assert team_totals(users([of_enterprise]), teams([there]))["active_users"].to_pylist() == [1]
    elsewhere = {**there, "enterprise_id": "2"}
    assert team_totals(users([of_enterprise]), teams([elsewhere]))["active_users"].to_pylist() == [
        0
    ]


def test_of_conflicting_rows_the_last_one_counts() -> None:
    first, last = person(1, (1, 1, 1, 1, 1), False, True), person(1, (5, 5, 5, 5, 5), True, False)
    table = team_totals(
        users([first, last], 1), teams([member(1, 42, "old"), member(1, 42, "new")], 1)
    )
    (row,) = table.to_pylist()
    assert (row["slug"], row["members"], row["active_users"]) == ("new", 1, 1)
    assert (row["loc_added_sum"], row["used_chat_users"], row["used_agent_users"]) == (5, 1, 0)


def test_nothing_of_nothing() -> None:
    assert team_totals([], []).num_rows == 0
    assert team_totals([], []).schema == SCHEMA


def test_no_user_is_in_the_columns() -> None:
    assert not {name for name in SCHEMA.names if name.startswith("user_") and name not in COUNTERS}


@pytest.mark.parametrize("where", ["organization", "enterprise"])
def test_the_fake_s_teams(github: FakeGitHub, where: str) -> None:
    entity = github.enterprise if where == "enterprise" else github.organizations[0]
    day = github.days[-3]
    people, memberships = list(github.user_rows(entity, day)), list(github.team_rows(entity, day))
    assert people
    assert memberships
    check(people, memberships)


def check(people: list[dict[str, Any]], memberships: list[dict[str, Any]], size: int = 7) -> None:
    found = team_totals(users(people, size), teams(memberships, size)).to_pylist()
    assert found == expected(people, memberships)


def expected(
    people: list[dict[str, Any]], memberships: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """As the reference says it, with loops: last rows count, three keys, sums, distinct people."""
    entity = ("organization_id", "enterprise_id")
    last = {tuple(each.get(n) for n in ("day", "user_id", *entity)): each for each in people}
    belong = {
        tuple(each.get(n) for n in ("day", "user_id", "team_id", *entity)): each
        for each in memberships
    }
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for each in belong.values():
        groups.setdefault(
            (each["day"], each.get(entity[0]), each.get(entity[1]), each["team_id"]), []
        ).append(each)
    has = {
        n: any(each.get(n) is not None for each in last.values())
        for n in (*COUNTERS, CREDITS, *USED)
    }
    result = []
    for (day, organization, enterprise, team_id), group in groups.items():
        members = {each["user_id"] for each in group}
        joined = [
            each
            for each in last.values()
            if each["user_id"] in members
            and each["day"] == day
            and (None in (organization, each.get(entity[0])) or each[entity[0]] == organization)
            and (None in (enterprise, each.get(entity[1])) or each[entity[1]] == enterprise)
        ]
        newest = max(
            group, key=lambda each: max(i for i, one in enumerate(memberships) if one is each)
        )
        row: dict[str, Any] = {
            "day": datetime.date.fromisoformat(day),
            "organization_id": organization,
            "enterprise_id": enterprise,
            "team_id": team_id,
            "slug": newest["slug"],
            "members": len(members),
            "active_users": len({each["user_id"] for each in joined}),
        }
        for name in COUNTERS:
            row[name] = (
                sum(each.get(name) or 0 for each in joined) if has[name] or not last else None
            )
        credit = (Decimal(str(each[CREDITS])) for each in joined if each.get(CREDITS) is not None)
        row[CREDITS] = sum(credit, Decimal(0)) if has[CREDITS] else None
        for name in USED:
            used = {each["user_id"] for each in joined if each.get(name)}
            row[f"{name}_users"] = len(used) if has[name] or not last else None
        counters = list(RATED.values())
        known = [[each.get(name) is not None for name in counters] for each in joined]
        rated = [each for each, has_it in zip(joined, known, strict=True) if all(has_it)]
        row |= {name: sum(each[field] for each in rated) for name, field in RATED.items()}
        row[UNRATED] = sum(any(has_it) and not all(has_it) for has_it in known)
        result.append(row)
    return sorted(
        result,
        key=lambda row: (
            row["organization_id"] or "~",
            row["enterprise_id"] or "~",
            row["team_id"],
        ),
    )


ENTITIES = st.sampled_from(
    [
        {"organization_id": "999"},
        {"organization_id": "999", "enterprise_id": "1"},
        {"enterprise_id": "1"},
    ]
)
COUNT = st.none() | st.integers(0, 10**12)
FLAG = st.none() | st.booleans()


def figures(drawn: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in drawn.items() if value is not None}


PEOPLE = st.builds(
    lambda user_id, given: {"day": "2026-05-07", "user_id": user_id, **figures(given)},
    st.integers(1, 6),
    st.fixed_dictionaries(
        {
            **dict.fromkeys(COUNTERS, COUNT),
            **dict.fromkeys(USED, FLAG),
            CREDITS: st.none() | st.decimals(0, 1000, places=6),
        }
    ),
)
MEMBERS = st.builds(
    lambda user_id, team_id, slug: {
        "day": "2026-05-07",
        "user_id": user_id,
        "team_id": team_id,
        "slug": slug,
    },
    st.integers(1, 6),
    st.integers(41, 44),
    st.sampled_from(["a", "b"]),
)


@settings(max_examples=40)
@given(st.lists(PEOPLE, max_size=10), st.lists(MEMBERS, max_size=12), ENTITIES, ENTITIES)
def test_any_rows(
    people: list[dict[str, Any]],
    memberships: list[dict[str, Any]],
    of_people: dict[str, str],
    of_teams: dict[str, str],
) -> None:
    check(
        [{**each, **of_people} for each in people], [{**each, **of_teams} for each in memberships]
    )


def test_what_is_nested_is_not_held() -> None:
    """Only plain columns of a batch are looked at: one that has nothing else is enough."""
    plain = pa.schema(
        [each for each in arrow_schema(rows.UserDay) if not pa.types.is_nested(each.type)]
    )
    (batch,) = users([person(1, (1, 1, 1, 1, 1), True, True)])
    table = team_totals([batch.select(plain.names)], teams([member(1, 42, "a")]))
    assert table["active_users"].to_pylist() == [1]
