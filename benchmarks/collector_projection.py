"""The cost of a year of a large enterprise, computed from a measured slice of it; no request is sent."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAYS = 365
TRAILING_DAYS = 4
"""The last days are requested again each day, because GitHub revises them."""
LIMITS = (5_000, 15_000)
"""Requests per hour: of a token, and of a token that belongs to an enterprise."""


@dataclass(frozen=True)
class Size:
    """A family: the bytes of one day per seat, and the requests and days that it takes."""

    downloaded: float
    stored: float
    requests: float = 1.0
    """The requests of a day."""
    seats_per_request: int | None = None
    """The seats of a page, if a day takes a request for each page instead."""
    has_history: bool = True
    """Whether GitHub has past days; otherwise a day can be fetched on that day only."""

    def requests_of(self, seats: int) -> float:
        """The requests of a day of an entity."""
        pages = self.seats_per_request
        return self.requests if pages is None else math.ceil(seats / pages)

    @property
    def days(self) -> int:
        """The days of a year that a new lake can fetch."""
        return DAYS if self.has_history else 1

    @property
    def days_again(self) -> int:
        """The days that are requested each day to keep the lake current."""
        return TRAILING_DAYS if self.has_history else 1


@dataclass(frozen=True)
class Slice:
    """The measured values."""

    seats: int
    families: Mapping[str, Size]
    requests_per_unit: float
    bytes_per_second: float
    """Seconds from the first request to the last manifest."""


@dataclass(frozen=True)
class ProjectedEstate:
    """The enterprise or organizations of a projection."""

    name: str
    entities: int
    seats: int
    """The number of seats of each entity."""
    credentials: int = 1
    """The number of credentials, each with its own hourly limit."""


@dataclass(frozen=True)
class Projection:
    """The projected cost."""

    units: int
    requests: float
    """The requests to fetch a year into a new lake."""
    requests_a_day: float
    """The requests per day to keep the lake current."""
    hours: tuple[float, ...]
    """The least number of hours, by `LIMITS`."""
    reading_hours: float
    """On a machine like the measured one."""
    gigabytes_downloaded: float
    gigabytes_stored: float
    gigabytes_a_day: float
    """Bytes downloaded per day to keep the lake current."""


def project(estate: ProjectedEstate, measured: Slice, windows: int = 0) -> Projection:
    """The cost of a year.

    Args:
        estate: The enterprise or organizations.
        measured: The measured seats and values.
        windows: The number of 28-day reports of totals that are requested per entity and day; their size is neglected.
    """
    families = measured.families.values()
    units = estate.entities * (sum(each.days for each in families) + windows)
    requests, current = (
        estate.entities
        * (sum(each.requests_of(estate.seats) * days for each, days in found) + windows)
        * measured.requests_per_unit
        for found in (
            [(each, each.days) for each in families],
            [(each, each.days_again) for each in families],
        )
    )
    seats = estate.entities * estate.seats
    downloaded = sum(each.downloaded * each.days for each in families) * seats
    # of seats, a year has as many days in the end as of the others
    stored = sum(each.stored for each in families) * seats * DAYS
    return Projection(
        units=units,
        requests=requests,
        requests_a_day=current,
        hours=tuple(requests / (limit * estate.credentials) for limit in LIMITS),
        reading_hours=downloaded / measured.bytes_per_second / 3600,
        gigabytes_downloaded=downloaded / 1e9,
        gigabytes_stored=stored / 1e9,
        gigabytes_a_day=sum(each.downloaded * each.days_again for each in families) * seats / 1e9,
    )


ESTATES = (
    ProjectedEstate("one enterprise of 50,000 seats", 1, 50_000),
    ProjectedEstate("300 organizations of 500 seats, one token", 300, 500),
    ProjectedEstate("300 organizations of 500 seats, a GitHub App", 300, 500, credentials=300),
)


def lines(
    measured: Slice, estates: Sequence[ProjectedEstate] = ESTATES, windows: int = 1
) -> list[str]:
    """The projections as a table in Markdown."""
    head = (
        "a year of",
        "units",
        "requests",
        *(f"hours at {limit:,} an hour" for limit in LIMITS),
        "hours of reading",
        "GB downloaded",
        "GB stored",
        "then a day: requests",
        "GB",
    )
    found = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    for estate in estates:
        result = project(estate, measured, windows)
        cells = (
            estate.name,
            f"{result.units:,}",
            f"{result.requests:,.0f}",
            *(f"{hours:,.1f}" for hours in result.hours),
            f"{result.reading_hours:,.1f}",
            f"{result.gigabytes_downloaded:,.1f}",
            f"{result.gigabytes_stored:,.1f}",
            f"{result.requests_a_day:,.0f}",
            f"{result.gigabytes_a_day:,.1f}",
        )
        found.append(f"| {' | '.join(cells)} |")
    return found
