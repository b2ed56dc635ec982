"""Kept files with people replaced, while they come in: what is not clean never touches a disk.

What comes out has a value on each line, whatever shape came in, and gives the same rows.
"""

from __future__ import annotations

import codecs
import json
from typing import Any, Final, NoReturn

from .objects import Objects
from .texts import exact, written

BAD_LINE: Final = b'"a line that was no object stood here"'
"""What is left of such a line: it is no object either, and is counted as it was when the file is read again."""
_HEAD_LINES: Final = 3
"""Lines with something on them that it takes to tell a value a line from one over many lines, as the package does."""
_BLANKS: Final = " \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
_DAYS: Final = "day_totals"
_BETWEEN: Final = f"{_BLANKS},[]"


class Scrubber:
    """Takes one file of rows in pieces. Memory: the longest line or value, a few times over, and one piece."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._head = b""
        self._shape: _Lines | _Values | None = None

    def feed(self, piece: bytes) -> bytes:
        """What is ready after this piece."""
        if self._shape is None:
            self._head += piece
            self._shape = _shape_of(self._head, is_all=False)
            if self._shape is None:
                return b""
            piece, self._head = self._head.removeprefix(_BOM), b""
        return self._clean(self._shape.feed(piece))

    def finish(self) -> bytes:
        """What was held back."""
        begun = b""
        if self._shape is None:
            self._shape = _shape_of(self._head, is_all=True) or _Lines()
            begun = self._clean(self._shape.feed(self._head.removeprefix(_BOM)))
        return begun + self._clean(self._shape.finish())

    def _clean(self, texts: list[str | None]) -> bytes:
        return b"".join(self._line(text) + b"\n" for text in texts)

    def _line(self, text: str | None) -> bytes:
        if text is None:
            return BAD_LINE
        if not text:
            return b""
        try:
            value = json.loads(text, parse_float=exact, parse_constant=_refuse)
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


class _Lines:
    """A value on each line: the texts of lines, "" for blank ones and None for those that are no text."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []

    def feed(self, piece: bytes) -> list[str | None]:
        *lines, rest = piece.split(b"\n")
        if lines:
            lines[0] = b"".join([*self._pending, lines[0]])
            self._pending = []
        self._pending.append(rest)
        return [_text(line) for line in lines]

    def finish(self) -> list[str | None]:
        rest = b"".join(self._pending)
        return [_text(rest)] if rest else []


class _Values:
    """Values one after the other or in an array, over as many lines as they like."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._scan = json.JSONDecoder(parse_constant=_refuse).raw_decode
        self._text = ""
        self._enough = 0
        """How much text it takes until it is worth looking again."""

    def feed(self, piece: bytes) -> list[str | None]:
        self._text += self._decoder.decode(piece)
        return self._take() if len(self._text) >= self._enough else []

    def finish(self) -> list[str | None]:
        self._text += self._decoder.decode(b"", final=True)
        found = self._take()
        while (
            self._text
        ):  # what cannot be read: a line of it is bad, and the next may be good again
            found.append(None)
            self._text = self._text.partition("\n")[2]
            found += self._take()
        return found

    def _take(self) -> list[str | None]:
        found: list[str | None] = []
        position = 0
        while (position := _skip(self._text, position)) < len(self._text):
            try:
                _, end = self._scan(self._text, position)
            except (ValueError, RecursionError):
                break
            if end == len(self._text) and self._text[end - 1] not in '}]"':
                break  # a number may go on
            found.append(self._text[position:end])
            position = end
        self._text = self._text[position:]
        self._enough = 2 * len(self._text)
        return found


def _shape_of(head: bytes, *, is_all: bool) -> _Lines | _Values | None:
    """What a file is, by its first lines; None where there are too few of them yet."""
    if not is_all and _BOM.startswith(head):
        return None
    text = head.removeprefix(_BOM).lstrip(_BLANKS.encode())
    if not text:
        return None
    if text.startswith(b"["):
        return _Values()
    whole_lines = text if is_all else text[: text.rfind(b"\n") + 1]
    lines = [line for line in whole_lines.split(b"\n") if line.strip()][:_HEAD_LINES]
    if lines and not _is_cut(lines[0]):
        return _Lines()
    if len(lines) < _HEAD_LINES and not is_all:
        return None
    return _Values() if _is_cut(b"\n".join(lines)) or _is_value(b"\n".join(lines)) else _Lines()


def _is_cut(text: bytes) -> bool:
    """Whether a text is JSON, but for its end."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated")
    except (ValueError, RecursionError):
        return False
    return False


def _is_value(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _text(line: bytes) -> str | None:
    try:
        return line.decode().strip(_BLANKS)
    except UnicodeDecodeError:
        return None


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BETWEEN:
        position += 1
    return position


def _refuse(_: str) -> NoReturn:
    raise ValueError("no JSON has this number")
