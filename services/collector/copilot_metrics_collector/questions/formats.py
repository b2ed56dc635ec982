"""Machine-readable output: CSV, JSON and Parquet."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from copilot_usage_metrics.escaping import escape_csv_cell, escape_json

from .answer import Answer

METADATA: Final = b"copilot_metrics"
"""Key in a Parquet file's metadata with a JSON object of title, notes and units."""

_QUOTED: Final = frozenset(',"\r\n')
"""A cell with one of these characters is quoted."""


def to_json(answer: Answer) -> str:
    """Returns an object of `title`, `columns` (name, Arrow type, unit), `rows` (objects by column), `notes`.

    Exact decimals, such as credits, are strings, so that readers do not round them; days are
    YYYY-MM-DD; unknown values are null.
    """
    schema = answer.table.schema
    columns = [
        {"name": column.name, "type": str(schema.field(column.name).type), "unit": column.unit}
        for column in answer.columns
    ]
    rows = [{name: plain(value) for name, value in row.items()} for row in answer.table.to_pylist()]
    value = {
        "title": answer.title,
        "columns": columns,
        "rows": rows,
        "notes": list(answer.notes),
    }
    return escape_json(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)) + "\n"


def to_csv(answer: Answer, *, raw: bool = False) -> str:
    """Returns a header and the rows, with `\\n` line ends. Null is an empty cell, an empty text is `""`. No notes.

    Args:
        answer: The result.
        raw: Whether texts are unchanged; otherwise they are escaped and are not formulas in spreadsheets
            (see `copilot_usage_metrics.escaping.escape_csv_cell`).
    """
    names = [column.name for column in answer.columns]
    rows = (row.values() for row in answer.table.to_pylist())
    return "".join([*csv_lines([names], raw=raw), *csv_lines(rows, raw=raw)])


def csv_lines(rows: Iterable[Iterable[Any]], *, raw: bool = False) -> Iterator[str]:
    """Yields the lines of rows; `raw` as in `to_csv`."""
    text = str if raw else escape_csv_cell

    def cell(value: Any) -> str | None:
        written = _cell(value)
        return text(written) if written is not None and _is_text(value) else written

    for row in rows:
        yield _csv_line(map(cell, row))


def _is_text(value: Any) -> bool:
    """Whether a value is text rather than a number, day, boolean or null."""
    return not isinstance(
        value, bool | int | float | Decimal | datetime.date | datetime.time | None
    )


def _csv_line(cells: Iterable[str | None]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str | None) -> str:
    # the csv module of Python 3.11 does not distinguish null from an empty text
    if cell is None:
        return ""
    if cell and not _QUOTED.intersection(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def to_parquet(answer: Answer) -> bytes:
    """Returns the table with units in the field metadata, and title and notes in the schema metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = answer.table.schema
    fields = [
        schema.field(column.name).with_metadata(
            {b"unit": column.unit.encode()} if column.unit else None
        )
        for column in answer.columns
    ]
    about = {
        "title": answer.title,
        "notes": list(answer.notes),
        "units": {column.name: column.unit for column in answer.columns if column.unit},
    }
    metadata = {METADATA: json.dumps(about, ensure_ascii=False).encode()}
    sink = io.BytesIO()
    pq.write_table(
        answer.table.cast(pa.schema(fields, metadata=metadata)), sink, compression="zstd"
    )
    return sink.getvalue()


def plain(value: Any) -> Any:
    """Converts a value to JSON."""
    match value:
        case Decimal():
            return exact(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case datetime.timedelta() | bytes():
            return str(value) if isinstance(value, datetime.timedelta) else value.hex()
        case dict():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case None | str() | bool() | int() | float():
            return value
        case _:
            return str(value)


def inner_json(value: Any) -> str:
    """Formats a list or an object as one line of escaped JSON, for a cell."""
    return escape_json(json.dumps(plain(value), ensure_ascii=False))


def exact(value: Decimal) -> str:
    """Formats all digits of a decimal, without trailing zeros and exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cell(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list | tuple):
        return inner_json(value)
    found = plain(value)
    return None if found is None else str(found)
