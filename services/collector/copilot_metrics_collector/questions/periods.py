"""Answers a question for each day, ISO week or calendar month of a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from ..exits import UnanswerableError
from .answer import Answer, Column
from .selection import Connect, Selection
from .spans import Period, Span, spans
from .sums import PLACE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PERIOD_COLUMNS: Final = (
    Column("period"),
    Column("period_start"),
    Column("period_days", "days"),
)
"""The columns that identify a period: its name, its first calendar day, and its days within the window."""


class Ask(Protocol):
    """A question with all options except the entities and days."""

    def __call__(self, connect: Connect, selection: Selection) -> Answer:
        """Returns the result."""
        ...


def by_period(connect: Connect, selection: Selection, ask: Ask, period: Period) -> Answer:
    """Returns the rows of a question for each day, week or month of the window.

    The question is answered for each period alone, so people are distinct within a period, and ratios are computed
    from the sums of a period. The notes are those of the whole window.

    Args:
        connect: Opens the lake.
        selection: The entities and days. Default window: the last 28 days, 8 weeks or 6 months.
        ask: The question.
        period: The periods.

    Raises:
        UnanswerableError: There is no data.
        LakeError: The lake cannot be read.
    """
    import pyarrow as pa

    opened: list[DuckDBPyConnection] = []

    def remembering(**options: Any) -> DuckDBPyConnection:
        opened.append(connect(**options))
        return opened[-1]

    kept: dict[tuple[str, str], str] = {}
    selection = attrs.evolve(selection, with_trend=False, kept=kept)
    whole = ask(remembering, attrs.evolve(selection, period=period, part="notes"))
    if whole.window is None:
        raise UnanswerableError(f"{whole.title} cannot be split into {period}s")
    parts = spans(*whole.window, period)
    columns = whole.columns
    tables = []
    for span in parts:
        within = attrs.evolve(
            selection,
            since=span.first,
            until=span.last,
            window=None,
            part="rows",
            require_complete=False,
        )
        try:
            # reuse the connection and its cached results for the whole window
            answer = ask(lambda **_: opened[-1], within)
        except (
            UnanswerableError
        ):  # no data in this period: the coverage of the window has the reason
            continue
        if not set(columns) <= set(answer.columns):  # from another source than the whole window
            continue
        if period == "day":  # some figures are available for single days only
            columns = answer.columns
        tables.append(_with_span(answer.table, span))
    columns = (*columns[: len(PLACE)], *PERIOD_COLUMNS, *columns[len(PLACE) :])
    table = pa.concat_tables(
        [_with_span(whole.table.slice(0, 0), parts[0]), *tables], promote_options="permissive"
    ).select([column.name for column in columns])
    return Answer(
        whole.title.replace(" of ", f" by {period} of ", 1),
        columns,
        _sorted(table),
        (*whole.notes, *period_notes(parts)),
        window=whole.window,
    )


def period_notes(parts: Sequence[Span]) -> Iterator[str]:
    """Yields how periods are counted, and which of them the window has only in part."""
    period = parts[0].period
    if period == "week":
        yield "weeks are ISO weeks: Monday to Sunday (UTC)"
    if period == "month":
        yield "months are calendar months (UTC)"
    if len(parts) > 1:
        yield f"people are distinct within a {period}: {period}s do not add up"
    cut = [f"{span.name} has {span.days} of {span.length} days" for span in parts if span.is_cut]
    if cut:
        yield f"the window has only a part of some {period}s, whose figures are too low: {', '.join(cut)}"


def _with_span(table: Any, span: Span) -> Any:
    """Returns the table with the columns of a period in front."""
    import pyarrow as pa

    values = (
        pa.scalar(span.name),
        pa.scalar(span.start, pa.date32()),
        pa.scalar(span.days, pa.int64()),
    )
    for number, (column, value) in enumerate(zip(PERIOD_COLUMNS, values, strict=True)):
        table = table.add_column(number, column.name, pa.repeat(value, table.num_rows))
    return table


def _sorted(table: Any) -> Any:
    """Sorts by entity and period; the rows of a period keep their order."""
    import pyarrow as pa

    keys = zip(*(table.column(name).to_pylist() for name in (*PLACE, "period_start")), strict=True)
    order = [number for _, number in sorted((key, number) for number, key in enumerate(keys))]
    return table.take(pa.array(order, pa.int64()))  # without rows, the type would be unknown
