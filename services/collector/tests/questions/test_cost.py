"""Billed amounts: every figure compared with plain Python, on the fake's bills and on arbitrary ones."""

from __future__ import annotations

import datetime
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from copilot_usage_metrics.testing import FakeGitHub
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.cost import By, cost
from copilot_metrics_collector.questions.selection import Selection
from copilot_metrics_collector.units import Entity

from .lakes import Row, entities_of, opened, opener, put, rows_of
from .test_teams import member

TODAY = datetime.date(2026, 6, 5)
ORG = Entity("organization", "octo")
DAY = datetime.timedelta(days=1)
FIGURES = {
    f"{kind}_{what}": f"{kind}{what.capitalize()}"
    for what in ("quantity", "amount")
    for kind in ("gross", "discount", "net")
}
Figures = dict[tuple[Any, ...], Row]
REPORTS = ("ai_credit", "premium_request")


@pytest.fixture(scope="module")
def github() -> FakeGitHub:
    """Ten days around 2026-06-01, before which premium requests were billed."""
    return FakeGitHub(seats=14, organizations=2, days=10, today=TODAY, seed=5)


@pytest.fixture(scope="module")
def lines(github: FakeGitHub) -> dict[str, dict[Entity, list[Row]]]:
    """The lines of all bills by family, with the day, and the person or cost center."""
    found: dict[str, dict[Entity, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for entity in entities_of(github):
        for day in github.days:
            for report in REPORTS:
                about = {"report_day": day, "report": report}
                found["billing"][entity] += [
                    {**about, **line}
                    for line in github.billed_usage(entity.name, [day], report=report)  # type: ignore[arg-type]
                ]
                people = {
                    seat["assignee"]["id"]: seat["assignee"]["login"]
                    for seat in github.copilot_seats(entity.name)
                }
                for user, login in people.items():
                    found["billing-users"][entity] += [
                        {**about, "user_id": user, "user_login": login, **line}
                        for line in github.billed_usage(
                            entity.name,
                            [day],
                            report=report,  # type: ignore[arg-type]
                            login=login,
                        )
                    ]
                if entity.kind == "enterprise":
                    center = github.organizations[0]
                    found["billing-cost-centers"][entity] += [
                        {**about, "cost_center": "none", **line}
                        for line in github.billed_usage(center, [day], report=report)  # type: ignore[arg-type]
                    ]
    return found


@pytest.fixture(scope="module")
def billed(
    github: FakeGitHub, lines: dict[str, dict[Entity, list[Row]]], tmp_path_factory: Any
) -> Lake:
    lake = Lake.open(tmp_path_factory.mktemp("cost") / "lake", create=True)
    for family, by_entity in lines.items():
        for entity, rows in by_entity.items():
            for day in github.days:
                put(lake, family, entity, day, without_day(rows, day))
    for entity in entities_of(github):
        for day in github.days:
            put(lake, "user-teams-1-day", entity, day, github.team_rows(entity.name, day))
    return lake


def without_day(rows: Iterable[Row], day: datetime.date) -> list[Row]:
    return [
        {name: value for name, value in row.items() if name != "report_day"}
        for row in rows
        if row["report_day"] == day
    ]


def sums(rows: Iterable[Row]) -> Row:
    found = dict.fromkeys(FIGURES, Decimal(0))
    for row in rows:
        for name, wire in FIGURES.items():
            found[name] += Decimal(str(row[wire]))
    return found


def by_key(rows: Iterable[Row], key: Callable[[Row], tuple[Any, ...]]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[*key(row), row["unitType"]].append(row)
    return found


def minus(whole: Row, part: Row) -> Row:
    return {name: whole[name] - part[name] for name in FIGURES}


def rest(whole: list[Row], part: list[Row], scope: str, nothing: tuple[None, ...]) -> Figures:
    """The usage that belongs to no part, and the total, by unit."""
    found: Figures = {}
    parts = by_key(part, lambda _: ())
    for (unit,), each in by_key(whole, lambda _: ()).items():
        found["total", *nothing, unit] = sums(each)
        found[scope, *nothing, unit] = minus(sums(each), sums(parts.get((unit,), ())))
    return found


def figures_of(rows: Figures) -> Figures:
    return {key: {name: row[name] for name in FIGURES} for key, row in rows.items()}


SELECTION = Selection(window=10, today=TODAY)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("model", ("product", "sku", "model")),
        ("day", ("report_day",)),
        ("entity", ()),
    ],
)
def test_every_figure_of_a_whole_bill(
    billed: Lake, lines: dict[str, dict[Entity, list[Row]]], by: By, keys: tuple[str, ...]
) -> None:
    wanted: Figures = {}
    for entity, rows in lines["billing"].items():
        groups = by_key(rows, lambda row: tuple(row[key] for key in keys))
        wanted |= {(entity.name, *key): sums(each) for key, each in groups.items()}
    found = rows_of(cost(opener(billed), SELECTION, by), "entity", *keys, "unit_type")
    assert figures_of(found) == wanted
    assert {key[-1] for key in wanted} == {"credits", "requests"}


def test_every_figure_of_users_and_what_belongs_to_nobody(
    billed: Lake, lines: dict[str, dict[Entity, list[Row]]]
) -> None:
    wanted: Figures = {}
    for entity, whole in lines["billing"].items():
        part = lines["billing-users"][entity]
        found = rest(whole, part, "unattributed", (None,))
        for (user, unit), each in by_key(part, lambda row: (row["user_id"],)).items():
            found["user", user, unit] = sums(each)
        wanted |= {(entity.name, *key): row for key, row in found.items()}
        assert any(key[0] == "unattributed" and row["net_amount"] > 0 for key, row in found.items())
    answer = cost(opener(billed), SELECTION, "user")
    found = rows_of(answer, "entity", "scope", "user_id", "unit_type")
    assert figures_of(found) == wanted
    assert any("scope = unattributed" in note for note in answer.notes)


def test_every_figure_of_teams_by_the_members_of_the_day(
    billed: Lake, github: FakeGitHub, lines: dict[str, dict[Entity, list[Row]]]
) -> None:
    wanted: Figures = {}
    for entity, whole in lines["billing"].items():
        part = lines["billing-users"][entity]
        teams: dict[Any, set[int]] = defaultdict(set)
        for day in github.days:
            for row in github.team_rows(entity.name, day):
                teams[row["user_id"], day].add(row["team_id"])
        found = rest(whole, part, "unattributed", (None,))
        in_teams: dict[Any, list[Row]] = defaultdict(list)
        for row in part:
            for team in teams.get((row["user_id"], row["report_day"]), {None}):
                scope = "no team" if team is None else "team"
                in_teams[scope, team, row["unitType"]].append(row)
        found |= {key: sums(each) for key, each in in_teams.items()}
        wanted |= {(entity.name, *key): row for key, row in found.items()}
    answer = cost(opener(billed), SELECTION, "team")
    assert figures_of(rows_of(answer, "entity", "scope", "team_id", "unit_type")) == wanted


def test_every_figure_of_cost_centers_and_of_those_that_were_not_requested(
    billed: Lake, github: FakeGitHub, lines: dict[str, dict[Entity, list[Row]]]
) -> None:
    enterprise = Entity("enterprise", github.enterprise)
    part = lines["billing-cost-centers"][enterprise]
    wanted = rest(lines["billing"][enterprise], part, "other", (None,))
    for (center, unit), each in by_key(part, lambda row: (row["cost_center"],)).items():
        wanted["cost center", center, unit] = sums(each)
    answer = cost(opener(billed), SELECTION, "cost-center")
    assert figures_of(rows_of(answer, "scope", "cost_center", "unit_type")) == wanted


def test_a_bill_without_the_bills_of_people_says_how_to_get_them(empty: Lake) -> None:
    put(empty, "billing", ORG, TODAY - DAY, [line(1, 5)])
    for by in ("user", "team"):
        with pytest.raises(UnanswerableError, match=r"names no people.*--family billing-users"):
            cost(opener(empty), SELECTION, by)
    put(empty, "billing", Entity("enterprise", "acme"), TODAY - DAY, [line(1, 5)])
    with pytest.raises(UnanswerableError, match=r"names no cost centers.*--cost-center"):
        cost(opener(empty), SELECTION, "cost-center")


def test_an_organization_has_no_cost_centers(billed: Lake, github: FakeGitHub) -> None:
    entity = Entity("organization", github.organizations[0])
    with pytest.raises(UnanswerableError, match="is for enterprises"):
        cost(opener(billed), Selection(entities=(entity,), today=TODAY), "cost-center")


def test_people_cannot_be_named_in_a_lake_without_users(billed: Lake) -> None:
    for by in ("user", "team"):
        with pytest.raises(UnanswerableError, match="--no-users"):
            cost(opener(billed), Selection(today=TODAY, has_users=False), by)


def test_days_without_the_bills_of_people_do_not_count(empty: Lake) -> None:
    for back in (1, 2):
        put(empty, "billing", ORG, TODAY - back * DAY, [line(None, 40 * back)])
    put(empty, "billing-users", ORG, TODAY - DAY, [line(7, 16)])
    answer = cost(opener(empty), SELECTION, "user")
    found = rows_of(answer, "scope")
    assert {scope: row["gross_quantity"] for (scope,), row in found.items()} == {
        "user": 4,
        "unattributed": 6,
        "total": 10,
    }
    assert any("a bill but no billing-users on 2026-06-03" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("model", ("product", "sku", "model")),
        ("user", ("scope", "user_id")),
        ("team", ("scope", "team_id")),
        ("cost-center", ("scope", "cost_center")),
    ],
)
def test_trends_are_the_net_amounts_of_each_day(
    billed: Lake, by: By, keys: tuple[str, ...]
) -> None:
    days = [TODAY - back * DAY for back in range(10, 0, -1)]
    by_day: list[Figures] = []
    with opened(billed) as connect:
        whole = cost(connect, Selection(window=10, today=TODAY, with_trend=True), by)
        for day in days:
            try:
                answer = cost(connect, Selection(since=day, until=day, today=TODAY), by)
            except UnanswerableError:  # nothing was billed
                by_day.append({})
            else:
                by_day.append(rows_of(answer, *KEYS, *keys))
    assert whole.notes[-1].startswith("trend: net_amount of each day")
    for key, row in rows_of(whole, *KEYS, *keys).items():
        wanted = [float(rows[key]["net_amount"]) if key in rows else 0.0 for rows in by_day]
        assert row["trend"] == pytest.approx(wanted)


def test_a_day_with_an_unknown_part_is_a_gap_in_the_trend(empty: Lake) -> None:
    for back in (1, 2):
        put(empty, "billing", ORG, TODAY - back * DAY, [line(None, 40 * back)])
    put(empty, "billing-users", ORG, TODAY - DAY, [line(7, 16)])
    selection = Selection(window=2, today=TODAY, with_trend=True)
    found = rows_of(cost(opener(empty), selection, "user"), "scope")
    assert {scope: row["trend"] for (scope,), row in found.items()} == {
        "user": [None, 0.0275],
        "unattributed": [None, 0.04],
        "total": [None, 0.0675],
    }


KEYS = ("entity", "unit_type")


def line(user: int | None, credits_: int, unit: str = "credits", model: str = "gpt") -> Row:
    about = {} if user is None else {"user_id": user, "user_login": f"login-{user}"}
    amounts = {"gross": credits_, "discount": credits_ // 3, "net": credits_ - credits_ // 3}
    return {
        **about,
        "report": "ai_credit",
        "product": "Copilot",
        "sku": "sku",
        "model": model,
        "unitType": unit,
        "pricePerUnit": 0.01,
        **{f"{kind}Quantity": amount / 4 for kind, amount in amounts.items()},
        **{f"{kind}Amount": amount / 400 for kind, amount in amounts.items()},
    }


LINES = st.lists(
    st.builds(
        line,
        st.integers(1, 3),
        st.integers(0, 10_000),
        st.sampled_from(["credits", "requests"]),
        st.sampled_from(["gpt", "claude"]),
    ),
    max_size=5,
)
MEMBERS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 2)), unique=True, max_size=5)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(LINES, LINES, MEMBERS), min_size=1, max_size=2),
)
def test_any_bill_is_split_as_plain_python_splits_it(
    days: list[tuple[list[Row], list[Row], list[tuple[int, int]]]],
) -> None:
    """Each day has lines of people, other lines, and teams; the bill has all lines."""
    whole: list[Row] = []
    part: list[Row] = []
    in_teams: dict[Any, list[Row]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake.open(Path(folder) / "lake", create=True)
        for back, (of_people, others, members) in enumerate(days, 1):
            day = TODAY - back * DAY
            bill = [*of_people, *others]
            put(lake, "billing", ORG, day, bill)
            put(lake, "billing-users", ORG, day, of_people)
            rows = [member(user, team, f"team-{team}", day) for user, team in members]
            put(lake, "user-teams-1-day", ORG, day, rows)
            whole, part = whole + bill, part + of_people
            for row in of_people:
                teams: list[int | None] = [team for user, team in members if user == row["user_id"]]
                for team in teams or [None]:
                    scope = "no team" if team is None else "team"
                    in_teams[scope, team, row["unitType"]].append(row)
        if not part:
            with pytest.raises(UnanswerableError):
                cost(opener(lake), SELECTION, "user")
            return
        by_user = rows_of(cost(opener(lake), SELECTION, "user"), "scope", "user_id", "unit_type")
        by_team = rows_of(cost(opener(lake), SELECTION, "team"), "scope", "team_id", "unit_type")
    about = rest(whole, part, "unattributed", (None,))
    users = by_key(part, lambda row: (row["user_id"],))
    assert figures_of(by_user) == about | {
        ("user", *key): sums(each) for key, each in users.items()
    }
    assert figures_of(by_team) == about | {key: sums(each) for key, each in in_teams.items()}
