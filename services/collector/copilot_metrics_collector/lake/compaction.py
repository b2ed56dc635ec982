"""Merges the small parts of settled months, and removes files that nothing names any more.

The lake reads the same at every moment. A merged file is there before a manifest names it; manifests change one by
one, each in one step; and a file goes only when no manifest has named it for a day, so that whoever read the older
manifests has had the time to read the files.
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
from .manifest import Manifest, Part
from .merging import SMALL, Merged, Piece, merge

Tell: TypeAlias = Callable[["Step"], None]


@attrs.frozen(kw_only=True)
class Step:
    """A month of an entity's table that was merged."""

    path: str
    """The file that it is in now."""
    units: int
    """How many manifests name it from now on."""
    files: int
    """How many files it stands for."""
    bytes_before: int
    bytes: int


@attrs.frozen(kw_only=True)
class Report:
    """What a compaction did."""

    steps: tuple[Step, ...] = ()
    overtaken: int = 0
    """Units that another run changed meanwhile; the next compaction sees to them."""
    cleaned: Cleaned = attrs.field(factory=Cleaned)

    @property
    def changed(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.steps or self.cleaned.removed or self.cleaned.swept)


def compact(
    lake: Lake,
    *,
    before: datetime.date | None = None,
    tell: Tell = lambda _: None,
    grace: datetime.timedelta = GRACE,
    now: datetime.datetime | None = None,
    small: int = SMALL,
) -> Report:
    """Merges what is settled and complete, month by month; then cleans up. Done again, it finds nothing to do.

    Args:
        lake: Also while syncs and readers use it; on an object store not while another process writes.
        before: Only days before this one; None for all.
        tell: Is told of each month.
        grace: How long a file must have been without a name before it is removed.
        now: The clock, for the grace.
        small: Bytes; a unit's part that is larger stays as it is.

    Raises:
        LakeError: A manifest or part that cannot be read, or a store that refuses.
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
    return Report(steps=tuple(steps), overtaken=overtaken, cleaned=cleaned)


def _months(lake: Lake, before: datetime.date | None) -> Iterator[list[Manifest]]:
    """The mergeable units, by family, entity and month, in the order of their days."""
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
    """Lets the manifests name the merged files; how many had changed meanwhile."""
    new = {(piece.manifest.unit, piece.part): each for each in merged for piece in each.pieces}
    overtaken = 0
    for manifest in month:
        parts = _parts(manifest, new)
        if parts != manifest.parts:
            overtaken += not lake.replace(manifest, attrs.evolve(manifest, parts=parts))
    return overtaken


def _parts(manifest: Manifest, new: Mapping[tuple[Unit, Part], Merged]) -> tuple[Part, ...]:
    """The parts of a unit with those that were merged replaced; many of one table become one."""
    found: dict[str, Part] = {}
    for part in manifest.parts:
        merged = new.get((manifest.unit, part))
        path = part.path if merged is None else merged.path
        rows = part.rows + (found[path].rows if path in found else 0)
        size = part.bytes if merged is None else merged.bytes
        found[path] = Part(path=path, table=part.table, rows=rows, bytes=size)
    return tuple(found.values())
