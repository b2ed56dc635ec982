"""Teams: joins the user rows of each day with the teams of that day, and sums over the window."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import Final

from ..days import ranges
from ..lake.manifest import WITH_ROWS
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .coverage import ANSWERED
from .place import Place
from .selection import Connect, Scope, Selection, reading, scope_of
from .semantic_changes import begin_notes, change_notes
from .sums import (
    ACCEPTANCE_RATE,
    COMPLETION_RATE_OF_ROWS,
    PLACE_SQL,
    completion_sql,
    counted_notes,
    counter_columns,
    fill,
    integer,
    keyless,
    keyless_notes,
    left_out,
    missing,
    place_columns,
    run,
    several_notes,
)
from .teams_only import teams_only
from .trend import Trend, of_families, with_trend

USERS: Final = "users-1-day"
TEAMS: Final = "user-teams-1-day"
FAMILIES_READ: Final = reading(FAMILIES[USERS], FAMILIES[TEAMS])
PEOPLE: Final = {"chat_users": "used_chat", "agent_users": "used_agent"}
"""Numbers of distinct people by used feature."""
_RATIOS: Final = (ACCEPTANCE_RATE, COMPLETION_RATE_OF_ROWS)
_USER_COLUMNS: Final = ", ".join(
    ("user_id", *fields.COUNTERS, fields.CREDITS, *PEOPLE.values(), completion_sql())
)


def teams(connect: Connect, selection: Selection) -> Answer:
    """Returns one row per team, and one with the entity's total. Raises `UnanswerableError`, `LakeError`."""
    if not selection.has_users:
        return teams_only(connect, selection)
    scope = scope_of(connect, selection, FAMILIES_READ)
    prepare(scope)
    columns = (
        *place_columns(),
        Column("scope"),
        Column("team_id"),
        Column("slug"),
        Column("days", "days"),
        Column("members", "users"),
        Column("active_users", "users"),
        Column("active_user_days", "days of users"),
        *(Column(name, "users") for name in PEOPLE),
        *counter_columns(fields.COUNTERS, "UserDay"),
        Column("acceptance_rate", "ratio"),
        Column("completion_acceptance_rate", "ratio"),
        Column(fields.CREDITS, "credits"),
    )
    table = run(scope, _SQL)
    unknown, *others = counted_notes(
        scope,
        "u",
        keyless("users_1_day", ["user_id"]),
        missing("users_1_day", [*fields.COUNTERS, fields.CREDITS]),
        left_out(_RATIOS, "rows of users_1_day"),
    )
    notes = [
        *scope.coverage.notes(),
        *gap_notes(scope),
        *unknown,
        *keyless_notes(scope, "user_teams_1_day", ["user_id", "team_id"]),
        *chain.from_iterable(others),
        *renamed_notes(scope),
        *change_notes(scope.first, scope.last, ["people", "counters"]),
        *begin_notes(scope.first, scope.last, [("UserDay", fields.CREDITS)]),
        *team_notes("scope = total"),
        "active_users are distinct people over the window: days and teams do not add up to them",
        *several_notes(scope.places),
    ]
    answer = Answer(f"Teams of {scope.where}", columns, table, tuple(notes), window=scope.window)
    return with_trend(
        answer,
        scope,
        Trend(
            rows=_DAILY_SQL,
            keys=("scope", "team_id"),
            figure="count(DISTINCT user_id)",
            text="active_users of each day",
            families=of_families(USERS),
        ),
    )


def team_notes(total: str) -> list[str]:
    """Returns notes on all figures of teams."""
    return [
        (
            f"teams do not add up to the total ({total}), which covers all users of the entity: a member of "
            "several teams counts in each, a user without a team only in the total"
        ),
        "GitHub's files omit teams with fewer than five seats, so teams may appear and disappear within a window",
    ]


def prepare(scope: Scope) -> None:
    """Creates `u` (user rows), `m` (team members on joinable days) and `covered`."""
    joined = [(place, day) for place in scope.places for day in joinable_days(scope, place)]
    covered = [
        (place, len(scope.coverage.days_in(place, USERS, ANSWERED))) for place in scope.places
    ]
    connection = scope.connection
    scope.keep("users_1_day", _USER_COLUMNS)
    scope.keep("user_teams_1_day", "user_id, team_id, slug")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW u AS SELECT * FROM {scope.rows('users_1_day')}"
    )
    fill(scope, "joinable", "report_day DATE", joined)
    fill(scope, "covered", "days BIGINT", covered)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW m AS SELECT {PLACE_SQL}, report_day, team_id, user_id, "
        f"arg_max(slug, report_day) AS slug FROM {scope.rows('user_teams_1_day')} "
        f"SEMI JOIN joinable USING ({PLACE_SQL}, report_day) "
        "WHERE user_id IS NOT NULL AND team_id IS NOT NULL GROUP BY ALL"
    )


def joinable_days(scope: Scope, place: Place) -> list[datetime.date]:
    """Returns the days with teams and known activity, including days without activity."""
    users = set(scope.coverage.days_in(place, USERS, ANSWERED))
    return [day for day in scope.coverage.days_in(place, TEAMS, WITH_ROWS) if day in users]


def gap_notes(scope: Scope) -> list[str]:
    """Returns notes on days with only users or only teams."""
    notes = []
    for place in scope.places:
        users = scope.coverage.days_in(place, USERS, WITH_ROWS)
        teams = scope.coverage.days_in(place, TEAMS, WITH_ROWS)
        known = set(scope.coverage.days_in(place, USERS, ANSWERED))
        alone = [day for day in users if day not in set(teams)]
        blind = [day for day in teams if day not in known]
        if alone:
            notes.append(
                f"gap in {place}: users but no teams on {ranges(alone)}; these days count in the "
                "total only"
            )
        partial = set(scope.coverage.days_in(place, USERS, ["partial"]))
        if doubtful := [day for day in teams if day in partial]:
            notes.append(
                f"users of {place} are partial on {ranges(doubtful)}: members whose rows are missing count as idle"
            )
        if blind:
            notes.append(
                f"gap in {place}: teams but no users on {ranges(blind)}; these days do not count"
            )
    return notes


def renamed_notes(scope: Scope) -> list[str]:
    """Returns notes on teams with several slugs in the window; the latest one is shown."""
    if scope.part == "rows":
        return []
    found = scope.connection.execute(
        f"SELECT kind, entity, team_id, string_agg(DISTINCT slug, ', ' ORDER BY slug) "
        f"FROM {scope.rows('user_teams_1_day')} WHERE team_id IS NOT NULL "
        f"GROUP BY {PLACE_SQL}, team_id HAVING count(DISTINCT slug) > 1 ORDER BY ALL"
    ).fetchall()
    return [
        f"team {team} of {kind} {entity} had several slugs; the latest is shown: {slugs}"
        for kind, entity, team, slugs in found
    ]


def _zero_if_idle(sql: str) -> str:
    """SQL: 0 for members without rows, who were idle; null if there are rows but none has the field."""
    return f"CASE WHEN count(u.report_day) = 0 THEN 0 ELSE {sql} END"


def _people(flag: str) -> str:
    unknown = f"count(u.{flag}) = 0 AND count(u.report_day) > 0"
    return f"CASE WHEN {unknown} THEN NULL ELSE count(DISTINCT u.user_id) FILTER (u.{flag}) END"


_DAILY_SQL: Final = f"""(
    SELECT {PLACE_SQL}, report_day, 'team' AS scope, team_id, user_id
    FROM m SEMI JOIN u USING ({PLACE_SQL}, report_day, user_id)
    UNION ALL
    SELECT {PLACE_SQL}, report_day, 'total', NULL, user_id FROM u
)"""
_RATES: Final = ", ".join(ratio.sql("u.") for ratio in _RATIOS)
_SQL: Final = f"""
WITH credited AS (
    SELECT {PLACE_SQL}, count({fields.CREDITS}) > 0 AS known FROM u GROUP BY ALL
), of_teams AS (
    SELECT m.host, m.kind, m.entity, 'team' AS scope, m.team_id,
        arg_max(m.slug, m.report_day) AS slug,
        count(DISTINCT m.report_day) AS days,
        count(DISTINCT m.user_id) AS members,
        count(DISTINCT u.user_id) AS active_users,
        count(u.user_id) AS active_user_days,
        {", ".join(f"{_people(flag)} AS {name}" for name, flag in PEOPLE.items())},
        {", ".join(f"{_zero_if_idle(integer('u.' + name))} AS {name}" for name in fields.COUNTERS)},
        {_RATES},
        CASE WHEN count(u.report_day) = 0 AND any_value(known) THEN 0::DECIMAL(38, 18)
            ELSE sum(u.{fields.CREDITS}) END AS {fields.CREDITS}
    FROM m LEFT JOIN u USING ({PLACE_SQL}, report_day, user_id)
        LEFT JOIN credited ON (m.host, m.kind, m.entity) = (credited.host, credited.kind, credited.entity)
    GROUP BY m.host, m.kind, m.entity, m.team_id
), totals AS (
    SELECT host, kind, entity, 'total' AS scope, NULL::BIGINT AS team_id, NULL::VARCHAR AS slug,
        any_value(covered.days) AS days,
        NULL::BIGINT AS members,
        count(DISTINCT u.user_id) AS active_users,
        count(u.user_id) AS active_user_days,
        {", ".join(f"{_people(flag)} AS {name}" for name, flag in PEOPLE.items())},
        {", ".join(f"{_zero_if_idle(integer('u.' + name))} AS {name}" for name in fields.COUNTERS)},
        {_RATES},
        sum(u.{fields.CREDITS}) AS {fields.CREDITS}
    FROM covered LEFT JOIN u USING ({PLACE_SQL})
    WHERE covered.days > 0
    GROUP BY host, kind, entity
)
SELECT * FROM (SELECT * FROM of_teams UNION ALL SELECT * FROM totals)
ORDER BY host, kind, entity, scope, slug, team_id
"""
