from __future__ import annotations

import datetime

import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.pulls import By, pulls
from copilot_metrics_collector.questions.selection import Connect, Selection

from .lakes import Row, opener, put, rows_of
from .test_teams import DAY, ORG, TODAY
from .truth import Truth, grouped, place, total

COUNTERS = (
    "total_created",
    "total_reviewed",
    "total_merged",
    "total_created_by_copilot",
    "total_reviewed_by_copilot",
    "total_merged_created_by_copilot",
    "total_merged_reviewed_by_copilot",
    "total_suggestions",
    "total_applied_suggestions",
    "total_copilot_suggestions",
    "total_copilot_applied_suggestions",
)
MEDIANS = (
    "median_minutes_to_merge",
    "median_minutes_to_merge_copilot_authored",
    "median_minutes_to_merge_copilot_reviewed",
)
TIMES = (
    "median_minutes_ready_to_first_review",
    "p90_minutes_ready_to_first_review",
    "median_minutes_first_to_final_review",
    "p90_minutes_first_to_final_review",
    "median_minutes_final_review_to_merge",
    "p90_minutes_final_review_to_merge",
)


def figures(rows: list[Row], *, medians: bool) -> Row:
    blocks = [row["pull_requests"] for row in rows]
    found: Row = {name: total(blocks, name) for name in COUNTERS}
    if medians:
        [block] = blocks
        found |= {name: block.get(name) for name in MEDIANS}
    return found


@pytest.mark.parametrize("days", [1, 7, 28])
@pytest.mark.parametrize("by", ["repo", "day", "entity"])
def test_every_figure(connect: Connect, truth: Truth, by: By, days: int) -> None:
    window = truth.window(days)
    expected = {}
    for entity in truth.entities:
        totals = truth.total_rows(entity, window)
        if by == "repo":
            rows = [row for day in window for row in truth.repositories(entity, day)]
            for (repository,), each in grouped(rows, "repo_id").items():
                expected[*place(entity), repository] = {
                    **{
                        name: each[-1][name]
                        for name in ("repo_owner_name", "repo_name", "repo_visibility")
                    },
                    "days": len(each),
                    **figures(each, medians=days == 1),
                }
        elif by == "day":
            for row in totals:
                day = datetime.date.fromisoformat(row["day"])
                expected[*place(entity), day] = figures([row], medians=True)
        else:
            expected[*place(entity), len(totals)] = figures(totals, medians=days == 1)
    key = {"repo": "repo_id", "day": "report_day", "entity": "days"}[by]
    answer = pulls(connect, Selection(window=days, today=TODAY), by)
    assert rows_of(answer, "host", "kind", "entity", key) == expected


@pytest.mark.parametrize("days", [1, 28])
def test_every_review_time(from_files: Connect, truth: Truth, days: int) -> None:
    expected = {
        (*place(entity), day, row["repo_id"], stage["authored_by"], stage["reviewed_by"]): {
            **{name: row[name] for name in ("repo_owner_name", "repo_name", "repo_visibility")},
            **{name: stage[name] for name in ("total_merged", *TIMES)},
        }
        for entity in truth.entities
        for day in truth.window(days)
        for row in truth.repositories(entity, day)
        for stage in row.get("pull_request_review_times", ())
    }
    answer = pulls(from_files, Selection(window=days, today=TODAY), "review")
    keys = ("host", "kind", "entity", "report_day", "repo_id", "authored_by", "reviewed_by")
    assert rows_of(answer, *keys) == expected
    assert expected
    changed = any("meaning changed on 2026-09-21" in note for note in answer.notes)
    assert changed == (days == 28)


def test_medians_of_several_days_are_refused(connect: Connect) -> None:
    window = Selection(window=7, today=TODAY)
    for by in ("repo", "entity"):
        with pytest.raises(
            UnanswerableError, match=r"medians of 7 days cannot be combined.*--by day"
        ):
            pulls(connect, window, by, medians=True)
    left_out = pulls(connect, window, "entity")
    assert not any("median" in name for name in left_out.table.column_names)
    assert any("medians are not shown" in note for note in left_out.notes)
    daily = pulls(connect, window, "day", medians=True)
    assert set(MEDIANS) <= set(daily.table.column_names)
    assert not any("not shown" in note for note in daily.notes)
    one = Selection(window=1, today=TODAY)
    assert set(MEDIANS) <= set(pulls(connect, one, "repo", medians=True).table.column_names)
    assert not set(MEDIANS) & set(pulls(connect, one, "repo", medians=False).table.column_names)


def test_days_before_a_counter_are_no_zeros(empty: Lake) -> None:
    old = {
        "day": f"{DAY}",
        "organization_id": "999",
        "pull_requests": {"total_created": 3, "total_reviewed": 0},
    }
    after = DAY + datetime.timedelta(days=1)
    new = {
        "day": f"{after}",
        "organization_id": "999",
        "pull_requests": {"total_created": 4, "total_merged": 2},
    }
    bare = {"day": f"{after}", "organization_id": "999"}
    put(empty, "organization-1-day", ORG, DAY, [old])
    put(empty, "organization-1-day", ORG, after, [new])
    put(empty, "organization-1-day", ORG, after + datetime.timedelta(days=1), [bare])
    answer = pulls(opener(empty), Selection(window=3, today=TODAY), "entity")
    [row] = answer.table.to_pylist()
    assert row["days"] == 2
    assert (row["total_created"], row["total_reviewed"], row["total_merged"]) == (7, 0, 2)
    assert row["total_suggestions"] is None
    text = "\n".join(answer.notes)
    assert "1 of 3 rows has no pull_requests" in text
    assert "1 of 2 rows has pull_requests without total_merged" in text


def test_a_repository_that_was_renamed_goes_by_its_latest_name(empty: Lake) -> None:
    for number, name in enumerate(("zebra", "ant")):
        day = DAY + datetime.timedelta(days=number)
        row = {
            "day": f"{day}",
            "repo_id": 7,
            "repo_name": name,
            "pull_requests": {"total_created": 1},
        }
        put(empty, "repos-1-day", ORG, day, [row])
    [row] = pulls(opener(empty), Selection(window=2, today=TODAY)).table.to_pylist()
    assert (row["repo_name"], row["total_created"], row["days"]) == ("ant", 2, 2)
