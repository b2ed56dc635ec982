"""Formats figures as text, and results as tables of a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

import attrs
from copilot_usage_metrics.escaping import escape_text

from ..days import ranges
from ..display.tables import cell_text
from ..questions.answer import Answer, Column
from ..questions.semantic_changes import CHANGES, Change, Subject
from .model import Heading, Table

MOST_ROWS: Final = 60
"""Rows of a table on the page."""
MOST_NAME: Final = 60
"""Characters of a name in a chart; the table next to it has more."""
UNKNOWN: Final = "–"
_UNITS: Final = {"users": "people", "ratio": None, "days of users": "people × days"}
"""The units on a page that differ from those of the result."""

Row = Mapping[str, Any]


def number(value: float | Decimal | None) -> str:
    """A count with separators."""
    return UNKNOWN if value is None else f"{value:,.0f}"


def money(value: float | Decimal | None) -> str:
    """An amount with two decimals."""
    return UNKNOWN if value is None else f"{value:,.2f}"


def quantity(value: float | Decimal | None) -> str:
    """A sum of parts of units, such as credits: with decimals as long as they matter."""
    return money(value) if value is not None and -100 < value < 100 else number(value)


def percent(part: float | Decimal | None, whole: float | Decimal | None) -> str:
    """A share, or a dash if the denominator is missing or 0."""
    return UNKNOWN if part is None or not whole else f"{float(part) / float(whole):.1%}"


def ratio(value: float | None) -> str:
    """A ratio as percent."""
    return UNKNOWN if value is None else f"{value:.1%}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count and its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(value: datetime.date) -> str:
    """A day with its weekday: Thu 1 Oct 2026."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def chart_name(text: str | None) -> str:
    """A name from the lake for a chart: shortened, with every character visible."""
    return UNKNOWN if text is None else escape_text(text, MOST_NAME) or "(empty)"


def team_name(row: Row) -> str:
    """The name of a row's team in a chart: its number, if it has no name."""
    return f"team {row['team_id']}" if row["slug"] is None else chart_name(row["slug"])


def rows_of(answer: Answer) -> list[Row]:
    """The rows of a result as plain mappings."""
    found: list[Row] = answer.table.to_pylist()
    return found


def table_of(
    answer: Answer, rows: Sequence[Row], headings: Mapping[str, str], caption: str, more: str
) -> Table:
    """Some columns of a result as a table.

    Args:
        answer: The result, for the units.
        rows: The rows of the result, or some of them.
        headings: The heading of each column that is shown, by its name. Names that the result lacks are left out.
        caption: The caption.
        more: The command that prints all rows.
    """
    columns = {column.name: column for column in answer.columns}
    names = [name for name in headings if name in columns]
    kinds = {name: answer.table.schema.field(name).type for name in names}
    shown = rows[:MOST_ROWS]
    hidden = len(rows) - len(shown)
    return Table(
        caption,
        tuple(Heading(headings[name], _unit(columns[name]), _kind(kinds[name])) for name in names),
        tuple(tuple(cell_text(row[name], columns[name]) for name in names) for row in shown),
        f"{counted(hidden, 'more row')}: {more}" if hidden else None,
    )


def with_column(table: Table, heading: Heading, values: Sequence[float | None]) -> Table:
    """A table with one more column of counts; values beyond its rows are left out."""
    rows = (
        (*row, number(value))
        for row, value in zip(table.rows, values[: len(table.rows)], strict=True)
    )
    return attrs.evolve(table, headings=(*table.headings, heading), rows=tuple(rows))


def changes(
    first: datetime.date, last: datetime.date, subjects: Iterable[Subject]
) -> tuple[list[tuple[datetime.date, str]], list[str]]:
    """The days within a window on which figures changed their meaning: marks for a chart, and their explanations."""
    found = [
        change
        for change in CHANGES
        if first < change.day <= last and change.subjects & frozenset(subjects)
    ]
    letters = [chr(ord("A") + at) for at in range(len(found))]
    marks = [(change.day, letter) for change, letter in zip(found, letters, strict=True)]
    texts = [
        f"{letter}: {_in_words(change)}" for change, letter in zip(found, letters, strict=True)
    ]
    return marks, texts


def unmarked_changes(
    first: datetime.date, last: datetime.date, subjects: Iterable[Subject]
) -> list[str]:
    """What `changes` explains, for a chart without days."""
    return [text.partition(": ")[2] for text in changes(first, last, subjects)[1]]


def _in_words(change: Change) -> str:
    return f"the meaning changed on {change.day}: {change.text}. Compare no figure across this day."


def missing(days: Sequence[datetime.date], what: str) -> list[str]:
    """A caution about unknown days."""
    if not days:
        return []
    is_one = len(days) == 1
    gaps = (
        "has no figure and is shown as a gap" if is_one else "have no figures and are shown as gaps"
    )
    return [f"{counted(len(days), 'day')} {gaps}, not as 0 ({what}): {ranges(days)}"]


def _unit(column: Column) -> str | None:
    return None if column.unit is None else _UNITS.get(column.unit, column.unit)


def _kind(kind: Any) -> Literal["number", "day", "text"]:
    import pyarrow.types as types

    if types.is_date(kind):
        return "day"
    is_number = types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind)
    return "number" if is_number else "text"
