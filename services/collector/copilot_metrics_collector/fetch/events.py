"""Events of a sync: frozen values without secrets or signed links."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

import attrs

from ..lake.manifest import STATES, State
from ..units import Entity, Unit

NOT_ASKED: Final = "not-asked"
OUTCOMES: Final[tuple[str, ...]] = (*STATES, NOT_ASKED)

Change: TypeAlias = Literal["written", "unchanged", "kept", "not-asked"]
"""The effect on the lake."""


@attrs.frozen
class Planned:
    """The run starts."""

    units: int


@attrs.frozen
class Started:
    """A unit is requested."""

    unit: Unit


@attrs.frozen
class Downloaded:
    """More bytes of a unit's files were received."""

    unit: Unit
    bytes: int


@attrs.frozen
class Waiting:
    """A lane (one credential) waits."""

    lane: str
    seconds: float
    why: str
    """`primary rate limit`, `secondary rate limit`, `server error 502`, `no response …`."""
    until: datetime.datetime
    """When it continues, in UTC."""


@attrs.frozen
class Done:
    """A unit is finished."""

    unit: Unit
    """The stored unit: for a 28-day report, with the actual last day of the window."""
    state: State | Literal["not-asked"]
    reason: str | None = None
    change: Change = NOT_ASKED
    rows: int = 0
    bytes: int = 0
    """Decoded bytes of the files."""
    seconds: float = 0.0
    bad_lines: int = 0
    """Unreadable lines; the rows of the others are stored."""
    conflicts: int = 0
    """Rows in two versions; the later one counts."""
    drift: int = 0
    """Unknown keys, and fields with values of unexpected types."""


@attrs.frozen
class NotCollected:
    """A family of an entity that `--family` does not name, the token may not read, and the lake has no data of."""

    family: str
    entity: Entity
    reason: str
    units: Mapping[str, int]
    """Number of its units by state, including `not-asked`."""


@attrs.frozen
class Finished:
    """The run is finished."""

    counts: Mapping[str, int]
    """Number of units by state, including `not-asked`; without zeros."""
    rows: int = 0
    bytes: int = 0
    seconds: float = 0.0
    bad_lines: int = 0
    conflicts: int = 0
    stopped: bool = False
    """Whether it was stopped before its last unit."""
    error: str | None = None
    """Why no request succeeded; None if one did."""
    not_collected: tuple[NotCollected, ...] = ()

    @property
    def due(self) -> Mapping[str, int]:
        """The counts without the units of families that were not collected."""
        left = Counter(self.counts)
        for each in self.not_collected:
            left.subtract(each.units)
        return +left


Event: TypeAlias = Planned | Started | Downloaded | Waiting | Done | Finished
Tell: TypeAlias = Callable[[Event], None]
"""Receives each event, from several threads."""
