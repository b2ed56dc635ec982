"""Active people by day, ISO week or calendar month: how many are new, returning, or gone."""

from __future__ import annotations

from typing import Any, Final

import attrs

from ..days import ONE_DAY, days_between
from ..exits import UnanswerableError
from ..lake.manifest import THERE
from ..units import FAMILIES
from .activity import PERIOD_FIGURES, people_notes, people_sql, people_table
from .answer import Answer, Column
from .breakdowns import entity_rows, open_source
from .coverage import ANSWERED
from .periods import PERIOD_COLUMNS, period_notes
from .place import Place
from .selection import Connect, Scope, Selection, reading, scope_of
from .semantic_changes import begin_notes, change_notes
from .shared import shared
from .spans import Period, Span, spans, start_of
from .sums import PLACE_SQL, place_columns, several_notes

FLOWS: Final = ("new_users", "returning_users", "gone_users")
_USERS: Final = "users-1-day"
_TOTALS: Final[dict[Period, str]] = {"day": "daily_active_users", "week": "weekly_active_users"}


def active(connect: Connect, selection: Selection, period: Period = "day") -> Answer:
    """Returns one row per entity and period.

    `new_users` were not active on any earlier day in the lake; null if the lake has no earlier day. `returning_users`
    were. `gone_users` were active in the period before, and not in this one; null unless all days of both are known.
    In a lake without users, days and weeks have GitHub's own numbers of active people.

    Args:
        connect: Opens the lake.
        selection: The entities and days. Default window: the last 28 days, 8 weeks or 6 months.
        period: The periods.

    Raises:
        UnanswerableError: There is no data, or the lake has no users and GitHub has no number for the period.
        LakeError: The lake cannot be read.
    """
    with shared(connect) as reopen:
        if selection.has_users:  # the history contains the window
            reopen(families=[_USERS], since=None, until=selection.until)
        return _active(reopen, selection, period)


def _active(connect: Connect, selection: Selection, period: Period) -> Answer:
    scope, source = open_source(connect, attrs.evolve(selection, period=period))
    parts = spans(scope.first, scope.last, period)
    names: tuple[str, ...] = ("active_users",)
    if source == "users":
        names = ("active_users", *FLOWS, *PERIOD_FIGURES)
        records, notes = _from_users(connect, selection, scope, parts, names)
    elif period == "month":
        raise UnanswerableError(
            "without user rows, the active people of a calendar month are unknown: GitHub's own monthly number covers "
            "28 days; use --by day or --by week"
        )
    else:
        records, notes = _from_totals(scope, parts)
    columns = (
        *place_columns(),
        *PERIOD_COLUMNS,
        Column("days", "days"),
        *(Column(name, "users") for name in names),
    )
    notes = [
        *scope.coverage.notes(),
        *notes,
        *change_notes(scope.first, scope.last, ["people"]),
        *period_notes(parts),
        *several_notes(scope.places),
    ]
    title = f"Active people by {period} of {scope.where}"
    table = people_table(columns, records)
    return Answer(title, columns, table, tuple(notes), window=scope.window)


def _from_users(
    connect: Connect,
    selection: Selection,
    scope: Scope,
    parts: list[Span],
    names: tuple[str, ...],
) -> tuple[list[dict[str, Any]], list[str]]:
    history = _history(connect, selection, scope)
    rows = f"(SELECT * FROM {scope.rows('users_1_day')} JOIN period_days USING (report_day))"
    for each in (scope, history):
        _create_days(each, parts)
    figures = _by_key(scope, people_sql(rows, ("active_users", *PERIOD_FIGURES), ", number"))
    flows = _by_key(history, _flows_sql(history.rows("users_1_day")))
    records = []
    begins = scope.last
    for place in scope.places:
        known = set(history.coverage.days_in(place, _USERS, ANSWERED))
        whole = set(history.coverage.days_in(place, _USERS, THERE))
        begins = min([begins, *known])
        for number, span in enumerate(parts):
            days = len(known.intersection(days_between(span.first, span.last)))
            key = (place.host, place.kind, place.entity, number)
            record: dict[str, Any] = dict.fromkeys(names, 0 if days else None)
            record.update(figures.get(key, {}))
            record.update(flows.get(key, {}))
            record["returning_users"] = (record["active_users"] or 0) - (record["new_users"] or 0)
            if not days or not any(day < span.first for day in known):
                record["new_users"] = record["returning_users"] = None
            before = start_of(span.start - ONE_DAY, span.period)
            if not whole.issuperset(days_between(before, span.end)) or span.is_cut:
                record["gone_users"] = None
            records.append({**_about(place, span, days), **record})
    notes = [
        *people_notes(scope, ["code_acceptance_activity_count"]),
        *begin_notes(
            scope.first, scope.last, [("UserDay", "used_chat"), ("UserDay", "used_agent")]
        ),
        (
            f"new_users were not active on any earlier day in the lake, which begins on {begins}; missing days "
            "may hide earlier activity"
        ),
        "gone_users were active in the whole period before, and not in this one; unknown unless both are complete",
    ]
    return records, notes


def _from_totals(scope: Scope, parts: list[Span]) -> tuple[list[dict[str, Any]], list[str]]:
    field = _TOTALS[parts[0].period]
    found = {
        tuple(key): value
        for *key, value in scope.connection.execute(
            f"SELECT {PLACE_SQL}, report_day, any_value({field}) FROM {entity_rows(scope)} GROUP BY ALL"
        ).fetchall()
    }
    records = []
    for place in scope.places:
        known = set(scope.coverage.days_in(place, f"{place.kind}-1-day", ANSWERED))
        for span in parts:
            days = len(known.intersection(days_between(span.first, span.last)))
            idle = 0 if span.period == "day" and days else None
            value = found.get((place.host, place.kind, place.entity, span.end), idle)
            records.append({**_about(place, span, days), "active_users": value})
    notes = ["from the entity's own files: GitHub's counts of people"]
    if parts[0].period == "week":
        notes.append(
            "a week has a number only if its Sunday has a row: GitHub's count of the seven days up to it"
        )
    return records, notes


def _history(connect: Connect, selection: Selection, scope: Scope) -> Scope:
    """Returns the user rows of the whole lake up to the last day."""
    connection = connect(families=[_USERS], since=None, until=scope.last)
    [(first,)] = connection.execute(
        "SELECT min(day) FROM units WHERE family = ? AND list_contains(?, state)",
        [_USERS, list(ANSWERED)],
    ).fetchall()
    whole = attrs.evolve(
        selection,
        since=scope.first if first is None else min(first, scope.first),
        until=scope.last,
        window=None,
        require_complete=False,
    )
    return scope_of(lambda **_: connection, whole, reading(FAMILIES[_USERS]))


_DAYS_SQL: Final = (
    "CREATE OR REPLACE TEMP TABLE period_days (report_day DATE, number INTEGER); "
    "CREATE OR REPLACE TEMP TABLE earlier_days (report_day DATE, number INTEGER); "
    "CREATE OR REPLACE TEMP TABLE periods (number INTEGER, first DATE)"
)


def _create_days(scope: Scope, parts: list[Span]) -> None:
    """Creates the tables of the days of each period, and of the period before it."""
    scope.connection.execute(_DAYS_SQL)
    for number, span in enumerate(parts):
        before = start_of(span.start - ONE_DAY, span.period)
        for table, first, last in (
            ("period_days", span.first, span.last),
            ("earlier_days", before, span.start - ONE_DAY),
        ):
            scope.connection.execute(
                f"INSERT INTO {table} SELECT unnest(generate_series(DATE '{first}', DATE '{last}', "
                f"INTERVAL 1 DAY))::DATE, {number}"
            )
        scope.connection.execute(f"INSERT INTO periods VALUES ({number}, DATE '{span.first}')")


def _flows_sql(rows: str) -> str:
    """SQL: new and gone people by entity and period; 0 without people in this period or the one before."""
    keys = f"{PLACE_SQL}, number"
    return f"""
WITH seen AS (SELECT DISTINCT {PLACE_SQL}, user_id, report_day FROM {rows} WHERE user_id IS NOT NULL),
firsts AS (SELECT {PLACE_SQL}, user_id, min(report_day) AS first_day FROM seen GROUP BY ALL),
now AS (SELECT DISTINCT {keys}, user_id FROM seen JOIN period_days USING (report_day)),
earlier AS (SELECT DISTINCT {keys}, user_id FROM seen JOIN earlier_days USING (report_day)),
gone AS (SELECT {keys}, count(*) AS gone_users FROM earlier ANTI JOIN now USING ({keys}, user_id) GROUP BY ALL),
arrived AS (
    SELECT {keys}, count(*) AS new_users
    FROM now JOIN firsts USING ({PLACE_SQL}, user_id) JOIN periods USING (number)
    WHERE first_day >= first GROUP BY ALL
)
SELECT {keys}, coalesce(new_users, 0) AS new_users, coalesce(gone_users, 0) AS gone_users
FROM arrived FULL JOIN gone USING ({keys})
"""


def _by_key(scope: Scope, sql: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Returns the rows of a query by its first four columns: the entity and the period's number."""
    cursor = scope.connection.execute(sql)
    names = [column[0] for column in cursor.description or ()][4:]
    return {tuple(row[:4]): dict(zip(names, row[4:], strict=True)) for row in cursor.fetchall()}


def _about(place: Place, span: Span, days: int) -> dict[str, Any]:
    return {
        "host": place.host,
        "kind": place.kind,
        "entity": place.entity,
        "period": span.name,
        "period_start": span.start,
        "period_days": span.days,
        "days": days,
    }
