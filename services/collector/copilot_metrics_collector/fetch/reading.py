"""Reads the rows of a report into parts and a manifest, from GitHub or from raw files."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from copilot_usage_metrics import (
    API_VERSION,
    SPEC_SHA256,
    FileRows,
    Rows,
    __version__,
    rows_to_arrow,
)

from ..lake.lake import content_of
from ..lake.manifest import Manifest, ManifestPart
from ..lake.tables import ROWS, WINDOWS, row_types
from ..units import FAMILIES, Unit
from .parquet import BATCH_ROWS, PartWriter, Written

if TYPE_CHECKING:
    from ..privacy import Transform

Reading = Rows[Any] | FileRows[Any]


@attrs.frozen
class Candidate:
    """A candidate manifest, and its local files by path in the lake."""

    manifest: Manifest
    files: Mapping[str, Path]


@attrs.frozen
class Tables:
    """The written tables of a unit."""

    written: tuple[Written, ...]

    @property
    def parts(self) -> tuple[ManifestPart, ...]:
        """The parts for the manifest."""
        return tuple(each.part for each in self.written)

    @property
    def content(self) -> str | None:
        """The digest of all rows; None if there are none."""
        if not self.written:
            return None
        return content_of({each.part.table: each.sha256 for each in self.written})

    @property
    def rows(self) -> int:
        """Number of rows of the report."""
        return sum(each.part.rows for each in self.written if each.part.table == ROWS)

    @property
    def files(self) -> dict[str, Path]:
        """The local files by path in the lake."""
        return {each.part.path: each.file for each in self.written}


class Writing:
    """Writes the rows of a unit and their enclosing objects while they are read."""

    def __init__(self, unit: Unit, folder: Path, transform: Transform | None) -> None:
        self._unit = unit
        self._transform = transform
        self._tables = {name: PartWriter(folder, name) for name in (ROWS, WINDOWS)}

    def write(self, table: str, batch: Any, day: datetime.date) -> None:
        """Adds a batch of rows, transformed for storage."""
        if self._transform is not None:
            batch = self._transform.batch(self._unit.family, batch)
        self._tables[table].write(batch, day)

    def read(self, reading: Reading, day: datetime.date | None) -> None:
        """Reads to the end. Passes on errors of reading; the rows before the error are written.

        Args:
            reading: The rows.
            day: The unit's day; None if the report contains its last day.
        """
        with closing(_batches(reading)) as batches:
            for batch in batches:
                self.write(ROWS, batch, day or end_of(reading) or self._unit.day)

    def finish(self, unit: Unit, windows: Iterable[Any] = ()) -> Tables:
        """Returns the parts of the unit, including the objects that enclose the days of a 28-day report."""
        around = row_types(FAMILIES[self._unit.family]).get(WINDOWS)
        if around is not None:
            for batch in rows_to_arrow(_once(windows), around):
                self.write(WINDOWS, batch, unit.day)
        found = (writer.finish(unit) for writer in self._tables.values())
        return Tables(tuple(each for each in found if each is not None))

    def close(self) -> None:
        """Closes and abandons the files."""
        for writer in self._tables.values():
            writer.close()


def end_of(reading: Reading) -> datetime.date | None:
    """Returns the last day of a report according to its content."""
    return next((outcome.report_end_day for outcome in reading.days), None)


def counted(
    manifest: Manifest, readings: Sequence[Reading], transform: Transform | None
) -> Manifest:
    """Adds the statistics of reading and the software versions to a manifest."""

    def paths(found: Iterable[Mapping[str, Any]]) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for each in found:
            counts.update({path: sighting.count for path, sighting in each.items()})
        return dict(counts) if transform is None else transform.keys(counts)

    return attrs.evolve(
        signed(manifest),
        duplicates=sum(each.duplicates for each in readings),
        conflicts=sum(each.conflicts for each in readings),
        bad_lines=sum(each.bad_line_count for each in readings),
        unknown_keys=paths(each.unknown_keys for each in readings),
        type_drift=paths(each.type_drift for each in readings),
    )


def signed(manifest: Manifest) -> Manifest:
    """Adds the software versions to a manifest."""
    return attrs.evolve(
        manifest, api_version=API_VERSION, spec_sha256=SPEC_SHA256, client_version=__version__
    )


def _batches(reading: Reading) -> Generator[Any, None, None]:
    try:
        yield from reading.arrow(BATCH_ROWS)
    finally:
        reading.close()


def _once(windows: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for each in windows:
        if each not in found:  # a file may be linked twice
            found.append(each)
    return found
