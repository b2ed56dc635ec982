"""The context of the sections of a report: access to the lake, the entity or team, and both windows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import attrs

from ..days import ONE_DAY
from ..lake.manifest import WITH_ROWS
from ..questions.breakdowns import open_source
from ..questions.place import Place
from ..questions.selection import Connect, Selection, scope_of
from ..units import Entity

DAYS_OF_GITHUB: Final = 28
"""The days of GitHub's own counts of active people."""


@attrs.frozen(kw_only=True)
class Context:
    """The entity or team and the windows of a section, and its access to the lake."""

    connect: Connect
    """Opens what the lake has of the entity, or of the members of the team."""
    selection: Selection
    """The entity and the window."""
    first: datetime.date
    last: datetime.date
    before: Selection | None
    """The previous window; None if nothing is compared."""
    place: Place
    team: str | None
    idle: int
    """The number of days without activity after which a seat is idle."""
    seat_price: Decimal | None

    @property
    def entity_option(self) -> str:
        """The option that selects the same entity in a command."""
        kind = "--org" if self.place.kind == "organization" else "--enterprise"
        return f"{kind} {self.place.entity}"

    @property
    def options(self) -> str:
        """The options that select the same entity and window in a command."""
        return f"{self.entity_option} --since {self.first} --until {self.last}"


def counts_are_of_github(context: Context) -> bool:
    """Whether active people are GitHub's own counts, which cover 28 days whatever the window is."""
    return open_source(context.connect, context.selection)[1] == "entity"


def days_without_rows(context: Context, family: str) -> set[datetime.date]:
    """The days for which GitHub reports no data."""
    scope = scope_of(context.connect, context.selection, {context.place.kind: (family,)})
    return set(scope.coverage.days_in(context.place, family, ["no-data"]))


def lacks(context: Context, families: Sequence[str]) -> str | None:
    """Why the lake has no rows of these families; the reason names the first one. None if it has rows."""
    units = (
        context.connect(families=families, since=None, until=None)
        .execute(
            "SELECT state, reason FROM units WHERE list_contains(?, family) ORDER BY day DESC",
            [list(families)],
        )
        .fetchall()
    )
    if any(state in WITH_ROWS for state, _ in units):
        return None
    states = {state for state, _ in units}
    otherwise = "GitHub has no data" if "no-data" in states else "not published yet"
    why = next((reason for _, reason in units if reason), otherwise if units else "never requested")
    return f"the lake has no {families[0]} of {context.place} in this window: {why}"


def window_before(selection: Selection, first: datetime.date, last: datetime.date) -> Selection:
    """As many days as from the first to the last one, right before them."""
    length = last - first + ONE_DAY
    return attrs.evolve(selection, since=first - length, until=last - length, window=None)


def about(selection: Selection, place: Place) -> Selection:
    """The selection of one entity alone."""
    entity = Entity(place.kind, place.entity)
    return attrs.evolve(selection, entities=(entity,), host=place.host)
