"""Finds the keys of a row type that no row of a file has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from ..decoding.outcome import Part
from ..decoding.row import UNSET, Row, kept, public_type
from ..decoding.row_fields import Path, RowField, fields_of
from .finding import EXPECTED, MOST_FILES, GoneKey
from .value_shapes import ValueShape

FEWEST_OBJECTS = 10
"""The number of objects in a file, or in the files of one report, from which on a missing key counts as gone."""
MOST_SHAPED = 200
"""The number of objects at one path of a file whose values are observed, to know the former values of a gone key."""
_Entity = tuple[object, ...]
_Key = tuple[type[Row], _Entity, datetime.date | None, datetime.date | None]


def walk(row: Row, path: Path = ()) -> Iterator[tuple[Path, Row]]:
    """A row and the objects inside it, each with its path."""
    yield path, row
    for spec in child_fields(public_type(type(row))):
        value = getattr(row, spec.name)
        if isinstance(value, list):
            for item in value:
                yield from walk(item, (*path, spec.step))
        elif isinstance(value, Row):
            yield from walk(value, (*path, spec.step))


@cache
def child_fields(place: type[Row]) -> tuple[RowField, ...]:
    """The fields of a row type that hold objects."""
    return tuple(spec for spec in fields_of(place).values() if spec.child is not None)


@attrs.define
class _Objects:
    """The objects at one path of a file's rows, without those below a missing object."""

    place: type[Row]
    unseen: dict[str, RowField]
    """The expected keys of each file that none of these objects has."""
    count: int = 0

    def merged(self, other: _Objects) -> _Objects:
        unseen = {key: spec for key, spec in self.unseen.items() if key in other.unseen}
        return _Objects(self.place, unseen, self.count + other.count)


@attrs.define
class FileKeys:
    """The keys of one file, or of the files of one report."""

    row_type: type[Row]
    entity: _Entity
    """The ids of the rows' entities; None for an id that differs between rows."""
    first: datetime.date | None = None
    last: datetime.date | None = None
    files: dict[str, None] = attrs.field(factory=dict)
    objects: dict[Path, _Objects] = attrs.field(factory=dict)
    shapes: dict[tuple[str, str], ValueShape] = attrs.field(factory=dict)
    """The values of known keys over all files, by row type and path."""

    @property
    def key(self) -> _Key:
        """The common identity of the files of one report: a report is split into files at any row."""
        return self.row_type, self.entity, self.first, self.last

    def take_day(self, row: Row) -> None:
        """Extend the file's days by the day of a row."""
        first, last = _days_of(row)
        if first is not None:
            self.first = first if self.first is None else min(first, self.first)
        if last is not None:
            self.last = last if self.last is None else max(last, self.last)

    def look_at(self, path: Path, row: Row) -> None:
        """Add the keys of one object."""
        found = self.objects.get(path)
        if found is None:
            place = public_type(type(row))
            found = self.objects[path] = _Objects(place, dict(_expected(place)))
        found.count += 1
        if found.count <= MOST_SHAPED:
            for spec in _expected(found.place).values():
                value = getattr(row, spec.name)
                if value is not UNSET:
                    field_path = (self.row_type.__name__, ".".join((*path, spec.wire)))
                    self.shapes.setdefault(field_path, ValueShape()).take(value)
        if found.unseen:
            extra = kept(row)
            for key, spec in list(found.unseen.items()):
                if getattr(row, spec.name) is not UNSET or key in extra:
                    del found.unseen[key]

    def merged(self, other: FileKeys) -> FileKeys:
        """The keys of two files of one report."""
        objects = dict(self.objects)
        for path, more in other.objects.items():
            objects[path] = more if path not in objects else objects[path].merged(more)
        files = {**self.files, **other.files}
        return attrs.evolve(self, files=files, objects=objects)


class Absence:
    """Collects the keys of files while their rows are read."""

    def __init__(self) -> None:
        self._reports: dict[_Key, FileKeys] = {}
        """Files that were read; those of one report are merged."""
        self._open: dict[type[Row], FileKeys] = {}
        self._loose: dict[type[Row], FileKeys] = {}
        """Rows that are not from a file."""
        self._windows: list[FileKeys] = []
        """Objects around days: each is the only one of its kind in a file."""
        self.shapes: dict[tuple[str, str], ValueShape] = {}
        """The values of known keys, by row type and path."""
        self._part: Part | None = None
        self._names: dict[str, None] = {}

    @property
    def file_count(self) -> int:
        """The number of files of the rows."""
        return len(self._names)

    def file(self, row: Row, part: Part | None, entity_fields: tuple[str, ...]) -> FileKeys:
        """The collector for the keys of this row and of the objects inside it."""
        row_type = public_type(type(row))
        if part is not self._part:
            self._reports = self._all()
            self._open, self._part = {}, part
        entity = tuple(getattr(row, name, None) for name in entity_fields)
        is_window = row_type.__file_shape__ == "day-totals"
        known = self._loose if part is None else self._open
        found = None if is_window else known.get(row_type)
        if found is None:
            found = FileKeys(row_type, entity, shapes=self.shapes)
            if part is not None:
                found.files[part.name] = None
                self._names[part.name] = None
            if is_window:
                self._windows.append(found)
            else:
                known[row_type] = found
        elif found.entity != entity:
            pairs = zip(found.entity, entity, strict=False)
            found.entity = tuple(one if one == other else None for one, other in pairs)
        found.take_day(row)
        return found

    def _all(self) -> dict[_Key, FileKeys]:
        reports = dict(self._reports)
        for each in self._open.values():
            known = reports.get(each.key)
            reports[each.key] = each if known is None else known.merged(each)
        return reports

    @property
    def gone(self) -> tuple[GoneKey, ...]:
        """The keys that are gone so far, in the order of the row types' fields."""
        found: dict[tuple[str, Path, str], GoneKey] = {}
        for report in (*self._all().values(), *self._loose.values(), *self._windows):
            for path, objects in report.objects.items():
                if objects.count < FEWEST_OBJECTS:
                    continue
                for key, spec in objects.unseen.items():
                    if not _is_later(objects.place, key, report.last):
                        index = (report.row_type.__name__, path, key)
                        found[index] = _joined(found.get(index), report, path, objects, spec)
        return tuple(
            attrs.evolve(each, files=each.files[:MOST_FILES])
            for each in sorted(found.values(), key=lambda each: each.row_type)
        )


def _joined(
    before: GoneKey | None, report: FileKeys, path: Path, objects: _Objects, spec: RowField
) -> GoneKey:
    files = tuple(report.files)
    count, first = objects.count, report.first
    if before is not None:
        files = tuple(dict.fromkeys((*before.files, *files)))
        count += before.count
        first = min((day for day in (before.first_day, first) if day is not None), default=None)
    return GoneKey(
        row_type=report.row_type.__name__,
        place=objects.place,
        key=spec.wire,
        path=".".join((*path, spec.wire)),
        expected=EXPECTED[spec.shape.kind],
        count=count,
        files=files,
        file_count=len(files),
        first_day=first,
    )


@cache
def _expected(place: type[Row]) -> Mapping[str, RowField]:
    """The expected fields of a file: all but those that may be absent by the row type."""
    optional = frozenset[str]().union(
        *(vars(each).get("__may_be_absent__", ()) for each in place.__mro__)
    )
    return {
        key: spec
        for key, spec in fields_of(place).items()
        # the days of a window are rows, and are removed from it before it is read
        if key not in optional and (place.__file_shape__, key) != ("day-totals", "day_totals")
    }


def _is_later(place: type[Row], key: str, last: datetime.date | None) -> bool:
    """Whether a key was introduced after the last day of a file."""
    for each in place.__mro__:
        since = vars(each).get("__known_since__", {}).get(key)
        if since is not None:
            return last is not None and last < datetime.date.fromisoformat(since)
    return False


def _days_of(row: Row) -> tuple[datetime.date | None, datetime.date | None]:
    day = _day(row, "day")
    return _day(row, "report_start_day") or day, _day(row, "report_end_day") or day


def _day(row: Row, name: str) -> datetime.date | None:
    value = getattr(row, name, None)
    return value if type(value) is datetime.date else None
