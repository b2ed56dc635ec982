"""What the sections of a report share: how they ask, the entity or team, and both windows."""

from __future__ import annotations

import datetime

import attrs

from ..days import ONE_DAY
from ..questions.place import Place
from ..questions.selection import Connect, Selection
from ..units import Entity


@attrs.frozen(kw_only=True)
class Context:
    """What a section is about, and how it asks."""

    connect: Connect
    """Opens what the lake has of the entity, or of the members of the team."""
    selection: Selection
    """The entity and the window."""
    first: datetime.date
    last: datetime.date
    before: Selection | None
    """The window before; None where nothing is compared."""
    place: Place
    team: str | None

    @property
    def options(self) -> str:
        """The options of a command that asks about the same entity and window."""
        kind = "--org" if self.place.kind == "organization" else "--enterprise"
        return f"{kind} {self.place.entity} --since {self.first} --until {self.last}"


def window_before(selection: Selection, first: datetime.date, last: datetime.date) -> Selection:
    """As many days as from the first to the last one, right before them."""
    length = last - first + ONE_DAY
    return attrs.evolve(selection, since=first - length, until=last - length, window=None)


def about(selection: Selection, place: Place) -> Selection:
    """The selection of one entity alone."""
    entity = Entity(place.kind, place.entity)
    return attrs.evolve(selection, entities=(entity,), host=place.host)
