"""Seats: every figure compared with plain Python, on the fake's people and on arbitrary seats."""

from __future__ import annotations

import datetime
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from copilot_usage_metrics.testing import FakeGitHub
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.exits import UnanswerableError, UsageError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.privacy import Transform
from copilot_metrics_collector.privacy.pseudonyms import Pseudonyms
from copilot_metrics_collector.privacy.seat_totals import seat_totals
from copilot_metrics_collector.questions.seats import By, seats
from copilot_metrics_collector.questions.selection import Selection
from copilot_metrics_collector.response_columns import ReadItems
from copilot_metrics_collector.units import Entity

from .lakes import Row, entities_of, opener, put, put_table, rows_of

TODAY = datetime.date(2026, 10, 2)
ORG = Entity("organization", "octo")
DAY = datetime.timedelta(days=1)
GROUPS: tuple[By, ...] = ("entity", "team", "editor", "plan", "organization")


@pytest.fixture(scope="module")
def github() -> FakeGitHub:
    return FakeGitHub(seats=120, organizations=2, days=32, today=TODAY, seed=3)


@pytest.fixture(scope="module")
def seated(github: FakeGitHub, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with the seats of today, those of a week ago, and the reports of users."""
    lake = Lake.open(tmp_path_factory.mktemp("seats") / "lake", create=True)
    for entity in entities_of(github):
        put(lake, "seats", entity, TODAY, github.copilot_seats(entity.name))
        put(lake, "seats", entity, TODAY - 7 * DAY, github.copilot_seats(entity.name)[:5])
        for day in github.days:
            put(lake, "users-1-day", entity, day, github.user_rows(entity.name, day))
    return lake


def day_of(moment: str | None) -> datetime.date | None:
    return None if moment is None else datetime.date.fromisoformat(moment[:10])


def key_of(seat: Row, by: By, entity: Entity) -> tuple[Any, ...]:
    team, editor = seat.get("assigning_team") or {}, seat.get("last_activity_editor")
    organization = (seat.get("organization") or {}).get("login")
    return {
        "entity": (),
        "team": (team.get("id"), team.get("slug")),
        "editor": (None if editor is None else editor.split("/")[0],),
        "plan": (seat.get("plan_type"),),
        "organization": (entity.name if entity.kind == "organization" else organization,),
    }[by]


def people_of(found: Iterable[Row]) -> list[list[Row]]:
    """The seats of each person; a seat without a person is a group."""
    people: dict[Any, list[Row]] = defaultdict(list)
    for number, seat in enumerate(found):
        holder = (seat.get("assignee") or {}).get("id")
        people[("nobody", number) if holder is None else holder].append(seat)
    return list(people.values())


def last_day(grants: list[Row]) -> datetime.date | None:
    days = [day for each in grants if (day := day_of(each.get("last_activity_at")))]
    return max(days, default=None)


def idle_since(grants: list[Row], reported: datetime.date | None) -> datetime.date:
    assigned = min(day for each in grants if (day := day_of(each["created_at"])))
    return max(day for day in (assigned, reported, last_day(grants)) if day is not None)


def figures(found: list[Row], reports: dict[int, datetime.date] | None, window: int = 90) -> Row:
    """The counts of a group; `reports` has the last day of each person."""
    people = people_of(found)
    last = [last_day(each) for each in people]
    seen = [None if reports is None else reports.get(holder(each)) for each in people]

    def within(days: list[datetime.date | None], length: int) -> int:
        return sum(each is not None and (TODAY - each).days < length for each in days)

    return {
        "grants": len(found),
        "assigned": len(people),
        "pending_cancellations": sum(
            any(seat.get("pending_cancellation_date") for seat in each) for each in people
        ),
        "never_active": last.count(None),
        **{f"active_{days}d": within(last, days) for days in (7, 28, 90)},
        "idle": sum(
            (TODAY - idle_since(each, day)).days >= 28
            for each, day in zip(people, seen, strict=True)
        ),
        **{
            f"reported_{days}d": None if reports is None or days > window else within(seen, days)
            for days in (7, 28, 90)
        },
    }


def holder(grants: list[Row]) -> int:
    return (grants[0].get("assignee") or {}).get("id") or -1


def last_reports(github: FakeGitHub, entity: Entity) -> dict[int, datetime.date]:
    return {
        row["user_id"]: day for day in github.days for row in github.user_rows(entity.name, day)
    }


def expected(
    found: list[Row], by: By, entity: Entity, reports: dict[int, datetime.date] | None
) -> dict[tuple[Any, ...], Row]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for seat in found:
        groups[key_of(seat, by, entity)].append(seat)
    nothing = key_of({}, by, Entity("enterprise", "x"))
    rows = {(entity.name, "total", *nothing): figures(found, reports)}
    if by != "entity":
        rows |= {(entity.name, by, *key): figures(each, reports) for key, each in groups.items()}
    return rows


def names_of(by: By) -> tuple[str, ...]:
    keys = {"team": ("team_id", "slug"), "plan": ("plan_type",), "entity": ()}
    return ("entity", "scope", *keys.get(by, (by,)))


def without_place(rows: dict[tuple[Any, ...], Row]) -> dict[tuple[Any, ...], Row]:
    return {
        key: {name: value for name, value in row.items() if name not in ("host", "kind")}
        for key, row in rows.items()
    }


@pytest.mark.parametrize("by", GROUPS)
def test_every_figure(seated: Lake, github: FakeGitHub, by: By) -> None:
    answer = seats(opener(seated), Selection(today=TODAY), by)
    wanted: dict[tuple[Any, ...], Row] = {}
    for entity in entities_of(github):
        found = github.copilot_seats(entity.name)
        wanted |= expected(found, by, entity, last_reports(github, entity))
    assert without_place(rows_of(answer, *names_of(by))) == wanted
    assert sum(row["idle"] for row in wanted.values()) > 0


def test_idle_people_are_those_without_activity_in_either_source(
    seated: Lake, github: FakeGitHub
) -> None:
    answer = seats(opener(seated), Selection(today=TODAY), idle=30, seat_price="19")
    wanted = {}
    for entity in entities_of(github):
        reports = last_reports(github, entity)
        for grants in people_of(github.copilot_seats(entity.name)):
            seen = reports.get(holder(grants))
            since = idle_since(grants, seen)
            if (TODAY - since).days >= 30:
                wanted[entity.name, holder(grants)] = (
                    grants[0]["assignee"]["login"],
                    since,
                    (TODAY - since).days,
                    last_day(grants) is None and seen is None,
                    Decimal(19),
                )
    names = ("user_login", "idle_since", "idle_days", "never_used", "monthly_cost")
    found = {
        key: tuple(row[name] for name in names)
        for key, row in rows_of(answer, "entity", "user_id").items()
    }
    assert found == wanted
    assert len(wanted) > 3
    assert {never for *_, never, _ in wanted.values()} == {True, False}


def test_costs_are_people_at_the_price(seated: Lake) -> None:
    answer = seats(opener(seated), Selection(today=TODAY), "plan", seat_price=Decimal("19.50"))
    for row in answer.table.to_pylist():
        assert row["monthly_cost"] == row["assigned"] * Decimal("19.50")
        assert row["idle_monthly_cost"] == row["idle"] * Decimal("19.50")


def test_an_earlier_snapshot_is_named_by_its_day(seated: Lake) -> None:
    answer = seats(opener(seated), Selection(until=TODAY - 7 * DAY, today=TODAY))
    assert {row["grants"] for row in answer.table.to_pylist()} == {5}
    with pytest.raises(UnanswerableError, match="no seats"):
        seats(opener(seated), Selection(until=TODAY - DAY, today=TODAY))


def test_a_shorter_window_of_reports_leaves_longer_periods_unknown(seated: Lake) -> None:
    answer = seats(opener(seated), Selection(window=10, today=TODAY))
    for row in answer.table.to_pylist():
        assert row["reported_7d"] is not None
        assert row["reported_28d"] is row["reported_90d"] is None
    assert any("reported_28d, reported_90d are unknown" in note for note in answer.notes)


def test_seats_without_reports_are_answered_by_their_own_activity(empty: Lake) -> None:
    put(empty, "seats", ORG, TODAY, [seat(1, last=TODAY - 40 * DAY)])
    [row] = seats(opener(empty), Selection(today=TODAY)).table.to_pylist()
    assert (row["assigned"], row["idle"], row["active_90d"], row["reported_7d"]) == (1, 1, 1, None)
    with pytest.raises(UnanswerableError):
        seats(opener(empty), Selection(today=TODAY, require_complete=True))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "team", "idle": 30}, "cannot be used with --by team"),
        ({"idle": 91}, "expected 1 to 90"),
        ({"seat_price": "free"}, "expected an amount"),
    ],
)
def test_options_that_cannot_be_answered(
    seated: Lake, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        seats(opener(seated), Selection(today=TODAY), **options)


def seat(
    user: int | None,
    *,
    last: datetime.date | None = None,
    created: datetime.date = TODAY - 400 * DAY,
    team: int | None = None,
    editor: str | None = "vscode/1/copilot/2",
    ends: datetime.date | None = None,
    plan: str = "business",
) -> Row:
    return {
        "assignee": None if user is None else {"id": user, "login": f"login-{user}"},
        "assigning_team": None if team is None else {"id": team, "slug": f"team-{team}"},
        "created_at": f"{created}T09:00:00Z",
        "last_activity_at": None if last is None else f"{last}T23:59:59.999Z",
        "last_activity_editor": editor,
        "pending_cancellation_date": None if ends is None else f"{ends}",
        "plan_type": plan,
    }


DAYS_AGO = st.sampled_from([0, 1, 6, 7, 27, 28, 29, 89, 90, 400]).map(
    lambda days: TODAY - days * DAY
)
SEATS = st.lists(
    st.builds(
        seat,
        st.none() | st.integers(1, 4),
        last=st.none() | DAYS_AGO,
        created=DAYS_AGO,
        team=st.none() | st.integers(1, 2),
        editor=st.sampled_from([None, "vscode/1/copilot/2", "copilot_cli/1", ""]),
        ends=st.none() | DAYS_AGO,
        plan=st.sampled_from(["business", "enterprise"]),
    ),
    min_size=1,
    max_size=8,
)
REPORTS = st.none() | st.dictionaries(
    st.integers(1, 5), st.integers(1, 30).map(lambda days: TODAY - days * DAY), min_size=1
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(SEATS, REPORTS, st.sampled_from(GROUPS))
def test_any_seats_are_counted_as_plain_python_counts_them(
    found: list[Row], reports: dict[int, datetime.date] | None, by: By
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake.open(Path(folder) / "lake", create=True)
        put(lake, "seats", ORG, TODAY, found)
        for day in set((reports or {}).values()):
            active = [user for user, other in (reports or {}).items() if other == day]
            rows = [{"day": f"{day}", "user_id": user} for user in active]
            put(lake, "users-1-day", ORG, day, rows)
        answer = seats(opener(lake), Selection(today=TODAY), by)
    assert without_place(rows_of(answer, *names_of(by))) == expected(found, by, ORG, reports)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(SEATS, st.sampled_from(GROUPS))
def test_a_lake_without_users_has_the_same_counts(found: list[Row], by: By) -> None:
    table = seat_totals([ReadItems("seats").batch(found)], TODAY)
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake.open(Path(folder) / "lake", create=True, privacy=Privacy(users=False))
        put_table(lake, "seat-totals", ORG, TODAY, table)
        selection = Selection(today=TODAY, has_users=False)
        answer = seats(opener(lake), selection, by)
        with pytest.raises(UnanswerableError, match=r"--idle lists people.*--no-users"):
            seats(opener(lake), selection, idle=30)
    assert without_place(rows_of(answer, *names_of(by))) == expected(found, by, ORG, None)


def test_pseudonyms_are_listed_where_the_lake_has_them(empty: Lake) -> None:
    names = Pseudonyms(bytes(range(32)))
    batch = Transform(names).batch("seats", ReadItems("seats").batch([seat(1001)]))
    put_table(empty, "seats", ORG, TODAY, pa.Table.from_batches([batch]))
    [row] = seats(opener(empty), Selection(today=TODAY), idle=30).table.to_pylist()
    assert (row["user_id"], row["user_login"]) == (names.number(1001), names.login("login-1001"))
