"""Rows to bytes: as lines, as one object, as an array, and in every odd format of the scenarios."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .changes import CHANGES, conflicting

Row = dict[str, Any]
CHUNK = 1 << 16
BAD_LINES = (
    b'{"day": "2026-05-07", "user_id": 1',
    b"not json at all",
    b'["an", "array"]',
    b'"a string"',
    b"\xff\xfe\x00",
    b"null",
    b'{"day": NaN}',
)
"""The contents of bad lines, in order."""
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_pretty = json.JSONEncoder(indent=2, ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Style:
    """The file format: the active scenarios of files, with their values."""

    switches: dict[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.switches

    def every(self, name: str) -> int:
        """The number of a scenario; 0 if it is inactive."""
        return max(1, int(float(self.switches[name]))) if name in self.switches else 0

    def __str__(self) -> str:
        return " ".join(f"{name}={value}" for name, value in sorted(self.switches.items()))


def write(rows: Iterable[Row], style: Style) -> Iterator[bytes]:
    """The bytes of a file, in pieces of about 64 kB."""
    if "empty-file" in style:
        return
    if "empty-array" in style:
        yield b"[]\n"
        return
    start, between, end = b"", b"\n", b"\n"
    if "array" in style:
        start, between, end = b"[", b",\n", b"]\n"
    elif "wrapped" in style:
        start, between, end = b'{"day_totals":[', b",\n", b"]}\n"
    if "no-final-newline" in style:
        end = end.rstrip(b"\n")
    if "bom" in style:
        start = b"\xef\xbb\xbf" + start
    if "crlf" in style:
        between, end = between.replace(b"\n", b"\r\n"), end.replace(b"\n", b"\r\n")
    yield from _joined(_lines(rows, style), start, between, end)


def _joined(lines: Iterator[bytes], start: bytes, between: bytes, end: bytes) -> Iterator[bytes]:
    piece = [start]
    size = 0
    first = next(lines, None)
    if first is None:
        yield start + end.lstrip()
        return
    piece.append(first)
    for line in lines:
        piece += (between, line)
        size += len(line)
        if size >= CHUNK:
            yield b"".join(piece)
            piece, size = [], 0
    yield b"".join([*piece, end])


def _lines(rows: Iterable[Row], style: Style) -> Iterator[bytes]:
    to_text: Callable[[Any], str] = _pretty if "pretty" in style else _encode
    blank, bad = style.every("blank-lines"), style.every("bad-lines")
    in_one = "array" in style or "wrapped" in style
    crlf = "crlf" in style and "pretty" in style
    if not style.switches.keys() & _ROW_SWITCHES:
        lines = (to_text(row).encode() for row in rows)
    else:
        lines = (to_text(row).encode() for row in _changed(rows, style))
    for number, line in enumerate(lines, 1):
        yield line.replace(b"\n", b"\r\n") if crlf else line
        if bad and number % bad == 0 and not in_one:
            yield BAD_LINES[number // bad % len(BAD_LINES)]
        if blank and number % blank == 0 and not in_one:
            yield b"   " if number % 2 else b""


def _changed(rows: Iterable[Row], style: Style) -> Iterator[Row]:
    changes = [(change, style.switches[name]) for name, change in CHANGES.items() if name in style]
    twice, other = style.every("duplicates"), style.every("conflicts")
    megabytes = float(style.switches.get("long-lines", "0"))
    for number, shared in enumerate(rows, 1):
        row: Row = json.loads(_encode(shared)) if changes or other else shared
        for change, value in changes:
            change(row, value, number)
        if megabytes and number == 1:
            row = row | {"x_long": "x" * int(megabytes * 1_000_000)}
        yield row
        if twice and number % twice == 0:
            yield row
        if other and number % other == 0:
            row = json.loads(_encode(row))
            conflicting(row)
            yield row


_ROW_SWITCHES = {*CHANGES, "duplicates", "conflicts", "long-lines"}
