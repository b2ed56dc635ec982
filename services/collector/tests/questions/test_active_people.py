"""Active people and editors, compared with plain Python on random rows, and with GitHub's numbers."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.exits import UnanswerableError
from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.questions.catalog import QUESTIONS
from copilot_metrics_collector.questions.selection import Connect, Selection
from copilot_metrics_collector.questions.spans import PERIODS

from .lakes import Row, copy_to_memory, opener, put, rows_of
from .test_ratios import _ABSENT, NUMBER, some
from .test_teams import DAY, ORG, TODAY
from .truth import CODE, Truth, period_of, place, total

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
