"""A chart of the first rows of a table, as horizontal bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from . import charts
from .model import Chart
from .words import Row

MOST_BARS: Final = 15


def ranking(
    label: str,
    unit: str,
    rows: Sequence[Row],
    nouns: str,
    name: Callable[[Row], str],
    values: Callable[[Row], tuple[Any, Any]],
    text: Callable[[Row], tuple[str, str]],
    *legend: tuple[str, str],
) -> tuple[tuple[Chart, ...], tuple[str, ...]]:
    """Returns the chart, none without rows, and a caution if it does not show all of them.

    Args:
        label: What the chart shows.
        unit: The title of the axis.
        rows: The rows, in order.
        nouns: The plural noun for the rows.
        name: Returns the name of a row.
        values: Returns its figure, and the highlighted part of it.
        text: Returns the text at its bar, and a shorter form for a narrow page.
        legend: The meaning of the colors.
    """
    shown = rows[:MOST_BARS]
    if not shown:
        return (), ()
    chart = charts.shares(
        label,
        unit,
        [name(row) for row in shown],
        [_number(values(row)[0]) for row in shown],
        [_number(values(row)[1]) for row in shown],
        [text(row) for row in shown],
        *legend,
    )
    hidden = len(rows) > len(shown)
    caution = (
        f"the chart shows the first {len(shown)} of {len(rows)} {nouns}; the table has the others"
    )
    return (chart,), ((caution,) if hidden else ())


def _number(value: Any) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(value)
