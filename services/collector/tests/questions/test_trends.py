"""Trends: one figure for each day of the window."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.catalog import QUESTIONS
from copilot_metrics_collector.questions.selection import Connect, Selection

from .lakes import opener, put
from .test_teams import ALICE, BOB, DAY, ORG, TODAY, member


def test_trends_have_a_figure_of_each_day(empty: Lake) -> None:
    days = [DAY + datetime.timedelta(days=number) for number in range(4)]
    for day, people in zip(days, ([ALICE, BOB], [], None, [BOB]), strict=True):
        if people is not None:
            rows = [{**row, "day": f"{day}", "ai_credits_used": 2} for row in people]
            put(empty, "users-1-day", ORG, day, rows)
            put(empty, "user-teams-1-day", ORG, day, [member(1001, 42, "a", day)])
    selection = Selection(since=days[0], until=days[-1], today=TODAY, with_trend=True)

    def trends(name: str, *by: str) -> dict[Any, Any]:
        answer = QUESTIONS[name].ask(opener(empty), selection, by)
        assert answer.notes[-1].startswith("trend: ")
        keys = {"users": "user_id", "credits": "user_id"}
        key = "slug" if "team" in by or name == "teams" else keys[name]
        return dict(
            zip(
                answer.table.column(key).to_pylist(),
                answer.table.column("trend").to_pylist(),
                strict=True,
            )
        )

    assert trends("users") == {1001: [40, 0, None, 0], 1002: [25, 0, None, 25]}
    assert trends("teams") == {"a": [1, 0, None, 0], None: [2, 0, None, 1]}
    assert trends("credits") == {1001: [2, 0, None, 0], 1002: [2, 0, None, 2]}
    assert trends("credits", "team") == {"a": [2, 0, None, 0], None: [4, 0, None, 2]}


# the rows of `active` are periods, and seats are those of one day
@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - {"active", "seats"}))
def test_every_question_has_a_trend_of_its_rows(connect: Connect, name: str) -> None:
    selection = Selection(window=10, today=TODAY, with_trend=True)
    table = QUESTIONS[name].ask(connect, selection).table
    assert {len(each) for each in table.column("trend").to_pylist()} == {10}
    figures = [value for each in table.column("trend").to_pylist() for value in each]
    assert any(value for value in figures)
