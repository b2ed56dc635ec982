"""Checks one line with msgspec: whether it is JSON, and the values on it that have no line feeds between them."""

from __future__ import annotations

import re
from typing import Final

import msgspec

BLANKS: Final = b" \t\r\n"
_OPENING: Final = (b"{", b"[")
_GLUE: Final = re.compile(rb"[}\]][ \t\r]*[{\[]")
_TRAILING: Final = re.compile(r"trailing characters \(byte ([0-9]+)\)")
"""msgspec's error for a text after its first complete value; the number is the position of the rest, from 1."""
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]..")


def complaint(text: bytes | memoryview) -> str:
    """Why a text is not one JSON value; empty if it is."""
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except ValueError as error:
        return str(error)
    except RecursionError:
        return "nested too deeply"
    return ""


def may_be_several(line: bytes) -> bool:
    """Whether a line that is not one JSON value begins with one, and may be several without line feeds between them."""
    return (
        line[:1] in _OPENING
        and _GLUE.search(line) is not None
        and _end_of_first(memoryview(without_surrogates(line))) is not None
    )


def split_values(line: bytes) -> list[bytes]:
    """The arrays and objects at the start of a line, without line feeds between them; the rest is one text.

    Text that is not JSON is not split: that would cost more than rows, and count as many bad lines.
    """
    values: list[bytes] = []
    view = memoryview(without_surrogates(line))
    begin = 0
    while line[begin : begin + 1] in _OPENING:
        size = _end_of_first(view[begin:])
        if size is None:
            break
        values.append(line[begin : begin + size].strip(BLANKS))
        begin += size
    return [*values, line[begin:]]


def without_surrogates(line: bytes) -> bytes:
    """A line of the same structure without lone surrogates, which msgspec rejects."""
    return _SURROGATE.sub(rb"\\u0041", line)


def _end_of_first(text: memoryview) -> int | None:
    """The position of the second value of a text; None if the first one is the whole text, or is not JSON."""
    found = _TRAILING.search(complaint(text))
    return None if found is None else int(found[1]) - 1
