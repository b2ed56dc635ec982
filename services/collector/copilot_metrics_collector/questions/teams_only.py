"""Teams of a lake that keeps no users: sums of the days' totals. Who was who on which day, nobody knows any more."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from ..privacy.team_totals import RATED, TEAM_TOTALS, UNRATED
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .breakdowns import entity_rows
from .meanings import begin_notes, change_notes
from .selection import Connect, Families, Scope, Selection, scope_of
from .sums import (
    ACCEPTANCE_RATE,
    PLACE_SQL,
    Ratio,
    counter_columns,
    integer,
    left_out_notes,
    missing_notes,
    one,
    place_columns,
    run,
    several_notes,
)

What: TypeAlias = Literal["teams", "credits"]
_VIEW: Final = TEAM_TOTALS.replace("-", "_")
_READ: Final[Families] = {
    kind: (TEAM_TOTALS, name)
    for name in ("organization-1-day", "enterprise-1-day")
    for kind in FAMILIES[name].operations
}
_PEOPLE: Final = {
    "members": "members",
    "active_users": "active_users",
    "chat_users": "used_chat_users",
    "agent_users": "used_agent_users",
}
"""Figures of distinct people, which are there for a single day only."""
_ACCEPTED, _GENERATED = RATED
_RATE_OF_TEAMS: Final = Ratio(ACCEPTANCE_RATE.name, (_ACCEPTED,), _GENERATED)


def teams_only(connect: Connect, selection: Selection, what: What = "teams") -> Answer:
    """A row a team, and one with the entity's own total. Raises `UnanswerableError`, `LakeError`."""
    scope = scope_of(connect, selection, _READ)
    people = _PEOPLE if scope.days == 1 else {}
    counters = fields.COUNTERS if what == "teams" else ()
    columns = (
        *place_columns(),
        Column("scope"),
        Column("team_id"),
        Column("slug"),
        Column("days", "days"),
        *(Column(name, "users") for name in people),
        Column("active_user_days", "days of users"),
        *counter_columns(counters, "UserDay"),
        *((Column("acceptance_rate", "ratio"),) if counters else ()),
        Column(fields.CREDITS, "credits"),
    )
    notes = [
        *scope.coverage.notes(),
        *missing_notes(scope, _VIEW, [*counters, fields.CREDITS]),
        *(_left_out_notes(scope) if counters else ()),
        *change_notes(scope.first, scope.last, ["people", "counters"]),
        *begin_notes(scope.first, scope.last, [("UserDay", fields.CREDITS)]),
        "this lake keeps no users: teams are sums of their days' totals",
        *_people_notes(scope),
        (
            "teams do not add up to the total (scope = total), which is from the entity's own file: who is in "
            "several teams counts in each, who is in none counts in the total only"
        ),
        "the entity's own file has no credits" if what == "credits" else "",
        "teams with fewer than five seats are not in GitHub's files, and may come and go within a window",
        *several_notes(scope.places),
    ]
    title = f"{'Teams' if what == 'teams' else 'Credits by team'} of {scope.where}"
    table = run(scope, _sql(scope, people, counters))
    return Answer(title, columns, table, tuple(filter(None, notes)))


def _people_notes(scope: Scope) -> list[str]:
    if scope.days == 1:
        return []
    return [
        (
            "distinct people over several days cannot be told without users; active_user_days counts each "
            "person once a day. --window 1 shows the people of a day"
        )
    ]


def _team_rows(scope: Scope) -> str:
    """SQL: the days' totals. Files of an earlier release lack the counters of the rate: there the sums have to do."""
    rated = ", ".join(
        f"CASE WHEN {UNRATED} IS NULL THEN {name} ELSE {column} END AS {column}"
        for column, name in RATED.items()
    )
    return f"(SELECT * REPLACE ({rated}) FROM {scope.rows(_VIEW)} WHERE team_id IS NOT NULL)"


def _left_out_notes(scope: Scope) -> list[str]:
    unrated, old = one(
        scope,
        f"SELECT coalesce(sum({UNRATED}), 0)::BIGINT, count(*) - count({UNRATED}) FROM {_team_rows(scope)}",
    )
    notes = left_out_notes(
        scope, entity_rows(scope), [ACCEPTANCE_RATE], "rows of the entity's own files"
    )
    if unrated:
        notes.append(
            f"{ACCEPTANCE_RATE.name} of teams leaves out {unrated} rows of users with one of "
            f"{' and '.join(RATED.values())} only: a ratio is of those that have both"
        )
    if old:
        notes.append(
            f"{old} rows of {_VIEW} are of a release that did not tell users with both counters of "
            f"{ACCEPTANCE_RATE.name} from users with one: it is made of all of them there"
        )
    return notes


def _sql(scope: Scope, people: dict[str, str], counters: tuple[str, ...]) -> str:
    sums = [f"{integer(name)} AS {name}" for name in counters]
    team_people = [f"any_value({source}) AS {name}" for name, source in people.items()]
    own = {"active_users": "any_value(daily_active_users)"}
    total_people = [f"{own.get(name, 'NULL')} AS {name}" for name in people]
    days = "count(DISTINCT report_day) AS days"
    teams = [
        PLACE_SQL,
        "'team' AS scope",
        "team_id",
        "arg_max(slug, report_day) AS slug",
        days,
        *team_people,
        f"{integer('active_users')} AS active_user_days",
        *sums,
        *((_RATE_OF_TEAMS.sql(),) if counters else ()),
        f"sum({fields.CREDITS}) AS {fields.CREDITS}",
    ]
    totals = [
        PLACE_SQL,
        "'total' AS scope",
        "NULL AS team_id",
        "NULL AS slug",
        days,
        *total_people,
        f"{integer('daily_active_users')} AS active_user_days",
        *sums,
        *((ACCEPTANCE_RATE.sql(),) if counters else ()),
        f"NULL AS {fields.CREDITS}",
    ]
    return f"""
SELECT * FROM (
    SELECT {", ".join(teams)} FROM {_team_rows(scope)} GROUP BY {PLACE_SQL}, team_id
    UNION ALL
    SELECT {", ".join(totals)} FROM {entity_rows(scope)} GROUP BY {PLACE_SQL}
)
ORDER BY {PLACE_SQL}, scope, slug, team_id
"""
