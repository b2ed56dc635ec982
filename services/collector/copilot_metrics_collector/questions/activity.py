"""Active people by day and by week, and how far people have adopted Copilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, Literal, TypeAlias

from ..days import ONE_DAY
from . import fields
from .answer import Answer, Column
from .breakdowns import Source, entity_rows, open_source
from .coverage import ANSWERED
from .place import Place
from .selection import Connect, Scope, Selection
from .semantic_changes import begin_notes, change_notes
from .sums import (
    FLAGS_SQL,
    PLACE_SQL,
    counted_notes,
    keyless,
    missing,
    place_columns,
    several_notes,
)

Period: TypeAlias = Literal["day", "week"]
DAYS: Final[Mapping[Period, int]] = {"day": 1, "week": 7}
_PROMPTS: Final = fields.COUNTERS[0]
_COUNTED: Final = {"prompting_users": _PROMPTS, "accepting_users": fields.ACCEPTANCES}
"""People with more than 0 of a counter."""
_FLAGGED: Final = {
    "chat_users": "used_chat",
    "agent_users": "used_agent",
    "cli_users": "used_cli",
    "cloud_agent_users": "used_copilot_cloud_agent",
    "app_users": "used_copilot_app",
}
"""People of whom a flag is true."""
STEPS: Final = (*_COUNTED, *_FLAGGED)
"""The columns of `adoption` after the active people."""
_MONTHLY: Final = {
    "active_users": "monthly_active_users",
    "chat_users": "monthly_active_chat_users",
    "agent_users": "monthly_active_agent_users",
    "cli_users": "monthly_active_cli_users",
    "cloud_agent_users": "monthly_active_copilot_cloud_agent_users",
    "app_users": "monthly_active_copilot_app_users",
}
PERIOD_FIGURES: Final = ("accepting_users", "chat_users", "agent_users")
"""The columns of periods after the active people."""


def active_people(connect: Connect, selection: Selection, by: Period = "day") -> Answer:
    """A row for each entity and day, or each seven days counted back from the last day.

    A period without any known day has nulls. `days` is the number of known days of a period.

    Raises:
        UnanswerableError: There is no data for it.
        LakeError: The lake cannot be read.
    """
    scope, source = open_source(connect, selection)
    length = DAYS[by]
    found = _users_by_period(scope, length) if source == "users" else _totals_by_period(scope, by)
    names = ("active_users", *(PERIOD_FIGURES if source == "users" else ()))
    records = []
    for place in scope.places:
        known = scope.coverage.days_in(place, _family(place, source), ANSWERED)
        for number in reversed(range(-(-scope.days // length))):
            last = scope.last - number * length * ONE_DAY
            first = max(scope.first, last - (length - 1) * ONE_DAY)
            days = sum(first <= day <= last for day in known)
            idle: dict[str, Any] = dict.fromkeys(names, 0 if days else None)
            figures = found.get((*_key(place), number), idle)
            records.append(
                {**_place(place), "first_day": first, "last_day": last, "days": days, **figures}
            )
    columns = (
        *place_columns(),
        Column("first_day"),
        Column("last_day"),
        Column("days", "days"),
        *(Column(name, "users") for name in names),
    )
    notes = [*_notes(scope, source, names)]
    if by == "week":
        notes.append(
            "a week is seven days, counted back from the last day of the window; people are distinct within it"
        )
        if source == "entity":
            notes.append("weekly figures are GitHub's own, for the seven days up to last_day")
    title = f"Active people by {by} of {scope.where}"
    return Answer(title, columns, people_table(columns, records), tuple(notes), window=scope.window)


def adoption(connect: Connect, selection: Selection) -> Answer:
    """A row for each entity: how many people were active, prompted, accepted code, and used chat or agents.

    Raises:
        UnanswerableError: There is no data for it.
        LakeError: The lake cannot be read.
    """
    scope, source = open_source(connect, selection)
    names = ("active_users", *STEPS)
    if source == "users":
        found = _query(scope, people_sql(scope.rows("users_1_day"), names))
    else:
        figures = ", ".join(
            f"any_value({_MONTHLY[name]}) AS {name}" if name in _MONTHLY else f"NULL AS {name}"
            for name in names
        )
        rows = f"{entity_rows(scope)} WHERE report_day = DATE '{scope.last}'"
        found = _query(scope, f"SELECT {PLACE_SQL}, {figures} FROM {rows} GROUP BY {PLACE_SQL}")
    records = []
    for place in scope.places:
        days = len(scope.coverage.days_in(place, _family(place, source), ANSWERED))
        idle = dict.fromkeys(names, 0 if days and source == "users" else None)
        records.append({**_place(place), "days": days, **found.get(_key(place), idle)})
    columns = (
        *place_columns(),
        Column("days", "days"),
        *(Column(name, "users") for name in names),
    )
    notes = [*_notes(scope, source, names), "seats are in none of GitHub's usage reports"]
    if source == "entity":
        notes.append(
            f"people are GitHub's own counts for the 28 days up to {scope.last}, whatever the window is"
        )
    title = f"Adoption of {scope.where}"
    return Answer(title, columns, people_table(columns, records), tuple(notes), window=scope.window)


def people_sql(rows: str, names: tuple[str, ...], by: str = "") -> str:
    """SQL: distinct people by activity; null if no row has the field."""
    figures = ["count(DISTINCT user_id) AS active_users"]
    for name in names[1:]:
        if name in _COUNTED:
            known, wanted = _COUNTED[name], f"{_COUNTED[name]} > 0"
        else:
            known = wanted = FLAGS_SQL[_FLAGGED[name]]
        people = f"count(DISTINCT user_id) FILTER ({wanted})"
        figures.append(f"CASE WHEN count({known}) > 0 THEN {people} END AS {name}")
    keys = f"{PLACE_SQL}{by}"
    return f"SELECT {keys}, {', '.join(figures)} FROM {rows} GROUP BY ALL"


def _users_by_period(scope: Scope, length: int) -> dict[tuple[Any, ...], dict[str, Any]]:
    number = f"(DATE '{scope.last}' - report_day) // {length}"
    rows = f"(SELECT *, {number} AS number FROM {scope.rows('users_1_day')})"
    return _query(scope, people_sql(rows, ("active_users", *PERIOD_FIGURES), ", number"), keys=4)


def _totals_by_period(scope: Scope, by: Period) -> dict[tuple[Any, ...], dict[str, Any]]:
    """GitHub's own counts: of a day, or of the seven days that end on a day."""
    field = "daily_active_users" if by == "day" else "weekly_active_users"
    back = f"(DATE '{scope.last}' - report_day)"
    sql = (
        f"SELECT {PLACE_SQL}, {back} // {DAYS[by]} AS number, "
        f"any_value({field}) FILTER ({back} % {DAYS[by]} = 0) AS active_users "
        f"FROM {entity_rows(scope)} GROUP BY ALL"
    )
    return _query(scope, sql, keys=4)


def _query(scope: Scope, sql: str, keys: int = 3) -> dict[tuple[Any, ...], dict[str, Any]]:
    cursor = scope.connection.execute(sql)
    names = [column[0] for column in cursor.description or ()][keys:]
    return {
        tuple(row[:keys]): dict(zip(names, row[keys:], strict=True)) for row in cursor.fetchall()
    }


def _notes(scope: Scope, source: Source, names: tuple[str, ...]) -> list[str]:
    notes = [*scope.coverage.notes()]
    if source == "users":
        counted = [_COUNTED[name] for name in names if name in _COUNTED]
        flags = [("UserDay", _FLAGGED[name]) for name in names if name in _FLAGGED]
        notes += people_notes(scope, counted)
        notes += begin_notes(scope.first, scope.last, flags)
    else:
        notes.append("from the entity's own files: GitHub's counts of people")
    notes += change_notes(scope.first, scope.last, ["people"])
    return [*notes, *several_notes(scope.places)]


def people_notes(scope: Scope, counters: Sequence[str]) -> list[str]:
    """Returns notes on rows without a person, and on rows without a counter that is used."""
    rows = scope.rows("users_1_day")
    unknown = keyless("users_1_day", ["user_id"], "in no count of people")
    return [*chain(*counted_notes(scope, rows, unknown, missing("users_1_day", counters)))]


def _family(place: Place, source: Source) -> str:
    return "users-1-day" if source == "users" else f"{place.kind}-1-day"


def _key(place: Place) -> tuple[str, str, str]:
    return (place.host, place.kind, place.entity)


def _place(place: Place) -> dict[str, Any]:
    return {"host": place.host, "kind": place.kind, "entity": place.entity}


def people_table(columns: tuple[Column, ...], records: list[dict[str, Any]]) -> Any:
    """Returns an Arrow table of records with entities, days and numbers of people."""
    import pyarrow as pa

    kinds = {"users": pa.int64(), "days": pa.int64()}
    schema = pa.schema(
        (
            column.name,
            pa.date32()
            if column.name.endswith(("_day", "_start"))
            else kinds.get(column.unit or "", pa.string()),
        )
        for column in columns
    )
    return pa.Table.from_pylist(records, schema)
