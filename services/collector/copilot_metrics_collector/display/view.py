"""Selects columns, sorts and limits the rows of a result."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

import attrs

from ..exits import UsageError
from ..questions.answer import Answer

_LAST_SCOPES: Final = ("no team", "unattributed", "other", "total")
"""Values of the column `scope` in rows that follow all others: totals, and figures that belong to no other row."""
_ORDERS: Final = {"asc": "ascending", "desc": "descending"}


@attrs.frozen
class View:
    """The columns and rows to show. Default: all, in the result's order."""

    columns: tuple[str, ...] = ()
    """Column names in display order; empty for all."""
    sort: str | None = None
    """`NAME`, `NAME:asc` or `NAME:desc`; without an order, numbers and days descend and texts ascend."""
    limit: int | None = None
    """Maximum number of rows, not counting totals."""
    is_wide: bool = False
    """Whether a table shows every column, whatever its width."""


def apply_view(answer: Answer, view: View) -> Answer:
    """Returns the result with the rows and columns of a view; a note counts hidden rows.

    Raises:
        UsageError: A column or sort order is unknown.
    """
    names = [column.name for column in answer.columns]
    chosen = [_known(name, names, "--columns") for name in view.columns]
    table = answer.table
    if view.sort is not None:
        table = _sorted(table, view.sort, names)
    notes = answer.notes
    table, hidden = _limited(table, view.limit)
    if hidden:
        rows = "row" if hidden == 1 else "rows"
        notes = (
            f"… and {hidden:,} more {rows}: use --all or --limit N",
            *notes,
        )
    columns = answer.columns
    if chosen:
        by_name = {column.name: column for column in columns}
        columns = tuple(by_name[name] for name in dict.fromkeys(chosen))
        table = table.select([column.name for column in columns])
    return attrs.evolve(answer, columns=columns, table=table, notes=notes)


def _sorted(table: Any, sort: str, names: Sequence[str]) -> Any:
    import pyarrow as pa

    pc = _compute()

    name, order = sort, None
    if sort not in names and ":" in sort:
        name, _, order = sort.rpartition(":")
        if order not in _ORDERS:
            raise UsageError(
                f"--sort {sort}: unknown order {order!r}; expected {name}:asc or {name}:desc"
            )
    name = _known(name, names, "--sort")
    kind = table.schema.field(name).type
    if pa.types.is_nested(kind):
        raise UsageError(f"--sort {name}: lists and objects cannot be sorted")
    if pa.types.is_dictionary(kind):  # an ENUM of SQL
        kind = kind.value_type
        table = table.set_column(names.index(name), name, table.column(name).cast(kind))
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    order = order or ("asc" if is_text else "desc")
    totals = _total_mask(table)
    body = table if totals is None else table.filter(pc.invert(totals))
    # stable: equal values keep their order
    body = body.append_column("\0row", pa.array(range(body.num_rows), pa.int64()))
    keys = [(name, _ORDERS[order]), ("\0row", "ascending")]
    try:
        body = body.take(pc.sort_indices(body, sort_keys=keys))
    except (pa.ArrowTypeError, pa.ArrowNotImplementedError, pa.ArrowInvalid):
        raise UsageError(f"--sort {name}: values of type {kind} cannot be sorted") from None
    body = body.drop_columns(["\0row"])
    return body if totals is None else pa.concat_tables([body, table.filter(totals)])


def _limited(table: Any, limit: int | None) -> tuple[Any, int]:
    import pyarrow as pa

    pc = _compute()

    totals = _total_mask(table)
    body = table if totals is None else table.filter(pc.invert(totals))
    if limit is None or body.num_rows <= limit:
        return table, 0
    shown = body.slice(0, limit)
    if totals is not None:
        shown = pa.concat_tables([shown, table.filter(totals)])
    return shown, body.num_rows - limit


def _compute() -> Any:
    """Arrow's compute functions, which are mostly created at import and invisible to type checkers."""
    import pyarrow.compute

    return pyarrow.compute


def _total_mask(table: Any) -> Any:
    """Returns the mask of rows that follow all others, or None if there are none."""
    import pyarrow as pa

    pc = _compute()

    if "scope" not in table.column_names or not pa.types.is_string(
        table.schema.field("scope").type
    ):
        return None
    return pc.is_in(table.column("scope"), value_set=pa.array(_LAST_SCOPES))


def _known(name: str, names: Sequence[str], option: str) -> str:
    plain = name.strip()
    for candidate in (plain, plain.replace(" ", "_").replace("-", "_")):
        if candidate in names:
            return candidate
    close = get_close_matches(plain, names, n=1, cutoff=0.5)
    hint = f"; did you mean {close[0]}?" if close else f"; expected one of: {', '.join(names)}"
    raise UsageError(f"{option}: unknown column {plain!r}{hint}")
