"""What an answer is: a table, what its columns mean, and what one must know to read it rightly."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import attrs


@attrs.frozen
class Column:
    """A column of an answer."""

    name: str
    unit: str | None = None
    """What is counted or measured; `ratio` is a share of 1. None for names, ids and days."""
    is_verbatim: bool = False
    """Whether its heading is its name as it is, because it was given by whoever asked."""


@attrs.frozen
class Answer:
    """The answer to a question; how it is shown is another matter."""

    title: str
    columns: tuple[Column, ...]
    table: Any = attrs.field(repr=False)
    """A `pyarrow.Table`; what no row knows is null there, never 0."""
    notes: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if [column.name for column in self.columns] != self.table.column_names:
            raise ValueError(f"{self.title}: the table has other columns than it says")


def with_plain_hosts(answer: Answer) -> Answer:
    """An answer with hosts as people write them: in the lake they are percent-encoded, as parts of paths."""
    names = answer.table.column_names
    if "host" not in names:
        return answer
    import pyarrow as pa

    place = names.index("host")
    hosts = answer.table.column(place).to_pylist()
    plain = pa.array([None if host is None else unquote(host) for host in hosts], pa.string())
    return attrs.evolve(answer, table=answer.table.set_column(place, "host", plain))
