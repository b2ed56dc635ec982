"""The figures on the page against plain Python."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.units import Entity

from ..questions.lakes import Row, put
from ..questions.test_teams import ALICE, ORG
from ..questions.truth import Truth, credits_in, people, ratio, total
from .pages import Node, parse, report, run

DAY = datetime.date(2026, 9, 28)


def organization(truth: Truth) -> Entity:
    return next(each for each in truth.entities if each.kind == "organization")


@pytest.fixture(scope="module")
def page(lake: str, truth: Truth, tmp_path_factory: pytest.TempPathFactory) -> Node:
    options = ("--window", "8", "--compare", "--org", organization(truth).name)
    return parse(report(lake, tmp_path_factory.mktemp("figures"), *options))


def column(page: Node, section: str, heading: str) -> list[str]:
    headings, rows = page.by_id(section).table()
    [at] = [at for at, text in enumerate(headings) if text.startswith(heading)]
    return [row[at] for row in rows]


def test_active_people(page: Node, truth: Truth) -> None:
    entity, window = organization(truth), truth.window(16)
    by_day = [f"{people(truth.user_rows(entity, [day])):,}" for day in window]
    headings, rows = page.by_id("e1-days").table()
    found = dict(zip(headings, zip(*rows, strict=True), strict=True))
    assert list(found["Active people"]) == by_day[8:]
    assert list(found["Active in the window before people"]) == by_day[:8]
    last = truth.user_rows(entity, window[9:])
    assert (
        f"{people(last)} different people were active in the last week"
        in page.by_id("e1-weeks").text
    )


def test_adoption(page: Node, truth: Truth) -> None:
    rows = truth.user_rows(organization(truth), truth.window(8))
    _, cells = page.by_id("e1-adoption").table()
    found = {cell[0]: cell[1] for cell in cells}
    seats = truth.github.copilot_seats(organization(truth).name)
    assert found["Assigned seats"] == f"{len({seat['assignee']['id'] for seat in seats})}"
    assert found["Active"] == f"{people(rows)}"
    assert (
        found["Accepted code"]
        == f"{people(rows, lambda row: row['code_acceptance_activity_count'])}"
    )
    assert found["Used agent mode"] == f"{people(rows, lambda row: row['used_agent'])}"
    assert (
        f"a seat on Fri 2 Oct 2026, and {people(rows)} were active"
        in page.by_id("e1-adoption").text
    )


def test_editors(page: Node, truth: Truth) -> None:
    rows = truth.user_rows(organization(truth), truth.window(8))
    parts = [part for row in rows for part in row["totals_by_ide"]]
    _, cells = page.by_id("e1-editors").table()
    expected = {
        name: f"{total([part for part in parts if part['ide'] == name], 'code_generation_activity_count'):,}"
        for name in {part["ide"] for part in parts}
    }
    assert {cell[0]: cell[2] for cell in cells} == expected


def test_key_figures_and_what_changed(page: Node, truth: Truth) -> None:
    entity, window = organization(truth), truth.window(16)
    now, before = truth.user_rows(entity, window[8:]), truth.user_rows(entity, window[:8])
    shown = {
        tile.one("dt").text: (tile.one("strong").text, tile.one("span", "change").text)
        for tile in page.one("dl").all("div")
    }
    change = people(now) - people(before)
    assert shown["Active people"] == (
        f"{people(now):,}",
        f"{change:+,}, {change / people(before):+.1%} (before: {people(before):,})",
    )
    credit, earlier = credits_in(now), credits_in(before)
    assert credit is not None
    assert shown["AI credits"][0] == f"{credit:,.0f}"
    assert shown["AI credits"][1].endswith(f"(before: {earlier:,.0f})")
    assert shown["Completions accepted"][0] == f"{rate(now):.1%}"
    assert (
        shown["Completions accepted"][1]
        == f"{(rate(now) - rate(before)) * 100:+.1f} points (before: {rate(before):.1%})"
    )


def rate(rows: list[Row]) -> float:
    parts = [
        part
        for row in rows
        for part in row["totals_by_feature"]
        if part["feature"] == "code_completion"
    ]
    found = ratio(
        total(parts, "code_acceptance_activity_count"),
        total(parts, "code_generation_activity_count"),
    )
    assert found is not None
    return found


def test_a_team_counts_its_members_of_each_day(lake: str, truth: Truth, tmp_path: Path) -> None:
    entity, window = organization(truth), truth.window(8)
    slug = truth.teams(entity, window[0])[0]["slug"]
    page = parse(
        report(lake, tmp_path, "--window", "8", "--org", entity.name, "--team", slug.upper())
    )
    rows = []
    for day in window:
        members = {row["user_id"] for row in truth.teams(entity, day) if row["slug"] == slug}
        rows += [row for row in truth.user_rows(entity, [day]) if row["user_id"] in members]
    cells = {cell[0]: cell[1] for cell in page.by_id("e1-adoption").table()[1]}
    assert cells["Active"] == f"{people(rows)}"
    assert int(cells["Members of the team"]) >= people(rows)
    generations = sum(row["code_generation_activity_count"] for row in rows)
    shown = sum(int(cell[2].replace(",", "")) for cell in page.by_id("e1-features").table()[1])
    assert shown == generations
    assert not [
        each for each in page.all("article") if each.attributes["id"].endswith(("pulls", "teams"))
    ]


def test_a_day_without_teams_is_missing_of_a_team(empty: Lake, tmp_path: Path) -> None:
    days = [DAY + datetime.timedelta(days=at) for at in range(3)]
    for day in days:
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
        put(empty, "organization-1-day", ORG, day, [{"day": f"{day}", "daily_active_users": 77}])
    member = {
        "organization_id": "1",
        "user_id": ALICE["user_id"],
        "user_login": "a",
        "team_id": 4,
        "slug": "t",
    }
    for day in days[::2]:
        put(empty, "user-teams-1-day", ORG, day, [{**member, "day": f"{day}"}])
    page = parse(report(str(empty.store.url), tmp_path, "--window", "3", "--team", "t"))
    assert column(page, "e1-days", "Active") == ["1", "–", "1"]
    assert "77" not in page.by_id("content").text
    unknown = run(str(empty.store.url), tmp_path / "x.html", "--team", "tt")
    assert unknown.exit_code == 6
    assert "--team tt: no such team in this window" in unknown.stderr


def test_a_missing_day_is_a_gap(empty: Lake, tmp_path: Path) -> None:
    for at in (0, 1, 3, 4):
        day = DAY + datetime.timedelta(days=at)
        rows = [{**ALICE, "user_id": number, "day": f"{day}"} for number in range(3)]
        put(empty, "users-1-day", ORG, day, rows)
    page = parse(report(str(empty.store.url), tmp_path, "--window", "5", "--compare"))
    section = page.by_id("e1-days")
    assert column(page, "e1-days", "Active") == ["3", "3", "–", "3", "3"]
    assert "1 day has no figure and is shown as a gap, not as 0 (users): 2026-09-30" in section.text
    line = next(
        each for each in section.all("path") if each.attributes.get("stroke") == "var(--strong)"
    )
    assert line.attributes["d"].count("M") == 2
    assert page.one("dl").text.count("not comparable: days are missing") >= 1
    assert "users-1-day is missing or partial on 2026-09-30" in page.by_id("e1-data").text
    assert "no organization-1-day" in page.by_id("e1-no-pull-requests").text
    never = "the lake has no {} of organization octo in this window: never requested"
    assert never.format("seats") in page.by_id("e1-no-seats").text
    assert never.format("seats") in page.by_id("e1-adoption").text
    assert never.format("billing") in page.by_id("e1-no-cost").text
    assert column(page, "e1-adoption", "People")[0] == "–"


def test_a_change_of_meaning_is_marked_and_stops_the_comparison(
    empty: Lake, tmp_path: Path
) -> None:
    first = datetime.date(2026, 6, 13)
    for at in range(8):
        day = first + datetime.timedelta(days=at)
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
    lake = str(empty.store.url)
    within = parse(report(lake, tmp_path, "--since", "2026-06-13", "--until", "2026-06-16"))
    section = within.by_id("e1-days")
    assert "A: the meaning changed on 2026-06-15" in section.text
    assert "A" in [each.text for each in section.all("text")]
    across = parse(
        report(lake, tmp_path, "--since", "2026-06-17", "--until", "2026-06-20", "--compare")
    )
    assert "the meaning changed" not in across.by_id("e1-days").text
    assert "not comparable: the meaning changed on 2026-06-15" in across.one("dl").text
