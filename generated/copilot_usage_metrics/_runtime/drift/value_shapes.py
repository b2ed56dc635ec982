"""The common shape of the values of a field: types, range, length. No value is stored except the ends of a range."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

import attrs

from ..decoding.row_fields import json_type

FEWEST_VALUES: Final = 5
"""The least number of values with which a shape can differ from another one."""
_WIDEST: Final = 20.0
"""The greatest factor between the largest values of two similar shapes."""


@attrs.define
class ValueShape:
    """The shape of some values; null does not count."""

    kinds: set[str] = attrs.field(factory=set)
    """JSON types; integers and numbers are both `number`."""
    count: int = 0
    low: float | None = None
    """Least and greatest number, or length of a text or array."""
    high: float | None = None

    def take(self, value: object) -> None:
        """Add one value."""
        if value is None:
            return
        if isinstance(value, datetime.date):
            value = value.isoformat()
        kind = json_type(value)
        self.kinds.add("number" if kind == "integer" else kind)
        self.count += 1
        size: float | None = None
        if isinstance(value, str | list):
            size = len(value)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            size = float(value)
        if size is not None:
            self.low = size if self.low is None else min(self.low, size)
            self.high = size if self.high is None else max(self.high, size)

    def is_like(self, other: ValueShape) -> bool:
        """Whether the values of both may belong to one field."""
        if self.kinds != other.kinds or not self.kinds:
            return False
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return True
        if min(self.count, other.count) < FEWEST_VALUES:
            return True
        if self.low > other.high or other.low > self.high:
            return False
        least, greatest = sorted((abs(self.high) + 1, abs(other.high) + 1))
        return greatest == least or greatest / least <= _WIDEST  # both may be infinite

    def __str__(self) -> str:
        """A readable form: `number, 0 to 117`."""
        said = " or ".join(sorted(self.kinds)) or "null"
        if self.low is None or self.high is None:
            return said
        what = "of length " if self.kinds <= {"string", "array"} else ""
        return f"{said}, {what}{self.low:g} to {self.high:g}"
