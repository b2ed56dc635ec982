"""What GitHub bills: quantities and amounts by model, team, user, day or cost center, as GitHub gives them."""

from __future__ import annotations

import datetime
from typing import Final, Literal, TypeAlias

import attrs

from ..days import ranges
from ..exits import UnanswerableError
from ..lake.manifest import WITH_ROWS
from ..units import BILLING, BILLING_COST_CENTERS, BILLING_USERS, FAMILIES
from .answer import Answer, Column
from .coverage import ANSWERED
from .place import Place
from .selection import Connect, Families, Scope, Selection, need_users, reading, scope_of
from .sums import PLACE_SQL, keyless_notes, place_columns, run
from .teams import TEAMS, renamed_notes
from .trend import Trend, of_family, with_trend

By: TypeAlias = Literal["model", "team", "user", "day", "cost-center", "entity"]
_QUANTITIES: Final = ("gross_quantity", "discount_quantity", "net_quantity")
_AMOUNTS: Final = ("gross_amount", "discount_amount", "net_amount")
_FIGURES: Final = (
    *(Column(name, "units") for name in _QUANTITIES),
    *(Column(name, "USD") for name in _AMOUNTS),
)
_SUMS: Final = ", ".join(f"sum({name}) AS {name}" for name in (*_QUANTITIES, *_AMOUNTS))
_REST: Final = ", ".join(
    f"t.{name} - coalesce(p.{name}, 0) AS {name}" for name in (*_QUANTITIES, *_AMOUNTS)
)
_PARTS: Final[dict[By, str]] = {
    "user": BILLING_USERS,
    "team": BILLING_USERS,
    "cost-center": BILLING_COST_CENTERS,
}
"""The family of a part of the bill. GitHub's bill of an entity has lines by product and model only."""


def cost(connect: Connect, selection: Selection, by: By = "model") -> Answer:
    """Returns one row per group and unit of the bill.

    Parts of a bill, such as people, have also a row for what belongs to none of them, and one for the total; `scope`
    tells them apart.

    Raises:
        UnanswerableError: There are no bills, or not in these parts.
        LakeError: The lake cannot be read.
    """
    if by in ("user", "team"):
        need_users(selection, "cost --by model, day or cost-center is available")
    if by not in _PARTS:
        return _whole(connect, selection, by)
    scope = _open_parts(connect, selection, by)
    _prepare(scope, [BILLING, _PARTS[by], *([TEAMS] if by == "team" else [])])
    cut = _CUTS[by]
    notes = [
        *_gap_notes(scope, [BILLING, _PARTS[by], *([TEAMS] if by == "team" else [])]),
        *cut.notes,
        *(renamed_notes(scope) if by == "team" else ()),
        *_key_notes(scope, by),
    ]
    return _answer(scope, by, cut, cut.sql, notes)


def _whole(connect: Connect, selection: Selection, by: By) -> Answer:
    """Returns the rows of the whole bill."""
    scope = scope_of(connect, selection, reading(FAMILIES[BILLING]))
    cut = _CUTS[by]
    rows = scope.rows(BILLING)
    answer = _answer(scope, by, cut, cut.sql.format(rows=rows), list(cut.notes))
    if by == "day":
        return answer
    keys = ("product", "sku", "model") if by == "model" else ()
    trend = Trend(
        rows=rows,
        keys=(*keys, "unit_type"),
        figure="sum(net_amount)",
        text="net_amount of each day",
        family=of_family(BILLING),
    )
    return with_trend(answer, scope, trend)


def _open_parts(connect: Connect, selection: Selection, by: By) -> Scope:
    part = _PARTS[by]
    families: Families = dict.fromkeys(
        FAMILIES[part].operations, (BILLING, part, *((TEAMS,) if by == "team" else ()))
    )
    others = [each for each in selection.entities if each.kind not in families]
    if others:
        raise UnanswerableError(
            f"cost --by {by} is for enterprises: GitHub bills cost centers to an enterprise; leave {others[0]} out"
        )
    try:
        scope = scope_of(connect, selection, families)
    except UnanswerableError as error:
        raise UnanswerableError(f"{error}{_HINTS[by]}") from None
    if not any(scope.coverage.days_in(place, part, WITH_ROWS) for place in scope.places):
        raise UnanswerableError(f"the lake has no {part} of {scope.where}{_HINTS[by]}")
    return scope


_USERS_HINT: Final = (
    f"; the bill of an entity names no people: run `copilot-metrics sync --family {BILLING} --family {BILLING_USERS}`, "
    "which requests the bill of each person"
)
_HINTS: Final[dict[By, str]] = {
    "user": _USERS_HINT,
    "team": _USERS_HINT,
    "cost-center": "; the bill of an entity names no cost centers: run `copilot-metrics sync --cost-center ID`, which "
    "requests the bill of each",
}


def _days_of(scope: Scope, place: Place, families: list[str]) -> list[datetime.date]:
    """Returns the days on which all of these are known."""
    found = [set(scope.coverage.days_in(place, family, ANSWERED)) for family in families]
    return sorted(set.intersection(*found))


def _prepare(scope: Scope, families: list[str]) -> None:
    """Creates `known_days`: the days on which the bill and its parts are known."""
    scope.connection.execute(
        "CREATE OR REPLACE TEMP TABLE known_days (host VARCHAR, kind VARCHAR, entity VARCHAR, report_day DATE)"
    )
    days = [
        [place.host, place.kind, place.entity, day]
        for place in scope.places
        for day in _days_of(scope, place, families)
    ]
    if days:
        scope.connection.executemany("INSERT INTO known_days VALUES (?, ?, ?, ?)", days)
    for name, family in (("bill", families[0]), ("part", families[1])):
        scope.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {scope.rows(family.replace('-', '_'))} "
            f"SEMI JOIN known_days USING ({PLACE_SQL}, report_day)"
        )
    if TEAMS in families:
        scope.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW member AS SELECT {PLACE_SQL}, report_day, user_id, team_id, "
            f"arg_max(slug, report_day) AS slug FROM {scope.rows('user_teams_1_day')} "
            f"SEMI JOIN known_days USING ({PLACE_SQL}, report_day) "
            "WHERE user_id IS NOT NULL AND team_id IS NOT NULL GROUP BY ALL"
        )


def _gap_notes(scope: Scope, families: list[str]) -> list[str]:
    """Returns notes on billed days that do not count, because a part of them is unknown."""
    notes = []
    for place in scope.places:
        known = set(_days_of(scope, place, families))
        billed = scope.coverage.days_in(place, families[0], WITH_ROWS)
        if alone := [day for day in billed if day not in known]:
            names = " and ".join(families[1:])
            notes.append(
                f"gap in {place}: a bill but no {names} on {ranges(alone)}; these days do not count"
            )
    return notes


def _key_notes(scope: Scope, by: By) -> list[str]:
    if by == "cost-center":
        return []
    effect = "and are in no user's figures"
    return keyless_notes(scope, BILLING_USERS.replace("-", "_"), ["user_id"], effect)


@attrs.frozen(kw_only=True)
class _Cut:
    """The rows of the result."""

    columns: tuple[Column, ...]
    sql: str
    order: str
    notes: tuple[str, ...] = ()


def _answer(scope: Scope, by: By, cut: _Cut, sql: str, notes: list[str]) -> Answer:
    columns = (*place_columns(), *cut.columns, Column("unit_type"), *_FIGURES)
    names = ", ".join(column.name for column in columns)
    table = run(
        scope,
        f"SELECT {names} FROM ({sql}) ORDER BY {PLACE_SQL}, {cut.order}, unit_type",
    )
    everything = [
        *scope.coverage.notes(),
        *notes,
        (
            "quantities are units of unit_type (credits or requests), amounts are US dollars: gross is the usage, "
            "discount what the seats include, net the bill"
        ),
        "a bill is not the sum of ai_credits_used: see copilot-metrics credits for the metric",
        "amounts of recent days may still change",
        *_entity_notes(scope.places),
    ]
    what = "Cost" if by == "entity" else f"Cost by {by.replace('-', ' ')}"
    title = f"{what} of {scope.where}"
    return Answer(title, columns, table, tuple(everything), window=scope.window)


def _entity_notes(places: tuple[Place, ...]) -> list[str]:
    if len({place.kind for place in places}) < 2:
        return []
    return ["entities do not add up: the bill of an enterprise includes its organizations"]


def _parts_sql(keys: str, part: str, scope: str, rest: str) -> str:
    """SQL of the parts of a bill, of what belongs to none of them (`rest`), and of the total."""
    nulls = ", ".join(f"NULL AS {name}" for name in keys.split(", "))
    by = f"GROUP BY {PLACE_SQL}, unit_type"
    return f"""
SELECT {PLACE_SQL}, '{scope}' AS scope, {part}, unit_type, {_SUMS} FROM part
GROUP BY {PLACE_SQL}, {keys.split(", ", maxsplit=1)[0]}, unit_type
UNION ALL
SELECT t.host, t.kind, t.entity, '{rest}', {nulls}, t.unit_type, {_REST}
FROM (SELECT {PLACE_SQL}, unit_type, {_SUMS} FROM bill {by}) AS t
LEFT JOIN (SELECT {PLACE_SQL}, unit_type, {_SUMS} FROM part {by}) AS p
    USING ({PLACE_SQL}, unit_type)
UNION ALL
SELECT {PLACE_SQL}, 'total', {nulls}, unit_type, {_SUMS} FROM bill {by}
"""  # built from constants


def _whole_sql(shown: str, keys: str = "") -> str:
    """SQL of the groups of a whole bill; `{rows}` is to be replaced."""
    groups = ", ".join(filter(None, (PLACE_SQL, keys, "unit_type")))
    return f"SELECT {PLACE_SQL}, {shown}, unit_type, {_SUMS} FROM {{rows}} GROUP BY {groups}"


_USERS_SQL: Final = _parts_sql(
    "user_id, user_login",
    "user_id, arg_max(user_login, report_day) AS user_login",
    "user",
    "unattributed",
)
_TEAMS_SQL: Final = f"""
WITH members AS (SELECT DISTINCT {PLACE_SQL}, report_day, user_id FROM member)
SELECT {PLACE_SQL}, 'team' AS scope, team_id, arg_max(slug, report_day) AS slug, unit_type, {_SUMS}
FROM part JOIN member USING ({PLACE_SQL}, report_day, user_id)
GROUP BY {PLACE_SQL}, team_id, unit_type
UNION ALL
SELECT {PLACE_SQL}, 'no team', NULL, NULL, unit_type, {_SUMS}
FROM part ANTI JOIN members USING ({PLACE_SQL}, report_day, user_id)
GROUP BY {PLACE_SQL}, unit_type
UNION ALL
SELECT {PLACE_SQL}, scope, NULL, NULL, unit_type, {", ".join((*_QUANTITIES, *_AMOUNTS))}
FROM ({_USERS_SQL}) WHERE scope != 'user'
"""  # built from constants
_LAST: Final = "scope = 'total', scope = '{}'"
_NOBODY: Final = (
    "scope = unattributed is the part of the bill that belongs to no person with a seat, such as reviews that a rule "
    "requested and people who have left"
)
_CUTS: Final[dict[By, _Cut]] = {
    "model": _Cut(
        columns=(Column("product"), Column("sku"), Column("model")),
        sql=_whole_sql("product, sku, model", "product, sku, model"),
        order="net_amount DESC, product, sku, model",
    ),
    "day": _Cut(
        columns=(Column("report_day"),),
        sql=_whole_sql("report_day", "report_day"),
        order="report_day",
    ),
    "entity": _Cut(
        columns=(Column("days", "days"),),
        sql=_whole_sql("count(DISTINCT report_day) AS days"),
        order="days",
    ),
    "user": _Cut(
        columns=(Column("scope"), Column("user_id"), Column("user_login")),
        sql=_USERS_SQL,
        order=f"{_LAST.format('unattributed')}, net_amount DESC, user_login, user_id",
        notes=(_NOBODY,),
    ),
    "team": _Cut(
        columns=(Column("scope"), Column("team_id"), Column("slug")),
        sql=_TEAMS_SQL,
        order=f"{_LAST.format('unattributed')}, scope = 'no team', net_amount DESC, slug, team_id",
        notes=(
            (
                "teams are those of each day: a member of several teams counts in each, so teams do not add up to the "
                "total; scope = no team has people without a team, and members of teams with fewer than five seats"
            ),
            _NOBODY,
        ),
    ),
    "cost-center": _Cut(
        columns=(Column("scope"), Column("cost_center"), Column("cost_center_name")),
        sql=_parts_sql(
            "cost_center, cost_center_name",
            "cost_center, arg_max(cost_center_name, report_day) AS cost_center_name",
            "cost center",
            "other",
        ),
        order=f"{_LAST.format('other')}, net_amount DESC, cost_center",
        notes=(
            (
                "cost_center = none is what belongs to no cost center; scope = other is what belongs to cost centers "
                "that no sync requested with --cost-center"
            ),
        ),
    ),
}
