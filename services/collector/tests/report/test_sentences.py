"""The sentences of a report for figures that are 0, 1 or unknown. Nothing is drawn."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.questions.selection import Selection
from copilot_metrics_collector.report.build import ReportOptions, build
from copilot_metrics_collector.report.model import Report, Section, Tile

from ..questions.lakes import Row, opener, put
from ..questions.test_cost import line
from ..questions.test_seats import seat
from ..questions.test_teams import ALICE, ORG, member
from .pages import MADE_ON

DAY = datetime.date(2026, 10, 1)
ONE_DAY = datetime.timedelta(days=1)


def made(lake: Lake, window: int = 8, **options: Any) -> Report:
    selection = Selection(window=window, today=MADE_ON, has_users=lake.privacy.users)
    return build(opener(lake), selection, ReportOptions(**options))


def section(report: Report, key: str) -> Section:
    [found] = [each for chapter in report.chapters for each in chapter.sections if each.key == key]
    return found


def tile(report: Report, label: str) -> Tile:
    [found] = [each for each in report.chapters[-1].tiles if each.label == label]
    return found


def person(number: int, day: datetime.date, **more: Any) -> Row:
    return {**ALICE, "user_id": number, "day": f"{day}", "ai_credits_used": 0.5, **more}


def totals(day: datetime.date, count: int, **pulls: int) -> Row:
    names = ("daily", "weekly", "monthly")
    return {
        "day": f"{day}",
        "organization_id": "1",
        **{f"{name}_active_users": count for name in names},
        "pull_requests": pulls or None,
    }


@pytest.fixture
def one(empty: Lake) -> Lake:
    """One person, one day, one of everything."""
    counts = {"code_generation_activity_count": 2, "code_acceptance_activity_count": 1}
    row = person(1, DAY, totals_by_feature=[{"feature": "code_completion", **counts}])
    put(empty, "users-1-day", ORG, DAY, [row])
    put(empty, "user-teams-1-day", ORG, DAY, [member(1, 7, "solo", DAY)])
    merged = {"total_merged": 1, "total_merged_created_by_copilot": 1, "total_created": 1}
    put(empty, "organization-1-day", ORG, DAY, [totals(DAY, 1, **merged)])
    put(empty, "billing", ORG, DAY, [line(None, 1)])
    put(empty, "seats", ORG, DAY, [seat(1, team=7, last=DAY - 60 * ONE_DAY)])
    return empty


def test_one_of_everything_is_singular(one: Lake) -> None:
    report = made(one, with_names=True)
    texts = {key: section(report, key).sentences[0] for key in ("days", "weeks", "teams", "pulls")}
    assert texts == {
        "days": "1 person was active on Thu 1 Oct 2026, the only day with data.",
        "weeks": "1 person was active in the last week, up to Thu 1 Oct 2026.",
        "teams": "1 team, with an active member in this window. The highest share of active members is 100.0% (solo).",
        "pulls": "1 pull request was merged, 1 (100.0%) of them created by Copilot. "
        "1 pull request was created.",
    }
    adoption = section(report, "adoption").sentences[0]
    assert adoption.startswith("1 person has a seat on Thu 1 Oct 2026, and 1 was active in this")
    assert "Of 1 active person, 1 (100.0%) accepted code" in adoption
    assert (
        section(report, "seats-teams").sentences[0]
        == "1 team grants seats, and none has idle ones."
    )
    assert section(report, "people").sentences[0].startswith("1 person was active;")
    assert "data of only 1 day:" in section(report, "weeks").cautions[0]
    assert tile(report, "Active people").unit == "person"
    assert tile(report, "Seats").unit == "person, on Thu 1 Oct 2026"
    assert tile(report, "Merged by Copilot").unit == "pull request created by it"


def test_parts_of_a_credit_are_shown(one: Lake) -> None:
    report = made(one)
    assert tile(report, "AI credits").value == "0.50"
    assert section(report, "credits").sentences[0] == "0.50 AI credits were used on Thu 1 Oct 2026."


def test_a_quantity_of_one_is_singular(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [person(1, DAY)])
    bill = {**line(None, 40), "grossQuantity": 1, "netQuantity": 0}
    put(empty, "billing", ORG, DAY, [bill])
    assert section(made(empty), "cost").sentences[1].startswith("1 credit was used and 0 billed.")


def test_weeks_without_a_figure_are_not_called_pale(one: Lake) -> None:
    cautions = section(made(one, window=28), "weeks").cautions
    assert "data of only 1 day" in cautions[0]
    assert (
        cautions[1]
        == "3 weeks have no figure, and no bar: up to 2026-09-10, 2026-09-17, 2026-09-24"
    )


@pytest.fixture
def idle(empty: Lake) -> Lake:
    """A week in which no one was active, which is known."""
    for back in range(7):
        day = DAY - back * ONE_DAY
        put(empty, "users-1-day", ORG, day)
        put(
            empty, "organization-1-day", ORG, day, [totals(day, 0, total_merged=0, total_created=0)]
        )
        put(empty, "billing", ORG, day, [line(None, 0)])
    put(empty, "user-teams-1-day", ORG, DAY, [member(1, 7, "core", DAY)])
    put(empty, "seats", ORG, DAY, [seat(1), seat(2)])
    return empty


def test_zeros_are_stated_once_and_plainly(idle: Lake) -> None:
    report = made(idle, window=7)
    assert (
        section(report, "days").sentences[0] == "0 people were active on each of 7 days with data."
    )
    assert section(report, "weeks").sentences[0].startswith("0 people were active in the last week")
    assert section(report, "adoption").sentences[0] == (
        "2 people have a seat on Thu 1 Oct 2026, and 0 were active in this window."
    )
    assert section(report, "teams").sentences[0] == "1 team, with no active member in this window."
    assert section(report, "pulls").sentences[0] == (
        "0 pull requests were merged. 0 pull requests were created."
    )
    assert section(report, "cost-models").sentences[0] == "No model is billed in this window."


def test_days_of_which_github_has_no_data_are_named_as_the_reason(idle: Lake) -> None:
    put(idle, "billing-users", ORG, DAY)
    report = made(idle, window=7)
    assert "(GitHub has no data)" in section(report, "no-ai-credits").cautions[0]


def test_counts_of_github_say_which_days_they_cover(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake", create=True, privacy=Privacy(users=False))
    put(lake, "organization-1-day", ORG, DAY, [totals(DAY, 33)])
    report = made(lake, window=1)
    assert tile(report, "Active people").unit == "people, in the 28 days up to Thu 1 Oct 2026"
    assert section(report, "adoption").sentences[1] == (
        "People are GitHub's own counts for the 28 days up to Thu 1 Oct 2026, whatever the window is."
    )
    assert not section(report, "weeks").cautions  # GitHub's count of seven days
    missing = section(made(lake, window=2), "days").cautions[0]
    assert "shown as a gap, not as 0 (totals): 2026-09-30" in missing


def test_teams_that_were_never_requested_are_not_called_absent(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY, [person(1, DAY)])
    teams = section(made(empty, window=1), "teams")
    assert teams.sentences[0].startswith("The lake has no team of this window.")
    never = "the lake has no user-teams-1-day of organization octo in this window: never requested"
    assert never in teams.cautions


def test_names_that_are_empty_or_unknown_can_be_read(empty: Lake) -> None:
    counts = {"code_generation_activity_count": 2}
    parts = [{"ide": name, **counts} for name in ("", None)]
    put(empty, "users-1-day", ORG, DAY, [person(1, DAY, totals_by_ide=parts)])
    put(empty, "user-teams-1-day", ORG, DAY, [{**member(1, 7, "x", DAY), "slug": None}])
    report = made(empty, window=1)
    assert section(report, "editors").sentences[0] == (
        "An unknown editor has the most code generations: 2 of 4 (50.0%). An unknown editor is second."
    )
    assert section(report, "teams").sentences[0].endswith("is 100.0% (team 7).")
    names = [row["name"] for row in section(report, "editors").charts[0].wide["data"]["values"]]
    assert sorted(names) == ["(empty)", "–"]


def test_pending_days_are_neither_complete_nor_missing(empty: Lake) -> None:
    put(empty, "users-1-day", ORG, DAY - ONE_DAY, [person(1, DAY)])
    put(empty, "users-1-day", ORG, DAY, state="not-yet")
    selection = Selection(since=DAY - ONE_DAY, until=DAY, today=MADE_ON)
    report = build(opener(empty), selection, ReportOptions())
    data = section(report, "data")
    # of users one day is there and one may come; of three other reports both are missing
    assert data.sentences[0] == (
        "1 of 7 days is in the lake, counted over 4 reports; 1 day may still come."
    )


def test_two_hosts_have_chapters_of_their_own_names(empty: Lake) -> None:
    for host in ("api.github.com", "api.octo.ghe.com"):
        put(empty, "users-1-day", ORG, DAY, [person(1, DAY)], host=host)
    report = made(empty, window=1)
    assert [each.title for each in report.chapters] == [
        "All entities",
        "Organization octo at api.github.com",
        "Organization octo at api.octo.ghe.com",
    ]
    first = report.chapters[0].sections[0].sentences[0]
    assert first.startswith("2 entities; organization octo at api.")


def test_a_selection_of_the_future_is_unknown_rather_than_wrong(one: Lake) -> None:
    report = build(
        opener(one),
        attrs.evolve(Selection(today=MADE_ON), since=DAY, until=DAY + 3 * ONE_DAY),
        ReportOptions(),
    )
    assert section(report, "data").sentences[0].endswith("may still come.")
