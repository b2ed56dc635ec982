"""The values that the columns of a batch cannot hold: by row, with the structure of the file, as JSON text."""

from __future__ import annotations

import datetime
import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
import msgspec
from msgspec import UNSET, UnsetType

from ..decoding.row import Row
from ..decoding.row_fields import plain

Steps: TypeAlias = tuple[str | int, ...]


@attrs.frozen
class Where:
    """The objects that a column belongs to: the rows, or objects below one of their fields.

    For a list field, `offsets` are the start of each list; else `places` are the indexes of the
    parents that have an object, and without `places` each parent has one.
    """

    parent: Where | None = None
    key: str = ""
    offsets: Sequence[int] | None = None
    places: Sequence[int] | None = None

    def inside(
        self,
        key: str,
        offsets: Sequence[int] | None = None,
        places: Sequence[int] | None = None,
    ) -> Where:
        """The objects below a field of these."""
        return Where(self, key, offsets, places)

    def locate(self, index: int) -> tuple[int, Steps]:
        """The row that contains an object, and the object's path in it."""
        if self.parent is None:
            return index, ()
        if self.offsets is None:
            place = index if self.places is None else self.places[index]
            row, steps = self.parent.locate(place)
            return row, (*steps, self.key)
        above = bisect_right(self.offsets, index) - 1
        row, steps = self.parent.locate(above)
        return row, (*steps, self.key, index - self.offsets[above])


class _Items:
    """A list in which some items have extra values; `null` replaces the others."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: dict[int, dict[str, Any]] = {}

    def to_list(self) -> list[Any]:
        return [self.found.get(index) for index in range(max(self.found) + 1)]


class Rest:
    """Collects the values that the columns of one batch cannot hold."""

    def __init__(self) -> None:
        self._extra: dict[int, dict[str, Any]] = {}
        self._nulls: dict[int, list[str]] = {}
        self._slow: set[int] = set()
        """Rows with a value that only `to_text` writes without loss."""

    def put(self, where: Where, index: int, key: str, value: Any) -> None:
        """Store the value of an object under a key."""
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
        if type(value) not in _EASY:
            self._slow.add(row)

    def put_all(self, where: Where, first: int, key: str, values: Sequence[Any]) -> None:
        """Store the values of some objects under a key, UNSET for objects without one; `first` is their index."""
        types = set(map(type, values))
        if types == {UnsetType}:
            return
        if where.parent is None and types <= _EASY:
            for row, value in enumerate(values, first):
                self._extra.setdefault(row, {})[key] = value
            return
        for index, value in enumerate(values, first):
            if value is not UNSET:
                self.put(where, index, key, plain(value))

    def note_nulls(self, where: Where, first: int, key: str, values: Sequence[Any]) -> None:
        """Record the objects in which a field is null; `first` is the index of the first object."""
        found = [index for index, value in enumerate(values, first) if value is None]
        if where.parent is None:
            name = pointer((key,))
            for row in found:
                self._nulls.setdefault(row, []).append(name)
        else:
            for index in found:
                row, steps = where.locate(index)
                self._nulls.setdefault(row, []).append(pointer((*steps, key)))

    def texts(self, rows: int) -> list[bytes | str | None]:
        """The column `extra`."""
        texts: list[bytes | str | None] = [None] * rows
        easy = [row for row in self._extra if row not in self._slow]
        try:
            lines = _encoder.encode_lines([self._extra[row] for row in easy]).split(b"\n")
        except (ValueError, TypeError, ArithmeticError):  # a lone surrogate, 65 bits, …
            easy, lines = [], []
        for row, line in zip(easy, lines, strict=False):  # the last line is followed by nothing
            texts[row] = line
        for row in self._extra.keys() - easy if easy else self._extra:
            texts[row] = to_text(self._extra[row])
        return texts

    def nulls(self, rows: int) -> list[list[str] | None]:
        """The column `nulls`, sorted: the order in which columns are made says nothing."""
        return [sorted(each) if (each := self._nulls.get(row)) else None for row in range(rows)]


def pointer(steps: Steps) -> str:
    """The JSON Pointer (RFC 6901) of a path in a row."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps_of(text: str) -> list[str]:
    """The path of a JSON Pointer; indexes are text."""
    return [step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:]]


_EASY: Final = frozenset({int, str, bool, type(None)})
"""Types that msgspec writes without loss. Not floats: it writes one that is not finite as null."""


class _NotPlain(Exception):
    """A value that the standard library cannot write without loss."""


_ENDLESS: Final = "1e999"
"""JSON texts for numbers that exceed a double; `inf` is not JSON."""


def to_text(value: Any) -> str:
    """JSON without loss: exact numbers with all their digits, lone surrogates escaped."""
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


_encoder: Final = msgspec.json.Encoder(enc_hook=_plain)


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
