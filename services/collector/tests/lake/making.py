"""Small lakes, made by hand."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from copilot_metrics_collector.lake.lake import Lake, content_of, part_path
from copilot_metrics_collector.lake.manifest import Manifest, ManifestPart, State
from copilot_metrics_collector.lake.succession import Change
from copilot_metrics_collector.lake.tables import ROWS, part_schema, tables
from copilot_metrics_collector.units import Entity, Kind, Unit

HOST = "api.github.com"
DAY = datetime.date(2026, 3, 1)
NARROW = pa.schema(
    {
        "day": pa.date32(),
        "user_id": pa.int64(),
        "user_login": pa.string(),
        "user_initiated_interaction_count": pa.int64(),
    }
)
"""The default columns of users; writing all columns takes longer."""
COLUMNS = {(table.family, table.name): table.columns for table in tables()}


def unit(
    day: datetime.date | int = 0,
    *,
    family: str = "users-1-day",
    kind: Kind = "organization",
    entity: str = "octo",
    host: str = HOST,
) -> Unit:
    """The unit of a day, or of so many days after `DAY`."""
    when = DAY + datetime.timedelta(days=day) if isinstance(day, int) else day
    return Unit(host, family, Entity(kind, entity), when)


def users(of: Unit, *numbers: int) -> list[dict[str, Any]]:
    """Rows of users; their number of interactions identifies the day."""
    return [
        {"day": of.day, "user_id": number, "user_initiated_interaction_count": of.day.day}
        for number in numbers
    ]


@attrs.frozen
class Made:
    """A candidate, with the files of its parts."""

    manifest: Manifest
    files: Mapping[str, Path]


def made(
    folder: Path,
    of: Unit,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | Sequence[Mapping[str, Any]],
    *,
    state: State = "complete",
    settled: bool = True,
    schema: pa.Schema | None = None,
    **more: Any,
) -> Made:
    """A candidate with the rows of its tables, or of its only one."""
    by_table = rows if isinstance(rows, Mapping) else {ROWS: rows}
    parts, files, digests = [], {}, {}
    for table, some in by_table.items():
        local = folder / f"{table}-{len(list(folder.iterdir()))}.parquet"
        columns = schema or (NARROW if of.family == "users-1-day" else COLUMNS[of.family, table])
        whole = [{**row, "report_day": of.day} for row in some]
        pq.write_table(pa.Table.from_pylist(whole, part_schema(columns)), local)
        digests[table] = hashlib.sha256(local.read_bytes()).hexdigest()
        path = part_path(of, table, digests[table])
        parts.append(
            ManifestPart(path=path, table=table, rows=len(some), bytes=local.stat().st_size)
        )
        files[path] = local
    manifest = Manifest(
        unit=of,
        state=state,
        settled=settled,
        asked_at="2026-04-01T00:00:00+00:00",
        rows=sum(part.rows for part in parts),
        parts=tuple(parts),
        content=content_of(digests),
        **more,
    )
    return Made(manifest, files)


def put(lake: Lake, of: Unit, rows: Any, **more: Any) -> Change:
    """Adds a unit's rows."""
    with lake.store.scratch() as folder:
        candidate = made(folder, of, rows, **more)
        return lake.add(candidate.manifest, candidate.files)


def answer(of: Unit, state: State, *, settled: bool = False, reason: str = "so") -> Manifest:
    """An answer without rows."""
    return Manifest(
        unit=of, state=state, reason=reason, settled=settled, asked_at="2026-04-01T00:00:00+00:00"
    )


def tree(root: Path, *, times: bool = False) -> dict[str, tuple[Any, ...]]:
    """Every file below a folder, with the digest of its bytes, and when they were written."""
    found: dict[str, tuple[Any, ...]] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and ".locks" not in path.parts:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            time = (path.stat().st_mtime_ns,) if times else ()
            found[path.relative_to(root).as_posix()] = (digest, *time)
    return found


def days(some: Iterable[int]) -> list[Unit]:
    """The units of days, counted from `DAY`."""
    return [unit(each) for each in some]
