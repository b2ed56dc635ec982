"""The examples that GitHub publishes, decoded as rows."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest

from copilot_usage_metrics._runtime.decoding.decode import RowDecoder
from copilot_usage_metrics.rows import (
    ROW_TYPES,
    AggregateWindow,
    RepositoryDay,
    TokenUsage,
    UserDay,
    UserTeamDay,
)

ORGANIZATION = {"organization_id": "999", "day": "2026-05-07"}


def user(number: int, login: str, interactions: int, generations: int, acceptances: int,
         suggested: int, added: int, agent: bool) -> dict[str, Any]:  # fmt: skip
    """A user's day of the published team example."""
    return ORGANIZATION | {
        "user_id": number,
        "user_login": login,
        "user_initiated_interaction_count": interactions,
        "code_generation_activity_count": generations,
        "code_acceptance_activity_count": acceptances,
        "loc_suggested_to_add_sum": suggested,
        "loc_added_sum": added,
        "used_chat": True,
        "used_agent": agent,
    }


USERS = [
    user(1001, "alice", 50, 40, 12, 200, 88, True),
    user(1002, "bob", 30, 25, 7, 80, 24, False),
]
TEAMS = [
    ORGANIZATION | {"user_id": 1001, "user_login": "alice", "team_id": 42, "slug": "frontend"},
    ORGANIZATION | {"user_id": 1001, "user_login": "alice", "team_id": 43, "slug": "backend"},
    ORGANIZATION | {"user_id": 1002, "user_login": "bob", "team_id": 42, "slug": "frontend"},
]


def test_published_team_example_gives_its_published_sums() -> None:
    users, teams = RowDecoder(UserDay), RowDecoder(UserTeamDay)
    people = {
        row.user_id: row for row in (users.decode(json.dumps(each).encode()) for each in USERS)
    }
    members = [teams.decode(json.dumps(each).encode()) for each in TEAMS]
    assert [row.user_login for row in members].count("alice") == 2
    accepted: defaultdict[object, int] = defaultdict(int)
    added: defaultdict[object, int] = defaultdict(int)
    for row in members:
        person = people[row.user_id]
        accepted[row.slug] += person.code_acceptance_activity_count or 0
        added[row.slug] += person.loc_added_sum or 0
    assert accepted == {"frontend": 19, "backend": 12}
    assert added == {"frontend": 112, "backend": 88}
    assert not users.unknown_keys
    assert not teams.unknown_keys


def test_row_keys_distinguish_the_memberships() -> None:
    keys = UserTeamDay.__row_key__
    assert keys == ("entity", "user_id", "team_id", "day")
    rows = [UserTeamDay.from_dict(each) for each in TEAMS]
    entity = {"entity": "organization_id"}
    assert len({tuple(getattr(row, entity.get(key, key)) for key in keys) for row in rows}) == 3


def test_row_keys_and_file_shapes() -> None:
    actual = {name: (row.__row_key__, row.__file_shape__) for name, row in ROW_TYPES.items()}
    pinned = {
        "AggregateDay": (("entity", "day"), "object"),
        "AggregateWindow": (("entity", "report_start_day", "report_end_day"), "day-totals"),
        "UserDay": (("entity", "user_id", "day"), "lines"),
        "UserWindowDay": (("entity", "user_id", "day"), "lines"),
        "UserTeamDay": (("entity", "user_id", "team_id", "day"), "lines"),
        "RepositoryDay": (("entity", "repo_id", "day"), "lines"),
    }
    assert pinned.items() <= actual.items()


@pytest.mark.parametrize(
    ("output", "prompt", "average"), [(5000, 3800, 4400), (7000, 5300, 4100), (4200, 5400, 3200)]
)
def test_token_averages(output: int, prompt: int, average: int) -> None:
    usage = TokenUsage.from_dict(
        {
            "output_tokens_sum": output,
            "prompt_tokens_sum": prompt,
            "avg_tokens_per_request": average,
        }
    )
    assert isinstance(usage.avg_tokens_per_request, float)
    requests = (output + prompt) / usage.avg_tokens_per_request
    assert requests == int(requests)


def test_a_window_with_days_of_different_schema_ages_is_decoded() -> None:
    text = json.dumps(
        {
            "report_start_day": "2026-03-29",
            "report_end_day": "2026-04-25",
            "enterprise_id": "1",
            "created_at": "2026-04-26T03:36:11.710Z",
            "etl_id": "green",
            "day_partition": "2026-04-25",
            "entity_id_partition": 1,
            "day_totals": [
                {"day": "2026-04-16", "daily_active_copilot_cloud_agent_users": 0},
                {"day": "2026-04-03", "pull_requests": {"total_merged": 0}, "totals_by_ide": []},
            ],
            "copilot_feature_engagement": {
                "active_user_count": 9,
                "totals_by_feature": [{"feature": "code_completion", "engaged_user_count": 4}],
            },
        }
    )
    decoder = RowDecoder(AggregateWindow)
    window = decoder.decode(text.encode())
    assert window.to_dict() == json.loads(text)
    assert window.day_totals
    assert [str(day.day) for day in window.day_totals] == ["2026-04-16", "2026-04-03"]
    assert not decoder.unknown_keys
    assert not decoder.type_drift


def test_published_repository_row_is_decoded() -> None:
    line = {
        "day": "2026-07-14",
        "enterprise_id": "1001",
        "organization_id": "2002",
        "repo_id": 900000001,
        "repo_owner_name": "octo-org",
        "repo_name": "octo-repo",
        "repo_visibility": "INTERNAL",
        "pull_requests": {"total_merged": 2, "copilot_suggestions_by_comment_type": []},
        "pull_request_review_times": [
            {
                "authored_by": "human",
                "reviewed_by": "human",
                "p90_minutes_ready_to_first_review": 30,
            }
        ],
    }
    decoder = RowDecoder(RepositoryDay)
    assert decoder.decode(json.dumps(line).encode()).to_dict() == line
    assert not decoder.unknown_keys
    assert decoder.decode(b'{"repo_id":"844522530"}').repo_id == 844522530
