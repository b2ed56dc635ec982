"""Teams of a lake without users: sums of the daily totals."""

from __future__ import annotations

from itertools import chain
from typing import Final, Literal, TypeAlias

from ..privacy.team_totals import RATED, TEAM_TOTALS, UNRATED
from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .breakdowns import entity_rows
from .selection import Connect, Families, Scope, Selection, scope_of
from .semantic_changes import begin_notes, change_notes
from .sums import (
    ACCEPTANCE_RATE,
    PLACE_SQL,
    Ratio,
    agree,
    counted_notes,
    counter_columns,
    integer,
    left_out,
    missing,
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
"""Numbers of distinct people, which are available for a single day only."""
_ACCEPTED, _GENERATED = RATED
_RATE_OF_TEAMS: Final = Ratio(ACCEPTANCE_RATE.name, (_ACCEPTED,), _GENERATED)


def teams_only(connect: Connect, selection: Selection, what: What = "teams") -> Answer:
    """Returns one row per team, and one with the entity's total. Raises `UnanswerableError`, `LakeError`."""
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
        *chain.from_iterable(
            counted_notes(scope, scope.rows(_VIEW), missing(_VIEW, [*counters, fields.CREDITS]))
        ),
        *(_left_out_notes(scope) if counters else ()),
        *change_notes(scope.first, scope.last, ["people", "counters"]),
        *begin_notes(scope.first, scope.last, [("UserDay", fields.CREDITS)]),
        "this lake has no users: figures of teams are sums of daily totals",
        *_people_notes(scope),
        (
            "teams do not add up to the total (scope = total), which is from the entity's own file: a member of "
            "several teams counts in each, a user without a team only in the total"
        ),
        "the entity's own file has no credits" if what == "credits" else "",
        "GitHub's files omit teams with fewer than five seats, so teams may appear and disappear within a window",
        *several_notes(scope.places),
    ]
    title = f"{'Teams' if what == 'teams' else 'Credits by team'} of {scope.where}"
    table = run(scope, _sql(scope, people, counters))
    return Answer(title, columns, table, tuple(filter(None, notes)), window=scope.window)


def _people_notes(scope: Scope) -> list[str]:
    if scope.days == 1:
        return []
    return [
        (
            "distinct people over several days are unknown without users; active_user_days counts each "
            "person once per day; use --window 1 for the people of a day"
        )
    ]


def _team_rows(scope: Scope) -> str:
    """SQL of the daily totals. Files of earlier releases lack the counters of the rate; for these it uses the sums."""
    rated = ", ".join(
        f"CASE WHEN {UNRATED} IS NULL THEN {name} ELSE {column} END AS {column}"
        for column, name in RATED.items()
    )
    return f"(SELECT * REPLACE ({rated}) FROM {scope.rows(_VIEW)} WHERE team_id IS NOT NULL)"


def _left_out_notes(scope: Scope) -> list[str]:
    if scope.part == "rows":
        return []
    unrated, old = one(
        scope,
        f"SELECT coalesce(sum({UNRATED}), 0)::BIGINT, count(*) - count({UNRATED}) FROM {_team_rows(scope)}",
    )
    [notes] = counted_notes(
        scope,
        entity_rows(scope),
        left_out([ACCEPTANCE_RATE], "rows of the entity's own files"),
    )
    if unrated:
        notes.append(
            f"{ACCEPTANCE_RATE.name} of teams leaves out {unrated} rows of users with only one of "
            f"{' and '.join(RATED.values())}"
        )
    if old:
        notes.append(
            f"{old} {agree(old, f'row of {_VIEW} is', f'rows of {_VIEW} are')} from a release that did not "
            f"distinguish users with both counters of {ACCEPTANCE_RATE.name} from users with one; for them, all users "
            "count"
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
