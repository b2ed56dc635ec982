"""Splits a file's bytes into its JSON values, whatever the file's name and type.

One object per line, one array, or one object over many lines: the first lines show the shape. Only a line feed
ends a line: U+2028 and similar characters are text. Nothing is decoded here; values are bytes.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from .glued import BLANKS, complaint, may_be_several, split_values, without_surrogates

_BOM: Final = b"\xef\xbb\xbf"
_OPENING: Final = ord("{")
_CLOSING: Final = ord("}")
_STRUCTURE: Final = re.compile(rb'["\\{}\[\],]')
_HEAD_LINES: Final = 3
"""The number of lines that are needed to distinguish one object per line from an object over many lines."""
_LONG: Final = 1 << 20
"""A longer line in bytes is split before its end has arrived: it may be many values without a line feed."""
MAX_LINE_BYTES: Final = 64 << 20
"""The longest line, or value over many lines, that is read by default."""


@attrs.frozen
class Lines:
    """A block of complete lines: start and end of each, and the number of the first."""

    block: bytes
    ends: list[int]
    """The positions of the line feeds; for a last line without one, the end."""
    first: int
    is_plain: bool
    """Whether every line begins with a brace, and none may be too long."""
    is_tight: bool
    """Whether every line ends with a brace: there are no blanks before its line feed."""


@attrs.frozen
class JsonValue:
    """One JSON value, and the number of its first line."""

    text: bytes
    line: int
    problem: str | None = None
    """Why its text is missing: it is too long."""


class Splitter:
    """Accepts a file in pieces and returns blocks of complete lines, or single values.

    The result does not depend on the boundaries of the pieces. Memory: the longest line or value, and one piece.
    The time is linear in the bytes, for any content and any size of pieces.
    """

    def __init__(self, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        """A line or value of more than `max_line_bytes` is skipped, and returned as a problem."""
        self._most = max_line_bytes
        self._long_at = min(_LONG, max_line_bytes)
        self._pending = bytearray()
        self._line = 1
        self._is_begun = False
        self._is_known = False
        self._retry_at = 0
        """The number of bytes at which the beginning is inspected again."""
        self._values: _Values | None = None
        self._long: _Values | None = None
        """The values of a line that is too long to wait for its end."""

    def feed(self, piece: bytes) -> list[Lines | JsonValue]:
        """The lines and values that are complete after this piece."""
        if not self._is_known:
            piece = self._beginning(piece)
            if not piece:
                return []
        if self._values is not None:
            return list(self._values.feed(piece))
        found: list[Lines | JsonValue] = []
        if self._long is not None:
            end = piece.find(b"\n") + 1
            found += self._long.feed(piece[: end or len(piece)])
            if not end:
                return found
            found += self._end_long()
            piece = piece[end:]
        end = piece.rfind(b"\n") + 1
        if end:
            view = memoryview(piece)
            found.append(self._lines(b"".join((self._pending, view[:end]))))
            self._pending = bytearray(view[end:])
        else:
            self._pending += piece
        if len(self._pending) > self._long_at:
            self._long = _Values(self._most, self._line)
            found += self._long.feed(bytes(self._pending))
            self._pending.clear()
        return found

    def finish(self) -> list[Lines | JsonValue]:
        """The rest after the last piece: a last line without a line feed."""
        found: list[Lines | JsonValue] = []
        rest = bytes(self._pending)
        self._pending.clear()
        if not self._is_known:
            rest = self._without_blanks(rest if self._is_begun else rest.removeprefix(_BOM))
            self._know(rest, is_all=True)
            if self._values is not None:
                found += self._values.feed(rest)
        if self._values is not None:
            return [*found, *self._values.finish()]
        if self._long is not None:
            return [*found, *self._end_long()]
        if len(rest) > self._long_at:
            self._long = _Values(self._most, self._line)
            return [*self._long.feed(rest), *self._end_long()]
        return [self._lines(rest)] if rest.strip(BLANKS) else []

    def _end_long(self) -> list[JsonValue]:
        values = [] if self._long is None else self._long.finish()
        self._long = None
        self._line += 1
        return values

    def _lines(self, block: bytes) -> Lines:
        ends: list[int] = []
        begin, is_plain, is_tight = 0, True, True
        end = block.find(b"\n")
        while end >= 0:
            if block[begin] != _OPENING:
                is_plain = False
            if block[end - 1] != _CLOSING:
                is_tight = False
            ends.append(end)
            begin = end + 1
            end = block.find(b"\n", begin)
        first = self._line
        self._line += len(ends)
        if begin < len(block):
            is_plain = is_plain and block[begin] == _OPENING
            is_tight = is_tight and block[-1] == _CLOSING
            ends.append(len(block))
        return Lines(block, ends, first, is_plain and len(block) <= self._most, is_tight)

    def _beginning(self, piece: bytes) -> bytes:
        """All bytes so far, once the shape is known; before that none."""
        self._pending += piece
        if len(self._pending) < self._retry_at:
            return b""
        head = bytes(self._pending)
        if not self._is_begun:
            if len(head) < len(_BOM) and _BOM.startswith(head):
                return b""
            self._is_begun = True
            head = head.removeprefix(_BOM)
        head = self._without_blanks(head)
        self._is_known = self._know(head, is_all=len(head) > self._long_at)
        self._pending = bytearray(b"" if self._is_known else head)
        self._retry_at = 2 * len(self._pending)
        return head if self._is_known else b""

    def _without_blanks(self, head: bytes) -> bytes:
        """The beginning without leading blanks, whose lines are counted."""
        text = head.lstrip(BLANKS)
        self._line += head.count(b"\n", 0, len(head) - len(text))
        return text

    def _know(self, text: bytes, *, is_all: bool) -> bool:
        """Detect the shape of the file, if possible so far."""
        if not text:
            return False
        if text.startswith(b"["):
            self._values = _Values(self._most, self._line)
            return True
        lines = _first_lines(text, is_all)
        if lines is None:
            return False
        if len(lines[0]) <= self._long_at and _go_on(lines):
            self._values = _Values(self._most, self._line)
        return True


def _first_lines(text: bytes, is_all: bool) -> list[bytes] | None:
    """The first lines that are not blank; None if there are too few so far."""
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
    """Whether the first line begins a value that continues on the next lines."""
    return _is_beginning(lines[0] + b"\n") and (
        len(lines) == 1 or not _is_malformed(b"\n".join(lines))
    )


def _is_beginning(text: bytes) -> bool:
    return "truncated" in complaint(text)


def _is_malformed(text: bytes) -> bool:
    reason = complaint(text)
    return bool(reason) and "truncated" not in reason


def too_long(max_bytes: int) -> str:
    """Why a line is not read."""
    return f"longer than {max_bytes:,} bytes, see limit_line_bytes"


def items_with_surrogates(text: bytes) -> list[bytes] | None:
    """The items of an array with lone surrogates; None if it is not such an array."""
    plain = without_surrogates(text)
    if plain == text or complaint(plain):
        return None
    values = _Values(len(text))
    return [each.text for each in [*values.feed(text), *values.finish()]]


class ValueSplitter:
    """Splits a file of any shape into the texts of its JSON values, as `read_rows` splits it.

    A line with several values without line feeds between them gives several values; text that is not JSON is
    one value. Blank lines are skipped. The result does not depend on the boundaries of the pieces.
    Memory: the longest line or value, and one piece.
    """

    def __init__(self, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        """A line or value of more than `max_line_bytes` has no text, but a `problem`."""
        self._most = max_line_bytes
        self._splitter = Splitter(max_line_bytes)

    def feed(self, piece: bytes) -> list[JsonValue]:
        """Returns the values that are complete after this piece."""
        return self._single(self._splitter.feed(piece))

    def finish(self) -> list[JsonValue]:
        """Returns the values that the last piece left."""
        return self._single(self._splitter.finish())

    def _single(self, found: list[Lines | JsonValue]) -> list[JsonValue]:
        values: list[JsonValue] = []
        for each in found:
            if isinstance(each, JsonValue):
                values.append(each)
                continue
            for number, line in enumerate(each.block.split(b"\n"), each.first):
                if len(line) > self._most:
                    values.append(JsonValue(b"", number, too_long(self._most)))
                elif text := line.strip(BLANKS):
                    values += [JsonValue(part, number) for part in _separate(text)]
        return values


def _separate(text: bytes) -> list[bytes]:
    return split_values(text) if may_be_several(text) else [text]


class _Values:
    """Finds the ends of values by counting brackets outside of strings; extracts the items of arrays."""

    def __init__(self, max_bytes: int = MAX_LINE_BYTES, line: int = 1) -> None:
        """`line` is the number of the text's first line."""
        self._most = max_bytes
        self._is_too_long = False
        self._dropped = 0
        """Line feeds in the discarded part of a value that is too long."""
        self._base = 0
        """The depth of values: one more within an array that contains them."""
        self._depth = 0
        self._in_string = False
        self._buffer = bytearray()
        self._scanned = 0
        self._searched = 0
        """Between values, there is no line feed before this position."""
        self._begin = 0
        self._line = line

    def feed(self, piece: bytes) -> list[JsonValue]:
        self._buffer += piece
        buffer = self._buffer
        values: list[JsonValue] = []
        position = self._scanned
        while (match := _STRUCTURE.search(buffer, position)) is not None:
            position = match.end()
            byte = match[0]
            if byte == b"\\":
                if position >= len(buffer):
                    position -= 1  # the escaped byte has not arrived yet
                    break
                position += 1 if self._in_string else 0
            elif byte == b'"':
                self._in_string = not self._in_string
            elif not self._in_string:
                self._at(byte, position, values)
        else:
            position = len(buffer)
        if self._depth == self._base and not self._in_string:
            self._flush(position, values)
        if (
            self._is_too_long or position - self._begin > self._most
        ):  # only its end matters; its text is discarded
            self._is_too_long = True
            self._dropped += buffer.count(b"\n", self._begin, position)
            self._begin = position
        self._scanned = position - self._begin
        self._searched = max(0, self._searched - self._begin)
        del buffer[: self._begin]
        self._begin = 0
        return values

    def finish(self) -> list[JsonValue]:
        values: list[JsonValue] = []
        if self._depth > self._base:
            self._add(len(self._buffer), values)  # truncated
        else:
            self._scraps(len(self._buffer), values)
        if self._base:
            values.append(
                JsonValue(b"[", self._line)
            )  # a truncated array: not a value, and reported as one
        return values

    def _at(self, byte: bytes, position: int, values: list[JsonValue]) -> None:
        if byte in b"{[":
            if self._depth == self._base:
                self._scraps(position - 1, values)
                if byte == b"[" and not self._base:
                    self._base = 1
                    self._skip_to(
                        position
                    )  # the opening bracket of the array is not part of a value
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

    def _add(self, end: int, values: list[JsonValue]) -> None:
        """Add the text up to here as a value."""
        if self._is_too_long or end - self._begin > self._most:
            values.append(JsonValue(b"", self._line, too_long(self._most)))
            self._line, self._dropped, self._is_too_long = self._line + self._dropped, 0, False
            self._skip_to(end)
            return
        text = bytes(self._buffer[self._begin : end])
        value = text.strip(BLANKS)
        if value:
            leading = len(text) - len(text.lstrip(BLANKS))
            values.append(JsonValue(value, self._line + text.count(b"\n", 0, leading)))
        self._skip_to(end)

    def _scraps(self, end: int, values: list[JsonValue]) -> None:
        """Handle the text between values: nothing, or lines that are not objects."""
        self._whole_scraps(end, values)
        self._add(end, values)

    def _whole_scraps(self, end: int, values: list[JsonValue]) -> None:
        begin = max(self._begin, self._searched)
        while (feed := self._buffer.find(b"\n", begin, end)) >= 0:
            self._add(feed + 1, values)
            begin = self._begin

    def _flush(self, end: int, values: list[JsonValue]) -> None:
        """Handle text between values at once: the next value may be gigabytes away."""
        if not self._base:
            self._whole_scraps(end, values)
            self._searched = end
        elif not self._is_too_long and self._buffer[self._begin : self._begin + 1].isspace():
            text = self._buffer[self._begin : end]
            self._skip_to(end - len(text.lstrip(BLANKS)))

    def _skip_to(self, position: int) -> None:
        self._line += self._buffer.count(b"\n", self._begin, position)
        self._begin = position
