"""Report files, streamed and shortened: the first rows, and each later row with
an object of a structure that is new."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs
import httpx

from .errors import AskError

Row = Mapping[str, Any]
Build = tuple[str, frozenset[str]]
_LARGEST_WHOLE = 256 * 1024 * 1024
"""The greatest size of a file that is one value instead of lines, in bytes."""
_LARGEST_LINE = 64 * 1024 * 1024
_TRIES = 3
_BOM = b"\xef\xbb\xbf"


@attrs.define
class Excerpt:
    """The recorded part of a file.

    Args:
        first: The number of rows to record from its beginning.
        people: Users with further rows to record, up to the same number, so that files can be joined.
        builds: The structures of objects in other files of its family; new ones are added.
    """

    first: int
    people: set[str] = attrs.field(factory=set)
    builds: set[Build] = attrs.field(factory=set)
    container: str = "lines"
    rows_seen: int = 0
    bad_lines: int = 0
    kept: list[Row] = attrs.field(factory=list)
    _more: int = 0

    def take(self, row: Any) -> None:
        """Inspect a row, and record it if it has something new."""
        if not isinstance(row, dict):
            self.bad_lines += 1
            return
        self.rows_seen += 1
        found = set(builds(row))
        is_new = self.rows_seen <= self.first or not found <= self.builds
        is_wanted = self._more < self.first and str(row.get("user_id")) in self.people
        if is_new or is_wanted:
            self._more += not is_new
            self.builds |= found
            self.kept.append(self._shortened(row))

    def _shortened(self, row: Row) -> Row:
        days = row.get("day_totals")
        if not isinstance(days, list):
            return row
        inner = Excerpt(self.first)
        for day in days:
            inner.take(day)
        return {**row, "day_totals": inner.kept}


def builds(value: Any, path: str = "") -> Iterator[Build]:
    """The structure of the objects in a value: for each its path, and its keys with the types of their values."""
    if isinstance(value, dict):
        yield path, frozenset(f"{key}:{_kind(item)}" for key, item in value.items())
        for key, item in value.items():
            yield from builds(item, f"{path}/{key}")
    elif isinstance(value, list):
        for item in value:
            yield from builds(item, f"{path}/*")


def _kind(value: Any) -> str:
    return "number" if type(value) in (int, float, Decimal) else type(value).__name__


def read(
    http: httpx.Client, link: str, cut: Excerpt, *, sleep: Callable[[float], None] = time.sleep
) -> Excerpt:
    """Download a file by its link, shortened. `http` has no token.

    Raises:
        AskError: It cannot be downloaded completely. The message does not contain the link.
    """
    problem = ""
    for attempt in range(1, _TRIES + 1):
        fresh = Excerpt(cut.first, cut.people, set(cut.builds))
        try:
            with http.stream("GET", link, follow_redirects=True) as response:
                if response.status_code != 200:
                    problem = f"the download host responded with {response.status_code}"
                else:
                    for row in _values(response.iter_bytes(), fresh):
                        fresh.take(row)
                    return fresh
        except httpx.HTTPError as error:
            problem = f"a download failed: {type(error).__name__}"
        if attempt < _TRIES:
            sleep(float(attempt))
    raise AskError(problem)


def _values(chunks: Iterator[bytes], cut: Excerpt) -> Iterator[Any]:
    """The rows of a file: one value per line, or one value that is the file."""
    lines = _lines(chunks)
    first = next((line for line in lines if line.strip()), b"").removeprefix(_BOM)
    if not first.strip():
        return
    value = _parsed(first)
    if isinstance(value, dict):
        yield value
        number = 1
        for line in lines:
            if line.strip():
                number += 1
                yield _parsed(line)
        if number == 1:
            cut.container = "object"
        return
    whole = bytearray(first)
    for line in lines:
        whole += b"\n" + line
        if len(whole) > _LARGEST_WHOLE:
            raise AskError("a file that is not JSON lines is too large to be parsed")
    value = _parsed(bytes(whole))
    cut.container = "array" if isinstance(value, list) else "object"
    if value is None:  # JSON lines after all, with a malformed first line
        cut.container = "lines"
        yield from (_parsed(line) for line in bytes(whole).split(b"\n") if line.strip())
    elif isinstance(value, list):
        yield from value
    else:
        yield value


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines that end with a line feed: U+2028 and similar characters are part of a text."""
    left = b""
    for chunk in chunks:
        *whole, left = (left + chunk).split(b"\n")
        yield from whole
        if len(left) > _LARGEST_LINE:
            raise AskError("a line of a file is too long")
    if left:
        yield left
