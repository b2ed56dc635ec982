"""Duplicate rows are found by their keys: points 8 and 16 of the checklist."""

from __future__ import annotations

import datetime
import json
import tracemalloc
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, strategies

from copilot_usage_metrics._runtime.decoding.duplicates import MOST_DAYS, Duplicates
from copilot_usage_metrics._runtime.decoding.outcome import Outcome
from copilot_usage_metrics._runtime.decoding.reading import FileReader, RowFamily
from copilot_usage_metrics._runtime.vocabulary import UNSET
from copilot_usage_metrics.rows import AggregateDay, RepositoryDay, UserDay, UserTeamDay
from tests.runtime.stream.support import DAY, lines, user

ENTITIES = ("organization_id", "enterprise_id")


def read(row_type: Any, *files: bytes) -> tuple[list[Any], Outcome]:
    family: RowFamily[Any] = RowFamily(row_type, None, ENTITIES)
    outcome = Outcome()
    found: list[Any] = []
    for number, data in enumerate(files):
        file = FileReader(family, outcome, f"part-{number}.json")
        found += file.feed(data) + file.finish()
    return found, outcome


class TestUsers:
    def test_identical_duplicates_are_dropped_and_counted_across_files_and_shapes(self) -> None:
        """point 16: large organizations' files are split by time, and users occur in each."""
        one, two, three = user(1), user(2), user(3)
        array = json.dumps([two, three]).encode()
        crlf = lines(one, three, end=b"  \r\n")
        found, outcome = read(UserDay, lines(one, two, one), array, crlf, b"\n" + lines(two))
        assert [row.user_id for row in found] == [1, 2, 3]
        assert (outcome.duplicates, outcome.conflicts) == (5, 0)

    def test_conflicting_duplicates_are_all_yielded_and_counted(self) -> None:
        row, other, third = user(1), user(1, used_chat=True), user(1, used_chat=False)
        found, outcome = read(UserDay, lines(row, other, row), lines(other, third, third, row))
        assert [row.to_dict() for row in found] == [row, other, third]
        assert (outcome.duplicates, outcome.conflicts) == (4, 2)

    def test_numeric_and_text_ids_are_equal(self) -> None:
        """point 8: a text-typed merge silently skipped its deduplication elsewhere."""
        found, outcome = read(UserDay, lines(user(1), user(1) | {"user_id": "1"}))
        assert (len(found), outcome.conflicts) == (2, 1)  # other bytes, so both are yielded

    def test_the_same_user_elsewhere_or_on_another_day_is_another_row(self) -> None:
        rows = [user(1), user(1, organization_id="1000"), user(1, day="2026-09-02"), user(2)]
        found, outcome = read(UserDay, lines(*rows))
        assert (len(found), outcome.duplicates, outcome.conflicts) == (4, 0, 0)

    @pytest.mark.parametrize("missing", ["user_id", "day", "organization_id"])
    @pytest.mark.parametrize("how", ["absent", "null", "drifted"])
    def test_a_row_that_lacks_part_of_its_key_is_never_dropped(
        self, missing: str, how: str
    ) -> None:
        row: dict[str, Any] = user(1)
        if how == "absent":
            del row[missing]
        else:
            row[missing] = None if how == "null" else {"odd": 1}
        found, outcome = read(UserDay, lines(row, row), lines(row))
        assert (len(found), outcome.duplicates, outcome.conflicts) == (3, 0, 0)


def test_teams_repositories_and_aggregates_have_keys_of_their_own() -> None:
    team = {"user_id": 1, "team_id": 42, "day": DAY, "organization_id": "999"}
    found, outcome = read(UserTeamDay, lines(team, team | {"team_id": 43}, team))
    assert (len(found), outcome.duplicates) == (2, 1)
    repo = {"repo_id": 5, "day": DAY, "organization_id": "999", "repo_name": "a"}
    found, outcome = read(RepositoryDay, lines(repo, repo | {"repo_id": "6"}, repo))
    assert (len(found), outcome.duplicates) == (2, 1)
    total = {"day": DAY, "organization_id": "999", "daily_active_users": 3}
    found, outcome = read(
        AggregateDay,
        lines(total, total | {"day": "2026-09-02"}, total, total | {"daily_active_users": 4}),
    )
    assert (len(found), outcome.duplicates, outcome.conflicts) == (3, 1, 1)


def test_rows_of_different_enterprises_are_not_duplicates() -> None:
    row = {"user_id": 1, "day": DAY, "enterprise_id": "7"}
    found, outcome = read(UserDay, lines(row, row, row | {"enterprise_id": "8"}))
    assert (len(found), outcome.duplicates) == (2, 1)


def test_null_and_absent_entity_are_equal() -> None:
    row = user(1)
    found, outcome = read(UserDay, lines(row, row | {"enterprise_id": None}, row))
    assert (len(found), outcome.duplicates, outcome.conflicts) == (2, 1, 1)


def _row(number: int, day: datetime.date) -> UserDay:
    return UserDay(user_id=number, day=day, organization_id="999")


def test_the_oldest_days_are_forgotten_first() -> None:
    duplicates = Duplicates(("entity", "user_id", "day"), ENTITIES)
    first = datetime.date(2026, 1, 1)
    days = [first + datetime.timedelta(days=n) for n in range(MOST_DAYS + 1)]
    assert {duplicates.check(_row(1, day), 1) for day in days} == {"new"}
    assert duplicates.check(_row(1, days[1]), 1) == "duplicate"
    assert duplicates.check(_row(1, first), 1) == "new"


def test_memory_grows_with_users_and_not_with_rows() -> None:
    """2,000 users here; the module docstring gives the figures for 50,000, measured by the same function."""
    people, days = 2_000, 28
    measured(10, 1)  # one-time allocations
    small, large = measured(people, 1), measured(people, days)
    assert large - small == pytest.approx(8 * people * (days - 1), rel=0.25)
    again = measured(people, days, rounds=2)
    assert again == pytest.approx(large, rel=0.05)


def measured(people: int, days: int, rounds: int = 1) -> int:
    """The bytes needed to remember this many users' days."""
    first = datetime.date(2026, 1, 1)
    dates = [first + datetime.timedelta(days=n) for n in range(days)]
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        duplicates = Duplicates(("entity", "user_id", "day"), ENTITIES)
        for _ in range(rounds):
            for day in dates:
                for number in range(people):
                    duplicates.check(_row(100_000 + number, day), number + 1)
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    for report in (28, MOST_DAYS + 10):
        print(f"50,000 users, {report} days: {measured(50_000, report) / 1e6:.1f} MB")  # noqa: T201


FIRST = datetime.date.fromisoformat(DAY)
KEYED_ROWS = strategies.builds(
    SimpleNamespace,
    day=strategies.sampled_from([FIRST, FIRST + datetime.timedelta(1), UNSET]),
    user_id=strategies.one_of(strategies.integers(0, 6), strategies.sampled_from([None, UNSET])),
    organization_id=strategies.sampled_from(["1", "2", None, UNSET]),
    enterprise_id=strategies.sampled_from(["1", None, UNSET]),
)


@given(
    strategies.lists(strategies.tuples(KEYED_ROWS, strategies.integers(1, 3)), max_size=40),
    strategies.lists(strategies.integers(1, 9), max_size=20),
)
def test_verdicts_do_not_depend_on_where_blocks_end(
    rows: list[tuple[Any, int]], sizes: list[int]
) -> None:
    one_by_one, in_blocks = (Duplicates(("entity", "user_id", "day"), ENTITIES) for _ in range(2))
    expected = [one_by_one.check(row, digest) for row, digest in rows]
    found: list[str] = []
    rest = rows
    for size in [*sizes, len(rows)]:
        block, rest = rest[:size], rest[size:]
        verdicts = ["new"] * len(block)
        for index, verdict in in_blocks.check_all(
            [row for row, _ in block], [digest for _, digest in block]
        ):
            verdicts[index] = verdict
        found += verdicts
    assert found == expected


@given(strategies.lists(strategies.integers(0, 30), max_size=60), strategies.integers(1, 12))
def test_verdicts_on_a_report_of_one_day_do_not_depend_on_where_blocks_end(
    users: list[int], size: int
) -> None:
    one_by_one, in_blocks = (Duplicates(("entity", "user_id", "day"), ENTITIES) for _ in range(2))
    rows = [
        SimpleNamespace(day=FIRST, user_id=each, organization_id="1", enterprise_id=UNSET)
        for each in users
    ]
    expected = [one_by_one.check(row, 1) for row in rows]
    found = ["new"] * len(rows)
    for begin in range(0, len(rows), size):
        block = rows[begin : begin + size]
        for index, verdict in in_blocks.check_all(block, [1] * len(block)):
            found[begin + index] = verdict
    assert found == expected
