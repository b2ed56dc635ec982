"""What a sync tells while it goes on: frozen values, without a secret or a signed link in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

import attrs

from ..lake.manifest import STATES, State
from ..units import Unit

NOT_ASKED: Final = "not-asked"
OUTCOMES: Final[tuple[str, ...]] = (*STATES, NOT_ASKED)

Change: TypeAlias = Literal["written", "unchanged", "kept", "not-asked"]
"""What became of it in the lake."""


@attrs.frozen
class Planned:
    """The run begins."""

    units: int


@attrs.frozen
class Started:
    """A unit is asked for."""

    unit: Unit


@attrs.frozen
class Downloaded:
    """So many more bytes of a unit's files came."""

    unit: Unit
    bytes: int


@attrs.frozen
class Waiting:
    """A lane, which is one credential, pauses."""

    lane: str
    seconds: float
    why: str
    """`primary rate limit`, `secondary rate limit`, `server error 502`, `no answer …`."""
    until: datetime.datetime
    """When it goes on, in UTC."""


@attrs.frozen
class Done:
    """A unit's turn is over."""

    unit: Unit
    """As it stands in the lake: of a 28-day report, the day on which the window really ended."""
    state: State | Literal["not-asked"]
    reason: str | None = None
    change: Change = NOT_ASKED
    rows: int = 0
    bytes: int = 0
    """Of the files, as they were decoded."""
    seconds: float = 0.0
    bad_lines: int = 0
    """Lines of its files that could not be read; the rows of the others are there."""
    conflicts: int = 0
    """Rows that came in two versions, of which the later one counts."""
    drift: int = 0
    """Keys that this release does not know, and fields whose values are of another type than it knows."""


@attrs.frozen
class Finished:
    """The run is over."""

    counts: Mapping[str, int]
    """Units by their state, `not-asked` among them; only those that there are."""
    rows: int = 0
    bytes: int = 0
    seconds: float = 0.0
    bad_lines: int = 0
    conflicts: int = 0
    stopped: bool = False
    """Whether it was stopped before its last unit."""
    error: str | None = None
    """Why nothing at all could be requested; None where anything was."""


Event: TypeAlias = Planned | Started | Downloaded | Waiting | Done | Finished
Tell: TypeAlias = Callable[[Event], None]
"""Is told each event, from several threads at once."""
