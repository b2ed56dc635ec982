"""Rows that come twice: large organizations' files are split in time and repeat users.

Memory grows with users, not with rows: an entry for each identity, and eight bytes for each of them and each
day, which hold a digest of the row that was seen: 20 MB for 50,000 users on 28 days, and at most 60 MB for a
run over any number of days (measured by `python -m tests.runtime.stream.test_repeats`).
"""

from __future__ import annotations

import datetime
from array import array
from typing import Any, Final, Literal, TypeAlias

import attrs

from .vocabulary import UNSET

Sight: TypeAlias = Literal["new", "same", "other"]

MOST_DAYS: Final = 128
"""Days that are remembered; the one met first is forgotten first. Reports cover 28."""
_DIGEST_BITS: Final = 0xFFFF_FFFF_FFFF_FFFF


@attrs.define
class _Seen:
    """What was seen of one day."""

    digests: array[int] = attrs.field(factory=lambda: array("Q"))
    """By the identity's number; 0 where there was none."""
    others: dict[int, set[int]] = attrs.field(factory=dict)
    """Of rows that differ from the first one of their key."""


class Repeats:
    """Tells a row that is new from one that was seen, the same or another, by its key and a digest."""

    def __init__(self, row_key: tuple[str, ...], entities: tuple[str, ...]) -> None:
        """`entities` are the fields that may tell what the report is about: one that is there suffices."""
        self._entities = entities if "entity" in row_key else ()
        self._needs_entity = "entity" in row_key
        self._fields = tuple(name for name in row_key if name not in ("entity", "day"))
        self._has_day = "day" in row_key
        self._numbers: dict[Any, int] = {}
        self._texts: dict[str, str] = {}
        self._days: dict[datetime.date | None, _Seen] = {}

    def sight(self, row: Any, digest: int) -> Sight:
        """What a row is. A row that lacks part of its key is always new."""
        identity = self._identity(row)
        day = row.day if self._has_day else None
        if identity is None or (self._has_day and type(day) is not datetime.date):
            return "new"
        number = self._numbers.setdefault(identity, len(self._numbers))
        seen = self._days.get(day) or self._new_day(day)
        digests = seen.digests
        if number >= len(digests):
            digests.frombytes(bytes(digests.itemsize * (number + 1 - len(digests))))
        mark = digest & _DIGEST_BITS or 1
        first = digests[number]
        if not first:
            digests[number] = mark
            return "new"
        if first == mark:
            return "same"
        others = seen.others.setdefault(number, set())
        if mark in others:
            return "same"
        others.add(mark)
        return "other"

    def _identity(self, row: Any) -> Any:
        """What tells the row's subject apart from others; None where part of it is missing."""
        about: str | None = None
        for name in self._entities:
            value = getattr(row, name, UNSET)
            if value is not UNSET and value is not None:
                about = value if about is None else f"{about} {value}"
        if about is None and self._needs_entity:
            return None
        # one text for all rows that have it: the same few entities repeat in each
        values: list[Any] = [] if about is None else [self._texts.setdefault(about, about)]
        for name in self._fields:
            value = getattr(row, name, UNSET)
            if value is UNSET or value is None:
                return None
            values.append(value)
        return tuple(values)

    def _new_day(self, day: datetime.date | None) -> _Seen:
        if len(self._days) >= MOST_DAYS:
            del self._days[next(iter(self._days))]
        seen = self._days[day] = _Seen()
        return seen
