"""A file's bytes to the JSON values in it, whatever the file calls itself.

One object a line, one array, one object over many lines: what it is shows in its first bytes. Lines end in
a line feed only: U+2028 and its like are text. Nothing here decodes; values come out as bytes.
"""

from __future__ import annotations

import re

import attrs

_BOM = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n"
_STRUCTURE = re.compile(rb'["\\{}\[\],]')


@attrs.frozen
class Lines:
    """Whole lines, as one block, and the number of the first."""

    block: bytes
    first: int


@attrs.frozen
class Value:
    """One JSON value, and the number of the line that it begins on."""

    text: bytes
    line: int


class Splitter:
    """Takes a file in pieces and gives out blocks of whole lines, or single values.

    Memory: the longest line or value, and one piece.
    """

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._line = 1
        self._started = False
        self._values: _Values | None = None

    def feed(self, piece: bytes) -> list[Lines | Value]:
        """What is whole after this piece."""
        if not self._started:
            self._pending.append(piece)
            piece = b"".join(self._pending)
            if not self._start(piece):
                self._pending = [piece]
                return []
            piece, self._pending = piece.removeprefix(_BOM), []
        if self._values is not None:
            return list(self._values.feed(piece))
        end = piece.rfind(b"\n") + 1
        if not end:
            self._pending.append(piece)
            return []
        block = b"".join([*self._pending, piece[:end]])
        self._pending = [piece[end:]] if end < len(piece) else []
        return [self._lines(block)]

    def finish(self) -> list[Lines | Value]:
        """What the last piece left: a last line without a line feed."""
        rest = b"".join(self._pending).removeprefix(b"" if self._started else _BOM)
        self._pending = []
        if self._values is not None:
            return list(self._values.finish())
        return [self._lines(rest)] if rest.strip(_SPACE) else []

    def as_values(self, lines: Lines) -> list[Lines | Value]:
        """From here on, values instead of lines: this block turned out to begin one that spans lines."""
        self._values = _Values(lines.first)
        rest, self._pending = b"".join(self._pending), []
        return list(self._values.feed(lines.block + rest))

    def _lines(self, block: bytes) -> Lines:
        lines = Lines(block, self._line)
        self._line += block.count(b"\n")
        return lines

    def _start(self, piece: bytes) -> bool:
        """Whether the first byte that says something has come."""
        text = piece.removeprefix(_BOM)
        first = text.lstrip(_SPACE)[:1]
        if not first or _BOM.startswith(piece):
            return False
        self._started = True
        if first == b"[":
            self._values = _Values(1, in_array=True)
        return True


class _Values:
    """Finds where values end by counting brackets outside of strings."""

    def __init__(self, line: int, *, in_array: bool = False) -> None:
        self._base = 1 if in_array else 0
        self._depth = 0
        self._in_string = False
        self._buffer = bytearray()
        self._scanned = 0
        self._begin = 0
        self._line = line

    def feed(self, piece: bytes) -> list[Value]:
        self._buffer += piece
        buffer, values = self._buffer, []
        position = self._scanned
        while (match := _STRUCTURE.search(buffer, position)) is not None:
            position = match.end()
            byte = match[0]
            if byte == b"\\":
                if position >= len(buffer):
                    position -= 1  # the escaped byte is still to come
                    break
                position += 1 if self._in_string else 0
            elif byte == b'"':
                self._in_string = not self._in_string
            elif not self._in_string:
                values += self._at(byte, position)
        else:
            position = len(buffer)
        self._scanned = position - self._begin
        del buffer[: self._begin]
        self._begin = 0
        return values

    def finish(self) -> list[Value]:
        text = bytes(self._buffer)
        self._buffer.clear()
        return self._value(text)

    def _at(self, byte: bytes, position: int) -> list[Value]:
        if byte in b"{[":
            self._depth += 1
            if self._depth == self._base and byte == b"[":
                self._skip_to(position)  # the bracket that opens the array is no part of a value
            return []
        if byte in b"}]":
            self._depth -= 1
            if self._depth == self._base:
                return self._cut(position)
            if self._depth < self._base:  # the bracket that closes the array
                return self._cut(position, without_last=True)
            return []
        return self._cut(position, without_last=True) if self._depth == self._base else []

    def _cut(self, position: int, *, without_last: bool = False) -> list[Value]:
        text = bytes(self._buffer[self._begin : position - 1 if without_last else position])
        value = self._value(text)
        self._skip_to(position)
        return value

    def _skip_to(self, position: int) -> None:
        self._line += self._buffer.count(b"\n", self._begin, position)
        self._begin = position

    def _value(self, text: bytes) -> list[Value]:
        stripped = text.strip(_SPACE)
        leading = len(text) - len(text.lstrip(_SPACE))
        return [Value(stripped, self._line + text.count(b"\n", 0, leading))] if stripped else []
