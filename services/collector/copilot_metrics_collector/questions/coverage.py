"""The coverage of a window: which days are there, with notes on the others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from ..days import days_between, ranges
from ..exits import UnanswerableError
from ..lake.manifest import THERE, WITH_ROWS, is_overdue
from ..units import is_snapshot
from .place import Place
from .semantic_changes import first_day

ANSWERED: Final = (*WITH_ROWS, "no-data")
"""States with known content, at least in part; no data means no activity."""
_NEVER_ASKED: Final = "never requested"
_SHOWN: Final = 5


@attrs.frozen
class UnitState:
    """The state of a unit."""

    state: str
    reason: str | None = None
    conflicts: int = 0
    bad_lines: int = 0


@attrs.frozen
class Coverage:
    """The days of a window, by entity and family."""

    first: datetime.date
    last: datetime.date
    today: datetime.date
    """UTC."""
    units: Mapping[tuple[Place, str], Mapping[datetime.date, UnitState]]

    @property
    def days(self) -> list[datetime.date]:
        """The days of the window, oldest first."""
        return list(days_between(self.first, self.last))

    @property
    def has_data(self) -> bool:
        """Whether any unit has rows."""
        return any(
            unit.state in WITH_ROWS for units in self.units.values() for unit in units.values()
        )

    def days_in(self, place: Place, family: str, states: Iterable[str]) -> list[datetime.date]:
        """Returns the days on which an entity's report is in one of these states."""
        wanted, units = frozenset(states), self.units.get((place, family), {})
        return [day for day in self.days if day in units and units[day].state in wanted]

    def known_days(self, place: Place, families: Iterable[str]) -> list[datetime.date]:
        """Returns the days on which the content of all these reports of an entity is known, at least in part."""
        found = [set(self.days_in(place, family, ANSWERED)) for family in families]
        return sorted(set.intersection(*found))

    @property
    def is_whole(self) -> bool:
        """Whether every report has every day of the window, without unreadable lines."""
        return not any(
            self._lacking(place, family, units) or any(unit.bad_lines for unit in units.values())
            for (place, family), units in self.units.items()
        )

    def check(self) -> None:
        """Raises `UnanswerableError` if a day is not there."""
        lacking = [
            f"{place} {family}: {', '.join(parts)}"
            for (place, family), units in self.units.items()
            if (parts := self._lacking(place, family, units))
        ]
        if lacking:
            more = f"; and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
            raise UnanswerableError(
                f"the window is incomplete: {'; '.join(lacking[:_SHOWN])}{more}"
            )

    def notes(self) -> list[str]:
        """Returns notes on the coverage; entities with the same coverage share a note."""
        texts: dict[str, list[Place]] = {}
        for (place, family), units in self.units.items():
            texts.setdefault(self._text(family, place, units), []).append(place)
        return [text.format(of=_who(places)) for text, places in texts.items()]

    def _text(self, family: str, place: Place, units: Mapping[datetime.date, UnitState]) -> str:
        days = self._due(family, place)
        there = [day for day in days if day in units and units[day].state in THERE]
        none = [day for day in there if units[day].state == "no-data"]
        if days:
            parts = [_there(len(there), len(days))]
        else:
            parts = ["no day of this window is available"]
        parts += [f"no data at GitHub: {ranges(none)}"] if none else []
        parts += self._lacking(place, family, units)
        conflicts = sum(unit.conflicts for unit in units.values())
        if conflicts:
            rows = "1 row is" if conflicts == 1 else f"{conflicts} rows are"
            parts.append(f"{rows} in two versions; the later one counts")
        bad = sum(unit.bad_lines for unit in units.values())
        if bad:
            parts.append(f"{bad} {'line' if bad == 1 else 'lines'} could not be read")
        return _escaped(f"{family} of ") + "{of}" + _escaped(f": {'; '.join(parts)}")

    def _due(self, family: str, place: Place) -> list[datetime.date]:
        """Returns the days of the window that are over and not before the report begins."""
        begin = first_day(family, place.kind) or self.first
        end = self._end(family)
        return [day for day in self.days if begin <= day <= end]

    def _end(self, family: str) -> datetime.date:
        """Returns the last day that a family may have: a snapshot is there on its day, a report after it."""
        return self.today if is_snapshot(family) else self.today - datetime.timedelta(days=1)

    def _lacking(
        self, place: Place, family: str, units: Mapping[datetime.date, UnitState]
    ) -> list[str]:
        """Returns the days that are not there, by reason."""
        partial, late = [], []
        missing: dict[str, list[datetime.date]] = {}
        for day in self._due(family, place):
            unit = units.get(day)
            if unit is None:
                missing.setdefault(_NEVER_ASKED, []).append(day)
            elif unit.state == "partial":
                partial.append(day)
            elif unit.state == "not-yet" and not is_overdue(unit.state, day, self.today):
                late.append(day)
            elif unit.state not in THERE:
                missing.setdefault(unit.reason or unit.state, []).append(day)
        parts = [f"partial: {ranges(partial)}"] if partial else []
        parts += [f"missing: {ranges(days)} ({why})" for why, days in missing.items()]
        parts += [f"may still be published: {ranges(late)}"] if late else []
        begin = first_day(family, place.kind)
        if begin is not None and begin > self.first:
            parts.append(f"the report begins on {begin}")
        if later := [day for day in self.days if day > self._end(family)]:
            parts.append(f"not over yet: {ranges(later)}")
        return parts


def _there(there: int, days: int) -> str:
    if days == 1:
        return f"the only day is {'there' if there else 'not there'}"
    verb = "is" if there == 1 else "are"
    return f"{'all' if there == days else there} of {days} days {verb} there"


def _who(places: Sequence[Place]) -> str:
    names = [str(place) for place in places]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
