"""Questions by day, week and month: the periods of a window, and questions that have none."""

from __future__ import annotations

import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.exits import UnanswerableError, UsageError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.catalog import QUESTIONS
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.spans import PERIODS, default_start, spans

from .lakes import opener, put
from .test_teams import ALICE, DAY, ORG, TODAY
from .truth import CODE, Truth, period_of

ONE_DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("teams", ()),
        ("languages", ("language-feature",)),
        ("models", ()),
        ("features", ()),
        ("editors", ("version",)),
        ("credits", ("team",)),
        ("credits", ("entity",)),
        ("pulls", ("repo",)),
    ],
    ids=str,
)
def test_each_period_has_the_rows_of_its_own_window(
    connect: Connect, truth: Truth, name: str, by: tuple[str, ...]
) -> None:
    question, window = QUESTIONS[name], truth.window(11)
    whole = question.ask(connect, Selection(window=11, today=TODAY), (*by, "week"))
    parts = spans(window[0], window[-1], "week")
    assert [span.days for span in parts] == [7, 4]
    expected = []
    for span in parts:
        answer = question.ask(
            connect, Selection(since=span.first, until=span.last, today=TODAY), by
        )
        about = {"period": span.name, "period_start": span.start}
        expected += [{**row, **about} for row in answer.table.to_pylist()]
    found = whole.table.to_pylist()
    lengths = {span.name: span.days for span in parts}
    for row in found:
        assert row.pop("period_days") == lengths[row["period"]]
    assert found
    names = found[0].keys()
    ordered = sorted(expected, key=lambda row: (row["kind"], row["entity"], row["period"]))
    assert found == [{name: row[name] for name in names} for row in ordered]
    assert "weeks are ISO weeks: Monday to Sunday (UTC)" in whole.notes
    assert any(note.startswith("the window has only a part of some weeks") for note in whole.notes)
    assert whole.title.split(" of ")[0].endswith("by week")


@given(
    first=st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31)),
    length=st.integers(1, 500),
    period=st.sampled_from(PERIODS),
)
def test_periods_divide_a_window(first: datetime.date, length: int, period: Any) -> None:
    last = first + datetime.timedelta(days=length - 1)
    parts = spans(first, last, period)
    days = [
        span.first + datetime.timedelta(days=number)
        for span in parts
        for number in range(span.days)
    ]
    assert days == [first + datetime.timedelta(days=number) for number in range(length)]
    for span in parts:
        assert {
            period_of(day, period) for day in (span.start, span.first, span.last, span.end)
        } == {span.name}
        assert span.is_cut == (span.start < span.first or span.last < span.end)
    begin = default_start(last, period)
    assert len(spans(begin, last, period)) == {"day": 28, "week": 8, "month": 6}[period]
    assert not spans(begin, last, period)[0].start < begin


@pytest.mark.parametrize(
    ("name", "by", "error", "text"),
    [
        ("pulls", ["review", "week"], UnanswerableError, "cannot be combined"),
        ("credits", ["user", "team"], UsageError, "only one of these"),
        ("active", ["week", "month"], UsageError, "only one of these"),
        ("teams", ["year"], UsageError, "expected one of team, day, week, month"),
    ],
)
def test_rows_that_cannot_be_are_refused(
    connect: Connect, name: str, by: list[str], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        QUESTIONS[name].ask(connect, Selection(window=7, today=TODAY), by)


def test_medians_of_weeks_are_refused_and_those_of_days_are_shown(connect: Connect) -> None:
    selection = Selection(window=9, today=TODAY)
    ask = QUESTIONS["pulls"].ask
    with pytest.raises(UnanswerableError, match="medians of 9 days cannot be combined"):
        ask(connect, selection, ["week"], medians=True)
    assert "median_minutes_to_merge" not in ask(connect, selection, ["week"]).table.column_names
    by_day = ask(connect, selection, ["repo", "day"]).table
    assert "median_minutes_to_merge" in by_day.column_names


def test_a_default_window_has_no_periods_before_the_lake(empty: Lake) -> None:
    tuesday = DAY + datetime.timedelta(days=5)  # 2026-05-07 is a Thursday
    for day in (DAY, tuesday):
        put(empty, "users-1-day", ORG, day, [{**ALICE, "day": f"{day}"}])
    selection = Selection(today=TODAY)
    for until in (None, tuesday):
        chosen = attrs.evolve(selection, until=until)
        weeks = QUESTIONS["active"].ask(opener(empty), chosen, ["week"])
        assert weeks.table.column("period").to_pylist() == ["2026-W19", "2026-W20"]
        assert weeks.table.column("period_days").to_pylist() == [7, 2]
        assert any("the lake, which begins on 2026-05-07" in note for note in weeks.notes)
        months = QUESTIONS["users"].ask(opener(empty), chosen, ["month"])
        assert months.table.column("period").to_pylist() == ["2026-05"]
        assert months.window == (datetime.date(2026, 5, 1), tuesday)
    longer = attrs.evolve(selection, window=28)
    assert QUESTIONS["active"].ask(opener(empty), longer, ["week"]).table.num_rows == 5


def test_a_period_from_another_source_is_left_out(empty: Lake) -> None:
    """A week without user rows does not fall back to the totals of the entity."""
    after = DAY + datetime.timedelta(days=7)
    total = {"day": f"{after}", "organization_id": "999", "totals_by_ide": [{"ide": "zed"}]}
    part = {"ide": "vscode", CODE[0]: 3}
    put(empty, "users-1-day", ORG, DAY, [{**ALICE, "totals_by_ide": [part]}])
    put(empty, "organization-1-day", ORG, after, [total])
    selection = Selection(since=DAY, until=after, today=TODAY)
    answer = QUESTIONS["editors"].ask(opener(empty), selection, ["week"])
    assert answer.table.column("ide").to_pylist() == ["vscode"]


class Spy:
    """A connection that remembers its queries."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.queries: list[str] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.connection, name)
        if name not in ("execute", "sql"):
            return found

        def query(sql: str, *values: Any) -> Any:
            self.queries.append(sql)
            return found(sql, *values)

        return query


@pytest.mark.parametrize(("name", "by"), [("teams", ()), ("credits", ("team",))])
def test_teams_of_many_periods_read_the_lake_once(
    connect: Connect, name: str, by: tuple[str, ...]
) -> None:
    opened: list[Spy] = []

    def spying(**options: Any) -> Any:
        opened.append(Spy(connect(**options)))
        return opened[-1]

    selection = Selection(since=TODAY - 9 * ONE_DAY, until=TODAY - ONE_DAY, today=TODAY)
    answer = QUESTIONS[name].ask(spying, selection, (*by, "day"))
    assert len(set(answer.table.column("period").to_pylist())) > 3
    [spy] = opened
    for view in ("users_1_day", "user_teams_1_day"):
        assert len([each for each in spy.queries if f"FROM {view} " in each]) == 1


def test_seats_have_no_periods(connect: Connect) -> None:
    for period in PERIODS:
        with pytest.raises(UnanswerableError, match=r"no history of seats.*--until"):
            QUESTIONS["seats"].ask(connect, Selection(window=10, today=TODAY), [period])
