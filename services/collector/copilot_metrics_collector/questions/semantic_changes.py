"""Changes in the meaning of figures whose names did not change, with sources."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Final, Literal, TypeAlias

import attrs

from ..privacy.team_totals import TEAM_TOTALS
from ..units import FAMILIES, Kind
from . import fields

Subject: TypeAlias = Literal["people", "counters", "features", "breakdowns", "review times"]


@attrs.frozen
class Change:
    """A change in the meaning of a figure."""

    day: datetime.date
    """The first day (UTC) with the new meaning."""
    subjects: frozenset[Subject]
    text: str
    source: str


CHANGES: Final = (
    Change(
        datetime.date(2026, 4, 10),
        frozenset({"people", "counters", "features"}),
        "Copilot CLI is included from this day in active people, counters, and as feature copilot_cli",
        "GitHub's changelog of 2026-04-10",
    ),
    Change(
        datetime.date(2026, 6, 15),
        frozenset({"people", "breakdowns"}),
        "people with server-side telemetry only count as active from this day; their breakdowns are empty",
        "GitHub's change of telemetry on 2026-06-15",
    ),
    Change(
        datetime.date(2026, 7, 28),
        frozenset({"counters", "features"}),
        "the Copilot app is included from this day in counters, and as feature copilot_app",
        "GitHub's published examples since 2026-07-28",
    ),
    Change(
        datetime.date(2026, 9, 21),
        frozenset({"review times"}),
        "review times exclude pull requests that were ready for review before this day",
        "GitHub's changelog of 2026-09-25",
    ),
)
"""Oldest first."""


def change_notes(
    first: datetime.date, last: datetime.date, subjects: Collection[Subject]
) -> list[str]:
    """Returns notes on changes within a window, whose earlier and later days are not comparable."""
    return [
        f"meaning changed on {change.day}: {change.text} ({change.source})"
        for change in CHANGES
        if first < change.day <= last and change.subjects & frozenset(subjects)
    ]


def begin_notes(
    first: datetime.date, last: datetime.date, known: Iterable[tuple[str, str]]
) -> list[str]:
    """Returns notes on fields (row type, name) that began after the first day of a window."""
    by_day: dict[datetime.date, list[str]] = {}
    for row_type, field in known:
        day = fields.since(row_type, field)
        if day is not None and day > first:
            by_day.setdefault(day, []).append(field)
    return [
        f"available from {day}, {'after this window' if day > last else 'not on earlier days'}: "
        + ", ".join(dict.fromkeys(names))
        for day, names in sorted(by_day.items())
    ]


def first_day(family: str, kind: Kind) -> datetime.date | None:
    """Returns the first day of a report; None if unknown."""
    known = FAMILIES.get("user-teams-1-day" if family == TEAM_TOTALS else family)
    operation = None if known is None else known.operations.get(kind)
    window = None if operation is None else operation.day_window
    return None if window is None else window.first
