"""The catalog describes the results of questions, and commands and docs follow it."""

from __future__ import annotations

import datetime
import inspect
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.catalog import QUESTIONS
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.shared import shared
from copilot_metrics_collector.terminal import mask_secrets
from copilot_metrics_collector.units import Entity

from .lakes import opener, put
from .test_teams import ALICE, DAY, ORG, TODAY

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "questions.md").read_text("utf-8")
EVERY = [(name, by) for name, question in QUESTIONS.items() for by in question.rows]


@pytest.mark.parametrize(("name", "by"), EVERY)
def test_rows_about_people_are_marked(connect: Connect, name: str, by: str) -> None:
    answer = QUESTIONS[name].ask(connect, Selection(window=2, today=TODAY), [by])
    assert answer.window is not None
    has_people = "user_id" in answer.table.column_names
    assert has_people == QUESTIONS[name].rows[by].is_personal


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_every_question_is_a_command_and_on_its_page(name: str) -> None:
    question = QUESTIONS[name]
    assert set(question.metric_rows) <= set(question.rows)
    assert not question.rows_of_period or question.rows_of_period in question.rows
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]  # a group's
    # from the annotation, since releases of typer differ in the attributes of an option
    hint = get_type_hints(inspect.unwrap(command.callback), include_extras=True)["by"]
    [[choices]] = [get_args(each) for each in get_args(get_args(hint)[0]) if get_args(each)]
    assert tuple(each.value for each in choices) == question.by
    assert name in PAGE
    for by in question.by:
        assert by in PAGE, by


def test_a_lake_is_opened_once_for_what_it_was_opened_for(empty: Lake) -> None:
    for number in range(4):
        day = DAY + datetime.timedelta(days=number)
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
    opened: list[dict[str, Any]] = []

    def connect(**wanted: Any) -> Any:
        opened.append(wanted)
        return opener(empty)(**wanted)

    def rows(since: int | None, until: int | None, family: str = "users-1-day", **more: Any) -> int:
        days = [
            None if each is None else DAY + datetime.timedelta(days=each) for each in (since, until)
        ]
        cursor = reopen(families=[family], since=days[0], until=days[1], **more)
        [(count,)] = cursor.execute("SELECT count(*) FROM users_1_day").fetchall()
        return int(count)

    with shared(connect, ["repos-1-day"]) as reopen:
        assert rows(1, 2) == 2
        assert rows(2, 2) == 2  # at least what was wanted
        assert rows(1, 1, "repos-1-day") == 2
        assert len(opened) == 1
        assert rows(0, 2) == 3
        assert rows(0, None) == 4
        assert rows(None, 3) == 4
        assert len(opened) == 4
        assert rows(1, 1, "user-teams-1-day") == 0
        assert rows(1, 1, entities=[Entity("organization", "other")]) == 0
        assert rows(1, 1) == 2
        assert len(opened) == 6


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("postgresql://me:s3cret@db/x failed", "postgresql://…@db/x failed"),
        ("host=db password=s3cret user=me", "host=db password=… user=me"),
        ("host=db password='s3 c\\'ret' user=me", "host=db password=… user=me"),
        ("postgresql://db/x?password=s3cret&a=b", "postgresql://db/x?password=…&a=b"),
        ("https://files/x?sig=s3cret&se=1", "https://files/x?sig=…&se=1"),
        ("token ghp_s3cret123", "token …"),
        ("https://api.github.com/a: b@c", "https://api.github.com/a: b@c"),
    ],
)
def test_secrets_are_masked(text: str, masked: str) -> None:
    assert mask_secrets(text) == masked
