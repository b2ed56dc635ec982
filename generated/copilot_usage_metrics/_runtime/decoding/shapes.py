"""A file's bytes to the JSON values in it, whatever the file calls itself.

One object a line, one array, one object over many lines: what it is shows in its first lines. Lines end in
a line feed only: U+2028 and its like are text. Nothing here decodes; values come out as bytes.
"""

from __future__ import annotations

import re
from typing import Final

import attrs
import msgspec

BLANKS: Final = b" \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
_STRUCTURE: Final = re.compile(rb'["\\{}\[\],]')
_HEAD_LINES: Final = 3
"""Lines with something on them that it takes to tell one object a line from an object over many lines."""


@attrs.frozen
class Lines:
    """Whole lines, as one block: where each begins and ends, and the number of the first."""

    block: bytes
    ends: list[int]
    """The places of the line feeds; of a last line without one, the end."""
    first: int


@attrs.frozen
class Value:
    """One JSON value, and the number of the line that it begins on."""

    text: bytes
    line: int


class Splitter:
    """Takes a file in pieces and gives out blocks of whole lines, or single values.

    What comes out does not depend on where the pieces end. Memory: the longest line or value, and one piece.
    """

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._line = 1
        self._is_known = False
        self._values: _Values | None = None

    def feed(self, piece: bytes) -> list[Lines | Value]:
        """What is whole after this piece."""
        if not self._is_known:
            self._pending.append(piece)
            if self._pending[1:] and b"\n" not in piece and len(self._pending[0]) > len(_BOM):
                return []  # a long first line: nothing new to be seen in it
            head = b"".join(self._pending)
            self._pending = [head]
            if not self._know(head):
                return []
            piece, self._pending = head.removeprefix(_BOM), []
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
        found: list[Lines | Value] = []
        rest, self._pending = b"".join(self._pending), []
        if not self._is_known:
            self._know(rest, is_all=True)
            rest = rest.removeprefix(_BOM)
            if self._values is not None:
                found += self._values.feed(rest)
        if self._values is not None:
            return [*found, *self._values.finish()]
        return [self._lines(rest)] if rest.strip(BLANKS) else []

    def _lines(self, block: bytes) -> Lines:
        ends: list[int] = []
        end = block.find(b"\n")
        while end >= 0:
            ends.append(end)
            end = block.find(b"\n", end + 1)
        lines = Lines(block, ends, self._line)
        self._line += len(ends)
        if not block.endswith(b"\n"):
            ends.append(len(block))
        return lines

    def _know(self, head: bytes, *, is_all: bool = False) -> bool:
        """Finds out what the file is, if it can be told already."""
        text = head.removeprefix(_BOM).lstrip(BLANKS)
        if not text or (not is_all and _BOM.startswith(head)):
            return False
        if text.startswith(b"["):
            self._values = _Values()
        else:
            lines = _first_lines(text, is_all)
            if lines is None:
                return False
            if _go_on(lines):
                self._values = _Values()
        self._is_known = True
        return True


def _first_lines(text: bytes, is_all: bool) -> list[bytes] | None:
    """The first lines that are not blank; None where there are too few of them yet."""
    lines: list[bytes] = []
    begin = 0
    while len(lines) < _HEAD_LINES:
        end = text.find(b"\n", begin)
        if end < 0:
            return [*lines, text[begin:]] if is_all else None
        if line := text[begin:end].strip(BLANKS):
            lines.append(line)
        begin = end + 1
    return lines


def _go_on(lines: list[bytes]) -> bool:
    """Whether the first line begins a value that goes on in the next ones."""
    return _is_beginning(lines[0] + b"\n") and (
        len(lines) == 1 or not _is_malformed(b"\n".join(lines))
    )


def _is_beginning(text: bytes) -> bool:
    return "truncated" in _complaint(text)


def _is_malformed(text: bytes) -> bool:
    complaint = _complaint(text)
    return bool(complaint) and "truncated" not in complaint


def _complaint(text: bytes) -> str:
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except msgspec.DecodeError as error:
        return str(error)
    except RecursionError:
        return "nested too deeply"
    return ""


class _Values:
    """Finds where values end by counting brackets outside of strings; takes the items out of arrays."""

    def __init__(self) -> None:
        self._base = 0
        """The depth that values lie at: one more inside of an array that holds them."""
        self._depth = 0
        self._in_string = False
        self._buffer = bytearray()
        self._scanned = 0
        self._begin = 0
        self._line = 1

    def feed(self, piece: bytes) -> list[Value]:
        self._buffer += piece
        buffer = self._buffer
        values: list[Value] = []
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
                self._at(byte, position, values)
        else:
            position = len(buffer)
        self._scanned = position - self._begin
        del buffer[: self._begin]
        self._begin = 0
        return values

    def finish(self) -> list[Value]:
        values: list[Value] = []
        if self._depth > self._base or self._in_string:
            self._add(len(self._buffer), values)  # cut off
        else:
            self._scraps(len(self._buffer), values)
        if self._base:
            values.append(
                Value(b"[", self._line)
            )  # an array without an end: no value, and told as such
        return values

    def _at(self, byte: bytes, position: int, values: list[Value]) -> None:
        if byte in b"{[":
            if self._depth == self._base:
                self._scraps(position - 1, values)
                if byte == b"[" and not self._base:
                    self._base = 1
                    self._skip_to(
                        position
                    )  # the bracket that opens the array is no part of a value
            self._depth += 1
        elif byte == b",":
            if self._base and self._depth == self._base:
                self._add(position - 1, values)
                self._skip_to(position)
        elif self._depth > self._base:
            self._depth -= 1
            if self._depth == self._base:
                self._add(position, values)
        elif self._base and byte == b"]":  # closes the array
            self._add(position - 1, values)
            self._skip_to(position)
            self._base = self._depth = 0

    def _add(self, end: int, values: list[Value]) -> None:
        """The text up to here, as a value."""
        text = bytes(self._buffer[self._begin : end])
        value = text.strip(BLANKS)
        if value:
            leading = len(text) - len(text.lstrip(BLANKS))
            values.append(Value(value, self._line + text.count(b"\n", 0, leading)))
        self._skip_to(end)

    def _scraps(self, end: int, values: list[Value]) -> None:
        """What stands between values: nothing, or lines that are no objects."""
        while (feed := self._buffer.find(b"\n", self._begin, end)) >= 0:
            self._add(feed + 1, values)
        self._add(end, values)

    def _skip_to(self, position: int) -> None:
        self._line += self._buffer.count(b"\n", self._begin, position)
        self._begin = position
