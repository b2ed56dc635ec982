"""Checks a lake: every manifest, the size of every listed file, and its content with `read_data`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import attrs
import pyarrow as pa

from ..fetch.raw import read_raw
from ..lake.known_damage import FILE
from ..lake.lake import Lake
from ..lake.manifest import FILE_NAME, Manifest, Source, digest_in
from ..lake.store import Stat
from ..units import Unit

_READERS: Final = 4
_CHUNK: Final = 1 << 20
_GONE: Final = Stat(-1, 0)


@attrs.frozen(order=True)
class Damage:
    """A damaged file of a lake."""

    path: str
    """Path from the lake's root."""
    problem: str
    """The problem: `missing`, `12 bytes, expected 4,096`, …"""
    units: tuple[Unit, ...]
    """The units whose rows or raw files it contains."""
    is_kept_file: bool = False
    """Whether it is a raw file, which only `reprocess` needs: the rows of its units are not affected."""


@attrs.frozen(kw_only=True)
class Verification:
    """The result of a check."""

    manifests: int
    """Number of checked manifests."""
    files: int
    """Number of files that they list."""
    bytes_read: int
    damage: tuple[Damage, ...]


@attrs.frozen
class _Named:
    """A file, and the units whose manifests list it."""

    path: str
    bytes: int | None
    """The size in the manifest; None for a raw file, whose manifest has the size before compression."""
    source: Source | None
    units: tuple[Unit, ...]


def verify(
    lake: Lake,
    manifests: Iterable[Manifest],
    *,
    read_data: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Verification:
    """Checks the manifests and the files that they list.

    Damage that sizes do not show is recorded in the lake, so that the next `sync` and `reprocess`
    rewrite the files, and questions do not use them until then.

    Args:
        lake: The lake; only the record of damage is written to it.
        manifests: The manifests of this lake to check.
        read_data: Whether to read every file and compare its SHA-256 with the one in its name.
        tell: Receives the path of each checked file.

    Raises:
        LakeError: The lake cannot be read or written.
    """
    checked = 0
    damage: list[Damage] = []
    files: dict[str, _Named] = {}
    for manifest in manifests:
        checked += 1
        if manifest.unreadable:
            path = f"{manifest.unit.path}/{FILE_NAME}"
            damage.append(Damage(path, manifest.reason or "unreadable", (manifest.unit,)))
        for named in _named(manifest):
            known = files.get(named.path)
            units = (*known.units, *named.units) if known else named.units
            files[named.path] = attrs.evolve(named, units=units)
    hidden: dict[str, Stat] = {}
    """Damage that other commands do not detect; in an object store they do not compare sizes."""
    size = 0
    with ThreadPoolExecutor(_READERS) as readers:
        for found in readers.map(lambda named: _check(lake, named, read_data), files.values()):
            tell(found.named.path)
            size += found.bytes_read
            if found.problem is None:
                continue
            named = found.named
            damage.append(Damage(named.path, found.problem, named.units, named.source is not None))
            if named.source is None and not (found.stat is None and lake.store.is_local):
                hidden[named.path] = found.stat or _GONE
    if read_data or not lake.store.is_local:
        _remember(lake, files if read_data else hidden, hidden)
    return Verification(
        manifests=checked, files=len(files), bytes_read=size, damage=tuple(sorted(damage))
    )


def _named(manifest: Manifest) -> Iterator[_Named]:
    for part in manifest.parts:
        yield _Named(part.path, part.bytes, None, (manifest.unit,))
    for source in manifest.sources:
        if source.raw is not None:
            yield _Named(source.raw, None, source, (manifest.unit,))


@attrs.frozen
class _Checked:
    named: _Named
    problem: str | None = None
    stat: Stat | None = None
    """Size and time of a damaged file whose size is correct, for the record of damage."""
    bytes_read: int = 0


def _check(lake: Lake, named: _Named, read_data: bool) -> _Checked:
    found = lake.store.stat(named.path)
    if found is None:
        return _Checked(named, "missing, or not a regular file")
    if named.bytes is not None and found.bytes != named.bytes:
        return _Checked(named, f"{found.bytes:,} bytes, expected {named.bytes:,}")
    if not read_data:
        is_known = lake.known_damage().includes(named.path, found)
        return _Checked(named, "damaged when last read" if is_known else None)
    digest = _digest_of(lake, named)
    if digest is None:
        return _Checked(named, "not readable to the end", found, found.bytes)
    if digest[:32] != digest_in(named.path):
        return _Checked(named, "content does not match the SHA-256 in its name", found, found.bytes)
    return _Checked(named, bytes_read=found.bytes)


def _digest_of(lake: Lake, named: _Named) -> str | None:
    """Returns the SHA-256 of a part, or of a raw file before compression; None if it is unreadable."""
    if named.source is None:
        data = lake.store.read(named.path)
        return None if data is None else hashlib.sha256(data).hexdigest()
    try:
        file = read_raw(lake.store, named.source)
        if file is None:
            return None
        while file.read(_CHUNK):
            pass
    except (OSError, pa.ArrowException):
        return None
    return file.sha256


def _remember(lake: Lake, read: Iterable[str], hidden: Mapping[str, Stat]) -> None:
    before = lake.known_damage()
    after = before.after(read, hidden)
    if after != before:
        with lake.store.lock(FILE):
            lake.remember_damage(after)
