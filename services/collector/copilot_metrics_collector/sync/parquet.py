"""Rows to a Parquet part: batch by batch, and named by its content at the end."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any, Final

import attrs
import pyarrow.parquet as pq

from ..lake.lake import part_path
from ..lake.manifest import Part
from ..lake.tables import with_day
from ..units import Unit

BATCH_ROWS: Final = 4096
"""Rows that are in memory at once, and in a row group; of users' rows some 10 MB of Arrow."""


@attrs.frozen
class Written:
    """A part, and the local file that it is in for now."""

    part: Part
    sha256: str
    file: Path


class PartWriter:
    """Writes one table of a unit. There is a file as soon as there is a row."""

    def __init__(self, folder: Path, table: str) -> None:
        self._file = folder / f"{table}.parquet"
        self._table = table
        self._writer: Any = None
        self.rows = 0

    def write(self, batch: Any, day: datetime.date) -> None:
        """Adds the rows of a record batch, with their `report_day`."""
        if not batch.num_rows:
            return
        whole = with_day(batch, day)
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._file,
                whole.schema,
                compression="zstd",
                compression_level=3,
                store_schema=False,  # Parquet's own types say all of it, and it is large
            )
        self._writer.write_batch(whole)
        self.rows += whole.num_rows

    def finish(self, unit: Unit) -> Written | None:
        """The part that was written, closed; None where there was no row."""
        self.close()
        if not self.rows:
            return None
        with self._file.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        path = part_path(unit, self._table, sha256)
        part = Part(path=path, table=self._table, rows=self.rows, bytes=self._file.stat().st_size)
        return Written(part, sha256, self._file)

    def close(self) -> None:
        """Closes the file, whatever is in it."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
