"""A process that reads a lake all the while, as people and dashboards do."""

from __future__ import annotations

import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Final

import attrs
import duckdb

from copilot_metrics_collector.exits import LakeError
from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.lake_file import LAKE_FILE
from copilot_metrics_collector.lake.tables import FamilyTable, tables
from copilot_metrics_collector.units import REPORTS

Place = tuple[str, str, str, str]
"""View, kind, entity and day."""
Digest = tuple[int, str]
"""The number of rows, and the sum of their hashes."""
PAUSE_SECONDS: Final = 0.15
"""The shortest pause between two reads, so that the sync can progress; a pause is as long as the read before it."""
TABLES: Final[tuple[FamilyTable, ...]] = tuple(
    table for table in tables() if table.family in REPORTS
)


@attrs.frozen
class Counted:
    """The content of the manifest of a unit with rows."""

    state: str
    rows: int
    conflicts: int


@attrs.frozen
class Seen:
    """The report of a reader at its end."""

    polls: int
    held: int
    """The number of different states of the lake that it read."""
    problems: tuple[str, ...]


def digests(connection: duckdb.DuckDBPyConnection) -> dict[Place, Digest]:
    """Every day of every view."""
    found: dict[Place, Digest] = {}
    for table in TABLES:
        rows = connection.execute(
            f"SELECT kind, entity, report_day::VARCHAR, count(*), sum(hash(v)::HUGEINT)::VARCHAR "
            f'FROM "{table.view}" AS v GROUP BY ALL'
        ).fetchall()
        for kind, entity, day, count, digest in rows:
            found[table.view, kind, entity, day] = (count, digest)
    return found


def torn(
    found: Mapping[Place, Digest],
    units: Mapping[Place, Counted],
    valid: Mapping[Place, frozenset[Digest]],
) -> list[str]:
    """The problems: contents that no complete day can have.

    Args:
        found: The content of the days in the views.
        units: The content of the manifests of days with rows.
        valid: The valid contents of each complete day.
    """
    problems = []
    for place, digest in found.items():
        count = digest[0]
        named = units.get(place)
        if named is None and not place[0].endswith("_windows"):
            problems.append(f"{'/'.join(place)}: {count} rows that no manifest counts")
        elif named is not None and not named.conflicts and named.rows != count:
            problems.append(f"{'/'.join(place)}: {count} rows, the manifest counts {named.rows}")
        elif (named is None or named.state == "complete") and digest not in valid.get(place, ()):
            expected = sorted(valid.get(place, ()))
            problems.append(
                f"{'/'.join(place)}: {count} rows, digest {digest[1]}; expected one of {expected}"
            )
    gone = units.keys() - found.keys()
    return problems + [
        f"{'/'.join(place)}: no rows, the manifest counts {units[place].rows}" for place in gone
    ]


def watch(
    lake: str, valid: Mapping[Place, frozenset[Digest]], over: Event, told: Connection
) -> None:
    """Reads the lake repeatedly, through `ask`, until `over` is set, and once after that. Sends `Seen`."""
    polls = 0
    problems: list[str] = []
    held: set[int] = set()
    while True:
        is_last, begun = over.is_set(), time.monotonic()
        if (Path(lake) / LAKE_FILE).exists():
            polls += 1
            try:
                # a file may be cut off between the opening of the lake and the reading of the file
                found, units = views.ask(
                    Lake.open(lake), lambda connection: (digests(connection), _units(connection))
                )
            except LakeError as problem:
                # a file that is cut off at both attempts: it may happen, and must be reported so
                if "a part changed while it was read" not in str(problem):
                    problems.append(str(problem))
            except Exception as problem:  # noqa: BLE001 - a reader must never meet one
                problems.append(f"{type(problem).__name__}: {problem}")
            else:
                problems += torn(found, units, valid)
                held.add(hash(frozenset(found.items())))
        if is_last or len(problems) > 20:
            told.send(Seen(polls, len(held), tuple(problems[:20])))
            return
        over.wait(max(PAUSE_SECONDS, time.monotonic() - begun))


def _units(connection: duckdb.DuckDBPyConnection) -> dict[Place, Counted]:
    rows = connection.execute(
        "SELECT replace(family, '-', '_'), kind, entity, day::VARCHAR, state, rows, conflicts FROM units WHERE rows > 0"
    ).fetchall()
    return {
        (view, kind, entity, day): Counted(*counted) for view, kind, entity, day, *counted in rows
    }
