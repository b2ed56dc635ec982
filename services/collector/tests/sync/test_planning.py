"""The planned units, their order, and the units that are left out: pure functions on arbitrary lakes."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest
from copilot_usage_metrics.testing import registry
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.lake.manifest import State
from copilot_metrics_collector.plan.planning import (
    BEFORE_FIRST,
    COMPLETE,
    FUTURE,
    NO_DATA,
    SNAPSHOT_ONLY_NOW,
    TOO_OLD,
    WINDOW_ONLY_NOW,
    Known,
    Plan,
    bounds,
    first_day,
    is_settled,
    make_plan,
    requests_of,
)
from copilot_metrics_collector.units import FAMILIES, REPORTS, RESPONSES, Entity, Unit

from .runs import DAY, TODAY, Site

HOST = "api.github.com"
ORG = Entity("organization", "octo")
ENTERPRISE = Entity("enterprise", "acme")
YESTERDAY = TODAY - DAY


def plan(
    known: dict[Unit, Known] | None = None,
    families: tuple[str, ...] = ("users-1-day",),
    entities: tuple[Entity, ...] = (ORG,),
    since: datetime.date | None = TODAY - 10 * DAY,
    until: datetime.date | None = None,
    today: datetime.date = TODAY,
) -> Plan:
    return make_plan(known or {}, HOST, entities, families, since, until, today)


def unit(day: datetime.date, family: str = "users-1-day", entity: Entity = ORG) -> Unit:
    return Unit(HOST, family, entity, day)


def ago(*days: int) -> list[datetime.date]:
    return [TODAY - day * DAY for day in days]


def test_trailing_days_come_first_then_those_that_github_drops_first() -> None:
    assert [each.day for each in plan().units] == ago(1, 2, 3, 4, 10, 9, 8, 7, 6, 5)


def test_trailing_days_are_always_asked_again_and_settled_ones_never() -> None:
    known = {unit(day): Known("complete", settled=True) for day in ago(*range(1, 11))}
    found = plan(known)
    assert [each.day for each in found.units] == ago(1, 2, 3, 4)
    assert found.skipped == {COMPLETE: 6}


def test_settled_days_are_asked_again_where_somebody_says_so() -> None:
    entity, names = Entity("organization", "octo"), ("users-1-day", "organization-28-day")
    since = TODAY - datetime.timedelta(days=30)
    whole = make_plan({}, HOST, [entity], names, since, None, TODAY)
    for state in ("complete", "no-data"):
        known = dict.fromkeys(whole.units, Known(state, settled=True))
        again = make_plan(known, HOST, [entity], names, since, None, TODAY, refetch=True)
        assert again == whole
        assert make_plan(known, HOST, [entity], names, since, None, TODAY) != whole


def test_gaps_inside_are_found_and_what_is_not_settled_is_asked_again() -> None:
    known = {unit(day): Known("complete", settled=True) for day in ago(10, 9, 6)}
    known[unit(ago(8)[0])] = Known("partial", settled=False)
    known[unit(ago(7)[0])] = Known("no-data", settled=True)
    known[unit(ago(5)[0])] = Known(
        "complete", settled=False
    )  # fetched while GitHub still revised it
    found = plan(known)
    assert [each.day for each in found.units][4:] == ago(8, 5)
    assert found.skipped == {COMPLETE: 3, NO_DATA: 1}


@pytest.mark.parametrize("state", ["failed", "no-permission", "not-found", "not-yet", "partial"])
def test_what_was_not_had_is_asked_for_again(state: State) -> None:
    day = ago(9)[0]
    assert unit(day) in plan({unit(day): Known(state, settled=False)}).units


def test_days_before_the_first_one_and_beyond_retention_are_not_planned() -> None:
    found = plan(
        families=("user-teams-1-day",),
        since=datetime.date(2026, 5, 10),
        until=datetime.date(2026, 5, 16),
    )
    assert [each.day.day for each in found.units] == [14, 15, 16]
    assert found.skipped == {BEFORE_FIRST: 4}
    later = datetime.date(2027, 12, 1)
    found = plan(since=later - 370 * DAY, until=later - 364 * DAY, today=later)
    assert [(later - each.day).days for each in found.units] == [365, 364]
    assert found.skipped == {TOO_OLD: 5}


def test_days_that_are_not_over_are_not_planned() -> None:
    found = plan(since=YESTERDAY, until=TODAY + 2 * DAY)
    assert [each.day for each in found.units] == [YESTERDAY]
    assert found.skipped == {FUTURE: 3}


def test_without_since_everything_that_github_has_is_planned() -> None:
    found = plan(since=None, families=("user-teams-1-day",))
    assert min(each.day for each in found.units) == datetime.date(2026, 5, 14)
    assert first_day(REPORTS, [ORG, ENTERPRISE], TODAY) == TODAY - 365 * DAY
    assert first_day(["repos-1-day"], [ORG], TODAY) == datetime.date(2026, 7, 17)


def test_a_window_is_asked_for_once_and_only_for_yesterday() -> None:
    window = "users-28-day"
    assert [each.day for each in plan(families=(window,)).units] == [YESTERDAY]
    known = {unit(YESTERDAY, window): Known("complete", settled=True)}
    assert plan(known, families=(window,)).units == ()
    known = {unit(YESTERDAY, window): Known("partial", settled=False)}
    assert len(plan(known, families=(window,)).units) == 1
    found = plan(families=(window,), until=YESTERDAY - DAY)
    assert (found.units, found.skipped) == ((), {WINDOW_ONLY_NOW: 1})


def test_kinds_have_the_families_that_github_has_for_them() -> None:
    found = plan(families=tuple(FAMILIES), entities=(ORG, ENTERPRISE), since=YESTERDAY)
    by_kind = {
        kind: {each.family for each in found.units if each.entity.kind == kind}
        for kind in ("organization", "enterprise")
    }
    shared = {"repos-1-day", "user-teams-1-day", "users-1-day", "users-28-day"}
    assert by_kind["organization"] >= shared | {"organization-1-day", "organization-28-day"}
    assert by_kind["enterprise"] >= shared | {
        "enterprise-1-day",
        "enterprise-28-day",
        "usage-records",
    }
    reports = {
        (registry.scope_of(each), registry.family_of(each))
        for each in registry.newest().values()
        if each.report
    }
    planned = {(kind, each) for kind, names in by_kind.items() for each in names}
    assert {each for each in planned if each[1] not in RESPONSES} == reports
    assert {each for each in planned if each[1] in RESPONSES} == {
        *((kind, name) for kind in by_kind for name in ("billing", "billing-users", "seats")),
        ("enterprise", "billing-cost-centers"),
        ("enterprise", "usage-records"),
    }


def test_seats_are_planned_for_today_and_once() -> None:
    for family in ("seats", "seat-totals"):
        found = plan(families=(family,))
        assert [each.day for each in found.units] == [TODAY]
        known = {unit(TODAY, family): Known("complete", settled=True)}
        assert plan(known, families=(family,)).skipped == {COMPLETE: 1}
        known = {unit(TODAY, family): Known("partial", settled=False)}
        assert len(plan(known, families=(family,)).units) == 1
        found = plan(families=(family,), until=YESTERDAY)
        assert (found.units, found.skipped) == ((), {SNAPSHOT_ONLY_NOW: 1})


def test_a_bill_takes_two_requests_and_reaches_back_two_years() -> None:
    found = plan(families=("billing",), since=TODAY - 732 * DAY, until=TODAY - 729 * DAY)
    assert [(TODAY - each.day).days for each in found.units] == [730, 729]
    assert found.skipped == {TOO_OLD: 2}
    assert found.requests == 4


def test_usage_records_reach_back_48_hours() -> None:
    found = plan(families=("usage-records",), entities=(ENTERPRISE,))
    assert [each.day for each in found.units] == ago(1, 2)
    known = {
        unit(day, "usage-records", ENTERPRISE): Known("complete", settled=False) for day in ago(1)
    }
    assert [each.day for each in plan(known, ("usage-records",), (ENTERPRISE,)).units] == ago(2)


@pytest.mark.parametrize(
    ("state", "age", "settled"),
    [
        ("complete", 3, False),
        ("complete", 4, True),
        ("no-data", 5, True),
        ("not-yet", 4, False),
        ("partial", 90, False),
        ("failed", 90, False),
        ("no-permission", 90, False),
        ("not-found", 90, False),
    ],
)
def test_what_is_the_last_word(state: State, age: int, settled: bool) -> None:
    assert is_settled(unit(TODAY - age * DAY), state, TODAY) is settled


ENTITIES = st.lists(st.sampled_from([ORG, ENTERPRISE]), unique=True)
NAMES = st.lists(st.sampled_from(sorted(FAMILIES)), unique=True)
DAYS = st.dates(TODAY - 500 * DAY, TODAY + 10 * DAY)


@given(ENTITIES, NAMES, DAYS, DAYS, st.randoms(use_true_random=False))
def test_every_plan_is_within_bounds_without_repeats_and_leaves_nothing_out(
    entities: list[Entity],
    names: list[str],
    one: datetime.date,
    other: datetime.date,
    random: object,
) -> None:
    since, until = min(one, other), max(one, other)
    whole = make_plan({}, HOST, entities, names, since, until, TODAY)
    assert len(set(whole.units)) == len(whole.units)
    for each in whole.units:
        span = bounds(FAMILIES[each.family], each.entity, TODAY)
        assert span is not None
        assert span[0] <= each.day <= span[1]
        assert since <= each.day <= until
    states = get_args(State)
    known = {
        each: Known(states[index % len(states)], settled=index % 3 == 0)
        for index, each in enumerate(whole.units)
    }
    again = make_plan(known, HOST, entities, names, since, until, TODAY)
    assert set(again.units) <= set(whole.units)
    left = len(whole.units) - len(again.units)
    assert again.skipped.get(COMPLETE, 0) + again.skipped.get(NO_DATA, 0) == left
    assert whole.requests == sum(map(requests_of, whole.units)) >= len(whole.units)


def test_the_lake_is_where_planning_knows_from(site: Site) -> None:
    site.sync(["user-teams-1-day"], [site.org], until=TODAY - 5 * DAY)
    found = site.prepare(["user-teams-1-day"], [site.org]).plan
    assert [each.day for each in found.units] == ago(1, 2, 3, 4)
