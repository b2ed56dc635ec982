"""The tables of a lake and their columns, from the package's row types."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, get_args, get_type_hints

import attrs
import pyarrow as pa
from copilot_usage_metrics import OPERATIONS, arrow_schema, rows

from ..privacy.seat_totals import SCHEMA as SEAT_TOTALS_COLUMNS
from ..privacy.team_totals import SCHEMA as TEAM_TOTALS_COLUMNS
from ..response_columns import schema_of
from ..units import FAMILIES, SEAT_TOTALS, TEAM_TOTALS, Family

ROWS: Final = "rows"
WINDOWS: Final = "windows"
"""The table of objects that enclose the days of a 28-day report of totals."""
REPORT_DAY: Final = "report_day"
"""The last column of every part: the day of its unit. A merged part has several days."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    operation.row_type: operation.row_key
    for operation in OPERATIONS.values()
    if operation.row_type is not None
}


@attrs.frozen
class FamilyTable:
    """A table of a family."""

    family: str
    name: str
    """`rows` or `windows`."""
    columns: pa.Schema | None = attrs.field(eq=False, repr=False)
    """Columns without `report_day`; None if only the parts define them."""
    row_key: tuple[str, ...] = ()
    """The key of a row within a unit; () if there is none."""

    @property
    def view(self) -> str:
        """The name of the SQL view."""
        plain = self.family.replace("-", "_")
        return plain if self.name == ROWS else f"{plain}_{self.name}"


@cache
def tables() -> tuple[FamilyTable, ...]:
    """Returns the tables of all families of the package, and of the collector's own families."""
    found = []
    for family in FAMILIES.values():
        for name, row_type in row_types(family).items():
            found.append(FamilyTable(family.name, name, arrow_schema(row_type), _row_key(row_type)))
        if family.responses is not None:
            found.append(FamilyTable(family.name, ROWS, schema_of(family.name)))
    found.append(FamilyTable(TEAM_TOTALS, ROWS, TEAM_TOTALS_COLUMNS))
    found.append(FamilyTable(SEAT_TOTALS, ROWS, SEAT_TOTALS_COLUMNS))
    return tuple(found)


def row_types(family: Family) -> dict[str, type[rows.Row]]:
    """Returns the row types of a family by table; {} for JSON responses."""
    row_type = family.row_type
    if row_type is None:
        return {}
    shapes = {operation.file_shape for operation in family.operations.values()}
    if shapes != {"day-totals"}:
        return {ROWS: row_type}
    return {ROWS: _day_type(row_type), WINDOWS: row_type}


def part_schema(columns: pa.Schema) -> pa.Schema:
    """Returns the schema of a part: the columns of the rows, then `report_day`."""
    return columns.append(pa.field(REPORT_DAY, pa.date32()))


def with_day(batch: pa.RecordBatch, day: datetime.date) -> pa.RecordBatch:
    """Returns rows in the form of a part of a unit of that day."""
    days = pa.repeat(pa.scalar(day, pa.date32()), batch.num_rows)
    return pa.record_batch([*batch.columns, days], schema=part_schema(batch.schema))


def _day_type(window: type[rows.Row]) -> type[rows.Row]:
    """Returns the type of the days in a window, from the annotation of its field `day_totals`."""
    annotation: Any = get_type_hints(window)["day_totals"]
    lists = (each for each in get_args(annotation) if get_args(each))
    found: type[rows.Row] = get_args(next(lists))[0]
    return found


def _row_key(row_type: type[rows.Row]) -> tuple[str, ...]:
    """Returns the key without the entity, which is the same for all rows of a unit."""
    return tuple(name for name in _KEYS[row_type.__name__] if name != "entity")
