"""SQL for sums, and for ratios computed from sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Final

import attrs

from . import fields
from .answer import Column
from .place import Place
from .selection import Scope

PLACE: Final = ("host", "kind", "entity")
PLACE_SQL: Final = ", ".join(PLACE)
FLAGS_SQL: Final[dict[str, str]] = {
    flag: "coalesce(used_copilot_cloud_agent, used_copilot_coding_agent)"
    if flag == "used_copilot_cloud_agent"
    else flag
    for flag in fields.FLAGS
}
"""SQL of the users' flags; the flag of the cloud agent has an older name with the same meaning."""
COMPLETIONS: Final = {
    "completion_generation_count": fields.GENERATIONS,
    "completion_acceptance_count": fields.ACCEPTANCES,
}
"""The counters of `feature = code_completion`, the only ones about completions."""


def place_columns() -> tuple[Column, ...]:
    """The columns that identify the entity of a row."""
    return (Column("host"), Column("kind"), Column("entity"))


def integer(field: str) -> str:
    """SQL of a sum of integers; null if no row has a value."""
    return f"sum({field})::BIGINT"


@attrs.frozen
class Ratio:
    """A ratio of two sums over the rows that have all of its fields."""

    name: str
    """The column of the result."""
    numerator: tuple[str, ...]
    """The fields that are summed in the numerator."""
    denominator: str
    counted: tuple[str, str] | None = None
    """For rows that represent several entries, the columns with the number of entries that have some, but not all
    fields, and with the number that have any. None for other rows."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a row must have to count."""
        return (*self.numerator, self.denominator)

    def sql(self, prefix: str = "") -> str:
        """SQL of the ratio; null if the denominator is 0. `prefix` qualifies the fields."""
        has_all = " AND ".join(f"{prefix}{name} IS NOT NULL" for name in self.fields)
        above = " + ".join(f"sum({prefix}{name}) FILTER ({has_all})" for name in self.numerator)
        below = f"sum({prefix}{self.denominator}) FILTER ({has_all})"
        return f"({above})::DOUBLE / nullif({below}, 0) AS {self.name}"

    def left_out_sql(self, where: str = "true") -> tuple[str, str]:
        """SQL of the number of rows with some but not all fields, and of rows with any."""
        if self.counted is not None:
            left_out, total = (
                f"coalesce(sum({name}) FILTER ({where}), 0)::BIGINT" for name in self.counted
            )
            return left_out, total
        some = " OR ".join(f"{name} IS NOT NULL" for name in self.fields)
        lacks = " OR ".join(f"{name} IS NULL" for name in self.fields)
        return (
            f"count(*) FILTER ({where} AND ({some}) AND ({lacks}))",
            f"count(*) FILTER ({where} AND ({some}))",
        )

    def left_out_notes(self, left_out: int, total: int, what: str) -> list[str]:
        """A note on the rows that it leaves out because they lack some of its fields; `what` is their name."""
        if not left_out:
            return []
        what = what if self.counted is None else "entries of totals_by_feature"
        names = " or ".join(COMPLETIONS.get(name, name) for name in self.fields)
        return [
            f"{self.name} leaves out {left_out} of {total} {what} with {names}, because they lack some of these fields"
        ]


ACCEPTANCE_RATE: Final = Ratio("acceptance_rate", (fields.ACCEPTANCES,), fields.GENERATIONS)
COMPLETION_RATE: Final = Ratio(
    "completion_acceptance_rate", ("completion_acceptance_count",), "completion_generation_count"
)
COMPLETION_RATE_OF_ROWS: Final = attrs.evolve(
    COMPLETION_RATE, counted=("completion_entries_left_out", "completion_entries")
)
"""The ratio of the columns of `completion_sql`."""


def completion_sql() -> str:
    """SQL of the columns of `COMPLETION_RATE_OF_ROWS`, over the entries of a row that have both counters."""
    entries = f"list_filter(totals_by_feature, lambda part: part.feature = '{fields.COMPLETION}'"
    both = " AND ".join(f"part.{field} IS NOT NULL" for field in COMPLETIONS.values())
    either = " OR ".join(f"part.{field} IS NOT NULL" for field in COMPLETIONS.values())
    return ", ".join(
        [
            *(
                f"list_sum(list_transform({entries} AND {both}), lambda part: part.{field}))::BIGINT AS {name}"
                for name, field in COMPLETIONS.items()
            ),
            f"len({entries} AND ({either}) AND NOT ({both}))) AS completion_entries_left_out",
            f"len({entries} AND ({either}))) AS completion_entries",
        ]
    )


@attrs.frozen
class Counted:
    """Notes that depend on counts of rows."""

    sql: tuple[str, ...]
    """The aggregates."""
    notes: Callable[..., list[str]]
    """Is called with their values."""


def counted_notes(scope: Scope, rows: str, *parts: Counted) -> list[list[str]]:
    """Returns the notes of each part, from one query: reading the rows is what takes time."""
    if scope.part == "rows":
        return [[] for _ in parts]
    aggregates = ", ".join(sql for each in parts for sql in each.sql)
    values = iter(one(scope, f"SELECT {aggregates} FROM {rows}"))
    return [each.notes(*islice(values, len(each.sql))) for each in parts]


def left_out(ratios: Sequence[Ratio], what: str = "rows", where: str = "true") -> Counted:
    """Notes on the rows that each ratio leaves out because they lack some of its fields.

    Args:
        ratios: The ratios.
        what: The name of these rows in the note.
        where: SQL of the rows that the ratios are computed from.
    """

    def notes(*found: int) -> list[str]:
        counts = zip(ratios, found[::2], found[1::2], strict=True)
        return [
            note
            for ratio, some, total in counts
            for note in ratio.left_out_notes(some, total, what)
        ]

    return Counted(tuple(sql for each in ratios for sql in each.left_out_sql(where)), notes)


def counter_columns(counters: Sequence[str], row_type: str) -> tuple[Column, ...]:
    """Returns columns of counters with their units."""
    return tuple(Column(name, fields.unit_of(row_type, name)) for name in counters)


def run(scope: Scope, sql: str, *, for_notes: bool = False) -> Any:
    """Returns a `pyarrow.Table`, without rows if only notes are used; `for_notes` if these depend on the rows."""
    if scope.part == "notes" and not for_notes:
        sql = f"SELECT * FROM ({sql}) LIMIT 0"
    return scope.connection.sql(sql).to_arrow_table()


def fill(scope: Scope, name: str, column: str, rows: Iterable[tuple[Place, Any]]) -> None:
    """Creates a temporary table with a column (name and type) besides the entity."""
    import pyarrow as pa

    found = [(place.host, place.kind, place.entity, value) for place, value in rows]
    values = pa.table(list(map(list, zip(*found, strict=True))) or [[]] * 4, (*PLACE, "value"))
    scope.connection.register("arriving", values)
    about = ", ".join(f"{key} VARCHAR" for key in PLACE)
    scope.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({about}, {column})")
    scope.connection.execute(f"INSERT INTO {name} SELECT * FROM arriving")
    scope.connection.unregister("arriving")


def one(scope: Scope, sql: str) -> tuple[Any, ...]:
    """Returns the only row of a query."""
    [row] = scope.connection.execute(sql).fetchall()
    found: tuple[Any, ...] = row
    return found


def missing(view: str, names: Iterable[str]) -> Counted:
    """Notes on counters that some rows of a view lack: their values are unknown, not 0."""
    wanted = list(names)

    def notes(rows: int, *present: int) -> list[str]:
        lacking: dict[int, list[str]] = {}
        for name, number in zip(wanted, present, strict=True):
            if number < rows:
                lacking.setdefault(rows - number, []).append(name)
        return [
            f"{number} of {rows} rows of {view} {agree(number, 'does', 'do')} not have {', '.join(lacks)}: "
            "unknown, not 0; they are not in the sums"
            for number, lacks in lacking.items()
        ]

    return Counted(("count(*)", *(f"count({name})" for name in wanted)), notes)


def keyless(
    view: str, keys: Sequence[str], effect: str = "not in the figures of any user"
) -> Counted:
    """A note on rows of a view with an incomplete key."""

    def notes(number: int) -> list[str]:
        if not number:
            return []
        lack = agree(number, f"row of {view} lacks", f"rows of {view} lack")
        return [f"{number} {lack} {' or '.join(keys)}: {effect}"]

    return Counted((f"count(*) FILTER ({' OR '.join(f'{key} IS NULL' for key in keys)})",), notes)


def keyless_notes(scope: Scope, view: str, *about: Any) -> list[str]:
    """Returns the notes of `keyless` on the selected rows of a view."""
    [notes] = counted_notes(scope, scope.rows(view), keyless(view, *about))
    return notes


def agree(number: int, one: str, many: str) -> str:
    """The words that agree with a number: `1 row has`, `2 rows have`."""
    return one if number == 1 else many


def several_notes(
    places: Sequence[Place], who: str = "a member of several organizations"
) -> list[str]:
    """Returns a note that entities do not add up."""
    if len(places) < 2:
        return []
    note = f"entities do not add up: {who} counts in each"
    if len({place.kind for place in places}) > 1:
        note += "; for an enterprise, use its own files, which count each person once"
    return [note]
