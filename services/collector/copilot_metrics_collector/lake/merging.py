"""Many parts to one file."""

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
from .manifest import Manifest, Part, digest_in
from .store import Store
from .tables import REPORT_DAY

SMALL: Final = 8 << 20
"""Bytes; larger parts are read as fast alone as with others."""
_ROWS: Final = 1 << 15
_BYTES: Final = 64 << 20
"""Of a row group of a merged file, in memory; whichever comes first."""


@attrs.frozen
class Piece:
    """A part, as one manifest names it."""

    manifest: Manifest
    part: Part

    @property
    def is_own(self) -> bool:
        """Whether it lies in the unit's folder: it is not merged yet."""
        return self.part.path.startswith(f"{self.manifest.unit.path}/")


@attrs.frozen
class Merged:
    """A file that stands for pieces."""

    path: str
    bytes: int
    pieces: tuple[Piece, ...]


def merge(store: Store, pieces: Sequence[Piece], small: int) -> Iterator[Merged]:
    """Writes the pieces of one month and table to as few files as their schemas allow; puts them into the store.

    Nothing comes back where each schema is in one file already. Raises `LakeError` for a part that is missing or
    holds other rows than its manifest says.
    """
    chosen = [piece for piece in pieces if not piece.is_own or piece.part.bytes <= small]
    if len({piece.part.path for piece in chosen}) < 2:
        return
    files = _Files(store)
    for alike in _by_schema(files, chosen):
        if len({piece.part.path for piece in alike}) > 1:
            yield _merge(store, files, alike)


def _by_schema(files: _Files, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Parts of different releases differ in columns: these are not forced into one schema, which could lose some."""
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
    """The rows of the pieces, in tables of a row group each."""
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
                f"{files.name(piece.part.path)} holds {rows} rows of {piece.manifest.unit} and its manifest says "
                f"{piece.part.rows}: remove the unit's manifest.json, and the next sync asks for it again"
            )
    if pending:
        yield pa.Table.from_batches(pending)


class _Files:
    """Parts, opened once each."""

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
        """The rows of a piece: of a file of many days those of its unit's."""
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
                f"{self.name(path)} is missing, and a manifest names it: run `copilot-metrics verify`, then "
                "`copilot-metrics sync`"
            )
        try:
            if hashlib.sha256(data).hexdigest()[:32] != digest_in(path):
                raise pa.ArrowInvalid("other bytes than its name says")
            return pq.ParquetFile(pa.BufferReader(data))
        except (pa.ArrowInvalid, OSError) as error:
            raise LakeError(
                f"{self.name(path)} is damaged ({error}): run `copilot-metrics verify --read-data`, then "
                "`copilot-metrics sync`, which requests its days again"
            ) from None


def _groups(file: Any, day: datetime.date) -> list[int]:
    """The row groups that may hold rows of a day: a merged file is read once for each of its days."""
    found = []
    for number in range(file.num_row_groups):
        group = file.metadata.row_group(number)
        column = group.column(group.num_columns - 1)  # `report_day` is the last of every part
        known = column.statistics if column.path_in_schema == REPORT_DAY else None
        if known is None or not known.has_min_max or known.min <= day <= known.max:
            found.append(number)
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
