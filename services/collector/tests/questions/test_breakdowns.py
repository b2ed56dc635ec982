from __future__ import annotations

from typing import Any

import pytest

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions import breakdown_kinds
from copilot_metrics_collector.questions.breakdown_kinds import Cut
from copilot_metrics_collector.questions.breakdowns import Source, breakdown, spellings
from copilot_metrics_collector.questions.selection import Connect, Selection

from .lakes import Row, opener, put, rows_of
from .test_teams import ALICE, DAY, ORG, TODAY
from .truth import ALL, CODE, Truth, grouped, place, ratio, total

CUTS = {
    "LANGUAGE": ("totals_by_language_feature", ("language",), CODE),
    "LANGUAGE_FEATURE": ("totals_by_language_feature", ("language", "feature"), CODE),
    "MODEL": ("totals_by_model_feature", ("model",), ALL),
    "MODEL_FEATURE": ("totals_by_model_feature", ("model", "feature"), ALL),
    "LANGUAGE_MODEL": ("totals_by_language_model", ("language", "model"), CODE),
    "FEATURE": ("totals_by_feature", ("feature",), ALL),
    "EDITOR": ("totals_by_ide", ("ide",), ALL),
}
OBJECTS = {"copilot_cli": "totals_by_cli", "copilot_app": "totals_by_copilot_app"}


def cut_of(name: str) -> Cut:
    cut: Cut = getattr(breakdown_kinds, name)
    return cut


@pytest.mark.parametrize("source", ["users", "entity"])
@pytest.mark.parametrize("days", [1, 7, 28])
@pytest.mark.parametrize("name", list(CUTS))
def test_every_figure(connect: Connect, truth: Truth, name: str, days: int, source: Source) -> None:
    array, by, counters = CUTS[name]
    answer = breakdown(connect, Selection(window=days, today=TODAY), cut_of(name), source)
    expected: dict[Any, Row] = {}
    for entity in truth.entities:
        read = truth.user_rows if source == "users" else truth.total_rows
        rows = read(entity, truth.window(days))
        parts = [
            {**part, "who": row.get("user_id")} for row in rows for part in row.get(array) or ()
        ]
        objects = {
            feature: [
                {**row[key], **row[key]["token_usage"], "who": row.get("user_id")}
                for row in rows
                if row.get(key)
            ]
            for feature, key in OBJECTS.items()
        }
        groups = dict(grouped(parts, *by))
        if name == "FEATURE":
            for feature, used in objects.items():
                if used:
                    groups.setdefault((feature,), [])
        all_generations = total(parts, CODE[0])
        for key, each in groups.items():
            used = objects.get(key[-1], []) if name == "FEATURE" else []
            figures: Row = {field: total(each, field) for field in counters}
            figures["generation_share"] = ratio(figures[CODE[0]], all_generations)
            figures["acceptance_rate"] = ratio(figures[CODE[1]], figures[CODE[0]])
            if source == "users":
                figures["users"] = len({part["who"] for part in (*each, *used)})
            if name == "LANGUAGE":
                done = [part for part in each if part["feature"] == "code_completion"]
                figures["completion_generation_count"] = total(done, CODE[0])
                figures["completion_acceptance_count"] = total(done, CODE[1])
                figures["completion_acceptance_rate"] = ratio(
                    total(done, CODE[1]), total(done, CODE[0])
                )
            if name == "FEATURE":
                figures |= tokens(used)
            expected[*place(entity), *key] = figures
    assert rows_of(answer, "host", "kind", "entity", *by) == expected


def tokens(used: list[Row]) -> Row:
    names = (
        "session_count",
        "request_count",
        "prompt_count",
        "output_tokens_sum",
        "prompt_tokens_sum",
    )
    found: Row = {name: total(used, name) for name in names}
    both = (found["output_tokens_sum"] or 0) + (found["prompt_tokens_sum"] or 0)
    found["avg_tokens_per_request"] = ratio(both, found["request_count"])
    return found


def test_features_and_languages_add_up_to_the_counters(from_files: Connect, truth: Truth) -> None:
    for name in ("FEATURE", "LANGUAGE"):
        answer = breakdown(from_files, Selection(window=28, today=TODAY), cut_of(name))
        assert not any("covers" in note for note in answer.notes)
        for entity in truth.entities:
            rows = truth.user_rows(entity, truth.window(28))
            listed = [
                row[CODE[0]]
                for row in answer.table.to_pylist()
                if (row["kind"], row["entity"]) == (entity.kind, entity.name)
            ]
            assert sum(each or 0 for each in listed) == total(rows, CODE[0])


def test_what_models_do_not_cover_is_told(connect: Connect, truth: Truth) -> None:
    answer = breakdown(connect, Selection(window=28, today=TODAY), breakdown_kinds.MODEL)
    entity = truth.entities[0]
    rows = truth.user_rows(entity, truth.window(28))
    covered = total([part for row in rows for part in row["totals_by_model_feature"]], CODE[0])
    whole = total(rows, CODE[0])
    assert covered != whole
    told = f"totals_by_model_feature of organization {entity.name} covers {covered} of {whole} {CODE[0]}"
    assert any(note.startswith(told) for note in answer.notes)


def test_parts_that_ought_to_add_up_and_do_not_are_pointed_out(empty: Lake) -> None:
    part = {"feature": "code_completion", **dict.fromkeys(ALL, 1)}
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "totals_by_feature": [part]}])
    answer = breakdown(opener(empty), Selection(window=1, today=TODAY), breakdown_kinds.FEATURE)
    assert any("covers 1 of 40" in note and "although it should" in note for note in answer.notes)


def test_two_spellings_of_a_model_are_two_rows_and_a_note(empty: Lake) -> None:
    parts = [
        {"model": name, "feature": "chat_inline", **dict.fromkeys(ALL, number)}
        for number, name in enumerate(("claude-4.5-haiku", "claude-haiku-4.5", "gpt-4.1"), 1)
    ]
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "totals_by_model_feature": parts}])
    answer = breakdown(opener(empty), Selection(window=1, today=TODAY), breakdown_kinds.MODEL)
    found = rows_of(answer, "model")
    assert [
        found[name,][CODE[0]] for name in ("claude-4.5-haiku", "claude-haiku-4.5", "gpt-4.1")
    ] == [1, 2, 3]
    [note] = [note for note in answer.notes if "appear to be one model" in note]
    assert "claude-4.5-haiku and claude-haiku-4.5" in note
    assert "gpt" not in note


def test_spellings() -> None:
    assert spellings(["a-b", "b-a", "a_b", "c", None, "B-A"]) == [["B-A", "a-b", "a_b", "b-a"]]
    assert spellings(["gpt-4.1", "gpt-4.1-mini", "gpt-4"]) == []


def test_without_users_the_entity_answers(empty: Lake) -> None:
    row = {"day": f"{DAY}", "organization_id": "999", **dict.fromkeys(ALL, 3)}
    row["totals_by_feature"] = [{"feature": "chat_inline", **dict.fromkeys(ALL, 3)}]
    put(empty, "organization-1-day", ORG, DAY, [row])
    selection = Selection(window=1, today=TODAY)
    answer = breakdown(opener(empty), selection, breakdown_kinds.FEATURE)
    assert "users" not in answer.table.column_names
    assert any("from the entity's own files" in note for note in answer.notes)
    with pytest.raises(UnanswerableError, match="no users-1-day"):
        breakdown(opener(empty), selection, breakdown_kinds.FEATURE, "users")


def test_a_row_without_a_breakdown_adds_nothing(empty: Lake) -> None:
    bare = {name: value for name, value in ALICE.items() if not name.startswith("totals_by")}
    put(empty, "users-1-day", ORG, DAY, [bare])
    answer = breakdown(
        opener(empty), Selection(window=1, today=TODAY), breakdown_kinds.LANGUAGE_MODEL
    )
    assert answer.table.num_rows == 0
    assert any("covers 0 of 40" in note for note in answer.notes)
