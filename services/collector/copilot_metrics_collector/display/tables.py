"""Tables for terminals and pipes, and Markdown."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any, Final

from copilot_usage_metrics.escaping import escape_markdown, escape_text, guard_line

from ..questions.answer import Answer, Column
from ..questions.formats import inner_json, plain
from .column_order import by_importance, informative
from .sparks import sparkline

_PADDING: Final = 3
"""Spaces between two columns."""
_EDGES: Final = 2
"""Spaces that the first and the last column save."""
_MIN_COLUMNS: Final = 2
"""Minimum number of columns."""
_TEXT_WIDTH: Final = 24
"""Longer texts may wrap."""
MOST_CELL: Final = 200
"""Maximum characters of a cell or heading; csv, json and parquet have all."""
_ROUNDED: Final = {
    "credits": "credits are",
    "units": "quantities are",
    "USD": "amounts are",
    "money": "costs are",
}
"""Units of decimals that are rounded to hundredths, and how notes name them."""
_RATIO: Final = "ratio"
_TREND: Final = "trend"


def to_markdown(answer: Answer) -> str:
    """Returns a Markdown table with a title and notes."""
    columns, rows = informative(answer), answer.table.to_pylist()
    lines = [
        f"**{escape_markdown(answer.title)}**",
        "",
        "| " + " | ".join(escape_markdown(_heading(column)) for column in columns) + " |",
        "|" + "|".join("---:" if _is_number(answer, column) else "---" for column in columns) + "|",
    ]
    for row in rows:
        cells = (escape_markdown(_shown(row[column.name], column)) for column in columns)
        lines.append("| " + " | ".join(cells) + " |")
    notes = [*answer.notes, *_rounding_notes(answer), *_cut_notes(columns, rows)]
    if notes:
        lines += ["", *(f"- {escape_markdown(note)}" for note in notes)]
    return "\n".join(lines) + "\n"


def to_table(
    answer: Answer, *, width: int | None = None, keep_all: bool = False, color: bool = False
) -> str:
    """Returns a table of aligned columns with notes.

    Args:
        answer: The result.
        width: Maximum width. The least important columns are dropped until the rest fits, and a note
            names them. None shows all columns.
        keep_all: Whether to show every column even if lines exceed `width`, because the user selected them.
        color: Whether to use colours.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = answer.table.to_pylist()
    columns, left_out = _fitting(answer, rows, None if keep_all else width)
    rows = _with_total_labels(answer, columns, rows)
    widths = _widths(answer, columns, rows, width, may_exceed=keep_all)
    table = Table(box=box.SIMPLE, title=None, pad_edge=False, header_style="bold")
    for column, chars in zip(columns, widths, strict=True):
        table.add_column(
            Text(_heading(column)),
            justify="right" if _is_number(answer, column) else "left",
            overflow="fold",
            width=chars,
        )
    for row in rows:
        style = "bold" if row.get("scope") == "total" else None
        table.add_row(*(Text(_shown(row[column.name], column)) for column in columns), style=style)
    text = io.StringIO()
    console = Console(
        file=text,
        width=max(width or 10_000, sum(widths) + _PADDING * len(widths)),
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(escape_text(answer.title), style="bold"), width=width)
    console.print(table)
    if not rows:
        console.print(Text("no rows"))
    notes = [*answer.notes, *_rounding_notes(answer), *_cut_notes(columns, rows)]
    if left_out:
        names = ", ".join(column.name for column in left_out)
        many = "1 column does" if len(left_out) == 1 else f"{len(left_out)} columns do"
        notes.append(f"{many} not fit (use --wide or --columns): {names}")
    for note in notes:
        console.print(Text(escape_text(f"· {note}"), style="dim"), width=width)
    return "\n".join(guard_line(line.rstrip()) for line in text.getvalue().splitlines()) + "\n"


def _with_total_labels(
    answer: Answer, columns: list[Column], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Returns the rows; if the scope column is hidden, totals are labelled in their first empty text cell."""
    shown = {column.name for column in columns}
    if "scope" not in answer.table.column_names or "scope" in shown:
        return rows
    texts = [column.name for column in columns if not _is_number(answer, column)]
    found = []
    for row in rows:
        empty = next((name for name in texts if row[name] is None), None)
        is_named = row["scope"] == "total" and empty is not None
        found.append({**row, empty: "total"} if is_named and empty is not None else row)
    return found


def _shown(value: Any, column: Column) -> str:
    """Formats a value as one line of at most `MOST_CELL` visible characters."""
    return escape_text(cell_text(value, column), MOST_CELL)


def cell_text(value: Any, column: Column) -> str:
    """Returns a value as people read it: rounded, with separators and signs. Nothing is escaped."""
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case float() if column.unit == _RATIO:
            return f"{value:.1%}"
        case float():
            return f"{value:,.2f}"
        case Decimal() if column.unit in _ROUNDED:
            return f"{value:,.2f}"
        case int() if column.unit is not None:
            return f"{value:,}"
        case list() if column.unit == _TREND:
            return sparkline(value)
        case dict() | list():
            return inner_json(value)
        case _:
            return str(plain(value))


def _rounding_notes(answer: Answer) -> list[str]:
    """Returns notes on rounded columns, one for each unit."""
    cents = Decimal("0.01")
    rounded = dict.fromkeys(
        _ROUNDED[column.unit]
        for column in answer.columns
        if column.unit in _ROUNDED
        and any(
            value is not None and value % cents
            for value in answer.table.column(column.name).to_pylist()
        )
    )
    return [f"{each} rounded here; csv, json and parquet have all digits" for each in rounded]


def _cut_notes(columns: list[Column], rows: list[dict[str, Any]]) -> list[str]:
    """Returns a note if cells are truncated."""
    if any(
        len(_shown(row[column.name], column)) == MOST_CELL for row in rows for column in columns
    ):
        return [
            f"cells are truncated after {MOST_CELL} characters; csv, json and parquet have complete texts"
        ]
    return []


def _heading(column: Column) -> str:
    name = column.name if column.is_verbatim else column.name.replace("_", " ")
    return escape_text(name, MOST_CELL)


def _is_number(answer: Answer, column: Column) -> bool:
    import pyarrow.types as types

    kind = answer.table.schema.field(column.name).type
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _fitting(
    answer: Answer, rows: list[dict[str, Any]], width: int | None
) -> tuple[list[Column], list[Column]]:
    """Returns the most important columns that fit, and the others, both in the result's order."""
    columns = list(answer.columns) if width is None else informative(answer)
    if width is None:
        return columns, []
    shown: list[Column] = []
    room = width
    for column in by_importance(columns):
        room -= _least(answer, column, rows) + _PADDING
        if room + _EDGES >= 0 or len(shown) < _MIN_COLUMNS:
            shown.append(column)
        else:
            break
    return [each for each in columns if each in shown], [
        each for each in columns if each not in shown
    ]


def _widths(
    answer: Answer,
    columns: list[Column],
    rows: list[dict[str, Any]],
    width: int | None,
    *,
    may_exceed: bool,
) -> list[int]:
    """Returns the width of each column; spare width is given to the first columns that can use it.

    If the columns do not fit, texts are made narrower, down to the words of their headings, unless lines may exceed
    the width.
    """
    from rich.cells import cell_len

    least = [_least(answer, column, rows) for column in columns]
    wished = [
        max(
            cell_len(_heading(column)),
            *(cell_len(_shown(row[column.name], column)) for row in rows),
            0,
        )
        for column in columns
    ]
    if width is None:
        return wished
    if not may_exceed:
        least = _narrowed(answer, columns, least, width)
    room = width - sum(least) - _PADDING * len(columns)
    found = []
    for needed, wish in zip(least, wished, strict=True):
        more = max(0, min(wish - needed, room))
        room -= more
        found.append(needed + more)
    return found


def _narrowed(answer: Answer, columns: list[Column], least: list[int], width: int) -> list[int]:
    """Returns the minimum widths, of texts as far below them as the columns exceed the width."""
    excess = sum(least) + _PADDING * len(columns) - _EDGES - width
    found = []
    for column, needed in zip(columns, least, strict=True):
        can_wrap = column.unit != _TREND and not _is_number(answer, column)
        less = max(0, min(excess, needed - _longest_word(column))) if can_wrap else 0
        excess -= less
        found.append(needed - less)
    return found


def _longest_word(column: Column) -> int:
    """Returns the width of the longest word of a heading."""
    from rich.cells import cell_len

    return max(map(cell_len, _heading(column).split()), default=0)


def _least(answer: Answer, column: Column, rows: list[dict[str, Any]]) -> int:
    """Returns the minimum width of a column."""
    from rich.cells import cell_len

    words = _longest_word(column)
    cells = max((cell_len(_shown(row[column.name], column)) for row in rows), default=0)
    is_whole = column.unit == _TREND or _is_number(answer, column)
    return max(words, cells if is_whole else min(cells, _TEXT_WIDTH))
