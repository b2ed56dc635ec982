"""Files that were downloaded by hand, read in the same way as `client.rows` reads reports."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

from ..arrow.batches import BATCH_SIZE, ArrowRows
from ..decoding.outcome import Outcome, Part
from ..decoding.reading import FileReader, RowFamily
from ..decoding.row import Row
from ..errors import ArgumentError, FileError, IncompleteReportError
from ..public import public
from ..reports.read_stats import ReadStats
from .families import FileFamily, common, tell
from .file_bytes import PIECE, FileBytes, FileSource

FileSources: TypeAlias = FileSource | Iterable[FileSource]

R_co = TypeVar("R_co", bound=Row, covariant=True)


@public
class FileRows(ReadStats[R_co]):
    """Rows of files to read once, in a `for` loop. Each file is opened when its rows are next.

    Raises, after the last readable row:
        IncompleteReportError: A file could not be read to its end, or has no rows; `failed_parts` names it.
    """

    def __init__(
        self, files: Sequence[FileBytes], family: FileFamily, entities: Sequence[str]
    ) -> None:
        around: Any = RowFamily(family.yields, family.window, tuple(entities))
        super().__init__(around)
        self._files = tuple(files)
        self._stream: Generator[R_co, None, None] | None = None

    def __iter__(self) -> Iterator[R_co]:
        self._begin()
        self._stream = self._read()
        return self._stream

    def _read(self) -> Generator[R_co, None, None]:
        outcome = Outcome()
        outcome.parts += [Part(file.name, number) for number, file in enumerate(self._files, 1)]
        self._ledger.outcomes.append(outcome)
        for file, part in zip(self._files, outcome.parts, strict=True):
            part.state, part.attempts = "reading", 1
            with closing(file):
                for rows in self._read_one(file, part, outcome):
                    yield from rows
                    rows.clear()  # before more rows are decoded: so they fit the processor's cache
        outcome.judge_empty()
        if outcome.failed_parts:
            raise IncompleteReportError(
                [f"{part.name}: {part.reason}" for part in outcome.failed_parts]
            )

    def _read_one(self, file: FileBytes, part: Part, outcome: Outcome) -> Iterator[list[R_co]]:
        reader: FileReader[R_co] = FileReader(
            self._family, outcome, part.name, self._ledger.max_line_bytes
        )

        def note(rows: list[R_co]) -> list[R_co]:
            outcome.rows += reader.rows - part.rows
            part.rows = reader.rows
            return rows

        decoder = self._family.block_decoder
        try:
            for piece in file.pieces(PIECE if decoder is None else decoder.block_bytes):
                part.bytes += len(piece)
                if self._ledger.tee is not None:
                    self._ledger.tee(part, piece)
                yield note(reader.feed(piece))
        except FileError as error:
            yield note(reader.flush())
            part.state, part.reason = "failed", error.reason
            return
        yield note(reader.finish())
        reader.close_part(part)

    def arrow(self, batch_size: int = BATCH_SIZE) -> ArrowRows[R_co]:
        """The rows as Arrow record batches, for pyarrow, polars, pandas or duckdb. Needs the extra `arrow`.

        Raises:
            ArgumentError: `batch_size` is not a number of rows.
            MissingExtraError: The extra is not installed.
        """
        return ArrowRows(self, self.row_type, batch_size, self._family)

    def close(self) -> None:
        """Stops reading and closes the files that were opened here. The statistics remain."""
        if self._stream is not None:
            self._stream.close()
        for file in self._files:
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return self._shown(f"{len(self._files)} files of {self.row_type.__name__}")


def open_rows(
    files: FileSources,
    family: object,
    families: Mapping[str, FileFamily],
    entities: Sequence[str],
) -> FileRows[Any]:
    """As `read_rows`, for the families of a package.

    Raises:
        ArgumentError: No file, a value that is not a file, or an unknown family.
        FileError: A file is missing, or its family cannot be detected, or differs from the others'.
    """
    named = None if family is None else _named(family, families)
    each = [FileBytes(source, number) for number, source in enumerate(_listed(files), 1)]
    if not each:
        raise ArgumentError("files", "pass at least one file")
    with ExitStack() as opened:
        for file in each:
            opened.callback(file.close)
        chosen = _told(each, families) if named is None else named
        opened.pop_all()
    return FileRows(each, chosen, entities)


def _listed(files: FileSources) -> list[Any]:
    if isinstance(files, (bytes, bytearray, memoryview)):
        raise ArgumentError("files", "for bytes, pass io.BytesIO(…)")
    if isinstance(files, (str, os.PathLike)) or hasattr(files, "read"):
        return [files]
    if isinstance(files, Iterable):
        return list(files)
    return [files]


def _named(family: object, families: Mapping[str, FileFamily]) -> FileFamily:
    for each in families.values():
        if family is each.holds or family == each.name:
            return each
    raise ArgumentError("family", f"expected one of {', '.join(families)}, not {_short(family)}")


def _told(files: Sequence[FileBytes], families: Mapping[str, FileFamily]) -> FileFamily:
    told: list[FileFamily] = []
    silent: list[FileBytes] = []
    for file in files:
        found = tell(file.look(), families)
        if found is None:
            silent.append(file)
            continue
        told.append(found)
        if common(told) is None:
            raise FileError(
                file.name,
                f"contains rows of the family {found.name}, but earlier files of {told[0].name}: "
                "read them separately",
            )
    chosen = common(told)
    # an empty file has no family, and does not affect that of the others
    unclear = next((file for file in silent if chosen is None or not file.is_blank), None)
    if unclear is not None or chosen is None:
        name = unclear.name if unclear is not None else files[0].name
        raise FileError(
            name, f"cannot detect the row type: pass the family, one of {', '.join(families)}"
        )
    return chosen


def _short(value: object) -> str:
    text = value.__name__ if isinstance(value, type) else repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
