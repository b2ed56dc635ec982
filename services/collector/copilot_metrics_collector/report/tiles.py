"""The key figures at the head of a chapter, and how they differ from the window before."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

import attrs

from ..exits import UnanswerableError
from ..questions import breakdown_kinds
from ..questions.activity import adoption
from ..questions.breakdowns import breakdown
from ..questions.credits import credits_used
from ..questions.pulls import pulls
from ..questions.selection import Connect, Selection
from ..questions.semantic_changes import CHANGES, Subject
from . import cost, seats
from .context import DAYS_OF_GITHUB, Context, counts_are_of_github
from .model import Tile
from .words import day, money, number, quantity, ratio, rows_of

_COMPLETION: Final = "code_completion"
_PEOPLE: Final = "people"


@attrs.frozen
class _Figure:
    """A figure that can be computed for any window."""

    label: str
    unit: str
    unit_of_one: str
    """The unit if the figure is 1."""
    compute: Callable[[Connect, Selection], Any]
    """Returns the figure; None if it is unknown."""
    subjects: frozenset[Subject]
    is_ratio: bool = False
    show: Callable[[Any], str] = number
    is_by_team: bool = True
    """Whether it can be computed for the members of a team."""


def tiles(context: Context) -> tuple[Tile, ...]:
    """The key figures of a chapter, as far as the lake has them."""
    found, is_of_github = [], counts_are_of_github(context)
    for figure in _FIGURES:
        if context.team is not None and not figure.is_by_team:
            continue
        try:
            value = figure.compute(context.connect, context.selection)
        except UnanswerableError:
            if context.selection.require_complete:
                raise
            continue
        if value is None:
            continue
        shown = ratio(value) if figure.is_ratio else figure.show(value)
        change = None if context.before is None else _change(context, context.before, figure, value)
        unit = figure.unit_of_one if shown == "1" else figure.unit
        if is_of_github and figure.unit == _PEOPLE:
            unit += f", in the {DAYS_OF_GITHUB} days up to {day(context.last)}"
        found.append(Tile(figure.label, shown, unit, change))
    return (*found, *(seats.tiles(context) if context.team is None else ()))


def _change(context: Context, before: Selection, figure: _Figure, value: Any) -> str:
    """The difference to the previous window, or why the two cannot be compared."""
    first = context.first - (context.last - context.first) - datetime.timedelta(days=1)
    for change in CHANGES:
        if first < change.day <= context.last and change.subjects & figure.subjects:
            return f"not comparable: the meaning changed on {change.day}"
    try:
        now, earlier = (
            figure.compute(context.connect, attrs.evolve(selection, require_complete=True))
            for selection in (context.selection, before)
        )
    except UnanswerableError:
        return "not comparable: days are missing"
    if now is None or earlier is None:
        return "not comparable: unknown for some rows"
    difference = value - earlier
    if figure.is_ratio:
        return f"{difference * 100:+.1f} points (before: {ratio(earlier)})"
    share = f", {difference / earlier:+.1%}" if earlier else ""
    sign = "-" if difference < 0 else "+"
    return f"{sign}{figure.show(abs(difference))}{share} (before: {figure.show(earlier)})"


def _people(name: str) -> Callable[[Connect, Selection], Any]:
    def compute(connect: Connect, selection: Selection) -> Any:
        [row] = rows_of(adoption(connect, selection))
        return row[name]

    return compute


def _completions(connect: Connect, selection: Selection) -> Any:
    rows = rows_of(breakdown(connect, selection, breakdown_kinds.FEATURE))
    found = [row["acceptance_rate"] for row in rows if row["feature"] == _COMPLETION]
    return found[0] if found else None


def _credits(connect: Connect, selection: Selection) -> Any:
    if not selection.has_users:
        return None  # teams do not add up
    rows = rows_of(credits_used(connect, selection, "entity"))
    if not rows or (selection.require_complete and rows[0]["rows_without_credits"]):
        return None
    return rows[0]["ai_credits_used"]


def _merged(connect: Connect, selection: Selection) -> Any:
    rows = rows_of(pulls(connect, selection, "entity"))
    return rows[0]["total_merged_created_by_copilot"] if rows else None


_COUNTED_PEOPLE: Final = frozenset[Subject]({"people"})
_FIGURES: Final = (
    _Figure("Active people", _PEOPLE, "person", _people("active_users"), _COUNTED_PEOPLE),
    _Figure("Accepted code", _PEOPLE, "person", _people("accepting_users"), _COUNTED_PEOPLE),
    _Figure("Used agent mode", _PEOPLE, "person", _people("agent_users"), _COUNTED_PEOPLE),
    _Figure(
        "Completions accepted",
        "of those generated",
        "of those generated",
        _completions,
        frozenset[Subject]({"breakdowns"}),
        is_ratio=True,
    ),
    _Figure("AI credits", "credits", "credits", _credits, _COUNTED_PEOPLE, show=quantity),
    _Figure(
        "Merged by Copilot",
        "pull requests created by it",
        "pull request created by it",
        _merged,
        frozenset(),
        is_by_team=False,
    ),
    _Figure(
        "Billed", "US dollars", "US dollars", cost.billed, frozenset(), show=money, is_by_team=False
    ),
)
