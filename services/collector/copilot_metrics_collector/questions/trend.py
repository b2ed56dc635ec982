"""Adds a figure of each day to the rows of a result, which a terminal draws as a spark line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from .answer import Answer, Column
from .place import Place
from .selection import Scope
from .sums import PLACE, PLACE_SQL

TREND: Final = "trend"
"""The name and the unit of the column: a list of one number per day, null for unknown days."""


@attrs.frozen(kw_only=True)
class Trend:
    """The figure of a trend, and its source."""

    rows: str
    """SQL of the ungrouped rows, with `report_day`."""
    keys: tuple[str, ...]
    """The columns that, with the entity, identify a row of the result."""
    figure: str
    """SQL of the figure of the rows of one day."""
    text: str
    """The name of the figure in a note."""
    families: Callable[[Place], tuple[str, ...]]
    """The reports that decide which days are known."""


def with_trend(answer: Answer, scope: Scope, trend: Trend) -> Answer:
    """Returns the result with the column `trend` if the selection has one, else unchanged.

    A known day without rows is 0; a missing day, and a day whose rows lack the figure, is null.
    """
    if not scope.with_trend or scope.days < 2:
        return answer
    import pyarrow as pa

    keys = (*PLACE, *trend.keys)
    names = ", ".join((PLACE_SQL, *trend.keys, "report_day"))
    found = {
        tuple(key): value
        for *key, value in scope.connection.execute(
            f"SELECT {names}, ({trend.figure})::DOUBLE FROM {trend.rows} GROUP BY {names}"
        ).fetchall()
    }
    known = {
        (place.host, place.kind, place.entity): frozenset(
            scope.coverage.known_days(place, trend.families(place))
        )
        for place in scope.places
    }
    days = scope.coverage.days
    values = [
        [
            found.get((*key, day), 0.0) if day in known.get(key[: len(PLACE)], ()) else None
            for day in days
        ]
        for key in zip(*(answer.table.column(name).to_pylist() for name in keys), strict=True)
    ]
    column = pa.array(values, pa.list_(pa.float64()))
    return attrs.evolve(
        answer,
        columns=(*answer.columns, Column(TREND, TREND)),
        table=answer.table.append_column(TREND, column),
        notes=(*answer.notes, f"trend: {trend.text}, from {scope.first} to {scope.last}"),
    )


def of_families(*names: str) -> Callable[[Place], tuple[str, ...]]:
    """Returns a function for `Trend.families`: the same reports for every entity."""
    return lambda _: names


def entity_totals(place: Place) -> tuple[str, ...]:
    """Returns the report with the totals of an entity."""
    return (f"{place.kind}-1-day",)
