"""The findings of drift: a new key, a field of another type, a missing key."""

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
"""The number of files that a finding names; all are counted."""
MOST_SHOWN = 400
"""The greatest number of characters of a text to show."""

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
    """One key that a row type does not have, or one field with another type than declared."""

    kind: FindingKind
    row_type: str
    """The row type."""
    place: type[Row]
    """The type of the object with the key: the row's, or that of an object inside it."""
    key: str
    path: str
    """The path of the key in the row: `totals_by_ide[].new_key`."""
    expected: str | None
    """The declared type of the field; None for an unknown key."""
    observed: Observed
    """The observed types."""
    count: int
    """How often it occurred."""
    files: tuple[str, ...]
    """The files with it, in the order of reading; empty if unknown."""
    file_count: int
    first_day: datetime.date | None
    """The earliest day whose rows have it; None if unknown."""
    shape: ValueShape = attrs.field(factory=ValueShape, eq=False)
    """The common shape of the values."""

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
    """The row type."""
    place: type[Row]
    """The type of the object that lacks the key: the row's, or that of an object inside it."""
    key: str
    path: str
    """The expected path of the key in the row: `totals_by_ide[].ide`."""
    expected: str
    """The declared type of its values."""
    count: int
    """The number of objects without it: all of their type and path in the files that lack it."""
    files: tuple[str, ...]
    """The files that lack it, in the order of reading; empty if unknown."""
    file_count: int
    first_day: datetime.date | None
    """The earliest day of these files; None if unknown."""

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
