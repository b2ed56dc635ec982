"""Detects duplicate rows: large organizations' files are split by time and repeat users.

Memory grows with users, not with rows: an entry for each identity, and eight bytes for each identity and day,
which hold a digest of the first row: 21 MB for 50,000 users on 28 days, and at most 51 MB for any number of days
(measured by `python -m tests.runtime.stream.test_duplicates`).
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Sequence
from itertools import count, repeat
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

from ..vocabulary import UNSET

Verdict: TypeAlias = Literal["new", "duplicate", "conflict"]
"""`duplicate`: equal to an earlier row. `conflict`: has the key of an earlier row, but other bytes."""

MOST_DAYS: Final = 100
"""Days that are remembered; the one read first is forgotten first. Reports cover 28."""
_EMPTY: Final = bytes(8)
_day_of: Final = attrgetter("day")
_MISSING: Final = frozenset({type(None), type(UNSET)})


class _Day:
    """The digests of one day's rows."""

    __slots__ = ("conflicts", "first")

    def __init__(self) -> None:
        self.first: array[int] = array("Q")
        """The first row of each identity, by the identity's number; 0 if there is none."""
        self.conflicts: dict[int, set[int]] = {}
        """Rows that differ from the first one of their key, by the identity's number."""


class Duplicates:
    """Compares each row with the earlier rows of its key, by a digest of 64 bits that is not 0."""

    def __init__(self, row_key: tuple[str, ...], entities: tuple[str, ...]) -> None:
        """`entities` are the fields that name the organization or enterprise; one of them must have a value."""
        self._entities = entities if "entity" in row_key else ()
        self._can_identify = "entity" not in row_key or bool(entities)
        self._has_day = "day" in row_key
        fields = (name for name in row_key if name not in ("entity", "day"))
        self._fields = (*self._entities, *fields)
        self._identity = _attributes(*self._fields)
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._spellings: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        """Entities as rows name them, with the other names of the same entity: a missing id may be null."""
        self._days: dict[datetime.date | None, _Day] = {}

    def check(self, row: Any, digest: int) -> Verdict:
        """Returns the verdict on a row. A row that lacks part of its key is always new."""
        return self._check(self._identity(row), row.day if self._has_day else None, digest)

    def check_all(self, rows: Sequence[Any], digests: Sequence[int]) -> list[tuple[int, Verdict]]:
        """Like `check` for each row, in half the time. Returns the rows that are not new, by index."""
        keys = list(map(self._identity, rows))
        return self._check_keys(keys, list(map(_day_of, rows)) if self._has_day else None, digests)

    def check_columns(
        self, values: Callable[[str], Sequence[Any]], digests: Sequence[int]
    ) -> list[tuple[int, Verdict]]:
        """Like `check_all`, for rows as columns: `values` returns the values of a field, None for each missing one."""
        keys = list(zip(*map(values, self._fields), strict=True)) or [()] * len(digests)
        return self._check_keys(keys, values("day") if self._has_day else None, digests)

    def _check(self, identity: tuple[Any, ...], key: Any, digest: int) -> Verdict:
        number = self._numbers.get(identity)
        if number is None and (number := self._number(identity)) is None:
            return "new"
        day = self._days.get(key)
        if day is None:
            if self._has_day and type(key) is not datetime.date:
                return "new"
            day = self._new_day(key)
        if number >= len(day.first):
            day.first.frombytes(_EMPTY * (number + 1 + (number >> 4) - len(day.first)))
        first = day.first[number]
        if not first:
            day.first[number] = digest
            return "new"
        if first == digest:
            return "duplicate"
        conflicts = day.conflicts.setdefault(number, set())
        if digest in conflicts:
            return "duplicate"
        conflicts.add(digest)
        return "conflict"

    def _check_keys(
        self, keys: list[tuple[Any, ...]], days: Sequence[Any] | None, digests: Sequence[int]
    ) -> list[tuple[int, Verdict]]:
        found: list[tuple[int, Verdict]] = []
        if self._take_new(keys, days, digests):
            return found
        # lazy: a row sees the identities and days of the rows before it
        numbers = map(self._numbers.get, keys)
        known_days = map(self._days.get, days or repeat(None))
        for index, (number, day, digest) in enumerate(
            zip(numbers, known_days, digests, strict=False)
        ):
            known = self._number(keys[index]) if number is None else number
            if known is None:
                continue
            if day is not None:
                first = day.first
                if known < len(first):
                    if not first[known]:
                        first[known] = digest
                        continue
                    if first[known] == digest:
                        found.append((index, "duplicate"))
                        continue
            key = None if days is None else days[index]
            if (verdict := self._check(keys[index], key, digest)) != "new":
                found.append((index, verdict))
        return found

    def _take_new(
        self, keys: list[tuple[Any, ...]], days: Sequence[Any] | None, digests: Sequence[int]
    ) -> bool:
        """Remembers rows of one day whose identities are all new, as in a report of one day, without a loop.

        Returns False, and remembers nothing, if a row is not new or is of another day.
        """
        if len(keys) < 2 or (days is not None and days[0] != days[-1]):
            return False
        numbers, split = self._numbers, len(self._entities)
        day = self._days.get(None if days is None else days[0])
        # an entity without other spellings that was read before, and a day that was
        if day is None or self._spellings.get(keys[0][:split]) != []:
            return False
        if days is not None and days.count(days[0]) < len(days):
            return False
        columns = list(zip(*keys, strict=True))
        if any(column.count(column[0]) < len(column) for column in columns[:split]):
            return False
        if not all(_MISSING.isdisjoint(map(type, column)) for column in columns[split:]):
            return False
        if not numbers.keys().isdisjoint(keys):
            return False
        start = len(numbers)
        new = dict(zip(keys, count(start)))
        if len(new) < len(keys):
            return False
        numbers.update(new)
        end = start + len(keys)
        day.first.frombytes(_EMPTY * (end - len(day.first)))
        day.first[start:end] = array("Q", digests)
        return True

    def _number(self, identity: tuple[Any, ...]) -> int | None:
        """Returns the number of a new identity; None if a part of it is missing."""
        split = len(self._entities)
        entity, rest = identity[:split], identity[split:]
        spellings = self._spellings.get(entity)
        if spellings is None:
            if (spellings := self._new_entity(entity)) is None:
                return None
            self._spellings[entity] = spellings
        if None in rest or UNSET in rest:
            return None
        numbers = self._numbers
        number = len(numbers)
        for spelling in spellings:
            number = numbers.get(spelling + rest, number)
        numbers[identity] = number
        return number

    def _new_entity(self, entity: tuple[Any, ...]) -> list[tuple[Any, ...]] | None:
        """Returns the other spellings of an entity; None if no id of it is known."""
        missing = (UNSET, None)
        if not self._can_identify or (entity and all(each in missing for each in entity)):
            return None
        plain = [None if each is UNSET else each for each in entity]
        others = [
            each
            for each in self._spellings
            if [None if value is UNSET else value for value in each] == plain
        ]
        for each in others:
            self._spellings[each].append(entity)
        return others

    def _new_day(self, key: datetime.date | None) -> _Day:
        if len(self._days) >= MOST_DAYS:
            del self._days[next(iter(self._days))]
        day = self._days[key] = _Day()
        return day


def _attributes(*names: str) -> Callable[[Any], tuple[Any, ...]]:
    """Like `attrgetter`, but always returns a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: tuple(getattr(row, name) for name in names)
