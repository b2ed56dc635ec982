"""Bills: the quantities and amounts that GitHub bills, by model, team, user, day or cost center."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

import attrs

from ..days import ranges
from ..exits import UnanswerableError
from ..lake.manifest import WITH_ROWS
from ..units import BILLING, BILLING_COST_CENTERS, BILLING_USERS, FAMILIES
from .answer import Answer, Column
from .place import Place
from .selection import Connect, Families, Scope, Selection, need_users, reading, scope_of
from .sums import PLACE_SQL, fill, keyless_notes, place_columns, run
from .teams import TEAMS, renamed_notes
from .trend import Trend, of_families, with_trend

By: TypeAlias = Literal["model", "team", "user", "day", "cost-center", "entity"]
_QUANTITIES: Final = ("gross_quantity", "discount_quantity", "net_quantity")
_AMOUNTS: Final = ("gross_amount", "discount_amount", "net_amount")
_FIGURES: Final = (
    *(Column(name, "units") for name in _QUANTITIES),
    *(Column(name, "USD") for name in _AMOUNTS),
)
_NAMES: Final = (*_QUANTITIES, *_AMOUNTS)
_SUMS: Final = ", ".join(f"sum({name}) AS {name}" for name in _NAMES)
_PARTS: Final[dict[By, str]] = {
    "user": BILLING_USERS,
    "team": BILLING_USERS,
    "cost-center": BILLING_COST_CENTERS,
}
"""The family of a part of the bill. GitHub's bill of an entity has lines by product and model only."""


def cost(connect: Connect, selection: Selection, by: By = "model") -> Answer:
    """Returns one row per group and unit of the bill.

    If the groups are parts of a bill, such as people, there is also a row for usage that belongs to none of them, and a
    row for the total; `scope` distinguishes them.

    Raises:
        UnanswerableError: There are no bills, or not in these parts.
        LakeError: The lake cannot be read.
    """
    if by in ("user", "team"):
        need_users(selection, "cost --by model, day or cost-center is available")
    cut = _CUTS[by]
    if by not in _PARTS:
        scope = scope_of(connect, selection, reading(FAMILIES[BILLING]))
        return _answer(scope, by, cut, scope.rows(BILLING), (BILLING,), cut.notes)
    scope = _open_parts(connect, selection, by)
    families = (BILLING, _PARTS[by], *((TEAMS,) if by == "team" else ()))
    _prepare(scope, families)
    notes = [
        *_gap_notes(scope, families),
        *cut.notes,
        *(renamed_notes(scope) if by == "team" else ()),
        *_key_notes(scope, by),
    ]
    return _answer(scope, by, cut, cut.rows, families, notes)


def _open_parts(connect: Connect, selection: Selection, by: By) -> Scope:
    part = _PARTS[by]
    families: Families = dict.fromkeys(
        FAMILIES[part].operations, (BILLING, part, *((TEAMS,) if by == "team" else ()))
    )
    others = [each for each in selection.entities if each.kind not in families]
    if others:
        raise UnanswerableError(
            f"cost --by {by} is for enterprises: GitHub bills cost centers to an enterprise; remove {others[0]}"
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


def _prepare(scope: Scope, families: Sequence[str]) -> None:
    """Creates `known_days`: the days on which the bill and its parts are known."""
    days = (
        (each, day) for each in scope.places for day in scope.coverage.known_days(each, families)
    )
    fill(scope, "known_days", "report_day DATE", days)
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


def _gap_notes(scope: Scope, families: Sequence[str]) -> list[str]:
    """Returns notes on billed days that do not count, because a part of them is unknown."""
    notes = []
    for place in scope.places:
        known = set(scope.coverage.known_days(place, families))
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
    effect = "in no user's figures"
    return keyless_notes(scope, BILLING_USERS.replace("-", "_"), ["user_id"], effect)


@attrs.frozen(kw_only=True)
class _Cut:
    """The rows of the result."""

    columns: tuple[Column, ...]
    keys: tuple[str, ...] = ()
    shown: str
    """SQL of the columns."""
    order: str
    rows: str = ""
    """SQL of the rows of a bill that is split into parts."""
    notes: tuple[str, ...] = ()


def _answer(
    scope: Scope, by: By, cut: _Cut, rows: str, families: Sequence[str], notes: Iterable[str]
) -> Answer:
    columns = (*place_columns(), *cut.columns, Column("unit_type"), *_FIGURES)
    keys = (*cut.keys, "unit_type")
    table = run(
        scope,
        f"SELECT {PLACE_SQL}, {cut.shown}, unit_type, {_SUMS} FROM {rows} "
        f"GROUP BY {PLACE_SQL}, {', '.join(keys)} ORDER BY {PLACE_SQL}, {cut.order}, unit_type",
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
    answer = Answer(title, columns, table, tuple(everything), window=scope.window)
    if by == "day":
        return answer
    trend = Trend(
        rows=rows,
        keys=keys,
        figure="sum(net_amount)",
        text="net_amount of each day",
        families=of_families(*families),
    )
    return with_trend(answer, scope, trend)


def _entity_notes(places: tuple[Place, ...]) -> list[str]:
    if len({place.kind for place in places}) < 2:
        return []
    return ["entities do not add up: the bill of an enterprise includes its organizations"]


def _parts_sql(scope: str, keys: str, rest: str) -> str:
    """SQL: the rows of the parts of a bill, of the usage that belongs to none of them (`rest`), and of the total."""
    nulls = ", ".join("NULL" for _ in keys.split(", "))
    about, figures = f"{PLACE_SQL}, report_day", ", ".join(_NAMES)
    minus = ", ".join(f"-{name}" for name in _NAMES)
    return f"""
SELECT {about}, '{scope}' AS scope, {keys}, unit_type, {figures} FROM part
UNION ALL SELECT {about}, '{rest}', {nulls}, unit_type, {figures} FROM bill
UNION ALL SELECT {about}, '{rest}', {nulls}, unit_type, {minus} FROM part
UNION ALL SELECT {about}, 'total', {nulls}, unit_type, {figures} FROM bill
"""  # built from constants


_USERS_SQL: Final = f"({_parts_sql('user', 'user_id, user_login', 'unattributed')})"
_TEAMS_SQL: Final = f"""(
SELECT {PLACE_SQL}, report_day, CASE WHEN team_id IS NULL THEN 'no team' ELSE 'team' END AS scope, team_id, slug,
    unit_type, {", ".join(_NAMES)}
FROM part LEFT JOIN member USING ({PLACE_SQL}, report_day, user_id)
UNION ALL SELECT * FROM {_USERS_SQL} WHERE scope != 'user'
)"""  # built from constants
_LAST: Final = "scope = 'total', scope = '{}'"
_NOBODY: Final = (
    "scope = unattributed is the part of the bill that belongs to no person with a seat, such as reviews that a rule "
    "requested and people who have left"
)
_CUTS: Final[dict[By, _Cut]] = {
    "model": _Cut(
        columns=(Column("product"), Column("sku"), Column("model")),
        keys=("product", "sku", "model"),
        shown="product, sku, model",
        order="net_amount DESC, product, sku, model",
    ),
    "day": _Cut(
        columns=(Column("report_day"),),
        keys=("report_day",),
        shown="report_day",
        order="report_day",
    ),
    "entity": _Cut(
        columns=(Column("days", "days"),),
        shown="count(DISTINCT report_day) AS days",
        order="days",
    ),
    "user": _Cut(
        columns=(Column("scope"), Column("user_id"), Column("user_login")),
        keys=("scope", "user_id"),
        shown="scope, user_id, arg_max(user_login, report_day) AS user_login",
        order=f"{_LAST.format('unattributed')}, net_amount DESC, user_login, user_id",
        rows=_USERS_SQL,
        notes=(_NOBODY,),
    ),
    "team": _Cut(
        columns=(Column("scope"), Column("team_id"), Column("slug")),
        keys=("scope", "team_id"),
        shown="scope, team_id, arg_max(slug, report_day) AS slug",
        order=f"{_LAST.format('unattributed')}, scope = 'no team', net_amount DESC, slug, team_id",
        rows=_TEAMS_SQL,
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
        keys=("scope", "cost_center"),
        shown="scope, cost_center, arg_max(cost_center_name, report_day) AS cost_center_name",
        order=f"{_LAST.format('other')}, net_amount DESC, cost_center",
        rows=f"({_parts_sql('cost center', 'cost_center, cost_center_name', 'other')})",
        notes=(
            (
                "cost_center = none is what belongs to no cost center; scope = other is what belongs to cost centers "
                "that no sync requested with --cost-center"
            ),
        ),
    ),
}
