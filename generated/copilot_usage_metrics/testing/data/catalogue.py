"""Every possible working day, by number, and its form in a row of each era."""

from __future__ import annotations

import datetime
import threading
from typing import Any

from . import profiles, workday
from .growth import has
from .profiles import PROFILES, Profile
from .workday import Workday

WORKDAYS = 24
"""The number of different working days of a profile."""
COUNT = PROFILES * WORKDAYS + 1
"""The number of working days; number 0 is a day without work."""

ACTIVE, CHAT, AGENT, CLI, CLOUD, REVIEWS, REVIEWED, APP, VSCODE_AGENT = (
    1 << bit for bit in range(9)
)
"""The activities of a day, as bits."""


class Catalogue:
    """The working days of a seed. Created on first use; thread-safe."""

    def __init__(self, seed: int) -> None:
        self.profiles = tuple(profiles.make(seed, number) for number in range(PROFILES))
        self._seed = seed
        self._workdays: dict[int, Workday] = {}
        self._rows: dict[tuple[int, datetime.date], dict[str, Any]] = {}
        self._bits: dict[tuple[int, datetime.date], int] = {}
        self._lock = threading.Lock()

    def profile(self, number: int) -> Profile:
        """The profile of a working day."""
        return self.profiles[(number - 1) // WORKDAYS]

    def workday(self, number: int) -> Workday:
        """A working day by number, from 1."""
        found = self._workdays.get(number)
        if found is None:
            found = workday.make(self._seed, self.profile(number), (number - 1) % WORKDAYS)
            self._workdays[number] = found
        return found

    def row(self, number: int, era: datetime.date) -> dict[str, Any]:
        """Its part of a row, which is shared: do not modify."""
        found = self._rows.get((number, era))
        if found is None:
            found = self.workday(number).row(era)
            with self._lock:
                if len(self._rows) >= COUNT:  # the rows of this era replace those of the former one
                    self._rows.clear()
                self._rows[number, era] = found
        return found

    def bits(self, number: int, era: datetime.date) -> int:
        """The activities that its users count for; 0 if it leaves no trace in that era."""
        if not number:
            return 0
        found = self._bits.get((number, era))
        if found is None:
            found = self._bits[number, era] = _bits_of(self.workday(number), era)
        return found


def _bits_of(day: Workday, era: datetime.date) -> int:
    if day.server_only and not has(era, "server_side"):
        return 0
    row = day.row(era)
    facts = {
        CHAT: row["used_chat"],
        AGENT: row["used_agent"],
        CLI: "totals_by_cli" in row,
        CLOUD: row.get("used_copilot_cloud_agent"),
        REVIEWS: row.get("used_copilot_code_review_active"),
        REVIEWED: row.get("used_copilot_code_review_passive"),
        APP: has(era, "app") and day.app is not None,
        VSCODE_AGENT: row.get("used_vscode_agent"),
    }
    return ACTIVE | sum(bit for bit, true in facts.items() if true)
