"""SQL for figures that can be added up, and for those that have to be made anew from sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from . import fields
from .answer import Column
from .selection import Place, Scope

PLACE: Final = ("host", "kind", "entity")
PLACE_SQL: Final = ", ".join(PLACE)
FLAGS_SQL: Final[dict[str, str]] = {
    flag: "coalesce(used_copilot_cloud_agent, used_copilot_coding_agent)"
    if flag == "used_copilot_cloud_agent"
    else flag
    for flag in fields.FLAGS
}
"""The users' flags; the cloud agent's has an older name, which says the same."""
COMPLETIONS: Final = {
    "completion_generation_count": fields.GENERATIONS,
    "completion_acceptance_count": fields.ACCEPTANCES,
}
"""The counters of `feature = code_completion`, which alone are about completions."""


def place_columns() -> tuple[Column, ...]:
    """The columns that say whose figures a row has."""
    return (Column("host", brief=False), Column("kind", brief=False), Column("entity"))


def integer(field: str) -> str:
    """The sum of whole numbers; null where no row has one."""
    return f"sum({field})::BIGINT"


def rate(part: str, whole: str) -> str:
    """A ratio of sums; null where there is nothing to divide by."""
    return f"({part})::DOUBLE / nullif({whole}, 0)"


def completion_sql() -> str:
    """The rows' counters of completions, as columns."""
    return ", ".join(
        "list_sum(list_transform(list_filter(totals_by_feature, "
        f"lambda part: part.feature = '{fields.COMPLETION}'), lambda part: part.{field}))::BIGINT AS {name}"
        for name, field in COMPLETIONS.items()
    )


def counter_columns(
    counters: Sequence[str], row_type: str, brief: Sequence[str] = (fields.GENERATIONS,)
) -> tuple[Column, ...]:
    """Counters with their units."""
    return tuple(Column(name, fields.unit_of(row_type, name), name in brief) for name in counters)


def run(scope: Scope, sql: str) -> Any:
    """A `pyarrow.Table`."""
    return scope.connection.sql(sql).to_arrow_table()


def one(scope: Scope, sql: str) -> tuple[Any, ...]:
    """The one row of a query."""
    [row] = scope.connection.execute(sql).fetchall()
    found: tuple[Any, ...] = row
    return found


def missing_notes(scope: Scope, view: str, names: Iterable[str], inside: str = "") -> list[str]:
    """Which counters some rows do not have: these rows add nothing, and that is not 0."""
    wanted = list(names)
    counts = ", ".join(f"count({inside}{name})" for name in wanted)
    rows, *present = one(scope, f"SELECT count(*), {counts} FROM {scope.rows(view)}")
    lacking: dict[int, list[str]] = {}
    for name, number in zip(wanted, present, strict=True):
        if number < rows:
            lacking.setdefault(rows - number, []).append(name)
    return [
        f"{number} of {rows} rows of {view} do not have {', '.join(lacks)}: unknown, which is not 0; "
        "they add nothing"
        for number, lacks in lacking.items()
    ]


def keyless_notes(
    scope: Scope, view: str, keys: Sequence[str], effect: str = "and are in nobody's figures"
) -> list[str]:
    """How many rows nobody can be told to have, because a part of their key is missing."""
    lacks = " OR ".join(f"{key} IS NULL" for key in keys)
    [number] = one(scope, f"SELECT count(*) FROM {scope.rows(view)} WHERE {lacks}")
    if not number:
        return []
    return [f"{number} rows of {view} lack {' or '.join(keys)}, {effect}"]


def several_notes(
    places: Sequence[Place], who: str = "who belongs to several organizations"
) -> list[str]:
    """That entities are not to be added up."""
    if len(places) < 2:
        return []
    note = f"entities do not add up: {who} counts in each"
    if len({place.kind for place in places}) > 1:
        note += "; of an enterprise, its own files tell, where each person counts once"
    return [note]
