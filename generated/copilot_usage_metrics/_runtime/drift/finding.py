"""What drift consists of: a key that is new, a field of another type, a key that is gone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import attrs

from ..decoding.observed_types import Observed
from ..decoding.row import Row
from .value_shapes import ValueShape

FindingKind: TypeAlias = Literal["unknown key", "changed type"]
MOST_FILES = 20
"""How many files a finding names; all are counted."""
MOST_SHOWN = 400
"""Characters of one text that are shown."""

EXPECTED: Mapping[str, str] = {
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
class DriftFinding:
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
    shape: ValueShape = attrs.field(factory=ValueShape, eq=False)
    """What the values have in common."""

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
class GoneKey:
    """One key that a row type has, and no row of a file."""

    row_type: str
    """What the rows are."""
    place: type[Row]
    """The type of the object that should have the key: the row's, or that of an object inside it."""
    key: str
    path: str
    """Where the key should stand in the row: `totals_by_ide[].ide`."""
    expected: str
    """The type that its values should have."""
    count: int
    """How many objects lack it: all of their type and place in the files that lack it."""
    files: tuple[str, ...]
    """The files that lack it, in the order of reading; empty where that is not known."""
    file_count: int
    first_day: datetime.date | None
    """The earliest day of these files; None where that is not known."""

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON values."""
        return {
            "row_type": self.row_type,
            "path": self.path,
            "object_type": self.place.__name__,
            "expected": self.expected,
            "count": self.count,
            "files": list(self.files),
            "file_count": self.file_count,
            "first_day": None if self.first_day is None else self.first_day.isoformat(),
        }
