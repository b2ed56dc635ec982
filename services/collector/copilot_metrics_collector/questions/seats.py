"""Seats: the people who have one, those who use it, and the monthly cost at a list price.

Two sources say who is active: the seats themselves (`last_activity_at`), and the daily reports of users.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import attrs

from ..days import ONE_DAY
from ..exits import UnanswerableError, UsageError
from ..naming import price_of
from ..privacy.seat_totals import (
    ACTIVE_DAYS,
    COUNTS,
    IDLE_DAYS,
    KEYS,
    TOTAL,
    counts_sql,
    people_sql,
)
from ..units import FAMILIES, SEAT_TOTALS, SEATS
from .answer import Answer, Column
from .catalog import MOST_IDLE_DAYS
from .selection import Connect, Families, Scope, Selection, reading, scope_of
from .sums import PLACE_SQL, place_columns, run, several_notes
from .users import USERS

By: TypeAlias = Literal["entity", "team", "editor", "plan", "organization"]
_WINDOW_DAYS: Final = 90
_LAST_DAY: Final = "greatest(last_activity_day, reported_day, assigned_day)"
"""SQL of the day since which a person is idle, by both sources."""
_PRICE_TYPE: Final = "DECIMAL(38, 2)"
_ORGANIZATION_SQL: Final = "CASE WHEN kind = 'organization' THEN entity ELSE organization END"
"""SQL of the organization that grants a seat, which GitHub names in the seats of enterprises only."""
_REPORTED: Final = tuple(f"reported_{days}d" for days in ACTIVE_DAYS)
_READ: Final = reading(FAMILIES[SEATS])
_TOTALS_READ: Final[Families] = dict.fromkeys(FAMILIES[SEATS].operations, (SEAT_TOTALS,))


def seats(
    connect: Connect,
    selection: Selection,
    by: By = TOTAL,
    idle: int | None = None,
    seat_price: Decimal | float | str | None = None,
    idle_days: int = IDLE_DAYS,
) -> Answer:
    """Returns one row per group and one with the entity's total; with `idle`, one row per idle person.

    Args:
        connect: Opens the lake.
        selection: The entities; the seats are those of `until`, or of the newest day. `window` is the number of days
            of reports that are read, 90 by default.
        by: The groups.
        idle: Lists the people without activity in either source for this number of days.
        seat_price: The list price of a seat and month, in any currency.
        idle_days: People without activity for this number of days are counted as idle.

    Raises:
        UsageError: `by` and `idle` are used together, `idle` is longer than GitHub's history, or the price is invalid.
        UnanswerableError: There are no seats, or no people in a lake without users.
        LakeError: The lake cannot be read.
    """
    price = None if seat_price is None else price_of(seat_price)
    if idle is not None:
        if by != TOTAL:
            raise UsageError(f"seats --idle lists people and cannot be used with --by {by}")
        if not 1 <= idle <= MOST_IDLE_DAYS:
            raise UsageError(
                f"seats --idle {idle}: expected 1 to {MOST_IDLE_DAYS}, because GitHub knows the last activity "
                f"of {MOST_IDLE_DAYS} days"
            )
    if not selection.has_users:
        if idle is not None:
            raise UnanswerableError(
                "seats --idle lists people, but this lake was created with --no-users and has counts of seats only; "
                "seats --by team is available"
            )
        if idle_days != IDLE_DAYS:
            raise UnanswerableError(
                f"this lake was created with --no-users and counts seats that were idle for {IDLE_DAYS} days only, not "
                f"for {idle_days}"
            )
        return _totals_only(connect, selection, by, price)
    opened = _open(connect, selection)
    if idle is not None:
        return _idle_people(opened, idle, price)
    return _groups(opened, by, price, idle_days)


@attrs.frozen
class _Opened:
    """The seats of a day, and the reports of users up to it."""

    scope: Scope
    reports: Scope | None
    """None if the lake has no report of users in the window."""

    @property
    def day(self) -> datetime.date:
        return self.scope.last

    @property
    def reported_sql(self) -> str:
        """SQL of the last day of each person in the reports."""
        if self.reports is None:
            return f"(SELECT {PLACE_SQL}, user_id, created_at::DATE AS reported_day FROM seats WHERE false)"
        return (
            f"(SELECT {PLACE_SQL}, user_id, max(report_day) AS reported_day "
            f"FROM {self.reports.rows('users_1_day')} WHERE user_id IS NOT NULL GROUP BY ALL)"
        )

    def people_sql(self, keys: tuple[str, ...] = ()) -> str:
        """SQL of the people of each group, with the last day of each source."""
        rows = f"(SELECT * REPLACE ({_ORGANIZATION_SQL} AS organization) FROM {self.scope.rows('seats')})"
        people = people_sql(rows, keys, f"{PLACE_SQL}, ")
        return f"({people} LEFT JOIN {self.reported_sql} USING ({PLACE_SQL}, user_id))"

    def notes(self) -> list[str]:
        """Returns notes on the sources, and why they differ."""
        notes = [*self.scope.coverage.notes()]
        if self.reports is None:
            notes.append(
                "the lake has no reports of users in this window: people who are active by them are unknown"
            )
        else:
            notes += self.reports.coverage.notes()
            notes += _short_notes(self.reports)
        return [*notes, *_SOURCE_NOTES, *several_notes(self.scope.places)]


def _short_notes(reports: Scope) -> list[str]:
    short = [days for days in ACTIVE_DAYS if days > reports.days + 1]
    if not short:
        return []
    names = ", ".join(f"reported_{days}d" for days in short)
    return [f"{names} are unknown: --window {reports.days} is shorter"]


_SOURCE_NOTES: Final = (
    (
        "active_… counts people by last_activity_at of their seats, which is up to a day behind, covers 90 days, and "
        "lacks editors with telemetry switched off"
    ),
    (
        "reported_… counts people with a row in the daily reports, which are published after two to three days, and "
        "need editor versions that send usage metrics"
    ),
    "never_active: GitHub knows no activity of the last 90 days",
)


def _open(connect: Connect, selection: Selection) -> _Opened:
    length = selection.window or _WINDOW_DAYS
    until = selection.until
    if until is None and selection.since is not None and selection.window is not None:
        until = selection.since + (length - 1) * ONE_DAY

    def both(*, since: datetime.date | None, until: datetime.date | None, **_: Any) -> Any:
        first = None if since is None else since - length * ONE_DAY
        return connect(families={SEATS, USERS}, since=first, until=until)

    scope = scope_of(both, attrs.evolve(selection, window=1, since=None, until=until), _READ)
    last = min(scope.last, selection.today - ONE_DAY)
    first = selection.since or scope.last - (length - 1) * ONE_DAY
    if first > last:
        return _Opened(scope, None)
    of_reports = attrs.evolve(selection, window=None, since=first, until=last)
    try:
        reports = scope_of(
            lambda **_: scope.connection.cursor(), of_reports, reading(FAMILIES[USERS])
        )
    except UnanswerableError:
        if selection.require_complete:
            raise
        reports = None
    return _Opened(scope, reports)


def _groups(opened: _Opened, by: By, price: Decimal | None, idle_days: int) -> Answer:
    keys = KEYS[by]
    parts = [
        _counts_sql(opened, each, by, idle_days) for each in dict.fromkeys([keys, KEYS[TOTAL]])
    ]
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE assigned > 0"
    table = run(opened.scope, _priced(sql, by, price))
    return _answer(opened.scope, by, price, table, opened.notes(), idle_days)


def _counts_sql(opened: _Opened, keys: tuple[str, ...], by: By, idle_days: int) -> str:
    shown = "".join(
        f"{name}, " if name in keys else f"NULL::{_sql_type(name)} AS {name}, " for name in KEYS[by]
    )
    scope = f"'{by if keys else 'total'}' AS scope, "
    return (
        f"SELECT {PLACE_SQL}, {scope}{shown}{counts_sql(opened.day, _LAST_DAY, idle_days)}, {_reported_sql(opened)} "
        f"FROM {opened.people_sql(keys)} GROUP BY {', '.join((PLACE_SQL, *keys))}"
    )


def _reported_sql(opened: _Opened) -> str:
    known = 0 if opened.reports is None else (opened.day - opened.reports.first).days + 1
    return ", ".join(
        f"count(*) FILTER (reported_day > DATE '{opened.day}' - {days}) AS {name}"
        if days <= known
        else f"NULL::BIGINT AS {name}"
        for days, name in zip(ACTIVE_DAYS, _REPORTED, strict=True)
    )


def _idle_people(opened: _Opened, days: int, price: Decimal | None) -> Answer:
    day, scope = opened.day, opened.scope
    cost = "" if price is None else f", CAST({price} AS {_PRICE_TYPE}) AS monthly_cost"
    sql = f"""
SELECT {PLACE_SQL}, user_id, login.user_login, login.slug, login.plan_type, login.editor,
    {_LAST_DAY} AS idle_since, (DATE '{day}' - {_LAST_DAY})::BIGINT AS idle_days,
    greatest(last_activity_day, reported_day) IS NULL AS never_used,
    last_activity_day, reported_day, assigned_day, pending_cancellation_date{cost}
FROM {opened.people_sql()} LEFT JOIN (
    SELECT {PLACE_SQL}, user_id, any_value(user_login) AS user_login, min(slug) AS slug,
        min(plan_type) AS plan_type, min(split_part(last_activity_editor, '/', 1)) AS editor
    FROM {scope.rows("seats")} GROUP BY ALL
) AS login USING ({PLACE_SQL}, user_id)
WHERE {_LAST_DAY} <= DATE '{day}' - {days}
ORDER BY {PLACE_SQL}, idle_days DESC, user_login, user_id
"""  # built from constants
    columns = (
        *place_columns(),
        Column("user_id"),
        Column("user_login"),
        Column("slug"),
        Column("plan_type"),
        Column("editor"),
        Column("idle_since"),
        Column("idle_days", "days"),
        Column("never_used"),
        Column("last_activity_day"),
        Column("reported_day"),
        Column("assigned_day"),
        Column("pending_cancellation_date"),
        *([Column("monthly_cost", "money")] if price is not None else []),
    )
    notes = [
        *opened.notes(),
        "idle_since is the latest one of last_activity_day, reported_day and assigned_day",
    ]
    title = f"Seats without activity for {days} days of {scope.where}"
    return Answer(title, columns, run(scope, sql), tuple(notes), window=scope.window)


def _totals_only(connect: Connect, selection: Selection, by: By, price: Decimal | None) -> Answer:
    """Returns the counts of a lake without users."""
    scope = scope_of(connect, attrs.evolve(selection, window=1, since=None), _TOTALS_READ)
    names = "".join(f"{name}, " for name in KEYS[by])
    unknown = ", ".join(f"NULL::BIGINT AS {name}" for name in _REPORTED)
    named = f"CASE WHEN \"by\" = 'organization' THEN {_ORGANIZATION_SQL} END AS organization"
    rows = f"(SELECT * REPLACE ({named}) FROM {scope.rows(SEAT_TOTALS.replace('-', '_'))})"
    sql = (
        f"SELECT {PLACE_SQL}, CASE WHEN \"by\" = '{TOTAL}' THEN 'total' ELSE \"by\" END AS scope, {names}"
        f"{', '.join(COUNTS)}, {unknown} "
        f"FROM {rows} WHERE \"by\" IN ('{by}', '{TOTAL}')"
    )
    notes = [
        *scope.coverage.notes(),
        (
            "this lake has no users: people who are active by the daily reports are unknown, and idle is by "
            "last_activity_at alone"
        ),
        *_SOURCE_NOTES,
        *several_notes(scope.places),
    ]
    table = run(scope, _priced(sql, by, price))
    return _answer(scope, by, price, table, notes)


def _priced(sql: str, by: By, price: Decimal | None) -> str:
    """SQL of the rows with their costs, in order."""
    costs = ""
    if price is not None:
        costs = "".join(
            f", CAST({count} * {price} AS {_PRICE_TYPE}) AS {name}"
            for count, name in (("assigned", "monthly_cost"), ("idle", "idle_monthly_cost"))
        )
    order = ", ".join((PLACE_SQL, "scope = 'total'", "assigned DESC", *KEYS[by]))
    return f"SELECT *{costs} FROM ({sql}) ORDER BY {order}"  # built from constants


def _group_columns(by: By, price: Decimal | None) -> tuple[Column, ...]:
    costs = () if price is None else ("monthly_cost", "idle_monthly_cost")
    return (
        *place_columns(),
        Column("scope"),
        *(Column(name) for name in KEYS[by]),
        Column("grants", "seats"),
        *(Column(name, "users") for name in (*COUNTS[1:], *_REPORTED)),
        *(Column(name, "money") for name in costs),
    )


def _answer(
    scope: Scope,
    by: By,
    price: Decimal | None,
    table: Any,
    notes: list[str],
    idle_days: int = IDLE_DAYS,
) -> Answer:
    about = [f"idle: without activity and assigned for {idle_days} days or more"]
    if by != TOTAL:
        about.append(
            "groups may not add up to the total: a person with seats in several groups counts in each"
        )
    if by == "team":
        about.append(
            "a team is the one that grants the seat; the row without a team has the seats assigned to people directly"
        )
    if price is not None:
        about.append(
            f"costs are people times {price} a month, the price of --seat-price, whatever their plan; not a bill"
        )
    what = "Seats" if by == TOTAL else f"Seats by {by}"
    return Answer(
        f"{what} of {scope.where}",
        _group_columns(by, price),
        table,
        (*notes, *about),
        window=scope.window,
    )


def _sql_type(name: str) -> str:
    return "BIGINT" if name == "team_id" else "VARCHAR"
