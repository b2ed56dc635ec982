"""AI credits: exact sums by user, team, day or entity. Rows without the field are counted separately."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final, Literal, TypeAlias

import attrs

from ..units import FAMILIES
from . import fields
from .answer import Answer, Column
from .selection import Connect, Scope, Selection, need_users, reading, scope_of
from .semantic_changes import begin_notes, change_notes
from .sums import (
    PLACE_SQL,
    Counted,
    agree,
    counted_notes,
    keyless,
    keyless_notes,
    place_columns,
    run,
    several_notes,
)
from .teams import FAMILIES_READ, USERS, gap_notes, prepare, renamed_notes, team_notes
from .teams_only import teams_only
from .trend import Trend, of_families, with_trend

By: TypeAlias = Literal["user", "team", "day", "entity"]
_CREDITS: Final = fields.CREDITS
_FIGURES: Final = (
    Column(_CREDITS, "credits"),
    Column("rows", "rows"),
    Column("rows_without_credits", "rows"),
)
_FIGURES_SQL: Final = (
    f"sum({_CREDITS}) AS {_CREDITS}, count(*) AS rows, "
    f"count(*) - count({_CREDITS}) AS rows_without_credits"
)


def credits_used(connect: Connect, selection: Selection, by: By = "user") -> Answer:
    """Returns one row per user, team, day or entity. Raises `UnanswerableError`, `LakeError`."""
    if by == "team":
        return _by_team(connect, selection)
    need_users(selection, "credits --by team is available")
    scope = scope_of(connect, selection, reading(FAMILIES[USERS]))
    scope.keep("users_1_day", f"user_id, user_login, {_CREDITS}")
    cut = _CUTS[by]
    columns = (*place_columns(), *cut.columns, *_FIGURES)
    table = run(scope, cut.sql(scope.rows("users_1_day")))
    unknown = [keyless("users_1_day", ["user_id"])] if by == "user" else []
    answer = _answer(scope, f"Credits by {by}", columns, table, counted=unknown)
    if by == "day":
        return answer
    return with_trend(
        answer, scope, _trend(scope.rows("users_1_day"), tuple(filter(None, [cut.key])))
    )


def _trend(rows: str, keys: tuple[str, ...]) -> Trend:
    return Trend(
        rows=rows,
        keys=keys,
        figure=f"sum({_CREDITS})",
        text=f"{_CREDITS} of each day",
        families=of_families(USERS),
    )


def _by_team(connect: Connect, selection: Selection) -> Answer:
    if not selection.has_users:
        return teams_only(connect, selection, "credits")
    scope = scope_of(connect, selection, FAMILIES_READ)
    prepare(scope)
    columns = (
        *place_columns(),
        Column("scope"),
        Column("team_id"),
        Column("slug"),
        Column("members", "users"),
        Column("active_users", "users"),
        *_FIGURES,
    )
    notes = [
        *gap_notes(scope),
        *keyless_notes(scope, "user_teams_1_day", ["user_id", "team_id"]),
        *renamed_notes(scope),
        *team_notes("scope = total"),
    ]
    answer = _answer(scope, "Credits by team", columns, run(scope, _TEAMS_SQL), notes)
    return with_trend(answer, scope, _trend(_DAILY_SQL, ("scope", "team_id")))


def _answer(
    scope: Scope,
    what: str,
    columns: tuple[Column, ...],
    table: object,
    notes: Sequence[str] = (),
    counted: Sequence[Counted] = (),
) -> Answer:
    *before, lacking = counted_notes(scope, scope.rows("users_1_day"), *counted, _LACKING)
    notes = [
        *notes,
        *chain.from_iterable(before),
        # also for users: the definition of an active user decides which rows, and so days, exist
        *change_notes(scope.first, scope.last, ["people"]),
        *begin_notes(scope.first, scope.last, [("UserDay", _CREDITS)]),
        *lacking,
        "credits are consumption, not billing",
        *several_notes(scope.places),
    ]
    return Answer(
        f"{what} of {scope.where}",
        columns,
        table,
        (*scope.coverage.notes(), *notes),
        window=scope.window,
    )


def _lacking_notes(rows: int, present: int, days: int, lacking: int) -> list[str]:
    if rows == present:
        return []
    lack = agree(rows - present, f"does not have {_CREDITS}: its", f"do not have {_CREDITS}: their")
    return [
        (
            f"{rows - present} of {rows} rows, on {lacking} of {days} days, {lack} "
            "consumption is unknown, not 0"
        )
    ]


_LACKING: Final = Counted(
    (
        "count(*)",
        f"count({_CREDITS})",
        "count(DISTINCT report_day)",
        f"count(DISTINCT report_day) FILTER ({_CREDITS} IS NULL)",
    ),
    _lacking_notes,
)


@attrs.frozen
class _Cut:
    """The rows of the result."""

    columns: tuple[Column, ...]
    key: str
    """The key field; None for the entity."""
    names: str
    """SQL of the columns."""
    order: str

    def sql(self, rows: str) -> str:
        key = f", {self.key}" if self.key else ""
        where = f"{self.key} IS NOT NULL" if self.key else "true"
        return (
            f"SELECT {PLACE_SQL}, {self.names}, {_FIGURES_SQL} FROM {rows} WHERE {where} "
            f"GROUP BY {PLACE_SQL}{key} ORDER BY {PLACE_SQL}, {self.order}"
        )


_LOGIN_SQL: Final = "arg_max(user_login, report_day) AS user_login"
_DAYS_SQL: Final = "count(DISTINCT report_day)"
_CUTS: Final[dict[By, _Cut]] = {
    "user": _Cut(
        columns=(
            Column("user_id"),
            Column("user_login"),
            Column("active_days", "days"),
            Column("last_day"),
        ),
        key="user_id",
        names=f"user_id, {_LOGIN_SQL}, {_DAYS_SQL} AS active_days, max(report_day) AS last_day",
        order=f"{_CREDITS} DESC NULLS LAST, user_login, user_id",
    ),
    "day": _Cut(
        columns=(Column("report_day"), Column("active_users", "users")),
        key="report_day",
        names="report_day, count(DISTINCT user_id) AS active_users",
        order="report_day",
    ),
    "entity": _Cut(
        columns=(Column("days", "days"), Column("active_users", "users")),
        key="",
        names=f"{_DAYS_SQL} AS days, count(DISTINCT user_id) AS active_users",
        order="days",
    ),
}
_DAILY_SQL: Final = f"""(
    SELECT {PLACE_SQL}, report_day, 'team' AS scope, team_id, {_CREDITS}
    FROM m JOIN u USING ({PLACE_SQL}, report_day, user_id)
    UNION ALL
    SELECT {PLACE_SQL}, report_day, 'total', NULL, {_CREDITS} FROM u
)"""
_TEAMS_SQL: Final = f"""
SELECT * FROM (
    SELECT m.host, m.kind, m.entity, 'team' AS scope, m.team_id, arg_max(m.slug, m.report_day) AS slug,
        count(DISTINCT m.user_id) AS members, count(DISTINCT u.user_id) AS active_users,
        CASE WHEN count(u.report_day) = 0 AND any_value(known) THEN 0::DECIMAL(38, 18)
            ELSE sum(u.{_CREDITS}) END AS {_CREDITS},
        count(u.report_day) AS rows,
        count(u.report_day) - count(u.{_CREDITS}) AS rows_without_credits
    FROM m LEFT JOIN u USING ({PLACE_SQL}, report_day, user_id) LEFT JOIN (
        SELECT host, kind, entity, count({_CREDITS}) > 0 AS known FROM u GROUP BY ALL
    ) AS c ON (m.host, m.kind, m.entity) = (c.host, c.kind, c.entity)
    GROUP BY m.host, m.kind, m.entity, m.team_id
    UNION ALL
    SELECT {PLACE_SQL}, 'total', NULL, NULL, NULL, count(DISTINCT user_id), {_FIGURES_SQL}
    FROM u GROUP BY {PLACE_SQL}
)
ORDER BY host, kind, entity, scope, {_CREDITS} DESC NULLS LAST, slug, team_id
"""
