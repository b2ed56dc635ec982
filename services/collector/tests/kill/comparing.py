"""Whether two lakes are the same, and where they are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pyarrow.parquet as pq

from copilot_metrics_collector.lake import views
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import Manifest
from copilot_metrics_collector.units import Unit

from .reader import TABLES, Digest, Place, digests


def read_digests(lake: Path) -> dict[Place, Digest]:
    with views.connect(Lake.open(lake)) as connection:
        return digests(connection)


def differences(found: Path, expected: Path, *, parts: bool = True) -> list[str]:
    """The differences of two lakes: manifests, except the times of requests, and rows, one by one.

    Args:
        found: The disturbed lake.
        expected: The undisturbed lake.
        parts: Whether the rows must be in the same files, too.
    """
    return [
        *_of_manifests(_manifests(found, parts), _manifests(expected, parts)),
        *_of_rows(found, expected),
    ]


def unreadable(lake: Path) -> list[str]:
    """Incomplete parts. A killed run may leave such files only in its temporary folder."""
    return [str(file) for file in lake.glob("host=*/**/*.parquet") if not _is_whole(file)]


def _is_whole(file: Path) -> bool:
    try:
        return bool(pq.ParquetFile(file).read().num_rows > 0)
    except (OSError, ValueError):
        return False


def _manifests(lake: Path, parts: bool) -> dict[Unit, Manifest]:
    found = {}
    for each in Lake.open(lake).manifests():
        # GitHub reports no data in several ways, and chance decides which one a killed run received
        reason = None if each.state == "no-data" else each.reason
        kept = (
            each.parts
            if parts
            else tuple(attrs.evolve(part, path="", bytes=0) for part in each.parts)
        )
        found[each.unit] = attrs.evolve(each, asked_at="", reason=reason, parts=kept)
    return found


def _of_manifests(found: dict[Unit, Manifest], expected: dict[Unit, Manifest]) -> Iterator[str]:
    for unit in sorted(expected.keys() | found.keys()):
        one, other = found.get(unit), expected.get(unit)
        if one is None or other is None:
            yield f"{unit}: {'lost' if one is None else 'not expected'}"
            continue
        for field in attrs.fields(Manifest):
            is_, should = getattr(one, field.name), getattr(other, field.name)
            if is_ != should:
                yield f"{unit}: {field.name} is {is_!r}, expected {should!r}"


def _of_rows(found: Path, expected: Path) -> Iterator[str]:
    with views.connect(Lake.open(found)) as one, views.connect(Lake.open(expected)) as other:
        for table in TABLES:
            query = f'SELECT * FROM "{table.view}"'
            rows = Counter(map(repr, one.execute(query).fetchall()))
            rows.subtract(Counter(map(repr, other.execute(query).fetchall())))
            for row, count in rows.items():
                if count:
                    yield f"{table.view}: {'one row more' if count > 0 else 'a row is missing'}: {row[:300]}"


def shown(problems: list[Any], most: int = 12) -> str:
    more = [f"… and {len(problems) - most} more"] if len(problems) > most else []
    return "\n".join([*(str(each)[:400] for each in problems[:most]), *more])
