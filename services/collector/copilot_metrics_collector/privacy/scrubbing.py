"""Replaces people in a report file while it is read, before it is written to disk.

The result is JSON lines, whatever the structure of the file, and gives the same rows.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from copilot_usage_metrics.files import JsonValue, ValueSplitter

from .replace import Objects
from .texts import exact, written

BAD_LINE: Final = b'"this line was not a JSON object"'
"""Replaces an unreadable line. It is not an object either, so that `reprocess` counts one bad line."""
_DAYS: Final = "day_totals"


class Scrubber:
    """Cleans one file in pieces. Memory: a few times the longest line or value, and one piece."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._splitter = ValueSplitter()

    def feed(self, piece: bytes) -> bytes:
        """Returns the lines completed by this piece."""
        return self._lines(self._splitter.feed(piece))

    def finish(self) -> bytes:
        """Returns the remaining lines."""
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
        if isinstance(value, list):  # several rows on one line
            return [self._value(each) if isinstance(each, dict) else None for each in value]
        if not isinstance(value, dict):
            raise ValueError("not an object")
        days = value.get(_DAYS)
        if not isinstance(days, list) or _DAYS in self._objects.place.children:
            return self._objects.row(value)
        around = {key: inner for key, inner in value.items() if key != _DAYS}
        return {**self._objects.row(around), _DAYS: self._value(days)}


def _refuse(_: str) -> NoReturn:
    raise ValueError("not a JSON number")
