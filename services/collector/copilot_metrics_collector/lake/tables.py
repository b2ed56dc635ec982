"""Which tables a lake has, and their columns: those of the package's row types."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, get_args, get_type_hints

import attrs
import pyarrow as pa
from copilot_usage_metrics import OPERATIONS, arrow_schema, rows

from ..privacy.team_totals import SCHEMA as TEAM_TOTALS_COLUMNS
from ..privacy.team_totals import TEAM_TOTALS
from ..units import FAMILIES, USAGE_RECORDS, Family

ROWS: Final = "rows"
WINDOWS: Final = "windows"
"""What stands around the days of a 28-day report of totals."""
REPORT_DAY: Final = "report_day"
"""The last column of every part: the day of its unit. A merged part has many."""

USAGE_RECORD_COLUMNS: Final = pa.schema(
    {
        "timestamp": pa.int64(),
        "type": pa.string(),
        "endpoint": pa.string(),
        "enterprise_id": pa.int64(),
        "user_id": pa.int64(),
        "event_id": pa.string(),
        "github_request_id": pa.string(),
        "body": pa.string(),
        "extra": pa.string(),
    }
)
"""Of usage records, which the package has no Arrow for; `extra` is the JSON text of keys that it does not know."""
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    operation.row_type: operation.row_key
    for operation in OPERATIONS.values()
    if operation.row_type is not None
}


@attrs.frozen
class Table:
    """A table of a family: what SQL sees of it."""

    family: str
    name: str
    """`rows` or `windows`."""
    columns: pa.Schema | None = attrs.field(eq=False, repr=False)
    """Without `report_day`; None where no release of the package says them, and the parts themselves do."""
    row_key: tuple[str, ...] = ()
    """What tells two rows of a unit apart; () where nothing does."""

    @property
    def view(self) -> str:
        """What it is called."""
        plain = self.family.replace("-", "_")
        return plain if self.name == ROWS else f"{plain}_{self.name}"


@cache
def tables() -> tuple[Table, ...]:
    """The tables of every family that the package knows, and of the one that is made here."""
    found = []
    for family in FAMILIES.values():
        for name, row_type in row_types(family).items():
            found.append(Table(family.name, name, arrow_schema(row_type), _row_key(row_type)))
        if family.name == USAGE_RECORDS:
            found.append(Table(family.name, ROWS, USAGE_RECORD_COLUMNS))
    found.append(Table(TEAM_TOTALS, ROWS, TEAM_TOTALS_COLUMNS))
    return tuple(found)


def row_types(family: Family) -> dict[str, type[rows.Row]]:
    """The row types of a family by table; {} of usage records."""
    row_type = family.row_type
    if row_type is None:
        return {}
    shapes = {operation.file_shape for operation in family.operations.values()}
    if shapes != {"day-totals"}:
        return {ROWS: row_type}
    return {ROWS: _day_type(row_type), WINDOWS: row_type}


def part_schema(columns: pa.Schema) -> pa.Schema:
    """The schema of a part: the columns of the rows, then `report_day`."""
    return columns.append(pa.field(REPORT_DAY, pa.date32()))


def with_day(batch: pa.RecordBatch, day: datetime.date) -> pa.RecordBatch:
    """Rows as they stand in a part of a unit of that day."""
    days = pa.repeat(pa.scalar(day, pa.date32()), batch.num_rows)
    return pa.record_batch([*batch.columns, days], schema=part_schema(batch.schema))


def _day_type(window: type[rows.Row]) -> type[rows.Row]:
    """The type of the days in a window, as its field `day_totals` is annotated."""
    annotation: Any = get_type_hints(window)["day_totals"]
    lists = (each for each in get_args(annotation) if get_args(each))
    found: type[rows.Row] = get_args(next(lists))[0]
    return found


def _row_key(row_type: type[rows.Row]) -> tuple[str, ...]:
    """Without the entity, which is the same in all of a unit."""
    return tuple(name for name in _KEYS[row_type.__name__] if name != "entity")
