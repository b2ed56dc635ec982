"""Detects keys and types in files that `spec/rows.yaml` does not declare: path, type, file, count.

Types are reported, never values. Keys are shown unchanged; a file that uses data as keys shows it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from ..decoding.learned_types import Sighting
from ..decoding.observed_types import Observed
from ..decoding.outcome import Part
from ..decoding.row import Row, kept, public_type
from ..decoding.row_fields import RowField, fields_of
from ..errors import ArgumentError
from ..reports.read_stats import ReadStats
from .absence import Absence, child_fields, walk
from .finding import EXPECTED, MOST_FILES, DriftFinding, FindingKind
from .renames import find_renames
from .result import Drift
from .value_shapes import ValueShape

R = TypeVar("R", bound=Row)
MOST_FINDINGS = 5000
"""The greatest number of findings; a file with more uses data as keys."""


def detect_drift(what: ReadStats[Row] | Iterable[ReadStats[Row] | Row]) -> Drift:
    """The drift of `what` from the row types.

    Rows that were not started yet are read to their end, and the type of every value is observed; so are rows of a
    list. For rows that were read before, only their statistics are left: the types of the first
    values; files and days are unknown.

    Args:
        what: The result of a call under `rows` or of `read_rows`, several of these, or rows.

    Raises:
        ArgumentError: Asynchronous rows that were not read yet.
        CopilotMetricsError: Any error of the read.
    """
    watch = DriftWatch()
    for each in [what] if isinstance(what, ReadStats) else what:
        if isinstance(each, Row):
            watch.look_at(each)
        elif each.is_begun:
            watch.take_counts(each)
        elif isinstance(each, Iterable):
            for _ in watch.through(each):
                pass
        else:
            raise ArgumentError("what", "read these rows first, with `async for`")
    return watch.drift


@attrs.define
class _Gathered:
    kind: FindingKind
    row_type: type[Row]
    place: type[Row]
    key: str
    spec: RowField | None
    observed: Observed
    count: int = 0
    files: dict[str, None] = attrs.field(factory=dict)
    first_day: datetime.date | None = None
    shape: ValueShape = attrs.field(factory=ValueShape)


class DriftWatch:
    """Collects drift while rows are read for another purpose."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], _Gathered] = {}
        self._rows = 0
        self._bad_lines = 0
        self._left_out = 0
        self._rows_not_judged = 0
        self._absence = Absence()

    @property
    def drift(self) -> Drift:
        """The drift so far."""
        findings = tuple(
            DriftFinding(
                kind=each.kind,
                row_type=row_type,
                place=each.place,
                key=each.key,
                path=path,
                expected=None if each.spec is None else EXPECTED[each.spec.shape.kind],
                observed=each.observed,
                count=each.count,
                files=tuple(each.files)[:MOST_FILES],
                file_count=len(each.files),
                first_day=each.first_day,
                shape=each.shape,
            )
            for (row_type, _, path), each in self._found.items()
        )
        ordered = sorted(
            findings, key=lambda each: (each.kind != "unknown key", each.row_type, each.path)
        )
        gone = self._absence.gone
        return Drift(
            tuple(ordered),
            self._rows,
            self._bad_lines,
            self._left_out,
            gone,
            self._absence.file_count,
            self._rows_not_judged,
            find_renames(ordered, gone, self._absence.shapes),
        )

    def through(self, rows: Iterable[R]) -> Iterator[R]:
        """The same rows, observed as they pass."""
        stats = rows if isinstance(rows, ReadStats) else None
        try:
            for row in rows:
                self.look_at(row, stats)
                yield row
        finally:  # rows before an error count too
            if stats is not None:
                self._bad_lines += stats.bad_line_count
                # the file of a window is unknown if there are several
                part = stats.parts[0] if len(stats.parts) == 1 else None
                for window in stats.windows:
                    self._look(window, part, stats.entity_fields)

    def look_at(self, row: Row, stats: ReadStats[Any] | None = None) -> None:
        """Observe one row; `stats` knows its file."""
        self._rows += 1
        if stats is None:
            self._look(row, None, ())
        else:
            self._look(row, stats.part_now, stats.entity_fields)

    def take_counts(self, stats: ReadStats[Any]) -> None:
        """Add the counts of rows that were read before."""
        self._rows += stats.rows
        self._rows_not_judged += stats.rows
        self._bad_lines += stats.bad_line_count
        for each in stats.oddities:
            for path, sighting in each.unknown_keys.items():
                self._take_sighting(each.row_type, path, "unknown key", sighting)
            for path, sighting in each.type_drift.items():
                self._take_sighting(each.row_type, path, "changed type", sighting)

    def _take_sighting(
        self, row_type: type[Row], path: str, kind: FindingKind, sighting: Sighting
    ) -> None:
        place, key = _place_of(row_type, path)
        found = self._gather(row_type, place, path, key, kind)
        if found is not None:
            found.count += sighting.count
            found.observed.merge(sighting.observed)

    def _look(self, row: Row, part: Part | None, entity_fields: tuple[str, ...]) -> None:
        row_type = public_type(type(row))
        keys = self._absence.file(row, part, entity_fields)
        for path, inner in walk(row):
            keys.look_at(path, inner)
            place = public_type(type(inner))
            for key, value in kept(inner).items():
                kind: FindingKind = "changed type" if key in fields_of(place) else "unknown key"
                found = self._gather(row_type, place, ".".join((*path, key)), key, kind)
                if found is None:
                    continue
                found.count += 1
                found.observed.take(value)
                found.shape.take(value)
                if part is not None:
                    found.files[part.name] = None
                day = getattr(row, "day", None)
                if type(day) is datetime.date and (
                    found.first_day is None or day < found.first_day
                ):
                    found.first_day = day

    def _gather(
        self, row_type: type[Row], place: type[Row], path: str, key: str, kind: FindingKind
    ) -> _Gathered | None:
        index = (row_type.__name__, kind, path)
        if index not in self._found:
            if len(self._found) >= MOST_FINDINGS:
                self._left_out += 1
                return None
            self._found[index] = _Gathered(
                kind, row_type, place, key, fields_of(place).get(key), Observed()
            )
        return self._found[index]


def _place_of(row_type: type[Row], path: str) -> tuple[type[Row], str]:
    """The type of the object at a path, and the key in it. A key may contain dots."""
    for spec in child_fields(row_type):
        if spec.child is not None and path.startswith(f"{spec.step}."):
            return _place_of(spec.child, path.removeprefix(f"{spec.step}."))
    return row_type, path
