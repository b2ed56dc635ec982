"""When figures changed their meaning without changing their name: facts, each with where it is known from."""

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
    """From a day on, a figure means something else."""

    day: datetime.date
    """The first day (UTC) with the new meaning."""
    subjects: frozenset[Subject]
    text: str
    source: str


CHANGES: Final = (
    Change(
        datetime.date(2026, 4, 10),
        frozenset({"people", "counters", "features"}),
        "Copilot CLI counts from here on: in active people, in the counters, and as feature copilot_cli",
        "GitHub's changelog of 2026-04-10",
    ),
    Change(
        datetime.date(2026, 6, 15),
        frozenset({"people", "breakdowns"}),
        "people whom only GitHub's servers saw count as active from here on; their breakdowns are empty",
        "GitHub's change of telemetry on 2026-06-15",
    ),
    Change(
        datetime.date(2026, 7, 28),
        frozenset({"counters", "features"}),
        "the Copilot app counts from here on: in the counters, and as feature copilot_app",
        "GitHub's published examples since 2026-07-28",
    ),
    Change(
        datetime.date(2026, 9, 21),
        frozenset({"review times"}),
        "pull requests that were ready for review before this day are in no review time",
        "GitHub's changelog of 2026-09-25",
    ),
)
"""Oldest first."""


def change_notes(
    first: datetime.date, last: datetime.date, subjects: Collection[Subject]
) -> list[str]:
    """The changes between the days of a window: its earlier days cannot be compared with its later ones."""
    return [
        f"meaning changed on {change.day}: {change.text} ({change.source})"
        for change in CHANGES
        if first < change.day <= last and change.subjects & frozenset(subjects)
    ]


def begin_notes(
    first: datetime.date, last: datetime.date, known: Iterable[tuple[str, str]]
) -> list[str]:
    """The fields (row type, name) that some or all days of a window are too old for."""
    by_day: dict[datetime.date, list[str]] = {}
    for row_type, field in known:
        day = fields.since(row_type, field)
        if day is not None and day > first:
            by_day.setdefault(day, []).append(field)
    return [
        f"known from {day} on, {'later than this window' if day > last else 'in no earlier day'}: "
        + ", ".join(dict.fromkeys(names))
        for day, names in sorted(by_day.items())
    ]


def first_day(family: str, kind: Kind) -> datetime.date | None:
    """The first day that GitHub has of a report; None where the package does not know one."""
    known = FAMILIES.get("user-teams-1-day" if family == TEAM_TOTALS else family)
    operation = None if known is None else known.operations.get(kind)
    window = None if operation is None else operation.day_window
    return None if window is None else window.first
