"""The working day of each user on each day, and the number of distinct users by activity in a window.

A day is an array of 16-bit numbers, one per user (100 kB for 50,000 users); a few of the newest are cached.
Windows are exact for any number of users: the bits of each user are united over the days of the window, for all
users at once, as one long integer.
"""

from __future__ import annotations

import datetime
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeVar

from . import catalogue
from .catalogue import ACTIVE, REVIEWED, REVIEWS, WORKDAYS, Catalogue
from .draws import MASK, STEP, mix, seed_of
from .estate import Entity, Estate
from .growth import era_of

T = TypeVar("T")
WINDOW_DAYS = 28
_KEPT = 160


class Activity:
    """The activity of all users. Thread-safe."""

    def __init__(self, estate: Estate, kinds: Catalogue) -> None:
        self.estate = estate
        self.kinds = kinds
        self._columns: OrderedDict[object, object] = OrderedDict()
        self._lock = threading.Lock()
        seed = seed_of(estate.seed, 3)
        count = len(kinds.profiles)
        self._profiles = array("H", (mix(seed ^ each) % count for each in range(estate.seats)))
        self._ones = int.from_bytes(b"\1\0" * estate.seats, "little")
        self._masks: dict[int, int] = {}

    def on(self, day: datetime.date) -> array[int]:
        """The number of each user's working day; 0 for none."""
        return self._kept(("on", day), lambda: self._column(day))

    def profile_number(self, person: int) -> int:
        """The profile of a user."""
        return self._profiles[person]

    def bits(self, day: datetime.date) -> int:
        """The activity of all users on a day: 16 bits per user, user 0 in the lowest."""
        return self._kept(("bits", day), lambda: self._bits_of(day))

    def people(self, entity: Entity) -> Sequence[int]:
        """The numbers of the users of an entity."""
        return self._kept(("people", entity.number), lambda: self.estate.members(entity))

    def distinct(self, entity: Entity, day: datetime.date, length: int) -> dict[int, int]:
        """The number of the entity's users with each activity on one of the trailing days, by bit.

        Users with unrequested reviews count only if they requested none in the window.
        """
        united = 0
        for each in self.estate.window(day, length):
            united |= self.bits(each)
        united &= self._mask(entity)
        counts = {bit: self._lanes(united, bit).bit_count() for bit in _ALL_BITS}
        asked = self._lanes(united, REVIEWS)
        counts[REVIEWED] = (self._lanes(united, REVIEWED) & ~asked).bit_count()
        return counts

    def steady(self, day: datetime.date) -> Sequence[int]:
        """1 for each user who was active on two or more of the trailing 28 days, else 0; by user."""
        return self._kept(("steady", day), lambda: self._flags(self._twice(day, ACTIVE)))

    def seen(self, day: datetime.date) -> Sequence[int]:
        """1 for each user who was active on any of the trailing 28 days, else 0; by user."""
        return self._kept(("seen", day), lambda: self._flags(self._once(day)))

    def engaged(self, entity: Entity, day: datetime.date, bit: int) -> int:
        """The number of the entity's users with this activity on two or more of the trailing 28 days."""
        return (self._twice(day, bit) & self._mask(entity)).bit_count()

    def _twice(self, day: datetime.date, bit: int) -> int:
        once = twice = 0
        for each in self.estate.window(day):
            did = self._lanes(self.bits(each), bit)
            twice |= once & did
            once |= did
        return twice

    def _once(self, day: datetime.date) -> int:
        once = 0
        for each in self.estate.window(day):
            once |= self._lanes(self.bits(each), ACTIVE)
        return once

    def _lanes(self, bits: int, bit: int) -> int:
        """One bit of each user, as the lowest of their 16."""
        return (bits >> (bit.bit_length() - 1)) & self._ones

    def _flags(self, lanes: int) -> array[int]:
        return array("H", lanes.to_bytes(2 * self.estate.seats, "little"))

    def _mask(self, entity: Entity) -> int:
        if entity.number not in self._masks:
            chosen = array("H", bytes(2 * self.estate.seats))
            for person in self.people(entity):
                chosen[person] = 0xFFFF
            self._masks[entity.number] = int.from_bytes(chosen.tobytes(), "little")
        return self._masks[entity.number]

    def _bits_of(self, day: datetime.date) -> int:
        era, kinds = era_of(day), self.kinds
        column = self.on(day)
        meaning = {number: kinds.bits(number, era) for number in set(column)}
        return int.from_bytes(
            array("H", (meaning[number] for number in column)).tobytes(), "little"
        )

    def _column(self, day: datetime.date) -> array[int]:
        if not self.estate.first_day <= day <= self.estate.last_day or is_quiet(day):
            return array("H", bytes(2 * self.estate.seats))
        weekend = day.weekday() >= 5
        shares = [
            profile.weekend if weekend else profile.workday for profile in self.kinds.profiles
        ]
        number = seed_of(self.estate.seed, 4, day.toordinal())
        drawn = array("H")
        for profile in self._profiles:
            # splitmix64, inlined: this runs for every user and day
            number = (number + STEP) & MASK
            chance = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            chance ^= chance >> 27
            if chance & 0xFFFF < shares[profile]:
                drawn.append(1 + profile * WORKDAYS + (chance >> 24) % WORKDAYS)
            else:
                drawn.append(0)
        era = era_of(day)
        traceless = {each for each in set(drawn) if each and not self.kinds.bits(each, era)}
        if traceless:
            drawn = array("H", (0 if each in traceless else each for each in drawn))
        return drawn

    def _kept(self, key: object, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._columns:
                self._columns.move_to_end(key)
                return self._columns[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._columns[key] = made
            while len(self._columns) > _KEPT:
                self._columns.popitem(last=False)
        return made


def is_quiet(day: datetime.date) -> bool:
    """The weekends without any activity: one in four. Reports simply lack these days."""
    return day.weekday() >= 5 and day.isocalendar().week % 4 == 2


_ALL_BITS = tuple(
    getattr(catalogue, name)
    for name in (
        "ACTIVE",
        "CHAT",
        "AGENT",
        "CLI",
        "CLOUD",
        "REVIEWS",
        "REVIEWED",
        "APP",
        "VSCODE_AGENT",
    )
)
