"""What the columns of a batch cannot hold: by row, laid out as in the file, and as JSON text."""

from __future__ import annotations

import datetime
import json
import math
from bisect import bisect_right
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs

from .row import Row

Steps: TypeAlias = tuple[str | int, ...]


@attrs.frozen
class Where:
    """Which objects a column is about: the rows, or those below a field of theirs.

    `offsets` say where the list of each object above begins, if it is a list.
    """

    parent: Where | None = None
    key: str = ""
    offsets: list[int] | None = None

    def inside(self, key: str, offsets: list[int] | None = None) -> Where:
        """The objects below a field of these."""
        return Where(self, key, offsets)

    def locate(self, index: int) -> tuple[int, Steps]:
        """The row that an object stands in, and the way to it."""
        if self.parent is None:
            return index, ()
        if self.offsets is None:
            row, steps = self.parent.locate(index)
            return row, (*steps, self.key)
        above = bisect_right(self.offsets, index) - 1
        row, steps = self.parent.locate(above)
        return row, (*steps, self.key, index - self.offsets[above])


class _Items:
    """A list of which some items have something; `null` stands for the others."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: dict[int, dict[str, Any]] = {}

    def to_list(self) -> list[Any]:
        return [self.found.get(index) for index in range(max(self.found) + 1)]


class Rest:
    """Gathers what the columns of one batch cannot hold."""

    def __init__(self) -> None:
        self._extra: dict[int, dict[str, Any]] = {}
        self._nulls: dict[int, list[str]] = {}

    def put(self, where: Where, index: int, key: str, value: Any) -> None:
        """Keeps the value that an object has under a key."""
        row, steps = where.locate(index)
        node = self._extra.setdefault(row, {})
        for position, step in enumerate(steps):
            if isinstance(step, int):
                continue
            item = steps[position + 1] if position + 1 < len(steps) else None
            if isinstance(item, int):
                node = node.setdefault(step, _Items()).found.setdefault(item, {})
            else:
                node = node.setdefault(step, {})
        node[key] = value

    def note_null(self, where: Where, index: int, key: str) -> None:
        """Notes that a field of an object is null."""
        row, steps = where.locate(index)
        self._nulls.setdefault(row, []).append(pointer((*steps, key)))

    def texts(self, rows: int) -> list[str | None]:
        """The column `extra`."""
        found = self._extra
        return [to_text(found[row]) if row in found else None for row in range(rows)]

    def nulls(self, rows: int) -> list[list[str] | None]:
        """The column `nulls`."""
        return [self._nulls.get(row) for row in range(rows)]


def pointer(steps: Steps) -> str:
    """The JSON Pointer of a way into a row, as RFC 6901 has it."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps_of(text: str) -> list[str]:
    """The way that a JSON Pointer names; indexes are text."""
    return [step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:]]


class _NotPlain(Exception):
    """Something that the standard library cannot write without losing any of it."""


_ENDLESS: Final = "1e999"
"""How JSON can say a number that no double holds; `inf` is no JSON."""


def to_text(value: Any) -> str:
    """JSON of which nothing is lost: exact numbers with all their digits, text that is no Unicode escaped."""
    try:
        text = json.dumps(
            value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
        )
        text.encode()
    except (_NotPlain, ValueError):  # UnicodeEncodeError is a ValueError
        return _written(value)
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, _Items):
        return value.to_list()
    if isinstance(value, Row):
        return value.to_dict()
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise _NotPlain


def _written(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}:{_written(inner)}" for key, inner in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, Decimal):
        return str(value) if value.is_finite() else _written(float(value))
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else _ENDLESS if value > 0 else f"-{_ENDLESS}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return json.dumps(value)
    return _written(_plain(value))
