"""The result of a question: a table, the units of its columns, and notes."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import unquote

import attrs


@attrs.frozen
class Column:
    """A column of a result."""

    name: str
    unit: str | None = None
    """The unit; `ratio` is a share of 1. None for names, ids and days."""
    is_verbatim: bool = False
    """Whether the heading is the unchanged name, because the user chose it."""


@attrs.frozen
class Answer:
    """The result of a question."""

    title: str
    columns: tuple[Column, ...]
    table: Any = attrs.field(repr=False)
    """A `pyarrow.Table`; unknown values are null, never 0."""
    notes: tuple[str, ...] = ()
    window: tuple[datetime.date, datetime.date] | None = None
    """The first and the last day; None for results without a window, such as those of `sql`."""

    def __attrs_post_init__(self) -> None:
        if [column.name for column in self.columns] != self.table.column_names:
            raise ValueError(f"{self.title}: the columns do not match the table")


def with_plain_hosts(answer: Answer) -> Answer:
    """Decodes hosts, which are percent-encoded in the lake."""
    names = answer.table.column_names
    if "host" not in names:
        return answer
    import pyarrow as pa

    place = names.index("host")
    hosts = answer.table.column(place).to_pylist()
    plain = pa.array([None if host is None else unquote(host) for host in hosts], pa.string())
    return attrs.evolve(answer, table=answer.table.set_column(place, "host", plain))
