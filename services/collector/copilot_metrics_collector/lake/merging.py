"""Merges parts into one file."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..exits import LakeError
from .manifest import Manifest, ManifestPart, digest_in
from .store import Store
from .tables import REPORT_DAY

SMALL: Final = 8 << 20
"""Bytes; merging larger parts does not make reading faster."""
_ROWS: Final = 1 << 15
_BYTES: Final = 64 << 20
"""Limits of a row group of a merged file, in memory; the first one reached applies."""


@attrs.frozen
class Piece:
    """A part listed by a manifest."""

    manifest: Manifest
    part: ManifestPart

    @property
    def is_own(self) -> bool:
        """Whether it is in the unit's folder, that is, not merged yet."""
        return self.part.path.startswith(f"{self.manifest.unit.path}/")


@attrs.frozen
class Merged:
    """A merged file and its pieces."""

    path: str
    bytes: int
    pieces: tuple[Piece, ...]


def merge(store: Store, pieces: Sequence[Piece], small: int) -> Iterator[Merged]:
    """Writes the pieces of one month and table to one file per schema, and stores them.

    Returns nothing if each schema is in one file already. Raises `LakeError` for a part that is missing or
    does not match its manifest.
    """
    chosen = [piece for piece in pieces if not piece.is_own or piece.part.bytes <= small]
    if len({piece.part.path for piece in chosen}) < 2:
        return
    files = _Files(store)
    for alike in _by_schema(files, chosen):
        if len({piece.part.path for piece in alike}) > 1:
            yield _merge(store, files, alike)


def _by_schema(files: _Files, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Groups pieces by schema: parts of different releases have different columns, which merging could lose."""
    groups: list[tuple[Any, list[Piece]]] = []
    for piece in pieces:
        schema = files.schema(piece.part.path)
        for known, alike in groups:
            if known.equals(schema):
                alike.append(piece)
                break
        else:
            groups.append((schema, [piece]))
    return [alike for _, alike in groups]


def _merge(store: Store, files: _Files, pieces: Sequence[Piece]) -> Merged:
    first = pieces[0]
    with store.scratch() as folder:
        local = folder / "merged.parquet"
        with pq.ParquetWriter(local, files.schema(first.part.path), compression="zstd") as writer:
            for table in _gathered(files, pieces):
                writer.write_table(table)
        sha256 = _sha256(local)
        entity, _, _ = first.manifest.unit.path.rpartition("/")
        month = first.manifest.unit.day.strftime("%Y-%m")
        path = f"{entity}/merged/{first.part.table}-{month}-{sha256[:32]}.parquet"
        size = local.stat().st_size
        found = store.stat(path)
        if found is None or found.bytes != size:
            store.put_file(path, local)
    return Merged(path, size, tuple(pieces))


def _gathered(files: _Files, pieces: Sequence[Piece]) -> Iterator[Any]:
    """Yields the rows of the pieces as tables of one row group each."""
    pending: list[Any] = []
    for piece in pieces:
        rows = 0
        for batch in files.batches(piece):
            rows += batch.num_rows
            pending.append(batch)
            if (
                sum(each.num_rows for each in pending) >= _ROWS
                or sum(each.nbytes for each in pending) >= _BYTES
            ):
                yield pa.Table.from_batches(pending)
                pending = []
        if rows != piece.part.rows:
            raise LakeError(
                f"{files.name(piece.part.path)} has {rows} rows of {piece.manifest.unit}, but its manifest has "
                f"{piece.part.rows}: delete the unit's manifest.json, and the next sync requests it again"
            )
    if pending:
        yield pa.Table.from_batches(pending)


class _Files:
    """Open parts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._schemas: dict[str, Any] = {}
        self._merged: dict[str, Any] = {}

    def name(self, path: str) -> str:
        return f"{self._store.url}/{path}"

    def schema(self, path: str) -> Any:
        if path not in self._schemas:
            self._schemas[path] = self._open(path).schema_arrow.remove_metadata()
        return self._schemas[path]

    def batches(self, piece: Piece) -> Iterator[Any]:
        """Yields the rows of a piece; from a merged file, those of its unit's day."""
        file = self._file(piece)
        groups = _groups(file, piece.manifest.unit.day)
        day = pa.scalar(piece.manifest.unit.day, pa.date32())
        for batch in file.iter_batches(batch_size=_ROWS, row_groups=groups):
            mine = batch.filter(pc.call_function("equal", [batch.column(REPORT_DAY), day]))
            if mine.num_rows:
                yield mine.replace_schema_metadata(None)

    def _file(self, piece: Piece) -> Any:
        path = piece.part.path
        if piece.is_own:  # it is read once
            return self._open(path)
        if path not in self._merged:
            self._merged[path] = self._open(path)
        return self._merged[path]

    def _open(self, path: str) -> Any:
        data = self._store.read(path)
        if data is None:
            raise LakeError(
                f"{self.name(path)} is missing, but a manifest lists it: run `copilot-metrics verify`, then "
                "`copilot-metrics sync`"
            )
        try:
            if hashlib.sha256(data).hexdigest()[:32] != digest_in(path):
                raise pa.ArrowInvalid("content does not match the SHA-256 in its name")
            return pq.ParquetFile(pa.BufferReader(data))
        except (pa.ArrowInvalid, OSError) as error:
            raise LakeError(
                f"{self.name(path)} is damaged ({error}): run `copilot-metrics verify --read-data`, then "
                "`copilot-metrics sync`, which requests its days again"
            ) from None


def _groups(file: Any, day: datetime.date) -> list[int]:
    """Returns the row groups that may contain rows of a day, because a merged file is read once per day."""
    found = []
    for number in range(file.num_row_groups):
        group = file.metadata.row_group(number)
        column = group.column(
            group.num_columns - 1
        )  # `report_day` is the last column of every part
        known = column.statistics if column.path_in_schema == REPORT_DAY else None
        if known is None or not known.has_min_max or known.min <= day <= known.max:
            found.append(number)
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
