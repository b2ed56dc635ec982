"""Rows that come twice: large organizations' files are split in time and repeat users.

Memory grows with users, not with rows: an entry for each identity, and eight bytes for each of them and each
day, which hold a digest of the row that was seen: 21 MB for 50,000 users on 28 days, and at most 51 MB for a
run over any number of days (measured by `python -m tests.runtime.stream.test_repeats`).
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable
from itertools import product
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

import attrs

from ..vocabulary import UNSET

Sight: TypeAlias = Literal["new", "same", "other"]

MOST_DAYS: Final = 100
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
        self._is_known = "entity" not in row_key or bool(entities)
        self._has_day = "day" in row_key
        fields = (name for name in row_key if name not in ("entity", "day"))
        names = (*self._entities, *fields)
        self._identity = attrgetter(*names) if len(names) > 1 else _alone(*names)
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._texts: dict[str, str] = {}
        self._days: dict[datetime.date | None, _Seen] = {}

    def sight(self, row: Any, digest: int) -> Sight:
        """What a row is. A row that lacks part of its key is always new."""
        identity = self._identity(row)
        number = self._numbers.get(identity)
        if number is None:
            number = self._number(identity)
            if number is None:
                return "new"
        day = row.day if self._has_day else None
        seen = self._days.get(day)
        if seen is None:
            if self._has_day and type(day) is not datetime.date:
                return "new"
            seen = self._new_day(day)
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

    def _number(self, identity: tuple[Any, ...]) -> int | None:
        """The number of what has not been met before; None where part of it is missing."""
        about, rest = identity[: len(self._entities)], identity[len(self._entities) :]
        is_about = any(value is not UNSET and value is not None for value in about)
        if not self._is_known or (about and not is_about) or UNSET in rest or None in rest:
            return None
        # one text for all rows that have it: the same few entities repeat in each
        kept = tuple(self._texts.setdefault(v, v) if type(v) is str else v for v in identity)
        # of two entities one may be null here and absent there: that is the same
        spelt = ((UNSET, None) if v is UNSET or v is None else (v,) for v in kept)
        known = (self._numbers.get(each) for each in product(*spelt))
        number = next((each for each in known if each is not None), len(self._numbers))
        self._numbers[kept] = number
        return number

    def _new_day(self, day: datetime.date | None) -> _Seen:
        if len(self._days) >= MOST_DAYS:
            del self._days[next(iter(self._days))]
        seen = self._days[day] = _Seen()
        return seen


def _alone(name: str = "") -> Callable[[Any], tuple[Any, ...]]:
    """As `attrgetter`, which of one name gives no tuple, and of none is not to be had."""
    return lambda row: (getattr(row, name),) if name else ()
