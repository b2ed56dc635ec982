"""What files hold and `spec/rows.yaml` does not say: which keys, which types, where, how often.

Types are told, never values. Keys are shown as they are; a file that uses data as keys shows it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar

import attrs

from ..decoding.lessons import Sighting
from ..decoding.observed import Observed
from ..decoding.row import Row, kept, public_type
from ..decoding.row_fields import Path, RowField, fields_of
from ..errors import ArgumentError
from ..escaping import escape_text
from ..reports.tally import Tally
from .patch import patch_of

R = TypeVar("R", bound=Row)
FindingKind: TypeAlias = Literal["unknown key", "changed type"]
MOST_FILES = 20
"""How many files a finding names; all are counted."""
MOST_SHOWN = 400
"""Characters of one text that are shown."""
MOST_FINDINGS = 5000
"""How many findings are told apart; a file with more uses data as keys."""

_EXPECTED: Mapping[str, str] = {
    "int": "integer",
    "int id": "integer or string of digits",
    "str": "string",
    "str id": "string or integer",
    "bool": "boolean",
    "float": "number",
    "decimal": "number",
    "date": "string YYYY-MM-DD",
    "row": "object",
    "list": "array",
    "any": "anything",
}


@attrs.frozen
class Finding:
    """One key that a row type does not have, or one field that came with another type than its own."""

    kind: FindingKind
    row_type: str
    """What the rows are."""
    place: type[Row]
    """The type of the object that has the key: the row's, or that of an object inside it."""
    key: str
    path: str
    """Where the key stands in the row: `totals_by_ide[].new_key`."""
    expected: str | None
    """The type that the field should have; None for an unknown key."""
    observed: Observed
    """The types that were met."""
    count: int
    """How often it was met."""
    files: tuple[str, ...]
    """Where it was met, in the order of reading; empty where that is not known."""
    file_count: int
    first_day: datetime.date | None
    """The earliest day whose rows have it; None where that is not known."""

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON values."""
        return {
            "kind": self.kind,
            "row_type": self.row_type,
            "path": self.path,
            "object_type": self.place.__name__,
            "expected": self.expected,
            "found": str(self.observed),
            "count": self.count,
            "files": list(self.files),
            "file_count": self.file_count,
            "first_day": None if self.first_day is None else self.first_day.isoformat(),
        }


@attrs.frozen
class Drift:
    """What was found. Falsy where that is nothing."""

    findings: tuple[Finding, ...]
    rows: int
    """How many rows were looked at."""
    bad_lines: int = 0
    """Lines that were no rows at all."""
    left_out: int = 0
    """How often something more was met that is not among the findings, since those are too many."""

    def __bool__(self) -> bool:
        return bool(self.findings)

    def to_text(self) -> str:
        """For people: a line for each finding."""
        lines = [_sentence(each) for each in self.findings]
        bad = f", {_count(self.bad_lines, 'bad line')}" if self.bad_lines else ""
        more = f", and more {self.left_out} times" if self.left_out else ""
        said = f"{len(lines)} not in the spec{more}" if lines else "no drift"
        return "\n".join([*lines, f"{_count(self.rows, 'row')}{bad}: {said}"])

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {
            "rows": self.rows,
            "bad_lines": self.bad_lines,
            "left_out": self.left_out,
            "findings": [each.to_dict() for each in self.findings],
        }

    def patch(self) -> str:
        """What to add to `spec/rows.yaml` so that all of it is known: YAML that lies as that file does.

        Each new field goes below the `properties:` of the type that it stands under here. What no addition
        covers, a changed type for one, is told in comments.
        """
        return patch_of(self.findings)


def drift_of(what: Tally[Row] | Iterable[Tally[Row] | Row]) -> Drift:
    """What `what` holds and the row types do not say.

    Rows that nobody has begun to read are read to their end, and every value's type is looked at. So it is
    with a list of rows. Of rows that were read already, all that is left is what was counted: the types are
    those that were met first, and files and days are not known.

    Args:
        what: What a call under `rows` or `read_rows` gave, or several of these, or rows.

    Raises:
        ArgumentError: Rows that take an `async for`, and were not read yet.
        CopilotMetricsError: What reading raises.
    """
    watch = DriftWatch()
    for each in [what] if isinstance(what, Tally) else what:
        if isinstance(each, Row):
            watch.look_at(each)
        elif each.is_begun:
            watch.take_counts(each)
        elif isinstance(each, Iterable):
            for _ in watch.through(each):
                pass
        else:
            raise ArgumentError("what", "read these rows first: they take an `async for`")
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


class DriftWatch:
    """Gathers drift while rows are read for something else."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], _Gathered] = {}
        self._rows = 0
        self._bad_lines = 0
        self._left_out = 0

    @property
    def drift(self) -> Drift:
        """What was gathered up to now."""
        findings = tuple(
            Finding(
                kind=each.kind,
                row_type=row_type,
                place=each.place,
                key=each.key,
                path=path,
                expected=None if each.spec is None else _EXPECTED[each.spec.shape.kind],
                observed=each.observed,
                count=each.count,
                files=tuple(each.files)[:MOST_FILES],
                file_count=len(each.files),
                first_day=each.first_day,
            )
            for (row_type, _, path), each in self._found.items()
        )
        ordered = sorted(
            findings, key=lambda each: (each.kind != "unknown key", each.row_type, each.path)
        )
        return Drift(tuple(ordered), self._rows, self._bad_lines, self._left_out)

    def through(self, rows: Iterable[R]) -> Iterator[R]:
        """The same rows, looked at on their way."""
        tally = rows if isinstance(rows, Tally) else None
        try:
            for row in rows:
                self.look_at(row, tally)
                yield row
        finally:  # what was read before an error counts too
            if tally is not None:
                self._bad_lines += tally.bad_line_count
                for window in tally.windows:
                    self._look(window, None)

    def look_at(self, row: Row, tally: Tally[Any] | None = None) -> None:
        """Looks at one row; `tally` knows which file it is from."""
        self._rows += 1
        self._look(row, tally)

    def take_counts(self, tally: Tally[Any]) -> None:
        """Takes over what was counted while rows were read."""
        self._rows += tally.rows
        self._bad_lines += tally.bad_line_count
        for each in tally.oddities:
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

    def _look(self, row: Row, tally: Tally[Any] | None) -> None:
        row_type = public_type(type(row))
        for place, path, key, value in _odd(row, ()):
            kind: FindingKind = "changed type" if key in fields_of(place) else "unknown key"
            found = self._gather(row_type, place, ".".join((*path, key)), key, kind)
            if found is None:
                continue
            found.count += 1
            found.observed.take(value)
            if tally is not None and (name := tally.reading_now) is not None:
                found.files[name] = None
            day = getattr(row, "day", None)
            if type(day) is datetime.date and (found.first_day is None or day < found.first_day):
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


def _odd(row: Row, path: Path) -> Iterator[tuple[type[Row], Path, str, Any]]:
    place = public_type(type(row))
    for key, value in kept(row).items():
        yield place, path, key, value
    for spec in _children(place):
        value = getattr(row, spec.name)
        if isinstance(value, list):
            for item in value:
                yield from _odd(item, (*path, spec.step))
        elif isinstance(value, Row):
            yield from _odd(value, (*path, spec.step))


@cache
def _children(place: type[Row]) -> tuple[RowField, ...]:
    return tuple(spec for spec in fields_of(place).values() if spec.child is not None)


def _place_of(row_type: type[Row], path: str) -> tuple[type[Row], str]:
    """The type of the object that a path leads to, and the key in it. A key may have dots of its own."""
    for spec in _children(row_type):
        if spec.child is not None and path.startswith(f"{spec.step}."):
            return _place_of(spec.child, path.removeprefix(f"{spec.step}."))
    return row_type, path


def _sentence(found: Finding) -> str:
    path = escape_text(f"{found.row_type}.{found.path}", MOST_SHOWN)
    what = f"unknown key, {found.observed}"
    if found.kind == "changed type":
        what = f"expected {found.expected}, came as {found.observed}"
    said = [f"{path}: {escape_text(what, MOST_SHOWN)}", _count(found.count, "time")]
    if found.first_day is not None:
        said.append(f"from {found.first_day} on")
    if found.files:
        others = f" and {found.file_count - 1} more" if found.file_count > 1 else ""
        said.append(f"first in {escape_text(found.files[0], MOST_SHOWN)}{others}")
    return ", ".join(said)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
