"""Active people, editors, and questions by period, compared with plain Python on random rows."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.exits import UnanswerableError, UsageError
from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.catalog import QUESTIONS
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.spans import PERIODS, default_start, spans

from .lakes import Row, copy_to_memory, opener, put, rows_of
from .test_ratios import _ABSENT, NUMBER, some
from .test_teams import ALICE, BOB, DAY, ORG, TODAY, member
from .truth import CODE, Truth, place, total

ONE_DAY = datetime.timedelta(days=1)
PLACE = ("host", "kind", "entity")
FIRST = datetime.date(2026, 4, 22)
"""A Wednesday, so that the first week and the last month are incomplete."""
LENGTH = 18
FLAG = st.sampled_from([_ABSENT, None, False, True])
VERSION = st.sampled_from([_ABSENT, None]) | some(
    {"ide_version": st.sampled_from([_ABSENT, None, "", "1.9", "1.10"])}
)
PLUGIN = st.sampled_from([_ABSENT, None]) | some(
    {
        "plugin": st.sampled_from([_ABSENT, None, "", "copilot"]),
        "plugin_version": st.sampled_from([_ABSENT, "", "0.1", "0.2"]),
    }
)
EDITOR = some(
    {
        "ide": st.sampled_from(["vscode", "zed"]),
        CODE[0]: NUMBER,
        CODE[1]: NUMBER,
        "last_known_ide_version": VERSION,
        "last_known_plugin_version": PLUGIN,
    }
)
PERSON = some(
    {
        "code_acceptance_activity_count": NUMBER,
        CODE[0]: NUMBER,
        "used_chat": FLAG,
        "used_agent": FLAG,
        "totals_by_ide": st.sampled_from([_ABSENT, None])
        | st.lists(EDITOR, max_size=2, unique_by=lambda each: each["ide"]),
    }
)
PEOPLE = st.dictionaries(st.integers(1, 4), PERSON, min_size=1, max_size=3)
UNIT: st.SearchStrategy[Any] = st.none() | st.just({}) | PEOPLE | PEOPLE | PEOPLE
"""A missing day, a day without activity, or the rows of a day by user."""
LAKE = st.lists(UNIT, min_size=LENGTH, max_size=LENGTH).filter(any)


def make(units: list[Any]) -> tuple[Connect, dict[datetime.date, list[Row]]]:
    """A lake of these days in memory, and the rows of the known ones."""
    known = {}
    with tempfile.TemporaryDirectory() as path:
        lake = Lake.open(Path(path) / "lake", create=True)
        for number, unit in enumerate(units):
            day = FIRST + datetime.timedelta(days=number)
            if unit is None:
                continue
            known[day] = [{"day": f"{day}", "user_id": user, **row} for user, row in unit.items()]
            put(lake, "users-1-day", ORG, day, known[day])
        database = views.connect(lake)
        copy_to_memory(database, "users_1_day")
    return lambda **_: database.cursor(), known


def period_of(day: datetime.date, period: str) -> str:
    year, week, _ = day.isocalendar()
    return {"day": f"{day}", "week": f"{year}-W{week:02d}", "month": f"{day:%Y-%m}"}[period]


def users_of(rows: list[Row], key: str | None = None) -> int | None:
    if key is not None and rows and all(row.get(key) is None for row in rows):
        return None
    return len({row["user_id"] for row in rows if key is None or row.get(key)})


def expected_active(
    known: dict[datetime.date, list[Row]], window: list[datetime.date], period: str
) -> dict[str, Row]:
    calendar = [FIRST + datetime.timedelta(days=number) for number in range(-40, 60)]
    whole: dict[str, list[datetime.date]] = {}
    for day in calendar:
        whole.setdefault(period_of(day, period), []).append(day)
    names = list(whole)
    found = {}
    for name in dict.fromkeys(period_of(day, period) for day in window):
        days = [day for day in window if period_of(day, period) == name]
        rows = [row for day in days for row in known.get(day, ())]
        there = [day for day in days if day in known]
        record: Row = {
            "period_start": whole[name][0],
            "period_days": len(days),
            "days": len(there),
            "active_users": None,
            "new_users": None,
            "returning_users": None,
            "gone_users": None,
            "accepting_users": None,
            "chat_users": None,
            "agent_users": None,
        }
        now = {row["user_id"] for row in rows}
        if there:
            earlier = {row["user_id"] for day in known if day < days[0] for row in known[day]}
            record["active_users"] = len(now)
            record["accepting_users"] = users_of(rows, "code_acceptance_activity_count")
            record["chat_users"] = users_of(rows, "used_chat")
            record["agent_users"] = users_of(rows, "used_agent")
            if any(day < days[0] for day in known):
                record["new_users"] = len(now - earlier)
                record["returning_users"] = len(now & earlier)
        before = whole[names[names.index(name) - 1]]
        if days == whole[name] and all(day in known for day in (*before, *days)):
            left = {row["user_id"] for day in before for row in known[day]}
            record["gone_users"] = len(left - now)
        found[name] = record
    return found


@pytest.mark.parametrize("period", PERIODS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(units=LAKE, window=st.integers(1, LENGTH))
def test_active_people_are_those_of_plain_python(
    period: str, units: list[Any], window: int
) -> None:
    last = FIRST + datetime.timedelta(days=LENGTH - 1)
    days = [last - datetime.timedelta(days=back) for back in reversed(range(window))]
    connect, known = make(units)
    selection = Selection(since=days[0], until=last, today=TODAY)
    if not any(known.get(day) for day in days):
        with pytest.raises(UnanswerableError, match="no data"):
            QUESTIONS["active"].ask(connect, selection, [period])
        return
    answer = QUESTIONS["active"].ask(connect, selection, [period])
    rows = rows_of(answer, *PLACE, "period")
    assert {key[-1]: row for key, row in rows.items()} == expected_active(known, days, period)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(units=LAKE)
def test_versions_are_the_latest_known_ones_of_each_person(units: list[Any]) -> None:
    last = FIRST + datetime.timedelta(days=LENGTH - 1)
    selection = Selection(since=FIRST, until=last, today=TODAY)
    connect, known = make(units)
    versions = QUESTIONS["editors"].ask(connect, selection, ["version"])
    plugins = QUESTIONS["editors"].ask(connect, selection, ["plugin"])
    for answer, field, names in (
        (versions, "last_known_ide_version", ("ide_version",)),
        (plugins, "last_known_plugin_version", ("plugin", "plugin_version")),
    ):
        latest: dict[tuple[str, int], tuple[str | None, ...]] = {}
        seen: dict[tuple[str, int], datetime.date] = {}
        for day, rows in sorted(known.items()):
            for row in rows:
                for part in row.get("totals_by_ide") or ():
                    key = (part["ide"], row["user_id"])
                    version = tuple((part.get(field) or {}).get(name) or None for name in names)
                    latest.setdefault(key, tuple(None for _ in names))
                    if any(version):
                        latest[key] = version
                    seen[key] = day
        expected: dict[Any, Row] = {}
        for key, version in latest.items():
            row = expected.setdefault((key[0], *version), {"users": 0, "last_day": seen[key]})
            row["users"] += 1
            row["last_day"] = max(row["last_day"], seen[key])
        for key, row in expected.items():
            people = sum(each["users"] for other, each in expected.items() if other[0] == key[0])
            row["user_share"] = row["users"] / people
        found = rows_of(answer, "ide", *names)
        assert {
            key: {name: row[name] for name in ("users", "last_day", "user_share")}
            for key, row in found.items()
        } == expected


@pytest.mark.parametrize("period", ["week", "month"])
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(units=LAKE)
def test_users_and_editors_by_period_are_those_of_plain_python(
    period: str, units: list[Any]
) -> None:
    last = FIRST + datetime.timedelta(days=LENGTH - 1)
    selection = Selection(since=FIRST, until=last, today=TODAY)
    connect, known = make(units)
    users = QUESTIONS["users"].ask(connect, selection, [period])
    editors = QUESTIONS["editors"].ask(connect, selection, [period], source="users")
    people: dict[Any, list[Row]] = {}
    parts: dict[Any, list[Row]] = {}
    for day, rows in known.items():
        for row in rows:
            people.setdefault((period_of(day, period), row["user_id"]), []).append(row)
            for part in row.get("totals_by_ide") or ():
                key = (period_of(day, period), part["ide"])
                parts.setdefault(key, []).append({**part, "user_id": row["user_id"]})
    assert {
        key: (row["active_days"], row[CODE[0]])
        for key, row in rows_of(users, "period", "user_id").items()
    } == {key: (len(rows), total(rows, CODE[0])) for key, rows in people.items()}
    assert {
        key: (row["users"], row[CODE[1]]) for key, row in rows_of(editors, "period", "ide").items()
    } == {
        key: (len({part["user_id"] for part in rows}), total(rows, CODE[1]))
        for key, rows in parts.items()
    }


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


def test_active_people_of_a_lake_without_users_are_github_s_numbers(
    connect: Connect, truth: Truth
) -> None:
    selection = Selection(window=12, today=TODAY, has_users=False)
    ask = QUESTIONS["active"].ask
    days = rows_of(ask(connect, selection, ["day"]), *PLACE, "period")
    weeks = rows_of(ask(connect, selection, ["week"]), *PLACE, "period")
    for entity in truth.entities:
        totals = {row["day"]: row for row in truth.total_rows(entity, truth.window(12))}
        for day in truth.window(12):
            expected = totals.get(f"{day}", {"daily_active_users": 0})["daily_active_users"]
            assert days[*place(entity), f"{day}"]["active_users"] == expected
            if day.isoweekday() == 7:
                week = weeks[*place(entity), period_of(day, "week")]["active_users"]
                assert week == totals.get(f"{day}", {}).get("weekly_active_users")
    this_week = [row["active_users"] for key, row in weeks.items() if key[-1] == "2026-W40"]
    assert this_week == [None] * len(truth.entities)
    with pytest.raises(UnanswerableError, match="28 days"):
        ask(connect, selection, ["month"])


def test_a_week_without_users_has_the_number_of_its_sunday(empty: Lake) -> None:
    sunday = DAY + datetime.timedelta(days=3)  # 2026-05-07 is a Thursday
    monday = sunday + datetime.timedelta(days=1)
    for day, weekly in ((sunday, 7), (monday, 8)):
        put(
            empty,
            "organization-1-day",
            ORG,
            day,
            [{"day": f"{day}", "weekly_active_users": weekly}],
        )
    selection = Selection(since=DAY, until=monday, today=TODAY, has_users=False)
    table = QUESTIONS["active"].ask(opener(empty), selection, ["week"]).table
    assert table.column("period").to_pylist() == ["2026-W19", "2026-W20"]
    assert table.column("active_users").to_pylist() == [7, None]


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


def test_trends_have_a_figure_of_each_day(empty: Lake) -> None:
    days = [DAY + datetime.timedelta(days=number) for number in range(4)]
    for day, people in zip(days, ([ALICE, BOB], [], None, [BOB]), strict=True):
        if people is not None:
            rows = [{**row, "day": f"{day}", "ai_credits_used": 2} for row in people]
            put(empty, "users-1-day", ORG, day, rows)
            put(empty, "user-teams-1-day", ORG, day, [member(1001, 42, "a", day)])
    selection = Selection(since=days[0], until=days[-1], today=TODAY, with_trend=True)

    def trends(name: str, *by: str) -> dict[Any, Any]:
        answer = QUESTIONS[name].ask(opener(empty), selection, by)
        assert answer.notes[-1].startswith("trend: ")
        keys = {"users": "user_id", "credits": "user_id"}
        key = "slug" if "team" in by or name == "teams" else keys[name]
        return dict(
            zip(
                answer.table.column(key).to_pylist(),
                answer.table.column("trend").to_pylist(),
                strict=True,
            )
        )

    assert trends("users") == {1001: [40, 0, None, 0], 1002: [25, 0, None, 25]}
    assert trends("teams") == {"a": [1, 0, None, 0], None: [2, 0, None, 1]}
    assert trends("credits") == {1001: [2, 0, None, 0], 1002: [2, 0, None, 2]}
    assert trends("credits", "team") == {"a": [2, 0, None, 0], None: [4, 0, None, 2]}


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


# the rows of `active` are periods, and seats are those of one day
@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - {"active", "seats"}))
def test_every_question_has_a_trend_of_its_rows(connect: Connect, name: str) -> None:
    selection = Selection(window=10, today=TODAY, with_trend=True)
    table = QUESTIONS[name].ask(connect, selection).table
    assert {len(each) for each in table.column("trend").to_pylist()} == {10}
    figures = [value for each in table.column("trend").to_pylist() for value in each]
    assert any(value for value in figures)
