"""Raw files: computes their digests, and stores them if requested."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs
import pyarrow as pa

from ..lake.manifest import Source
from ..lake.store import Store
from ..units import Unit

if TYPE_CHECKING:
    from ..privacy import Scrubber, Transform

CODEC: Final = "zstd"
_SUFFIX: Final = "zst"


class FileOfReport(Protocol):
    """A file of a report; see `keep_raw` of the package."""

    @property
    def name(self) -> str:
        """URL without signature."""
        ...

    @property
    def number(self) -> int:
        """Position among the report's links."""
        ...

    @property
    def state(self) -> str:
        """Whether it was read to the end."""
        ...


@attrs.define
class _Taken:
    """A file in transfer, with the digests of the received and the stored content."""

    name: str
    file: Path | None
    sink: Any
    scrubber: Scrubber | None
    size: int = 0
    came: Any = attrs.field(factory=hashlib.sha256)
    kept: Any = attrs.field(factory=hashlib.sha256)

    def keep(self, data: bytes) -> None:
        """Writes data to store."""
        if data and self.sink is not None:
            self.kept.update(data)
            self.sink.write(data)

    def close(self) -> None:
        """Closes the file."""
        if self.sink is not None:
            self.sink.close()
            self.sink = None


class RawFiles:
    """Receives the pieces of a report's files, computes digests, and stores the files if requested."""

    def __init__(
        self, unit: Unit, folder: Path, *, keep: bool, transform: Transform | None = None
    ) -> None:
        """With a transform, files are cleaned of names before they are written to disk."""
        self._unit = unit
        self._folder = folder
        self._keep = keep
        self._transform = transform
        self._files: dict[int, _Taken] = {}

    def take(self, part: FileOfReport, piece: bytes) -> None:
        """Adds a piece of a file."""
        known = self._files.get(part.number)
        if known is None:
            known = self._files[part.number] = self._begin(part)
        known.came.update(piece)
        known.size += len(piece)
        if known.sink is not None:
            known.keep(piece if known.scrubber is None else known.scrubber.feed(piece))

    def finish(
        self, unit: Unit, parts: Sequence[FileOfReport]
    ) -> tuple[tuple[Source, ...], dict[str, Path]]:
        """Returns the completely read files, and the stored ones by path in the lake.

        `unit` is the actual unit of the files.
        """
        sources: list[Source] = []
        files: dict[str, Path] = {}
        for part in parts:
            known = self._files.get(part.number)
            if known is None or part.state != "complete":
                continue
            raw = None
            if known.file is not None:
                if known.scrubber is not None:
                    known.keep(known.scrubber.finish())
                known.close()
                raw = raw_path(unit, known.kept.hexdigest())
                files[raw] = known.file
            digest = known.came.hexdigest()
            sources.append(Source(name=known.name, sha256=digest, bytes=known.size, raw=raw))
        return tuple(sources), files

    def close(self) -> None:
        """Closes the files and deletes those that `finish` did not return."""
        for known in self._files.values():
            known.close()

    def _begin(self, part: FileOfReport) -> _Taken:
        name = part.name
        if self._transform is not None:
            name = self._transform.file_name(name, part.number)
        if not self._keep:
            return _Taken(name, None, None, None)
        file = self._folder / f"raw-{part.number}.{_SUFFIX}"
        scrubber = None
        if self._transform is not None:
            scrubber = self._transform.scrubber(self._unit.family)
        return _Taken(name, file, pa.CompressedOutputStream(str(file), CODEC), scrubber)


class RawFile:
    """Decompressing reader of a stored raw file, for `read_rows` of the package."""

    def __init__(self, name: str, packed: Any) -> None:
        """`packed` is a source for pyarrow."""
        self.name = name
        self._stream = pa.CompressedInputStream(packed, CODEC)
        self._digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        """Reads at most this number of bytes. Raises `OSError` if the file is damaged."""
        piece: bytes = self._stream.read(size)
        self._digest.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        """Returns the digest of the bytes read so far."""
        return self._digest.hexdigest()


def raw_path(unit: Unit, sha256: str) -> str:
    """Returns the path of a raw file, which contains the digest of the uncompressed content."""
    return f"{unit.path}/raw-{sha256[:32]}.{_SUFFIX}"


def is_as_kept(source: Source, file: RawFile) -> bool:
    """Whether a completely read raw file matches the digest in its name."""
    return source.raw is not None and f"/raw-{file.sha256[:32]}." in source.raw


def read_raw(store: Store, source: Source) -> RawFile | None:
    """Opens a raw file; None if it does not exist. Raises `LakeError`."""
    packed = None if source.raw is None else store.read(source.raw)
    return None if packed is None else RawFile(source.name, pa.BufferReader(packed))
