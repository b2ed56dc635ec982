"""Seats and bills on the page against plain Python."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.privacy.seat_totals import seat_totals
from copilot_metrics_collector.response_columns import ReadItems
from copilot_metrics_collector.units import Entity

from ..questions.lakes import Row, put, put_table
from ..questions.test_cost import line
from ..questions.test_seats import figures, last_reports, people_of, seat
from ..questions.test_teams import ALICE, ORG
from ..questions.truth import Truth
from .pages import Node, parse, report, run
from .test_figures import column, organization

DAY = datetime.date(2026, 10, 1)
ONE_DAY = datetime.timedelta(days=1)
PRICE = Decimal("19.50")


@pytest.fixture(scope="module")
def page(lake: str, truth: Truth, tmp_path_factory: pytest.TempPathFactory) -> Node:
    options = ("--window", "8", "--compare", "--seat-price", f"{PRICE}", "--idle", "7")
    return parse(
        report(lake, tmp_path_factory.mktemp("seats"), "--org", organization(truth).name, *options)
    )


def idle_of(seats: Iterable[Row], reports: dict[int, datetime.date], days: int) -> int:
    """People without activity in either source on the last `days` days up to the seats' day."""
    found = 0
    for grants in people_of(seats):
        known = [str(each["created_at"])[:10] for each in grants]
        known += [str(each["last_activity_at"])[:10] for each in grants if each["last_activity_at"]]
        last = max(map(datetime.date.fromisoformat, known))
        reported = reports.get(grants[0]["assignee"]["id"], datetime.date.min)
        found += (DAY + ONE_DAY - max(last, reported)).days >= days
    return found


def test_seats_by_plan(page: Node, truth: Truth) -> None:
    entity = organization(truth)
    seats, reports = truth.github.copilot_seats(entity.name), last_reports(truth.github, entity)
    plans: dict[str, list[Row]] = defaultdict(list)
    for each in seats:
        plans[each["plan_type"]].append(each)
    expected = {}
    for name, group in {**plans, "all plans": seats}.items():
        wanted, idle = figures(group, reports), idle_of(group, reports, 7)
        expected[name] = [
            *(f"{wanted[key]:,}" for key in ("assigned", "active_28d", "reported_28d")),
            f"{wanted['never_active']:,}",
            f"{idle:,}",
            f"{wanted['pending_cancellations']:,}",
            f"{wanted['assigned'] * PRICE:,.2f}",
            f"{idle * PRICE:,.2f}",
        ]
    _, rows = page.by_id("e1-seats").table()
    assert {row[0]: row[1:] for row in rows} == expected
    idle = idle_of(seats, reports, 7)
    assert idle > 0
    text = page.by_id("e1-seats").text
    assert f"{idle} ({idle / len(people_of(seats)):.1%}) did not use it for 7 days or more" in text
    assert f"idle seats cost {idle * PRICE:,.2f} of" in text
    assert "2026-10-02, after the last day of this window" in text


def test_seats_by_team(page: Node, truth: Truth) -> None:
    entity = organization(truth)
    reports = last_reports(truth.github, entity)
    teams: dict[str, list[Row]] = defaultdict(list)
    for each in truth.github.copilot_seats(entity.name):
        teams[(each["assigning_team"] or {}).get("slug") or "–"].append(each)
    _, rows = page.by_id("e1-seats-teams").table()
    assert {row[0]: (row[1], row[5]) for row in rows} == {
        name: (f"{len(people_of(group))}", f"{idle_of(group, reports, 7)}")
        for name, group in teams.items()
    }


def test_the_last_seats_of_the_window_before_are_compared(empty: Lake, tmp_path: Path) -> None:
    for back in range(8):
        put(empty, "users-1-day", ORG, DAY - back * ONE_DAY, [{**ALICE, "day": f"{DAY}"}])
    last = DAY - 60 * ONE_DAY
    put(empty, "seats", ORG, DAY - 6 * ONE_DAY, [seat(7, last=last)])
    put(empty, "seats", ORG, DAY, [seat(number, last=last) for number in (7, 8, 9)])
    options = ("--window", "4", "--compare")
    text = parse(report(str(empty.store.url), tmp_path, *options)).one("dl").text
    assert "+2 (before: 1, on Fri 25 Sep 2026)" in text
    before = parse(report(str(empty.store.url), tmp_path, *options, "--until", "2026-09-29"))
    assert (
        "the lake has no seats of organization octo since 2026-09-26"
        in before.by_id("content").text
    )


def test_more_active_people_than_seats_are_explained(empty: Lake, tmp_path: Path) -> None:
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "user_id": number} for number in (1, 2)])
    put(empty, "seats", ORG, DAY, [seat(1)])
    section = parse(report(str(empty.store.url), tmp_path)).by_id("e1-adoption")
    assert "1 person has a seat on Thu 1 Oct 2026, and 2 were active in this window" in section.text
    assert "more people were active than have a seat" in section.text


def money(rows: Iterable[Row], name: str) -> Decimal:
    return sum((Decimal(str(row[name])) for row in rows), Decimal(0))


def cells(rows: Iterable[Row]) -> list[str]:
    found = list(rows)
    return [f"{money(found, name):,.2f}" for name in ("grossAmount", "discountAmount", "netAmount")]


def test_cost_by_day(page: Node, truth: Truth) -> None:
    entity = organization(truth)
    by_day = {day: truth.github.billed_usage(entity.name, [day]) for day in truth.window(8)}
    _, rows = page.by_id("e1-cost").table()
    assert {row[0]: row[-3:] for row in rows} == {
        f"{day}": cells(each) for day, each in by_day.items()
    }
    whole = [row for each in by_day.values() for row in each]
    gross, _, net = cells(whole)
    text = page.by_id("e1-cost").text
    assert f"GitHub bills {net} US dollars for 8 days: {gross} of usage" in text
    before = [
        row for day in truth.window(16)[:8] for row in truth.github.billed_usage(entity.name, [day])
    ]
    tile = next(each for each in page.one("dl").all("div") if each.one("dt").text == "Billed")
    assert tile.one("strong").text == net
    assert f"(before: {cells(before)[2]})" in tile.text


def test_cost_by_model(page: Node, truth: Truth) -> None:
    models: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in truth.github.billed_usage(organization(truth).name, truth.window(8)):
        models[row["model"], row["product"], row["sku"]].append(row)
    _, rows = page.by_id("e1-cost-models").table()
    assert {tuple(row[:3]): row[-3:] for row in rows} == {
        key: cells(each) for key, each in models.items()
    }
    assert rows[0][0] in page.by_id("e1-cost-models").text


def test_cost_by_team(page: Node, truth: Truth) -> None:
    entity, window = organization(truth), truth.window(8)
    teams: dict[str, list[Row]] = defaultdict(list)
    for each in truth.github.copilot_seats(entity.name):
        person = each["assignee"]
        for day in window:
            mine = truth.github.billed_usage(entity.name, [day], login=person["login"])
            slugs = [
                row["slug"] for row in truth.teams(entity, day) if row["user_id"] == person["id"]
            ]
            for slug in slugs or ["no team"]:
                teams[slug] += mine
    teams["total"] = truth.github.billed_usage(entity.name, window)
    _, rows = page.by_id("e1-cost-teams").table()
    found = {row[0]: row[-3:] for row in rows}
    del found["unattributed"]
    assert found == {name: cells(each) for name, each in teams.items() if each}


def test_without_bills_of_people_the_page_says_how_to_get_teams(
    empty: Lake, tmp_path: Path
) -> None:
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "day": f"{DAY}"}])
    put(empty, "billing", ORG, DAY, [line(None, 40), line(None, 8, "requests", "claude")])
    page = parse(report(str(empty.store.url), tmp_path, "--window", "2"))
    section = page.by_id("e1-cost")
    assert "sync --family billing --family billing-users" in section.text
    assert "10 credits were used and 7 billed; 2 requests were used and 2 billed" in section.text
    assert "1 day has no figure and is shown as a gap, not as 0 (bills): 2026-09-30" in section.text
    assert not [each for each in page.all("article") if "cost-teams" in each.attributes["id"]]


@pytest.mark.parametrize("family", ["seats", "billing"])
def test_a_refused_family_is_named_with_its_reason(
    empty: Lake, tmp_path: Path, family: str
) -> None:
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "day": f"{DAY}"}])
    reason = "403, role: an owner is needed"
    put(empty, family, ORG, DAY, state="no-permission", reason=reason)
    lake = str(empty.store.url)
    page = parse(report(lake, tmp_path, "--window", "1"))
    section = page.by_id("e1-no-seats" if family == "seats" else "e1-no-cost")
    assert f"no {family} of organization octo in this window: {reason}" in section.text


def test_a_lake_without_users_has_counts_of_seats(tmp_path: Path) -> None:
    opened = Lake.open(tmp_path / "lake", create=True, privacy=Privacy(users=False))
    org = Entity("organization", "octo")
    totals = {"day": f"{DAY}", "organization_id": "1", "daily_active_users": 3}
    put(opened, "organization-1-day", org, DAY, [totals])
    found = [seat(number, last=DAY - 40 * ONE_DAY, team=1) for number in (1, 2)]
    table = seat_totals([ReadItems("seats").batch([*found, seat(3, last=DAY)])], DAY)
    put_table(opened, "seat-totals", org, DAY, table)
    lake = str(opened.store.url)
    page = parse(report(lake, tmp_path, "--window", "1"))
    assert "3 people have a seat on Thu 1 Oct 2026; 2 (66.7%)" in page.by_id("e1-seats").text
    assert column(page, "e1-seats-teams", "Assigned") == ["2", "1"]
    refused = run(lake, tmp_path / "x.html", "--idle", "7")
    assert refused.exit_code == 6
    assert "idle after 28 days" in refused.stderr


def test_people_with_idle_seats_are_listed_only_with_users(
    lake: str, text: str, truth: Truth, tmp_path: Path
) -> None:
    options = ("--window", "2", "--org", organization(truth).name, "--idle", "7")
    logins = {
        each["assignee"]["login"] for each in truth.github.copilot_seats(organization(truth).name)
    }
    assert not [login for login in logins if login in text]
    shown = column(parse(report(lake, tmp_path, *options, "--users")), "e1-idle", "Login")
    assert shown
    assert {*shown} <= logins
