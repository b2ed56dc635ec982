"""The section about completeness: the days of each report that the lake has."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Final

from ..days import ranges
from ..lake.manifest import is_overdue
from ..privacy.team_totals import TEAM_TOTALS
from ..questions.coverage import Coverage
from ..questions.place import Place
from ..questions.selection import Families, Selection, scope_of
from ..questions.semantic_changes import first_day
from ..units import BILLING
from . import charts
from .context import Context, lacks
from .model import Heading, Section, Table
from .words import counted

_NAMES: Final = {
    "users-1-day": "users",
    "user-teams-1-day": "teams",
    TEAM_TOTALS: "team totals",
    "organization-1-day": "totals",
    "enterprise-1-day": "totals",
    "repos-1-day": "repositories",
    BILLING: "bills",
}
"""The labels of the calendar's rows."""
_STATES: Final = {"no-data": "nothing", "complete": "complete", "partial": "partial"}


def families(selection: Selection, *, is_of_team: bool = False) -> Families:
    """The reports of GitHub that are read, by the kind of entity."""
    people = ("users-1-day", "user-teams-1-day") if selection.has_users else (TEAM_TOTALS,)
    if is_of_team:
        return {"organization": people, "enterprise": people}
    return {
        "organization": (*people, "organization-1-day", "repos-1-day"),
        "enterprise": (*people, "enterprise-1-day", "repos-1-day"),
    }


def completeness(context: Context) -> Section:
    """The days that are there, partial or missing."""
    reports: Families = families(context.selection, is_of_team=context.team is not None)
    if context.team is None and lacks(context, (BILLING,)) is None:
        reports = {kind: (*names, BILLING) for kind, names in reports.items()}
    scope = scope_of(context.connect, context.selection, reports)
    place, coverage = scope.places[0], scope.coverage
    names = [name for _, name in coverage.units]
    states = {
        name: [_state(coverage, place, name, each) for each in coverage.days] for name in names
    }
    lacking = {name: _missing(coverage.days, found) for name, found in states.items()}
    text = _in_words(Counter(state for found in states.values() for state in found), len(names))
    headings = ("Report", "Complete", "Nothing to report", "Partial", "Missing", "May still come")
    keys = ("complete", "nothing", "partial", "missing", "pending")
    rows = []
    for name in names:
        counts = Counter(states[name])
        rows.append((name, *(f"{counts[key]}" for key in keys)))
    return Section(
        key="data",
        title="Completeness of the data",
        sentences=(
            text,
            "Dark is complete, – is a day without activity, ½ is partial, × is missing, … may still come.",
        ),
        charts=(
            charts.calendar(text, coverage.days, [(_NAMES[name], states[name]) for name in names]),
        ),
        table=Table(
            "Days of each report",
            tuple(
                Heading(text, "days", "number") if at else Heading(text)
                for at, text in enumerate(headings)
            ),
            tuple(rows),
        ),
        cautions=tuple(
            f"{name} is missing or partial on {ranges(days)}"
            for name, days in lacking.items()
            if days
        ),
        notes=tuple(coverage.notes()),
    )


def _in_words(counts: Counter[str], reports: int) -> str:
    """How many of the expected days are there; days that may still come are not expected yet."""
    there = counts["complete"] + counts["nothing"]
    expected = there + counts["partial"] + counts["missing"]
    over = f"counted over {counted(reports, 'report')}"
    pending = counts["pending"]
    if not expected:
        text = f"No day is due yet, {over}"
    elif there == expected:
        text = f"{'All ' if expected > 1 else ''}{counted(expected, 'day is', 'days are')} in the lake, {over}"
    else:
        text = f"{there:,} of {counted(expected, 'day')} {'is' if there == 1 else 'are'} in the lake, {over}"
    return f"{text}; {counted(pending, 'day')} may still come." if pending else f"{text}."


def _missing(days: list[datetime.date], states: list[str]) -> list[datetime.date]:
    return [day for day, state in zip(days, states, strict=True) if state in ("missing", "partial")]


def _state(coverage: Coverage, place: Place, family: str, day: datetime.date) -> str:
    begin = first_day(family, place.kind)
    if begin is not None and day < begin:
        return "before"
    unit = coverage.units[place, family].get(day)
    if unit is not None and unit.state in _STATES:
        return _STATES[unit.state]
    if day >= coverage.today or (unit is not None and unit.state == "not-yet"):
        is_late = unit is not None and is_overdue(unit.state, day, coverage.today)
        return "missing" if is_late else "pending"
    return "missing"
