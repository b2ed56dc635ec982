"""Finds the lines of many pointers in one text, in one pass."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable

from ...document import LineNumbers, split
from .source import DocumentSource

_JSON = re.compile(rb"\s*[{\[]")
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def lines_of(source: DocumentSource, pointers: Iterable[str]) -> dict[str, int | None]:
    """Pointer → line (from 1) of it or of its nearest existing parent; None in an unreadable text."""
    wanted = sorted(set(pointers))
    if source.lines is None and _JSON.match(source.content) is not None:
        try:
            return dict(_JsonLines(source.content.decode("utf-8-sig")).of(wanted))
        except (ValueError, IndexError):
            pass  # YAML in flow style
    lines = LineNumbers(source.content) if source.lines is None else source.lines
    return {pointer: lines(pointer) for pointer in wanted}


class _JsonLines:
    """Descends to the wanted values; the C decoder skips all others."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: dict[str, int] = {}

    def of(self, pointers: list[str]) -> list[tuple[str, int]]:
        self._visit(self._skip(0), {pointer: split(pointer) for pointer in pointers}, 0)
        found: list[tuple[str, int]] = []
        line, last = 1, 0
        for pointer, offset in sorted(self.offsets.items(), key=lambda each: each[1]):
            line += self.text.count("\n", last, offset)
            last = offset
            found.append((pointer, line))
        return found

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return at if match is None else match.end()

    def _visit(self, at: int, wanted: dict[str, list[str]], key_at: int) -> int:
        """Stores where each of `wanted` (pointer → tokens that are left) is; returns the end of the value."""
        below: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for pointer, tokens in wanted.items():
            self.offsets[pointer] = key_at  # of the nearest parent, until it is found deeper
            if tokens:
                below[tokens[0]][pointer] = tokens[1:]
        if not below or self.text[at] not in "{[":
            return _DECODER.raw_decode(self.text, at)[1]
        is_object = self.text[at] == "{"
        at, index = self._skip(at + 1), 0
        while self.text[at] not in "}]":
            start = at
            if is_object:
                key, at = _DECODER.raw_decode(self.text, at)
                at = self._skip(self._skip(at) + 1)
            else:
                key = str(index)
            index += 1
            if key in below:
                at = self._visit(at, below[key], start)
            else:
                at = _DECODER.raw_decode(self.text, at)[1]
            at = self._skip(at)
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return at + 1
