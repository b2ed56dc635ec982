"""A file's bytes to the JSON values in it, whatever the file calls itself.

One object a line, one array, one object over many lines: what it is shows in its first lines. Lines end in
a line feed only: U+2028 and its like are text. Nothing here decodes; values come out as bytes.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from .glued import BLANKS, complaint, may_be_several, split_values, without_surrogates

_BOM: Final = b"\xef\xbb\xbf"
_BRACE: Final = ord("}")
_STRUCTURE: Final = re.compile(rb'["\\{}\[\],]')
_HEAD_LINES: Final = 3
"""Lines with something on them that it takes to tell one object a line from an object over many lines."""
_LONG: Final = 1 << 20
"""A line of more bytes is taken apart before its end has come: it may be many values without a line feed."""
MAX_LINE_BYTES: Final = 64 << 20
"""The longest line, or value over many lines, that is read where the caller sets no other limit."""


@attrs.frozen
class Lines:
    """Whole lines, as one block: where each begins and ends, and the number of the first."""

    block: bytes
    ends: list[int]
    """The places of the line feeds; of a last line without one, the end."""
    first: int
    is_plain: bool
    """Whether no line is empty, begins with a blank, or may be too long."""
    is_tight: bool
    """Whether every line ends with a brace: there are no blanks before its line feed."""


@attrs.frozen
class JsonValue:
    """One JSON value, and the number of the line that it begins on."""

    text: bytes
    line: int
    problem: str | None = None
    """Why its text is not here: it is too long."""


class Splitter:
    """Takes a file in pieces and gives out blocks of whole lines, or single values.

    What comes out does not depend on where the pieces end. Memory: the longest line or value, and one piece.
    Time grows with the bytes, whatever they are and however small the pieces.
    """

    def __init__(self, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        """A line or value of more than `max_line_bytes` is passed over, and comes out as a problem."""
        self._most = max_line_bytes
        self._long_at = min(_LONG, max_line_bytes)
        self._pending = bytearray()
        self._line = 1
        self._is_begun = False
        self._is_known = False
        self._retry_at = 0
        """How many bytes the beginning must have before it is worth looking at again."""
        self._values: _Values | None = None
        self._long: _Values | None = None
        """The values of a line that is so long that they cannot wait for its end."""

    def feed(self, piece: bytes) -> list[Lines | JsonValue]:
        """What is whole after this piece."""
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
        """What the last piece left: a last line without a line feed."""
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
            if block[begin] in BLANKS:
                is_plain = False
            if block[end - 1] != _BRACE:
                is_tight = False
            ends.append(end)
            begin = end + 1
            end = block.find(b"\n", begin)
        first = self._line
        self._line += len(ends)
        if begin < len(block):
            is_plain = is_plain and block[begin] not in BLANKS
            is_tight = is_tight and block[-1] == _BRACE
            ends.append(len(block))
        return Lines(block, ends, first, is_plain and len(block) <= self._most, is_tight)

    def _beginning(self, piece: bytes) -> bytes:
        """All bytes so far, once it is known what the file is; until then none."""
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
        """The beginning without the blanks before it; their lines are counted."""
        text = head.lstrip(BLANKS)
        self._line += head.count(b"\n", 0, len(head) - len(text))
        return text

    def _know(self, text: bytes, *, is_all: bool) -> bool:
        """Finds out what the file is, if it can be told already."""
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
    return "truncated" in complaint(text)


def _is_malformed(text: bytes) -> bool:
    reason = complaint(text)
    return bool(reason) and "truncated" not in reason


def too_long(max_bytes: int) -> str:
    """Why a line is not read."""
    return f"longer than {max_bytes:,} bytes, see limit_line_bytes"


def items_with_surrogates(text: bytes) -> list[bytes] | None:
    """The items of an array with halves of surrogate pairs; None where it is no such array."""
    plain = without_surrogates(text)
    if plain == text or complaint(plain):
        return None
    values = _Values(len(text))
    return [each.text for each in [*values.feed(text), *values.finish()]]


class ValueSplitter:
    """Splits a file of any shape into the texts of its JSON values, as `read_rows` splits it.

    A line that is several values without line feeds between them becomes several; what is not JSON is
    a value of its own. Blank lines are left out. The result does not depend on where pieces end.
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
    """Finds where values end by counting brackets outside of strings; takes the items out of arrays."""

    def __init__(self, max_bytes: int = MAX_LINE_BYTES, line: int = 1) -> None:
        """`line` is the number of the line that the text begins on."""
        self._most = max_bytes
        self._is_too_long = False
        self._dropped = 0
        """Line feeds in what was not kept of a value that is too long."""
        self._base = 0
        """The depth that values lie at: one more inside of an array that holds them."""
        self._depth = 0
        self._in_string = False
        self._buffer = bytearray()
        self._scanned = 0
        self._searched = 0
        """Between values, there is no line feed before this place."""
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
                    position -= 1  # the escaped byte is still to come
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
        ):  # its end is looked for, its text is not kept
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
        if self._depth > self._base or self._in_string:
            self._add(len(self._buffer), values)  # cut off
        else:
            self._scraps(len(self._buffer), values)
        if self._base:
            values.append(
                JsonValue(b"[", self._line)
            )  # an array without an end: no value, and told as such
        return values

    def _at(self, byte: bytes, position: int, values: list[JsonValue]) -> None:
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

    def _add(self, end: int, values: list[JsonValue]) -> None:
        """The text up to here, as a value."""
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
        """What stands between values: nothing, or lines that are no objects."""
        self._whole_scraps(end, values)
        self._add(end, values)

    def _whole_scraps(self, end: int, values: list[JsonValue]) -> None:
        begin = max(self._begin, self._searched)
        while (feed := self._buffer.find(b"\n", begin, end)) >= 0:
            self._add(feed + 1, values)
            begin = self._begin

    def _flush(self, end: int, values: list[JsonValue]) -> None:
        """What is between values need not wait for the next one: there may be none for gigabytes."""
        if not self._base:
            self._whole_scraps(end, values)
            self._searched = end
        elif not self._is_too_long and self._buffer[self._begin : self._begin + 1].isspace():
            text = self._buffer[self._begin : end]
            self._skip_to(end - len(text.lstrip(BLANKS)))

    def _skip_to(self, position: int) -> None:
        self._line += self._buffer.count(b"\n", self._begin, position)
        self._begin = position
