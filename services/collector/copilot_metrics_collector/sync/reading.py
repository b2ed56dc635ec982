"""Rows of a report to parts and a manifest: the same for what GitHub answers and for what was kept."""

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
from ..lake.manifest import Manifest, Part
from ..lake.tables import ROWS, WINDOWS, row_types
from ..units import FAMILIES, Unit
from .parquet import BATCH_ROWS, PartWriter, Written

if TYPE_CHECKING:
    from ..privacy import Transform

Reading = Rows[Any] | FileRows[Any]


@attrs.frozen
class Candidate:
    """What a unit could be from now on, and the local files that it names, by their path in the lake."""

    manifest: Manifest
    files: Mapping[str, Path]


@attrs.frozen
class Tables:
    """The tables of a unit, written."""

    written: tuple[Written, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the manifest names."""
        return tuple(each.part for each in self.written)

    @property
    def content(self) -> str | None:
        """The digest over all rows; None where there are none."""
        if not self.written:
            return None
        return content_of({each.part.table: each.sha256 for each in self.written})

    @property
    def rows(self) -> int:
        """The rows of the report itself."""
        return sum(each.part.rows for each in self.written if each.part.table == ROWS)

    @property
    def files(self) -> dict[str, Path]:
        """The local files, by their path in the lake."""
        return {each.part.path: each.file for each in self.written}


class Writing:
    """Writes the rows of a unit while they are read, with what stands around them."""

    def __init__(self, unit: Unit, folder: Path, transform: Transform | None) -> None:
        self._unit = unit
        self._transform = transform
        self._tables = {name: PartWriter(folder, name) for name in (ROWS, WINDOWS)}

    def write(self, table: str, batch: Any, day: datetime.date) -> None:
        """Adds a batch of rows, as it may be kept."""
        if self._transform is not None:
            batch = self._transform.batch(self._unit.family, batch)
        self._tables[table].write(batch, day)

    def read(self, reading: Reading, day: datetime.date | None) -> None:
        """Reads to the end. Raises what reading raises; the rows before that are written.

        Args:
            reading: The rows.
            day: The unit's day; None where the report says on which day it ends.
        """
        with closing(_batches(reading)) as batches:
            for batch in batches:
                self.write(ROWS, batch, day or end_of(reading) or self._unit.day)

    def finish(self, unit: Unit, windows: Iterable[Any] = ()) -> Tables:
        """The parts of the unit, with what stands around the days of a 28-day report."""
        around = row_types(FAMILIES[self._unit.family]).get(WINDOWS)
        if around is not None:
            for batch in rows_to_arrow(_once(windows), around):
                self.write(WINDOWS, batch, unit.day)
        found = (writer.finish(unit) for writer in self._tables.values())
        return Tables(tuple(each for each in found if each is not None))

    def close(self) -> None:
        """Closes the files; nothing is to become of them."""
        for writer in self._tables.values():
            writer.close()


def end_of(reading: Reading) -> datetime.date | None:
    """The day on which a report says that it ends; of a report of one day that day."""
    return next((outcome.report_end_day for outcome in reading.days), None)


def counted(
    manifest: Manifest, readings: Sequence[Reading], transform: Transform | None
) -> Manifest:
    """A manifest with what it says of how its reports were read, and of the software that read."""

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
    """A manifest with what it says of the software that read."""
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
        if each not in found:  # the same file may have been linked twice
            found.append(each)
    return found
