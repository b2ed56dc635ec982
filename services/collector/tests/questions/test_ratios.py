"""Ratios over rows with all of their fields, compared with plain Python on rows with absent, null and 0 values."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from copilot_usage_metrics import rows, rows_to_arrow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import Privacy
from copilot_metrics_collector.privacy.team_totals import team_totals
from copilot_metrics_collector.questions import breakdown_kinds
from copilot_metrics_collector.questions.answer import Answer
from copilot_metrics_collector.questions.breakdowns import breakdown
from copilot_metrics_collector.questions.selection import Selection
from copilot_metrics_collector.questions.teams import teams
from copilot_metrics_collector.questions.users import users

from .lakes import Row, opened, opener, put, rows_of
from .test_teams import DAY, ORG, TODAY, member
from .test_teams_only import put_teams
from .truth import ALL, CODE

AFTER = DAY + datetime.timedelta(days=1)
GENERATED, ACCEPTED = CODE[:2]
SELECTION = Selection(window=2, until=AFTER, today=TODAY)
ARRAYS = {
    "totals_by_feature": ("feature",),
    "totals_by_language_feature": ("language", "feature"),
    "totals_by_model_feature": ("model", "feature"),
    "totals_by_language_model": ("language", "model"),
}
NAMES = {
    "feature": ("code_completion", "chat_inline", "copilot_cli"),
    "language": ("go", "rust"),
    "model": ("gpt-5", "claude"),
}
CUTS = {
    name: getattr(breakdown_kinds, name)
    for name in (
        "LANGUAGE",
        "LANGUAGE_FEATURE",
        "MODEL",
        "MODEL_FEATURE",
        "LANGUAGE_MODEL",
        "FEATURE",
    )
}
OBJECTS = {"copilot_cli": "totals_by_cli", "copilot_app": "totals_by_copilot_app"}

_ABSENT = object()
NUMBER = st.sampled_from([_ABSENT, None, 0, 0, 1, 2, 3, 10, 10_000])


def some(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(fields).map(
        lambda row: {name: value for name, value in row.items() if value is not _ABSENT}
    )


def entries(by: tuple[str, ...]) -> st.SearchStrategy[Any]:
    key = st.fixed_dictionaries({name: st.sampled_from(NAMES[name]) for name in by})
    entry = st.tuples(key, some({GENERATED: NUMBER, ACCEPTED: NUMBER})).map(
        lambda parts: {**parts[0], **parts[1]}
    )
    return st.sampled_from([_ABSENT, None]) | st.lists(entry, max_size=4)


TOKENS = some({"output_tokens_sum": NUMBER, "prompt_tokens_sum": NUMBER})
USED = st.sampled_from([_ABSENT, None]) | some(
    {"request_count": NUMBER, "token_usage": st.sampled_from([_ABSENT, None]) | TOKENS}
)
FIGURES = some(
    {
        GENERATED: NUMBER,
        ACCEPTED: NUMBER,
        **{array: entries(by) for array, by in ARRAYS.items()},
        **dict.fromkeys(OBJECTS.values(), USED),
    }
)
DAYS = st.lists(FIGURES, min_size=3, max_size=5)


def ratio(found: Iterable[Row], above: tuple[str, ...], below: str) -> float | None:
    """As the words say it: of rows that have everything, sums by sums."""
    whole = [row for row in found if all(row.get(name) is not None for name in (*above, below))]
    divisor = sum(row[below] for row in whole)
    return sum(row[name] for row in whole for name in above) / divisor if divisor else None


def acceptance(found: Iterable[Row]) -> float | None:
    return ratio(found, (ACCEPTED,), GENERATED)


def used(row: Row, name: str) -> Row:
    found: Row = row.get(name) or {}
    return {**found, **(found.get("token_usage") or {})}


def tokens(found: Iterable[Row]) -> float | None:
    return ratio(found, ("output_tokens_sum", "prompt_tokens_sum"), "request_count")


def parts(found: Iterable[Row], array: str, **key: str) -> list[Row]:
    each = (part for row in found for part in row.get(array) or ())
    return [part for part in each if key.items() <= part.items()]


def completions(found: Iterable[Row]) -> float | None:
    return acceptance(parts(found, "totals_by_feature", feature="code_completion"))


def filled(lake: Lake, days: tuple[list[Row], list[Row]]) -> list[Row]:
    """Users 1 to 3 of each day, the first two in a team; and the entity's row of each day."""
    every = []
    for day, figures in zip((DAY, AFTER), days, strict=True):
        people = [
            {"day": f"{day}", "user_id": number, **row} for number, row in enumerate(figures[:3], 1)
        ]
        put(lake, "users-1-day", ORG, day, people)
        put(
            lake,
            "user-teams-1-day",
            ORG,
            day,
            [member(number, 42, "a", day) for number in (1, 2, 9)],
        )
        put(lake, "organization-1-day", ORG, day, [{"day": f"{day}", **figures[0]}])
        every += people
    return every


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(DAYS, DAYS))
def test_every_ratio_is_as_in_plain_python(days: tuple[list[Row], list[Row]]) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        lake = Lake.open(Path(folder) / "lake", create=True)
        people = filled(lake, days)
        connect = stack.enter_context(opened(lake))

        for (number,), row in rows_of(users(connect, SELECTION), "user_id").items():
            mine = [each for each in people if each["user_id"] == number]
            assert row["acceptance_rate"] == acceptance(mine)
            assert row["completion_acceptance_rate"] == completions(mine)
            assert row["cli_avg_tokens_per_request"] == tokens(
                used(each, "totals_by_cli") for each in mine
            )

        of_teams = rows_of(teams(connect, SELECTION), "scope")
        of_team = [each for each in people if each["user_id"] in (1, 2)]
        for scope, mine in (("team", of_team), ("total", people)):
            assert of_teams[scope,]["acceptance_rate"] == acceptance(mine)
            assert of_teams[scope,]["completion_acceptance_rate"] == completions(mine)

        own = [{**figures[0]} for figures in days]
        for cut in CUTS.values():
            check_breakdown(breakdown(connect, SELECTION, cut, "users"), cut, people)
            check_breakdown(breakdown(connect, SELECTION, cut, "entity"), cut, own)


def check_breakdown(answer: Answer, cut: breakdown_kinds.Cut, found: list[Row]) -> None:
    whole = sum(part.get(GENERATED) or 0 for part in parts(found, cut.array))
    for key, row in rows_of(answer, *cut.by).items():
        mine = parts(found, cut.array, **dict(zip(cut.by, key, strict=True)))
        assert row["acceptance_rate"] == acceptance(mine)
        generated = [part[GENERATED] for part in mine if part.get(GENERATED) is not None]
        assert row["generation_share"] == (sum(generated) / whole if generated and whole else None)
        if cut.has_completions:
            done = [part for part in mine if part["feature"] == "code_completion"]
            assert row["completion_acceptance_rate"] == acceptance(done)
        if cut.objects:
            name = OBJECTS.get(key[0])
            objects = [used(each, name) for each in found] if name else []
            assert row["avg_tokens_per_request"] == tokens(objects)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(DAYS, DAYS))
def test_every_ratio_of_a_lake_without_users_is_as_in_plain_python(
    days: tuple[list[Row], list[Row]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake.open(Path(folder) / "lake", create=True, privacy=Privacy(users=False))
        of_team: list[Row] = []
        for day, figures in zip((DAY, AFTER), days, strict=True):
            people = [
                {"day": f"{day}", "user_id": number, "organization_id": "999", **row}
                for number, row in enumerate(figures[:3], 1)
            ]
            of_team += people[:2]
            table = team_totals(
                rows_to_arrow(map(rows.UserDay.from_dict, people), rows.UserDay),
                rows_to_arrow(
                    [rows.UserTeamDay.from_dict(member(each, 42, "a", day)) for each in (1, 2)],
                    rows.UserTeamDay,
                ),
            )
            put_teams(lake, day, table.to_pylist())
            put(lake, "organization-1-day", ORG, day, [{"day": f"{day}", **figures[0]}])
        selection = Selection(window=2, until=AFTER, today=TODAY, has_users=False)
        answer = rows_of(teams(opener(lake), selection), "scope")
        assert answer["team",]["acceptance_rate"] == acceptance(of_team)
        assert answer["total",]["acceptance_rate"] == acceptance(figures[0] for figures in days)


def cli(number: int, *token_sums: int) -> Row:
    return {
        "request_count": number,
        "token_usage": dict(
            zip(("output_tokens_sum", "prompt_tokens_sum"), token_sums, strict=False)
        ),
    }


@pytest.fixture
def two_days(empty: Lake) -> Lake:
    """Ten requests on each of two days, and tokens on the second one only."""
    for day, use in ((DAY, cli(10)), (AFTER, cli(10, 6000, 4000))):
        row = {"day": f"{day}", "totals_by_cli": use}
        put(empty, "users-1-day", ORG, day, [{**row, "user_id": 1001}])
        put(empty, "organization-1-day", ORG, day, [row])
    return empty


def test_requests_of_a_day_without_tokens_are_not_divided_by(two_days: Lake) -> None:
    answer = users(opener(two_days), SELECTION)
    [row] = answer.table.to_pylist()
    assert row["cli_avg_tokens_per_request"] == 1000
    assert row["cli_request_count"] == 20
    [note] = [each for each in answer.notes if each.startswith("cli_avg_tokens_per_request")]
    assert note.startswith("cli_avg_tokens_per_request leaves out 1 of 2 rows of users_1_day with")


@pytest.mark.parametrize("source", ["users", "entity"])
def test_the_same_holds_of_features(two_days: Lake, source: Any) -> None:
    answer = breakdown(opener(two_days), SELECTION, breakdown_kinds.FEATURE, source)
    assert rows_of(answer, "feature")["copilot_cli",]["avg_tokens_per_request"] == 1000
    assert any("avg_tokens_per_request leaves out 1 of 2 entries" in note for note in answer.notes)


def test_rows_without_a_person_are_not_in_notes_about_rates_of_people(empty: Lake) -> None:
    """They have no line in `users`, and a note of their own."""
    day = {"day": f"{DAY}", GENERATED: 10}
    complete = {**day, ACCEPTED: 5, "totals_by_cli": cli(10, 6000, 4000)}
    lacking = {**day, "totals_by_cli": cli(10)}
    put(empty, "users-1-day", ORG, DAY, [{**complete, "user_id": 1}, lacking])
    answer = users(opener(empty), Selection(window=1, today=TODAY))
    assert not [note for note in answer.notes if "leaves out" in note]
    assert any(note.startswith("1 row of users_1_day lacks user_id") for note in answer.notes)
    put(empty, "users-1-day", ORG, DAY, [{**complete, "user_id": 1}, {**lacking, "user_id": 2}])
    answer = users(opener(empty), Selection(window=1, today=TODAY))
    assert len([note for note in answer.notes if "leaves out 1 of 2 rows" in note]) == 2


def test_whoever_has_one_side_only_is_in_no_acceptance_rate(empty: Lake) -> None:
    put(
        empty,
        "users-1-day",
        ORG,
        DAY,
        [
            {"day": f"{DAY}", "user_id": 1, GENERATED: 10, ACCEPTED: 5},
            {"day": f"{DAY}", "user_id": 2, GENERATED: 90},
            {"day": f"{DAY}", "user_id": 3, ACCEPTED: 90},
            {"day": f"{DAY}", "user_id": 4},
        ],
    )
    put(empty, "user-teams-1-day", ORG, DAY, [member(number, 42, "a") for number in range(1, 5)])
    answer = teams(opener(empty), Selection(window=1, today=TODAY))
    assert {row["acceptance_rate"] for row in answer.table.to_pylist()} == {0.5}
    assert any(
        note.startswith("acceptance_rate leaves out 2 of 3 rows of users_1_day with")
        for note in answer.notes
    )
    of_users = rows_of(users(opener(empty), Selection(window=1, today=TODAY)), "user_id")
    assert [of_users[number,]["acceptance_rate"] for number in range(1, 5)] == [
        0.5,
        None,
        None,
        None,
    ]


def test_nothing_to_divide_by_is_no_value(empty: Lake) -> None:
    nothing = {"day": f"{DAY}", "user_id": 1, "totals_by_cli": cli(0, 5, 5)}
    row = {**nothing, **dict.fromkeys(ALL, 0), ACCEPTED: 3}
    put(empty, "users-1-day", ORG, DAY, [row])
    [found] = users(opener(empty), Selection(window=1, today=TODAY)).table.to_pylist()
    assert found["acceptance_rate"] is None
    assert found["cli_avg_tokens_per_request"] is None


def test_team_totals_of_an_earlier_release_are_still_divided(tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "old", create=True, privacy=Privacy(users=False))
    row = {"team_id": 42, "slug": "a", GENERATED: 40, ACCEPTED: 10, "ai_credits_used": Decimal(1)}
    put_teams(lake, DAY, [row])
    put(lake, "organization-1-day", ORG, DAY, [{"day": f"{DAY}"}])
    selection = Selection(window=1, until=DAY, today=TODAY, has_users=False)
    answer = teams(opener(lake), selection)
    assert rows_of(answer, "scope")["team",]["acceptance_rate"] == 0.25
    assert any("1 row of team_totals_1_day is from a release that" in note for note in answer.notes)
    assert pa.types.is_floating(answer.table.schema.field("acceptance_rate").type)
