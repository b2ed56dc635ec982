"""The files as they came: their digests always, and they themselves where they are to be kept."""

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
    """What is said of a file of a report: see `keep_raw` of the package."""

    @property
    def name(self) -> str:
        """Without its signature."""
        ...

    @property
    def number(self) -> int:
        """Its place among the report's links."""
        ...

    @property
    def state(self) -> str:
        """Whether it was read to its end."""
        ...


@attrs.define
class _Taken:
    """A file on its way: its digest as it came, and as it is kept."""

    name: str
    file: Path | None
    sink: Any
    scrubber: Scrubber | None
    size: int = 0
    came: Any = attrs.field(factory=hashlib.sha256)
    kept: Any = attrs.field(factory=hashlib.sha256)

    def keep(self, data: bytes) -> None:
        """Writes what may be kept."""
        if data and self.sink is not None:
            self.kept.update(data)
            self.sink.write(data)

    def close(self) -> None:
        """Closes the file; what is in it stays."""
        if self.sink is not None:
            self.sink.close()
            self.sink = None


class Sources:
    """Takes the pieces of a report's files, tells their digests, and keeps the files where that is wanted."""

    def __init__(
        self, unit: Unit, folder: Path, *, keep: bool, transform: Transform | None = None
    ) -> None:
        """With a transform, files are cleaned of names before they touch the disk."""
        self._unit = unit
        self._folder = folder
        self._keep = keep
        self._transform = transform
        self._files: dict[int, _Taken] = {}

    def take(self, part: FileOfReport, piece: bytes) -> None:
        """One more piece of a file."""
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
        """What became of the files that were read to their end; and those kept, by their path in the lake.

        `unit` is the one that they turned out to belong to.
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
        """Closes the files; those that `finish` told stay where they are."""
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
    """A kept file, unpacked while it is read: what `read_rows` of the package takes."""

    def __init__(self, name: str, packed: Any) -> None:
        """`packed` is what pyarrow can read from."""
        self.name = name
        self._stream = pa.CompressedInputStream(packed, CODEC)
        self._digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        """At most so many bytes. Raises `OSError` where the file is damaged."""
        piece: bytes = self._stream.read(size)
        self._digest.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        """The digest of what was read up to now."""
        return self._digest.hexdigest()


def raw_path(unit: Unit, sha256: str) -> str:
    """Where a kept file lies: its name says what is in it, unpacked."""
    return f"{unit.path}/raw-{sha256[:32]}.{_SUFFIX}"


def is_as_kept(source: Source, file: RawFile) -> bool:
    """Whether what was read of a kept file, to its end, is what its name says."""
    return source.raw is not None and f"/raw-{file.sha256[:32]}." in source.raw


def read_raw(store: Store, source: Source) -> RawFile | None:
    """A kept file; None where it is not there (any more). Raises `LakeError`."""
    packed = None if source.raw is None else store.read(source.raw)
    return None if packed is None else RawFile(source.name, pa.BufferReader(packed))
