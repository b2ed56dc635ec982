"""Gauges from the results of questions: one per numeric column, labelled by the columns that identify a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs
from copilot_usage_metrics.escaping import escape_text

from ..questions.spans import PERIODS

if TYPE_CHECKING:
    from ..questions.answer import Answer, Column
    from ..questions.catalog import Question

PREFIX: Final = "copilot_metrics"
WINDOW: Final = "window"
"""The label with the length of the window: `1d`, `28d`."""
_SUFFIXES: Final = re.compile(r"_(count|sum|total|bucket|info)$")
"""Suffixes that Prometheus reserves for other types of metrics."""
_LEFT_OUT: Final = ("days", "days of users")
"""Units of columns that are about the window rather than about Copilot."""
_MINUTES: Final = 60
EMPTY: Final = "(empty)"
"""An empty text as a label. Prometheus does not distinguish an empty label from a missing one, which is null."""


@attrs.frozen
class Gauge:
    """A metric with its samples."""

    name: str
    help: str
    labels: tuple[str, ...]
    samples: dict[tuple[str, ...], float] = attrs.field(factory=dict)
    """By the values of the labels."""


def metric_name(question: Question, rows: str, column: Column) -> str:
    """Returns the name of a column's gauge, such as `copilot_metrics_team_active_users`."""
    subject = rows if question.name == f"{rows}s" else f"{question.name}_{rows}"
    base = _SUFFIXES.sub("", column.name)
    if column.unit == "minutes":  # Prometheus uses base units
        base = base.replace("minutes", "seconds")
    return f"{PREFIX}_{subject}_{base}".replace("-", "_")


def gauges_of(question: Question, rows: str, answer: Answer, window: int) -> Iterator[Gauge]:
    """Yields a gauge for each figure of a result. Unknown values have no sample."""
    identifying = [column.name for column in answer.columns if _is_label(answer, column)]
    values = [column for column in answer.columns if _is_value(answer, column)]
    records = answer.table.to_pylist()
    labels = [
        (*(label_text(record[name]) for name in identifying), f"{window}d") for record in records
    ]
    for column in values:
        factor = _MINUTES if column.unit == "minutes" else 1
        unit = "seconds" if column.unit == "minutes" else column.unit
        gauge = Gauge(
            metric_name(question, rows, column),
            f"{column.name.replace('_', ' ')} by {rows} within the window; unit: {unit}",
            (*identifying, WINDOW),
        )
        for key, record in zip(labels, records, strict=True):
            value = record[column.name]
            if value is not None:
                gauge.samples.setdefault(key, float(value) * factor)
        yield gauge


def label_text(value: Any) -> str:
    """Returns a value as a label; invisible characters are escaped."""
    if value is None:
        return ""
    return escape_text(str(value)) or EMPTY


def merged(gauges: Iterable[Gauge]) -> list[Gauge]:
    """Returns one gauge per name, with the samples of all windows, sorted by name."""
    found: dict[str, Gauge] = {}
    for gauge in gauges:
        found.setdefault(gauge.name, gauge).samples.update(gauge.samples)
    return [found[name] for name in sorted(found)]


def rows_to_export(question: Question, *, users: bool) -> Mapping[str, Any]:
    """Returns the kinds of rows that have gauges: those of `metric_rows`, and people if wanted."""
    return {
        name: rows
        for name, rows in question.rows.items()
        if (name in question.metric_rows and name not in PERIODS and not rows.is_personal)
        or (users and rows.is_personal and name == next(iter(question.rows)))
    }


def _is_label(answer: Answer, column: Column) -> bool:
    import pyarrow.types as types

    kind = answer.table.schema.field(column.name).type
    return column.unit is None and (types.is_string(kind) or types.is_integer(kind))


def _is_value(answer: Answer, column: Column) -> bool:
    import pyarrow.types as types

    kind = answer.table.schema.field(column.name).type
    is_number = types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind)
    return bool(is_number) and column.unit is not None and column.unit not in _LEFT_OUT
