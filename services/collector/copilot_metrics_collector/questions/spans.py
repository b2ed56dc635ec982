"""Days, ISO weeks and calendar months, and the parts of them that are within a window."""

from __future__ import annotations

import datetime
from typing import Final, Literal, TypeAlias

import attrs

from ..days import ONE_DAY

Period: TypeAlias = Literal["day", "week", "month"]
PERIODS: Final[tuple[Period, ...]] = ("day", "week", "month")
_DEFAULT_COUNT: Final[dict[Period, int]] = {"day": 28, "week": 8, "month": 6}
"""The number of periods of a window without an explicit length, the last one included."""


@attrs.frozen
class Span:
    """The days of a period that are within a window."""

    period: Period
    start: datetime.date
    """The first day of the whole period, which may be before the window."""
    end: datetime.date
    """The last day of the whole period, which may be after the window."""
    first: datetime.date
    last: datetime.date

    @property
    def name(self) -> str:
        """`2026-10-01`, `2026-W40` (ISO 8601) or `2026-10`."""
        match self.period:
            case "day":
                return self.start.isoformat()
            case "week":
                year, week, _ = self.start.isocalendar()
                return f"{year}-W{week:02d}"
            case "month":
                return f"{self.start:%Y-%m}"

    @property
    def days(self) -> int:
        """The number of days within the window."""
        return (self.last - self.first).days + 1

    @property
    def length(self) -> int:
        """The number of days of the whole period."""
        return (self.end - self.start).days + 1

    @property
    def is_cut(self) -> bool:
        """Whether the window has only a part of the period."""
        return self.days < self.length


def start_of(day: datetime.date, period: Period) -> datetime.date:
    """Returns the first day of a day's period; weeks begin on Monday."""
    match period:
        case "day":
            return day
        case "week":
            return day - day.weekday() * ONE_DAY
        case "month":
            return day.replace(day=1)


def end_of(day: datetime.date, period: Period) -> datetime.date:
    """Returns the last day of a day's period."""
    match period:
        case "day":
            return day
        case "week":
            return start_of(day, "week") + 6 * ONE_DAY
        case "month":
            return start_of(day.replace(day=28) + 4 * ONE_DAY, "month") - ONE_DAY


def default_start(last: datetime.date, period: Period) -> datetime.date:
    """Returns the first day of the last 28 days, 8 weeks or 6 months, the one of `last` included."""
    start = start_of(last, period)
    for _ in range(_DEFAULT_COUNT[period] - 1):
        start = start_of(start - ONE_DAY, period)
    return start


def spans(first: datetime.date, last: datetime.date, period: Period) -> list[Span]:
    """Returns the periods of a window, oldest first."""
    found = []
    day = first
    while day <= last:
        start, end = start_of(day, period), end_of(day, period)
        found.append(Span(period, start, end, day, min(end, last)))
        day = end + ONE_DAY
    return found
