"""Writes rows to a Parquet part in batches, and names it by its digest."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any, Final

import attrs
import pyarrow.parquet as pq

from ..lake.lake import part_path
from ..lake.manifest import ManifestPart
from ..lake.tables import with_day
from ..units import Unit

BATCH_ROWS: Final = 4096
"""Rows in memory and per row group; about 10 MB of Arrow for user rows."""


@attrs.frozen
class Written:
    """A part and its temporary local file."""

    part: ManifestPart
    sha256: str
    file: Path


class PartWriter:
    """Writes one table of a unit. The file is created with the first row."""

    def __init__(self, folder: Path, table: str) -> None:
        self._file = folder / f"{table}.parquet"
        self._table = table
        self._writer: Any = None
        self.rows = 0

    def write(self, batch: Any, day: datetime.date) -> None:
        """Adds a record batch with its `report_day`."""
        if not batch.num_rows:
            return
        whole = with_day(batch, day)
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._file,
                whole.schema,
                compression="zstd",
                compression_level=3,
                store_schema=False,  # redundant with Parquet's types, and large
            )
        self._writer.write_batch(whole)
        self.rows += whole.num_rows

    def finish(self, unit: Unit) -> Written | None:
        """Closes and returns the part; None if there were no rows."""
        self.close()
        if not self.rows:
            return None
        with self._file.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        path = part_path(unit, self._table, sha256)
        part = ManifestPart(
            path=path, table=self._table, rows=self.rows, bytes=self._file.stat().st_size
        )
        return Written(part, sha256, self._file)

    def close(self) -> None:
        """Closes the file unconditionally."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
