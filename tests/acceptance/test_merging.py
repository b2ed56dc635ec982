"""Points 26 and 27 of the checklist: figures that can be merged, and files that join."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from tests.acceptance.support import (
    DAY,
    ENTERPRISE,
    ENTERPRISE_TEAMS,
    ENTERPRISE_USERS,
    ORGANIZATION,
    REPORTS,
    TEAMS,
    TOTALS,
    TOTALS_WINDOW,
    USERS,
    USERS_WINDOW,
    Player,
)


def test_point_26_rows_have_the_figures_that_merging_needs(player: Player) -> None:
    """Merging is the collector's job: it recomputes ratios and averages, refuses to add distinct counts, medians
    and phases, and uses the latest `last_known_*`. The package gives it the sums behind each average, additive
    figures where GitHub's are additive, and comparable timestamps; it never merges anything by itself."""
    (total,) = player.report(TOTALS).ok
    users = player.report(USERS).ok
    assert total.daily_active_users == len({row.user_id for row in users})
    added = sum(row.loc_added_sum for row in users)
    assert (
        total.loc_added_sum == added == sum(each.loc_added_sum for each in total.totals_by_feature)
    )
    used = [row.totals_by_cli for row in users if row.totals_by_cli]
    output = sum(each.token_usage.output_tokens_sum for each in used)
    prompt = sum(each.token_usage.prompt_tokens_sum for each in used)
    requests = sum(each.request_count for each in used)
    merged = total.totals_by_cli
    assert (merged.token_usage.output_tokens_sum, merged.request_count) == (output, requests)
    average = merged.token_usage.avg_tokens_per_request
    assert average == pytest.approx((output + prompt) / requests, abs=0.01)
    means = [each.token_usage.avg_tokens_per_request for each in used]
    assert average != pytest.approx(sum(means) / len(means), abs=0.01)  # an average of averages
    days = player.report(TOTALS_WINDOW).ok
    monthly = days[-1].monthly_active_users
    assert monthly < sum(day.daily_active_users for day in days)
    assert monthly == len({row.user_id for row in player.report(USERS_WINDOW).ok})
    seen = [
        (entry.last_known_ide_version.sampled_at, entry.last_known_ide_version.ide_version)
        for row in users
        for entry in row.totals_by_ide
        if entry.last_known_ide_version
    ]
    moments = [datetime.datetime.fromisoformat(at) for at, _ in seen]
    assert moments.index(max(moments)) == seen.index(max(seen))


ALICE = {"user_id": 1001, "user_login": "alice", "used_chat": True, "used_agent": True}
BOB = {"user_id": 1002, "user_login": "bob", "used_chat": True, "used_agent": False}
COUNTERS = (
    "user_initiated_interaction_count",
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_added_sum",
)
PEOPLE = [
    ALICE | dict(zip(COUNTERS, (50, 40, 12, 200, 88), strict=True)),
    BOB | dict(zip(COUNTERS, (30, 25, 7, 80, 24), strict=True)),
]
MEMBERS = [
    {"user_id": 1001, "user_login": "alice", "team_id": 42, "slug": "frontend"},
    {"user_id": 1001, "user_login": "alice", "team_id": 43, "slug": "backend"},
    {"user_id": 1002, "user_login": "bob", "team_id": 42, "slug": "frontend"},
]
EXAMPLE_DAY = datetime.date(2026, 5, 7)


def _joined(player: Player, reports: tuple[str, str], entity: str, day: datetime.date) -> Any:
    """Users and memberships of one day, joined on user, day and organization or enterprise."""
    users, members = (player.report(each, day).ok for each in reports)
    known = {(row.user_id, row.day, getattr(row, entity)): row for row in users}
    assert len(known) == len(users)
    teams: defaultdict[int, list[Any]] = defaultdict(list)
    for row in members:
        found = known.get((row.user_id, row.day, getattr(row, entity)))
        if found is not None:
            teams[row.team_id].append(found)
    return teams, users, members


@pytest.mark.parametrize(
    ("reports", "entity", "ids"),
    [
        ((USERS, TEAMS), "organization_id", {"organization_id": "999"}),
        ((ENTERPRISE_USERS, ENTERPRISE_TEAMS), "enterprise_id", {"enterprise_id": "999"}),
    ],
)
def test_point_27_files_of_one_day_join_on_three_keys(
    own: FakeGitHub, at_own: Player, reports: tuple[str, str], entity: str, ids: dict[str, str]
) -> None:
    """GitHub's published example: all three memberships are there, Alice's twice. The join, its warning about
    teams of fewer than five and the total from the users file are the collector's job."""
    slug = ORGANIZATION if entity == "organization_id" else ENTERPRISE
    common = {"day": f"{EXAMPLE_DAY}", **ids}
    own.give(reports[0], slug, [[each | common for each in PEOPLE]], EXAMPLE_DAY)
    own.give(reports[1], slug, [[each | common for each in MEMBERS]], EXAMPLE_DAY)
    teams, users, members = _joined(at_own, reports, entity, EXAMPLE_DAY)
    assert [(row.user_login, row.team_id, row.slug) for row in members] == [
        ("alice", 42, "frontend"),
        ("alice", 43, "backend"),
        ("bob", 42, "frontend"),
    ]
    figures = {
        team: (
            len({row.user_id for row in rows}),
            *(sum(getattr(row, name) for row in rows) for name in COUNTERS),
        )
        for team, rows in teams.items()
    }
    assert figures == {42: (2, 80, 65, 19, 280, 112), 43: (1, 50, 40, 12, 200, 88)}
    assert sum(row.code_acceptance_activity_count for row in users) == 19
    assert sum(row.loc_added_sum for row in users) == 112
    assert (19 + 12, 112 + 88) == (31, 200)  # the sum over teams is not the organization's total
    # the fake's own users join as well, and teams of fewer than five are absent
    teams, users, members = _joined(at_own, reports, entity, DAY)
    assert {row.user_id for rows in teams.values() for row in rows} <= {r.user_id for r in users}
    sizes = defaultdict(set)
    for row in members:
        sizes[row.team_id].add(row.user_id)
    assert teams
    assert min(map(len, sizes.values())) >= 5
    assert REPORTS[reports[1]].min_licenses is not None
