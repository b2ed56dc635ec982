"""Results about credits note when the definition of active people and days changed."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.credits import By, credits_used
from copilot_metrics_collector.questions.selection import Selection

from .lakes import opener, put
from .test_teams import ALICE, ORG, TODAY, member

CHANGE = datetime.date(2026, 6, 15)
DAYS = [CHANGE + datetime.timedelta(days=number) for number in (-1, 0)]


@pytest.mark.parametrize("by", get_args(By))
def test_the_note_comes_where_the_window_is_parted(empty: Lake, by: By) -> None:
    for day in DAYS:
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
        put(empty, "user-teams-1-day", ORG, day, [member(1001, 42, "a", day)])

    def told(window: int) -> list[str]:
        selection = Selection(until=CHANGE, window=window, today=TODAY)
        notes = credits_used(opener(empty), selection, by).notes
        return [note for note in notes if note.startswith("meaning changed")]

    (note,) = told(2)
    assert "on 2026-06-15" in note
    assert "count as active" in note
    assert told(1) == []
