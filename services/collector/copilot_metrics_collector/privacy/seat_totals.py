"""Counts the seats of one day by team, editor, plan and organization; `--no-users` stores only these counts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from ..units import IDLE_DAYS as IDLE_DAYS

ACTIVE_DAYS: Final = (7, 28, 90)
"""Lengths of the periods, up to the day of the snapshot, in which people count as active."""
LAST_DAY: Final = "greatest(last_activity_day, assigned_day)"
"""SQL of the day since which a person is idle."""
TOTAL: Final = "entity"
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    TOTAL: (),
    "team": ("team_id", "slug"),
    "editor": ("editor",),
    "plan": ("plan_type",),
    "organization": ("organization",),
}
"""The columns of each grouping. A team is the one that grants the seat."""
GROUPED: Final = (*KEYS["team"], *KEYS["editor"], *KEYS["plan"], *KEYS["organization"])
COUNTS: Final = (
    "grants",
    "assigned",
    "pending_cancellations",
    "never_active",
    *(f"active_{days}d" for days in ACTIVE_DAYS),
    "idle",
)
SCHEMA: Final[Any] = pa.schema(
    [
        ("by", pa.string()),
        *((name, pa.int64() if name == "team_id" else pa.string()) for name in GROUPED),
        *((name, pa.int64()) for name in COUNTS),
    ]
)
"""One row per grouping (`by`) and group.

`grants` counts seats and `assigned` the people who hold them: in an enterprise, several organizations may grant a
seat to one person. The other columns count people, by `last_activity_at`; idle ones have had their seat for 28 days.
"""
_SEATS: Final[Any] = pa.schema(
    [
        ("user_id", pa.int64()),
        ("organization", pa.string()),
        ("team_id", pa.int64()),
        ("slug", pa.string()),
        ("plan_type", pa.string()),
        ("last_activity_editor", pa.string()),
        ("created_at", pa.timestamp("us")),
        ("last_activity_at", pa.timestamp("us")),
        ("pending_cancellation_date", pa.date32()),
    ]
)


def people_sql(seats: str, keys: Iterable[str], leading: str = "") -> str:
    """SQL of the people of each group: one row per group and person, or per seat that names no person.

    Args:
        seats: SQL of the rows of `seats`.
        keys: Columns of `KEYS`.
        leading: Further columns to group by, each followed by a comma.
    """
    names = "".join(f"{name}, " for name in keys)
    return f"""(
    SELECT {leading}{names}user_id, count(*) AS grants,
        max(CAST(last_activity_at AS DATE)) AS last_activity_day,
        min(CAST(created_at AS DATE)) AS assigned_day,
        max(pending_cancellation_date) AS pending_cancellation_date
    FROM (
        SELECT *, split_part(last_activity_editor, '/', 1) AS editor,
            CASE WHEN user_id IS NULL THEN row_number() OVER () END AS seat_number
        FROM {seats}
    )
    GROUP BY {leading}{names}user_id, seat_number
)"""  # noqa: S608  # built from constants


def counts_sql(day: datetime.date, last_day: str = LAST_DAY, idle_days: int = IDLE_DAYS) -> str:
    """SQL of the columns `COUNTS` over `people_sql`, as of a day; `last_day` is SQL of the last day of use."""
    figures = {
        "grants": "sum(grants)::BIGINT",
        "assigned": "count(*)",
        "pending_cancellations": "count(*) FILTER (pending_cancellation_date IS NOT NULL)",
        "never_active": "count(*) FILTER (last_activity_day IS NULL)",
        **{
            f"active_{days}d": f"count(*) FILTER (last_activity_day > DATE '{day}' - {days})"
            for days in ACTIVE_DAYS
        },
        "idle": f"count(*) FILTER ({last_day} <= DATE '{day}' - {idle_days})",
    }
    return ", ".join(f"{figures[name]} AS {name}" for name in COUNTS)


def seat_totals(batches: Iterable[Any], day: datetime.date) -> Any:
    """Returns the counts of one entity's seats: a table of `SCHEMA`, ordered by grouping and group.

    Args:
        batches: Record batches of the family `seats`.
        day: The day of the snapshot.
    """
    import duckdb  # imported here: the schema is mostly used without a database

    parts = []
    for by, keys in KEYS.items():
        shown = ", ".join(
            name if name in keys else f"NULL::{_sql_type(name)} AS {name}" for name in GROUPED
        )
        group = f"GROUP BY {', '.join(keys)}" if keys else ""
        parts.append(
            f"SELECT '{by}' AS \"by\", {shown}, {counts_sql(day)} "  # noqa: S608  # constants
            f"FROM {people_sql('seats', keys)} {group}"
        )
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE assigned > 0 ORDER BY ALL"  # noqa: S608
    picked = [batch.select(_SEATS.names).cast(_SEATS) for batch in batches]
    with duckdb.connect() as connection:
        connection.register("seats", pa.Table.from_batches(picked, _SEATS))
        return connection.sql(sql).to_arrow_table().cast(SCHEMA)


def _sql_type(name: str) -> str:
    return "BIGINT" if name == "team_id" else "VARCHAR"
