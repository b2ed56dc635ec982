from __future__ import annotations

import datetime

import pytest

from copilot_metrics_collector.questions import breakdown_kinds
from copilot_metrics_collector.questions.breakdowns import breakdown
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.semantic_changes import (
    CHANGES,
    begin_notes,
    change_notes,
    first_day,
)
from copilot_metrics_collector.questions.users import users

from .test_teams import TODAY


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.day))
def test_a_change_is_told_only_where_it_parts_the_window(change: object) -> None:
    day = change.day  # type: ignore[attr-defined]
    subjects = change.subjects  # type: ignore[attr-defined]
    before = day - datetime.timedelta(days=1)
    [note] = change_notes(before, day, subjects)
    assert str(day) in note
    assert change_notes(day, day, subjects) == []
    assert change_notes(before, before, subjects) == []
    assert change_notes(before, day, []) == []


def test_the_days_on_which_figures_changed_their_meaning() -> None:
    days = [(change.day.isoformat(), sorted(change.subjects)) for change in CHANGES]
    assert days == [
        ("2026-04-10", ["counters", "features", "people"]),
        ("2026-06-15", ["breakdowns", "people"]),
        ("2026-07-28", ["counters", "features"]),
        ("2026-09-21", ["review times"]),
    ]


def test_fields_that_begin_within_the_window_are_told() -> None:
    known = [
        ("UserDay", "ai_credits_used"),
        ("UserDay", "used_copilot_code_review_active"),
        ("UserDay", "used_chat"),
    ]
    first, last = datetime.date(2026, 4, 1), datetime.date(2026, 4, 28)
    assert begin_notes(first, last, known) == [
        "available from 2026-04-22, not on earlier days: used_copilot_code_review_active",
        "available from 2026-06-19, after this window: ai_credits_used",
    ]
    assert begin_notes(datetime.date(2026, 6, 19), datetime.date(2026, 6, 20), known) == []


def test_questions_tell_what_concerns_them(connect: Connect) -> None:
    until = datetime.date(2026, 9, 20)
    told = "\n".join(users(connect, Selection(until=until, window=15, today=TODAY)).notes)
    assert "available from 2026-09-11, not on earlier days: used_vscode_agent" in told
    told = "\n".join(
        breakdown(
            connect, Selection(until=until, window=15, today=TODAY), breakdown_kinds.FEATURE
        ).notes
    )
    assert "used_vscode_agent" not in told


def test_first_days_are_those_of_the_package() -> None:
    assert first_day("user-teams-1-day", "organization") == datetime.date(2026, 5, 14)
    assert first_day("team-totals-1-day", "enterprise") == datetime.date(2026, 5, 14)
    assert first_day("users-1-day", "organization") == datetime.date(2025, 12, 12)
    assert first_day("nothing-known", "organization") is None
