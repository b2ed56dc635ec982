"""Points 15, 16 and 17 of the checklist: the days of a window, its people, and days that are requested again."""

from __future__ import annotations

import datetime
from collections import defaultdict

from tests.acceptance.support import (
    DAY,
    ORGANIZATION,
    TOTALS_WINDOW,
    USERS,
    USERS_WINDOW,
    Player,
    days_of,
    dicts,
    truth,
)

WEEKEND = datetime.date(2026, 11, 14)
"""A Saturday without an active user in the organization."""


def test_point_15_days_are_in_order_and_missing_ones_stay_missing(player: Player) -> None:
    (window,) = player.github.rows(TOTALS_WINDOW, ORGANIZATION)
    wire = [day["day"] for day in window["day_totals"]]
    found = player.report(TOTALS_WINDOW)
    days = [row.day.isoformat() for row in found.ok]
    assert wire != days == sorted(wire)
    assert len(days) < 28
    assert WEEKEND.isoformat() not in days
    (around,) = found.reading.windows
    assert (around.report_start_day, around.report_end_day) == (DAY - datetime.timedelta(27), DAY)


def test_point_16_a_person_is_counted_once_a_day_over_all_parts(player: Player) -> None:
    """By id: logins change within the window."""
    wire = list(player.github.window_rows(ORGANIZATION))
    found = player.report(USERS_WINDOW)
    keys = {(row.organization_id, row.user_id, row.day) for row in found.ok}
    assert len(keys) == len(found.rows) == len(wire) - found.reading.duplicates
    assert found.reading.duplicates > 0
    assert found.reading.conflicts == 0
    logins = defaultdict(set)
    for row in found.rows:
        logins[row.user_id].add(row.user_login)
    assert max(map(len, logins.values())) == 2
    player.github.scenario = "conflicts=5"
    assert len(player.report(USERS).ok) == len(truth(player.github, USERS)) * 6 // 5


def test_point_17_a_day_can_be_requested_again_and_has_its_own_outcome(player: Player) -> None:
    """Fetching the last days again and upserting them is the collector's job. The package gives it an outcome for each
    day of a run: data, or which kind of no data, so that no data never overwrites data."""
    call = days_of(USERS, DAY - datetime.timedelta(6), DAY)
    player.github.scenario = "late-day=1"
    before, after = player.read(call), player.read(call)
    expected = [
        row
        for back in reversed(range(7))
        for row in player.github.user_rows(ORGANIZATION, DAY - datetime.timedelta(back))
    ]
    late = [row for row in expected if row["day"] == DAY.isoformat()]
    assert late
    assert dicts(before.ok) == expected[: -len(late)]
    assert dicts(after.ok) == expected
    assert before.reading.is_complete
    outcomes = {outcome.day: outcome for outcome in before.reading.days}
    assert len(outcomes) == 7
    assert outcomes[WEEKEND].no_data is not None
    assert outcomes[WEEKEND].no_data.status == 204
    assert outcomes[DAY].no_data is not None
    assert after.reading.days[-1].no_data is None
    assert after.reading.days[-1].rows == len(late)
