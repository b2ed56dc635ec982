"""Replaces people in a report file while it is read, so that no person's data reaches the disk.

The result is one JSON value a line, whatever the file's shape was, and gives the same rows.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from copilot_usage_metrics.files import JsonValue, ValueSplitter

from .objects import Objects
from .texts import exact, written

BAD_LINE: Final = b'"a line that was no object stood here"'
"""Replaces a line that cannot be read. It is no object either, and counts as one bad line in the next reading."""
_DAYS: Final = "day_totals"


class Scrubber:
    """Takes one file of rows in pieces. Memory: the longest line or value, a few times over, and one piece."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._splitter = ValueSplitter()

    def feed(self, piece: bytes) -> bytes:
        """Returns the lines that are complete after this piece."""
        return self._lines(self._splitter.feed(piece))

    def finish(self) -> bytes:
        """Returns the lines that the last piece left."""
        return self._lines(self._splitter.finish())

    def _lines(self, values: list[JsonValue]) -> bytes:
        return b"".join(self._line(value.text) + b"\n" for value in values)

    def _line(self, text: bytes) -> bytes:
        try:
            value = json.loads(text.decode(), parse_float=exact, parse_constant=_refuse)
            return written(self._value(value)).encode()
        except (ValueError, RecursionError):
            return BAD_LINE

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):  # rows in one line
            return [self._value(each) if isinstance(each, dict) else None for each in value]
        if not isinstance(value, dict):
            raise ValueError("not an object")
        days = value.get(_DAYS)
        if not isinstance(days, list) or _DAYS in self._objects.place.children:
            return self._objects.row(value)
        around = {key: inner for key, inner in value.items() if key != _DAYS}
        return {**self._objects.row(around), _DAYS: self._value(days)}


def _refuse(_: str) -> NoReturn:
    raise ValueError("no JSON has this number")
