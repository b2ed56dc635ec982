"""What msgspec says of one line: whether it is JSON, and the values that stand on it without line feeds between."""

from __future__ import annotations

import re
from typing import Final

import msgspec

BLANKS: Final = b" \t\r\n"
_OPENING: Final = (b"{", b"[")
_GLUE: Final = re.compile(rb"[}\]][ \t\r]*[{\[]")
_TRAILING: Final = re.compile(r"trailing characters \(byte ([0-9]+)\)")
"""What msgspec says of a text whose first value is whole; the number is the place of what follows, from 1."""
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]..")


def complaint(text: bytes | memoryview) -> str:
    """Why a text is not one JSON value; empty where it is."""
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except ValueError as error:
        return str(error)
    except RecursionError:
        return "nested too deeply"
    return ""


def may_be_several(line: bytes) -> bool:
    """Whether a line that is not one JSON value begins with one, and may be several without line feeds between."""
    return (
        line[:1] in _OPENING
        and _GLUE.search(line) is not None
        and _end_of_first(memoryview(without_surrogates(line))) is not None
    )


def split_values(line: bytes) -> list[bytes]:
    """The arrays and objects that a line begins with, without line feeds between; what follows is one text.

    What is not JSON is not taken apart: it would cost more than rows, and be counted as many bad lines.
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
    """A line of the same structure without halves of surrogate pairs, which msgspec does not read."""
    return _SURROGATE.sub(rb"\\u0041", line)


def _end_of_first(text: memoryview) -> int | None:
    """Where the second value of a text begins; None where the first one is all of it, or is not JSON."""
    found = _TRAILING.search(complaint(text))
    return None if found is None else int(found[1]) - 1
