"""Line numbers of tables and keys in a TOML file, which `tomllib` does not provide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""The path to a value: keys and list indexes."""

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*(\[\[?)\s*({_NAME})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_NAME})\s*=")
_EACH = re.compile(_PART)
_LONG = re.compile(r'"""|\'\'\'')


def lines_of(text: str) -> Mapping[Place, int]:
    """Returns the line number, from 1, of each table and key in valid TOML."""
    found: dict[Place, int] = {}
    table: Place = ()
    counts: dict[Place, int] = {}
    long = ""
    for number, line in enumerate(text.splitlines(), 1):
        if long:
            long = "" if long in line else long
            continue
        header = _TABLE.match(line)
        key = _KEY.match(line)
        if header is not None:
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                found.setdefault(table, number)
                table = (*table, counts[table])
            found[table] = number
        elif key is not None:
            place = (*table, *_parts(key[1]))
            for end in range(len(table) + 1, len(place) + 1):
                found.setdefault(place[:end], number)
            long = _opened(line[key.end() :])
    return found


def _parts(name: str) -> Place:
    return tuple(part.strip("\"'") for part in _EACH.findall(name))


def _opened(rest: str) -> str:
    """Returns the delimiter of a string that continues on the next line, or an empty string."""
    quotes = _LONG.findall(rest)
    return quotes[0] if quotes and quotes.count(quotes[0]) % 2 else ""
