"""Merges the small parts of settled months, and deletes files that no manifest lists.

The lake reads the same at every moment. A merged file exists before a manifest lists it; manifests are replaced one
by one, each atomically; and a file is deleted only after no manifest has listed it for a day, so that readers of the
older manifests can finish.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

import attrs

from ..clock import now_utc
from ..units import Unit
from .garbage import GRACE, Cleaned, clean
from .lake import Lake
from .manifest import Manifest, ManifestPart
from .merging import SMALL, Merged, Piece, merge

Tell: TypeAlias = Callable[["Step"], None]


@attrs.frozen(kw_only=True)
class Step:
    """A merged month of an entity's table."""

    path: str
    """The merged file."""
    units: int
    """Number of manifests that list it."""
    files: int
    """Number of files that it replaces."""
    bytes_before: int
    bytes: int


@attrs.frozen(kw_only=True)
class CompactionReport:
    """The result of a compaction."""

    steps: tuple[Step, ...] = ()
    overtaken: int = 0
    """Units that a concurrent run changed; the next compaction merges them."""
    cleaned: Cleaned = attrs.field(factory=Cleaned)

    @property
    def changed(self) -> bool:
        """Whether anything changed."""
        return bool(self.steps or self.cleaned.removed or self.cleaned.swept)


def compact(
    lake: Lake,
    *,
    before: datetime.date | None = None,
    tell: Tell = lambda _: None,
    grace: datetime.timedelta = GRACE,
    now: datetime.datetime | None = None,
    small: int = SMALL,
) -> CompactionReport:
    """Merges settled and complete units by month, then deletes unused files. A second run has nothing to do.

    Args:
        lake: May be in use by syncs and readers; in an object store, not by another writing process.
        before: Only days before this one; None for all.
        tell: Called with each merged month.
        grace: How long a file must be unlisted before it is deleted.
        now: The current time, for the grace period.
        small: Bytes; larger parts of a unit are not merged.

    Raises:
        LakeError: A manifest or part cannot be read, or the store fails.
    """
    steps: list[Step] = []
    overtaken = 0
    for month in _months(lake, before):
        merged = list(_merged(lake, month, small))
        overtaken += _rename(lake, month, merged)
        for each in merged:
            step = Step(
                path=each.path,
                units=len({piece.manifest.unit for piece in each.pieces}),
                files=len({piece.part.path for piece in each.pieces}),
                bytes_before=sum(
                    {piece.part.path: piece.part.bytes for piece in each.pieces}.values()
                ),
                bytes=each.bytes,
            )
            steps.append(step)
            tell(step)
    cleaned = clean(lake, grace=grace, now=now or now_utc())
    return CompactionReport(steps=tuple(steps), overtaken=overtaken, cleaned=cleaned)


def _months(lake: Lake, before: datetime.date | None) -> Iterator[list[Manifest]]:
    """Returns the mergeable units by family, entity and month, ordered by day."""
    until = None if before is None else before - datetime.timedelta(days=1)
    for _, found in groupby(lake.standing(lake.manifests(until=until)), key=_month):
        units = [each for each in found if each.settled and each.state == "complete"]
        if len(units) > 1:
            yield units


def _month(manifest: Manifest) -> tuple[str, str]:
    unit = manifest.unit
    return unit.path.rpartition("/")[0], unit.day.strftime("%Y-%m")


def _merged(lake: Lake, month: Sequence[Manifest], small: int) -> Iterator[Merged]:
    pieces = [Piece(each, part) for each in month for part in each.parts]
    for table in sorted({piece.part.table for piece in pieces}):
        yield from merge(
            lake.store, [piece for piece in pieces if piece.part.table == table], small
        )


def _rename(lake: Lake, month: Iterable[Manifest], merged: Sequence[Merged]) -> int:
    """Updates the manifests to the merged files; returns how many had changed concurrently."""
    new = {(piece.manifest.unit, piece.part): each for each in merged for piece in each.pieces}
    overtaken = 0
    for manifest in month:
        parts = _parts(manifest, new)
        if parts != manifest.parts:
            overtaken += not lake.replace(manifest, attrs.evolve(manifest, parts=parts))
    return overtaken


def _parts(
    manifest: Manifest, new: Mapping[tuple[Unit, ManifestPart], Merged]
) -> tuple[ManifestPart, ...]:
    """Returns the parts of a unit with merged ones replaced; parts of one table become one."""
    found: dict[str, ManifestPart] = {}
    for part in manifest.parts:
        merged = new.get((manifest.unit, part))
        path = part.path if merged is None else merged.path
        rows = part.rows + (found[path].rows if path in found else 0)
        size = part.bytes if merged is None else merged.bytes
        found[path] = ManifestPart(path=path, table=part.table, rows=rows, bytes=size)
    return tuple(found.values())
