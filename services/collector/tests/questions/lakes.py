"""Lakes for tests: rows as plain dicts, put in as a sync would, without any network."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from copilot_usage_metrics import read_rows
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.lake.lake import Lake, content_of, part_path
from copilot_metrics_collector.lake.manifest import Manifest, ManifestPart, State
from copilot_metrics_collector.lake.tables import REPORT_DAY, ROWS, part_schema, tables, with_day
from copilot_metrics_collector.lake.views import connect as open_views
from copilot_metrics_collector.questions.answer import Answer
from copilot_metrics_collector.questions.selection import Connect
from copilot_metrics_collector.response_columns import ReadItems
from copilot_metrics_collector.units import FAMILIES, RESPONSES, Entity, Unit

HOST = "api.github.com"
Row = dict[str, Any]


def put(
    lake: Lake,
    family: str,
    entity: Entity,
    day: datetime.date,
    rows: Iterable[Row] = (),
    *,
    state: State | None = None,
    reason: str | None = None,
    host: str = HOST,
    conflicts: int | None = None,
) -> None:
    """Stores a unit; the default state is complete with rows, and no data without."""
    given = list(rows)
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in given)
    unit = Unit(host, family, entity, day)
    found: State = state or ("complete" if lines else "no-data")
    about: dict[str, Any] = {
        "unit": unit,
        "state": found,
        "reason": reason,
        "asked_at": "2026-10-02T00:00:00Z",
    }
    if not lines:
        lake.add(Manifest(**about), {})
        return
    table, found_conflicts = _table(family, day, given, lines)
    put_table(
        lake,
        family,
        entity,
        day,
        table,
        host=host,
        state=found,
        reason=reason,
        conflicts=found_conflicts if conflicts is None else conflicts,
    )


def put_table(
    lake: Lake,
    family: str,
    entity: Entity,
    day: datetime.date,
    table: Any,
    *,
    host: str = HOST,
    state: State = "complete",
    reason: str | None = None,
    conflicts: int = 0,
) -> None:
    """Stores rows unchanged."""
    unit = Unit(host, family, entity, day)
    if REPORT_DAY not in table.column_names:
        batches = [with_day(batch, day) for batch in table.to_batches()]
        table = pa.Table.from_batches(batches, part_schema(table.schema))
    with lake.store.scratch() as folder:
        file = Path(folder) / f"{family}.parquet"
        pq.write_table(table, file)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        part = ManifestPart(
            path=part_path(unit, ROWS, digest),
            table=ROWS,
            rows=table.num_rows,
            bytes=file.stat().st_size,
        )
        manifest = Manifest(
            unit=unit,
            state=state,
            reason=reason,
            asked_at="2026-10-02T00:00:00Z",
            rows=table.num_rows,
            conflicts=conflicts,
            parts=(part,),
            content=content_of({ROWS: digest}),
        )
        lake.add(manifest, {part.path: file})


def _table(family: str, day: datetime.date, given: list[Row], lines: bytes) -> tuple[Any, int]:
    """The rows as they are stored, and how many are in two versions."""
    if family in RESPONSES:
        return pa.Table.from_batches([with_day(ReadItems(family).batch(given), day)]), 0
    read = read_rows(io.BytesIO(lines), FAMILIES[family].row_type)  # type: ignore[arg-type]
    stream = read.arrow()
    batches = [with_day(batch, day) for batch in stream]
    return pa.Table.from_batches(batches, part_schema(stream.schema)), read.conflicts


def entities_of(github: FakeGitHub) -> list[Entity]:
    """The organizations, then the enterprise."""
    return [
        *(Entity("organization", name) for name in github.organizations),
        Entity("enterprise", github.enterprise),
    ]


def fill(lake: Lake, github: FakeGitHub) -> None:
    """Everything that the fake has, day by day."""
    for entity in entities_of(github):
        for day in github.days:
            for family, rows in of(github, entity, day).items():
                put(lake, family, entity, day, rows)


def fill_seats_and_bills(lake: Lake, github: FakeGitHub) -> None:
    """The seats of the fake's today, and the bills of its days, whole and by person."""
    for entity in entities_of(github):
        seats = github.copilot_seats(entity.name)
        put(lake, "seats", entity, github.today, seats)
        people = {each["assignee"]["id"]: each["assignee"]["login"] for each in seats}
        for day in github.days:
            about = {"report": "ai_credit"}
            bill = [{**about, **line} for line in github.billed_usage(entity.name, [day])]
            parts = [
                {**about, "user_id": user, "user_login": login, **line}
                for user, login in people.items()
                for line in github.billed_usage(entity.name, [day], login=login)
            ]
            put(lake, "billing", entity, day, bill)
            put(lake, "billing-users", entity, day, parts)
            if entity.kind == "enterprise":
                centers = [{"cost_center": "none", **line} for line in bill]
                put(lake, "billing-cost-centers", entity, day, centers)


def of(github: FakeGitHub, entity: Entity, day: datetime.date) -> Mapping[str, list[Row]]:
    """The rows of a day by family, as far as the family existed on it."""
    totals = github.aggregate(entity.name, day)
    found = {
        "users-1-day": list(github.user_rows(entity.name, day)),
        f"{entity.kind}-1-day": [] if totals is None else [totals],
    }
    for family, rows in (
        ("user-teams-1-day", github.team_rows),
        ("repos-1-day", github.repository_rows),
    ):
        first = FAMILIES[family].operations[entity.kind].day_window
        if first is not None and first.first is not None and day >= first.first:
            found[family] = list(rows(entity.name, day))
    return found


def opener(lake: Lake, **more: Any) -> Connect:
    """The function with which a question opens the lake."""

    def connect(
        *,
        families: Collection[str],
        since: datetime.date | None,
        until: datetime.date | None,
        entities: Collection[Entity] | None = None,
    ) -> Any:
        chosen = {**more, **({} if entities is None else {"entities": entities})}
        return open_views(lake, families=families, since=since, until=until, **chosen)

    return connect


@contextlib.contextmanager
def opened(lake: Lake) -> Iterator[Connect]:
    """Opens a lake once for many questions, with all rows in memory: opening it takes longer than most questions."""
    with open_views(lake) as database:
        stored = {
            (each.unit.family, part.table) for each in lake.manifests() for part in each.parts
        }
        for table in tables():
            if (table.family, table.name) in stored:
                copy_to_memory(database, table.view)
        yield lambda **_: database.cursor()


def copy_to_memory(database: duckdb.DuckDBPyConnection, view: str) -> None:
    """Replaces a view by a table with its rows."""
    database.execute(f"CREATE TABLE copied AS SELECT * FROM {view}")
    database.execute(f"DROP VIEW {view}")
    database.execute(f"ALTER TABLE copied RENAME TO {view}")


def rows_of(answer: Answer, *keys: str) -> dict[tuple[Any, ...], Row]:
    """The rows of an answer by some of their columns, each once."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in answer.table.to_pylist():
        key = tuple(row.pop(name) for name in keys)
        assert key not in found
        found[key] = row
    return found
