"""The figures are consistent: everything is recomputed from the users' rows."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub

TODAY = datetime.date(2026, 11, 20)
CODE = [
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_suggested_to_delete_sum",
    "loc_added_sum",
    "loc_deleted_sum",
]
ALL = ["user_initiated_interaction_count", *CODE]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def estate() -> FakeGitHub:
    """It is not started: the figures need no server."""
    return FakeGitHub(seats=150, days=40, organizations=3, today=TODAY, seed=7)


@pytest.fixture(scope="module")
def days_of(estate: FakeGitHub) -> dict[str, dict[datetime.date, list[Row]]]:
    """The users' rows of every day, by entity."""
    names = (estate.enterprise, estate.organizations[1])
    return {name: {day: list(estate.user_rows(name, day)) for day in estate.days} for name in names}


def added(rows: Iterable[Row], names: list[str]) -> dict[str, int]:
    rows = list(rows)
    return {name: sum(row[name] for row in rows) for name in names}


def test_breakdowns_by_feature_and_language_add_up_to_each_users_counters(
    days_of: dict[str, dict[datetime.date, list[Row]]],
) -> None:
    seen = 0
    for rows in days_of["octo-enterprise"].values():
        for row in rows:
            assert added(row["totals_by_feature"], ALL) == {name: row[name] for name in ALL}
            assert added(row["totals_by_language_feature"], CODE) == {
                name: row[name] for name in CODE
            }
            assert row["code_acceptance_activity_count"] <= row["code_generation_activity_count"]
            for name in ("totals_by_ide", "totals_by_language_model", "totals_by_model_feature"):
                part = added(row.get(name, []), CODE)
                assert all(part[each] <= row[each] for each in CODE)
            seen += 1
    assert seen > 1000


def test_lines_added_exceed_those_suggested_in_some_rows(
    days_of: dict[str, dict[datetime.date, list[Row]]],
) -> None:
    rows = [row for rows in days_of["octo-enterprise"].values() for row in rows]
    more = [row for row in rows if row["loc_added_sum"] > row["loc_suggested_to_add_sum"]]
    assert 0.05 < len(more) / len(rows) < 0.6


@pytest.mark.parametrize("name", ["octo-enterprise", "octo-labs"])
def test_an_aggregate_is_the_sum_of_the_users_rows_of_its_day(
    estate: FakeGitHub, days_of: dict[str, dict[datetime.date, list[Row]]], name: str
) -> None:
    for day, rows in days_of[name].items():
        aggregate = estate.aggregate(name, day)
        assert (aggregate is None) == (rows == [])
        if aggregate is None:
            continue
        assert {each: aggregate[each] for each in ALL} == added(rows, ALL)
        assert aggregate["daily_active_users"] == len({row["user_id"] for row in rows})
        for breakdown, keys, counters in (
            ("totals_by_ide", ("ide",), ALL),
            ("totals_by_feature", ("feature",), ALL),
            ("totals_by_language_feature", ("language", "feature"), CODE),
            ("totals_by_language_model", ("language", "model"), CODE),
            ("totals_by_model_feature", ("model", "feature"), ALL),
        ):
            expected: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
            for row in rows:
                for entry in row.get(breakdown, []):
                    expected[tuple(entry[key] for key in keys)].update(
                        {each: entry[each] for each in counters}
                    )
            found = {tuple(entry[key] for key in keys): entry for entry in aggregate[breakdown]}
            assert found.keys() == expected.keys()
            for key, sums in expected.items():
                assert {each: found[key][each] for each in counters} == dict(sums)


@pytest.mark.parametrize("name", ["octo-enterprise", "octo-labs"])
def test_windows_count_different_people_over_the_trailing_days(
    estate: FakeGitHub, days_of: dict[str, dict[datetime.date, list[Row]]], name: str
) -> None:
    def people(last: datetime.date, length: int, flag: str | None = None) -> set[int]:
        days = (last - datetime.timedelta(days=back) for back in range(length))
        rows = (row for day in days for row in days_of[name].get(day, []))
        return {row["user_id"] for row in rows if flag is None or row.get(flag)}

    for day in estate.days[-12:]:
        aggregate = estate.aggregate(name, day)
        if aggregate is None:
            continue
        assert aggregate["weekly_active_users"] == len(people(day, 7))
        assert aggregate["monthly_active_users"] == len(people(day, 28))
        assert aggregate["monthly_active_chat_users"] == len(people(day, 28, "used_chat"))
        assert aggregate["monthly_active_agent_users"] == len(people(day, 28, "used_agent"))
        for word, length in (("daily", 1), ("weekly", 7), ("monthly", 28)):
            cloud = people(day, length, "used_copilot_cloud_agent")
            requesters = people(day, length, "used_copilot_code_review_active")
            reviewed_only = people(day, length, "used_copilot_code_review_passive") - requesters
            assert aggregate[f"{word}_active_copilot_cloud_agent_users"] == len(cloud)
            assert aggregate[f"{word}_active_copilot_code_review_users"] == len(requesters)
            assert aggregate[f"{word}_passive_copilot_code_review_users"] == len(reviewed_only)
        assert aggregate.get("daily_active_cli_users", 0) == len(people(day, 1, "used_cli"))
        assert (aggregate["daily_active_copilot_app_users"] or 0) == len(
            people(day, 1, "used_copilot_app")
        )
        assert aggregate.get("daily_active_vscode_agent_users", 0) == len(
            people(day, 1, "used_vscode_agent")
        )


def test_sessions_add_up_and_averages_are_recomputed(
    estate: FakeGitHub, days_of: dict[str, dict[datetime.date, list[Row]]]
) -> None:
    for day in estate.days[-6:]:
        rows = days_of[estate.enterprise][day]
        aggregate = estate.aggregate(estate.enterprise, day)
        if aggregate is None:
            continue
        for name in ("totals_by_cli", "totals_by_copilot_app"):
            parts = [row[name] for row in rows if row.get(name)]
            if not parts:
                continue
            whole = aggregate[name]
            for each in ("session_count", "request_count", "prompt_count"):
                assert whole[each] == sum(part[each] for part in parts)
            tokens = whole["token_usage"]
            both = tokens["output_tokens_sum"] + tokens["prompt_tokens_sum"]
            assert both == sum(
                part["token_usage"]["output_tokens_sum"] + part["token_usage"]["prompt_tokens_sum"]
                for part in parts
            )
            assert tokens["avg_tokens_per_request"] == round(both / whole["request_count"], 2)


def test_phases_are_recomputed_from_the_trailing_days(
    estate: FakeGitHub, days_of: dict[str, dict[datetime.date, list[Row]]]
) -> None:
    rows_of = days_of[estate.enterprise]
    day = estate.days[-1]
    days: Counter[int] = Counter()
    for back in range(28):
        days.update(row["user_id"] for row in rows_of.get(day - datetime.timedelta(days=back), []))
    phases: Counter[int] = Counter()
    for row in rows_of[day]:
        phase = row["ai_adoption_phase"]
        assert (phase["phase_number"] == 0) == (days[row["user_id"]] < 2)
        phases[phase["phase_number"]] += 1
    aggregate = estate.aggregate(estate.enterprise, day)
    assert aggregate is not None
    entries = {entry["phase_number"]: entry for entry in aggregate["totals_by_ai_adoption_phase"]}
    assert {number: entry["total_engaged_users"] for number, entry in entries.items()} == {
        number: phases[number] for number in range(4)
    }
    assert sum(entry["users_in_phase_28d"] for entry in entries.values()) == len(days)
    for number, entry in entries.items():
        own = [row for row in rows_of[day] if row["ai_adoption_phase"]["phase_number"] == number]
        interactions = sum(row["user_initiated_interaction_count"] for row in own)
        assert entry["avg_user_initiated_interactions"] == round(interactions / max(1, len(own)), 2)


def test_customizations_add_up_as_far_as_rows_have_them(
    estate: FakeGitHub, days_of: dict[str, dict[datetime.date, list[Row]]]
) -> None:
    day = estate.days[-1]
    rows = days_of[estate.enterprise][day]
    aggregate = estate.aggregate(estate.enterprise, day)
    assert aggregate is not None
    for kind in ("skill", "custom_agent", "mcp", "slash_cmd", "plugin"):
        shown: Counter[str] = Counter()
        for row in rows:
            entries = row.get(f"totals_by_{kind}") or []
            assert len(entries) <= 5
            shown.update({entry[kind]: entry["interaction_count"] for entry in entries})
        entries = aggregate[f"totals_by_{kind}"]
        assert len(entries) <= 5
        assert all(entry["interaction_count"] >= shown[entry[kind]] for entry in entries)
        assert aggregate[f"distinct_{kind}_use_count"] >= len(shown) - 1
    for row in rows:  # use of plugins is part of the use of skills
        if row.get("totals_by_skill") is not None:
            skills = sum(entry["interaction_count"] for entry in row["totals_by_skill"])
            plugins = sum(entry["interaction_count"] for entry in row["totals_by_plugin"])
            assert plugins <= skills or row["distinct_skill_use_count"] > 5


def test_pull_requests_of_an_organization_are_those_of_its_repositories(estate: FakeGitHub) -> None:
    for name in estate.organizations:
        for day in estate.days[-6:]:
            aggregate = estate.aggregate(name, day)
            if aggregate is None:
                continue
            rows = [row["pull_requests"] for row in estate.repository_rows(name, day)]
            whole = aggregate["pull_requests"]
            for counter in [each for each in whole if each.startswith("total_")]:
                assert whole[counter] == sum(row[counter] for row in rows), counter
            assert ("median_minutes_to_merge" in whole) == (whole["total_merged"] > 0)
            kinds = whole["copilot_suggestions_by_comment_type"]
            assert (
                sum(each["total_copilot_suggestions"] for each in kinds)
                == whole["total_copilot_suggestions"]
            )


def test_a_repository_without_a_merge_has_no_median_at_all(estate: FakeGitHub) -> None:
    rows = [
        row for day in estate.days[-8:] for row in estate.repository_rows(estate.enterprise, day)
    ]
    merged = [row["pull_requests"]["total_merged"] > 0 for row in rows]
    assert any(merged)
    assert not all(merged)
    for row, has_merge in zip(rows, merged, strict=True):
        assert ("median_minutes_to_merge" in row["pull_requests"]) == has_merge
        assert row["pull_requests"]["copilot_suggestions_by_comment_type"] == []
        for times in row["pull_request_review_times"]:
            assert times["total_merged"] <= row["pull_requests"]["total_merged"]
            assert (
                times["median_minutes_ready_to_first_review"]
                <= times["p90_minutes_ready_to_first_review"]
            )


def test_an_enterprise_counts_each_user_once_and_an_organization_its_members(
    estate: FakeGitHub,
) -> None:
    day = estate.days[-1]
    whole = {row["user_id"]: row for row in estate.user_rows(estate.enterprise, day)}
    by_organization = {name: list(estate.user_rows(name, day)) for name in estate.organizations}
    times = Counter(row["user_id"] for rows in by_organization.values() for row in rows)
    assert times.keys() == whole.keys()
    assert set(times.values()) == {1, 2}
    for name, rows in by_organization.items():
        for row in rows:
            assert row.pop("organization_id") == str(estate.entity(name).id)
            assert row == whole[row["user_id"]]  # a member of two has the same figures in both
    assert all("organization_id" not in row for row in whole.values())


def test_a_window_has_its_days_and_only_identical_duplicates(
    estate: FakeGitHub,
) -> None:
    rows = list(estate.window_rows(estate.enterprise))
    days = {row["day"] for row in rows}
    first, last = TODAY - datetime.timedelta(days=28), TODAY - datetime.timedelta(days=1)
    assert {(row["report_start_day"], row["report_end_day"]) for row in rows} == {
        (str(first), str(last))
    }
    assert 20 <= len(days) < 28  # some weekends have no activity
    times = Counter((row["user_id"], row["day"]) for row in rows)
    assert set(times.values()) == {1, 2}
    unique = {(row["user_id"], row["day"]): row for row in rows}
    assert all(
        row == unique[row["user_id"], row["day"]] for row in rows
    )  # duplicates are identical
    for day in sorted(days):
        of_day = {
            row["user_id"]: row
            for row in estate.user_rows(estate.enterprise, datetime.date.fromisoformat(day))
        }
        for (user, that_day), row in unique.items():
            if that_day == day:
                bare = {key: value for key, value in row.items() if not key.startswith("report_")}
                assert bare == of_day.pop(user)
        assert not of_day


def test_an_aggregate_window_contains_the_one_day_reports_unsorted(estate: FakeGitHub) -> None:
    window = estate.aggregate_window(estate.enterprise)
    assert window is not None
    days = [entry["day"] for entry in window["day_totals"]]
    assert days != sorted(days)
    assert len(set(days)) == len(days) < 28
    for entry in window["day_totals"]:
        assert entry == estate.aggregate(
            estate.enterprise, datetime.date.fromisoformat(entry["day"])
        )
    engagement = window["copilot_feature_engagement"]
    newest = max(window["day_totals"], key=lambda entry: str(entry["day"]))
    assert engagement["active_user_count"] == newest["monthly_active_users"]
    assert all(
        entry["engaged_user_count"] <= engagement["active_user_count"]
        for entry in engagement["totals_by_feature"]
    )


def test_teams_under_five_seats_are_absent_and_members_of_several_are_in_each(
    estate: FakeGitHub,
) -> None:
    for name, key in (
        (estate.enterprise, "enterprise_id"),
        (estate.organizations[0], "organization_id"),
    ):
        rows = list(estate.team_rows(name, estate.days[-1]))
        sizes = Counter(row["team_id"] for row in rows)
        assert min(sizes.values()) >= 5
        assert max(Counter(row["user_id"] for row in rows).values()) > 1
        assert all(
            row.keys() == {"user_id", "user_login", "day", "team_id", "slug", key} for row in rows
        )
        prefixed = {row["slug"].startswith("ent:") for row in rows}
        assert prefixed == {name == estate.enterprise}
    everywhere = [
        {row["team_id"] for row in estate.team_rows("octo-org", day)} for day in estate.days
    ]
    assert any(each != everywhere[0] for each in everywhere)  # memberships change


def test_users_without_activity_are_in_teams_but_not_in_the_users_report(
    estate: FakeGitHub,
) -> None:
    day = estate.days[-1]
    active = {row["user_id"] for row in estate.user_rows("octo-org", day)}
    assert {row["user_id"] for row in estate.team_rows("octo-org", day)} - active


def test_weekends_have_little_or_no_activity(estate: FakeGitHub) -> None:
    counts = {day: len(list(estate.user_rows(estate.enterprise, day))) for day in estate.days}
    workdays = [count for day, count in counts.items() if day.weekday() < 5]
    weekends = [count for day, count in counts.items() if day.weekday() >= 5]
    assert min(workdays) > 2 * max(weekends)
    assert 0 in weekends
    assert statistics.mean(weekends) > 0


def test_some_users_have_server_side_activity_only(estate: FakeGitHub) -> None:
    rows = list(estate.user_rows(estate.enterprise, estate.days[-1]))
    silent = [row for row in rows if not any(row[name] for name in ALL)]
    assert silent
    assert all(row["totals_by_feature"] == [] and row["ai_credits_used"] > 0 for row in silent)


def test_credits_are_fractions_and_differ_between_users(estate: FakeGitHub) -> None:
    used = [row["ai_credits_used"] for row in estate.user_rows(estate.enterprise, estate.days[-1])]
    assert all(isinstance(each, float) for each in used)
    assert len(set(used)) > len(used) * 0.9
