"""Teams: the users' rows of a day, joined with the teams of that same day, then added up over the window."""

from __future__ import annotations

import datetime
from typing import Final

from ..lake.manifest import WITH_ROWS
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .coverage import ANSWERED, ranges
from .meanings import begin_notes, change_notes
from .selection import Connect, Place, Scope, Selection, reading, scope_of
from .sums import (
    ACCEPTANCE_RATE,
    COMPLETION_RATE_OF_ROWS,
    PLACE_SQL,
    completion_sql,
    counter_columns,
    integer,
    keyless_notes,
    left_out_notes,
    missing_notes,
    place_columns,
    run,
    several_notes,
)
from .teams_only import teams_only

USERS: Final = "users-1-day"
TEAMS: Final = "user-teams-1-day"
FAMILIES_READ: Final = reading(FAMILIES[USERS], FAMILIES[TEAMS])
PEOPLE: Final = {"chat_users": "used_chat", "agent_users": "used_agent"}
"""Distinct people by what they used."""
_RATIOS: Final = (ACCEPTANCE_RATE, COMPLETION_RATE_OF_ROWS)


def teams(connect: Connect, selection: Selection) -> Answer:
    """A row a team, and one with the entity's own total. Raises `UnanswerableError`, `LakeError`."""
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
    notes = [
        *scope.coverage.notes(),
        *gap_notes(scope),
        *keyless_notes(scope, "users_1_day", ["user_id"]),
        *keyless_notes(scope, "user_teams_1_day", ["user_id", "team_id"]),
        *missing_notes(scope, "users_1_day", [*fields.COUNTERS, fields.CREDITS]),
        *left_out_notes(scope, "u", _RATIOS, "rows of users_1_day"),
        *renamed_notes(scope),
        *change_notes(scope.first, scope.last, ["people", "counters"]),
        *begin_notes(scope.first, scope.last, [("UserDay", fields.CREDITS)]),
        *team_notes("scope = total"),
        "active_users are distinct people over all days together: neither days nor teams add up to them",
        *several_notes(scope.places),
    ]
    return Answer(f"Teams of {scope.where}", columns, table, tuple(notes))


def team_notes(total: str) -> list[str]:
    """What must be known of every figure of a team."""
    return [
        (
            f"teams do not add up to the total ({total}), which is from the entity's own users: who is in "
            "several teams counts in each, who is in none counts in the total only"
        ),
        "teams with fewer than five seats are not in GitHub's files, and may come and go within a window",
    ]


def prepare(scope: Scope) -> None:
    """Makes `u` (users' rows), `m` (members of teams on the days that can be joined) and `covered`."""
    joined = [(place, day) for place in scope.places for day in joinable_days(scope, place)]
    covered = [
        (place.host, place.kind, place.entity, len(scope.coverage.days_in(place, USERS, ANSWERED)))
        for place in scope.places
    ]
    connection = scope.connection
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW u AS SELECT *, {completion_sql()} FROM {scope.rows('users_1_day')}"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE joinable (host VARCHAR, kind VARCHAR, entity VARCHAR, report_day DATE)"
    )
    if joined:
        connection.executemany(
            "INSERT INTO joinable VALUES (?, ?, ?, ?)",
            [[place.host, place.kind, place.entity, day] for place, day in joined],
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE covered (host VARCHAR, kind VARCHAR, entity VARCHAR, days BIGINT)"
    )
    connection.executemany(
        "INSERT INTO covered VALUES (?, ?, ?, ?)", [list(each) for each in covered]
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW m AS SELECT {PLACE_SQL}, report_day, team_id, user_id, "
        f"arg_max(slug, report_day) AS slug FROM {scope.rows('user_teams_1_day')} "
        f"SEMI JOIN joinable USING ({PLACE_SQL}, report_day) "
        "WHERE user_id IS NOT NULL AND team_id IS NOT NULL GROUP BY ALL"
    )


def joinable_days(scope: Scope, place: Place) -> list[datetime.date]:
    """The days that have teams, and of which it is known who was active, nobody included."""
    users = set(scope.coverage.days_in(place, USERS, ANSWERED))
    return [day for day in scope.coverage.days_in(place, TEAMS, WITH_ROWS) if day in users]


def gap_notes(scope: Scope) -> list[str]:
    """The days on which one half of the pair is missing."""
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
                "total and in no team"
            )
        partial = set(scope.coverage.days_in(place, USERS, ["partial"]))
        if doubtful := [day for day in teams if day in partial]:
            notes.append(
                f"users of {place} are partial on {ranges(doubtful)}: members whose rows are not there count as idle"
            )
        if blind:
            notes.append(
                f"gap in {place}: teams but no users on {ranges(blind)}; these days count nowhere"
            )
    return notes


def renamed_notes(scope: Scope) -> list[str]:
    """Teams that had several slugs in the window: the latest one is shown."""
    found = scope.connection.execute(
        f"SELECT kind, entity, team_id, string_agg(DISTINCT slug, ', ' ORDER BY slug) "
        f"FROM {scope.rows('user_teams_1_day')} WHERE team_id IS NOT NULL "
        f"GROUP BY {PLACE_SQL}, team_id HAVING count(DISTINCT slug) > 1 ORDER BY ALL"
    ).fetchall()
    return [
        f"team {team} of {kind} {entity} had several slugs, of which the latest is shown: {slugs}"
        for kind, entity, team, slugs in found
    ]


def _zero_if_idle(sql: str) -> str:
    """Members without any row were idle: 0. Where rows are, and none has the field, it stays unknown."""
    return f"CASE WHEN count(u.report_day) = 0 THEN 0 ELSE {sql} END"


def _people(flag: str) -> str:
    unknown = f"count(u.{flag}) = 0 AND count(u.report_day) > 0"
    return f"CASE WHEN {unknown} THEN NULL ELSE count(DISTINCT u.user_id) FILTER (u.{flag}) END"


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
