"""What a year of a large estate takes, from what was measured on a slice of it. On paper: nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAYS = 365
TRAILING_DAYS = 4
"""The last days are asked for again each day, because GitHub revises them."""
LIMITS = (5_000, 15_000)
"""Requests an hour: of a token, and of what belongs to an enterprise."""


@dataclass(frozen=True)
class Size:
    """Bytes of a report of one day, for each seat of its entity."""

    downloaded: float
    stored: float


@dataclass(frozen=True)
class Slice:
    """What was measured."""

    seats: int
    families: Mapping[str, Size]
    requests_per_unit: float
    bytes_per_second: float
    """From the first request to the last manifest."""


@dataclass(frozen=True)
class Estate:
    """What is projected."""

    name: str
    entities: int
    seats: int
    """Of each entity."""
    credentials: int = 1
    """With an hourly limit each."""


@dataclass(frozen=True)
class Projection:
    """What it takes."""

    units: int
    requests: float
    """To fetch a year that nobody has kept up to now."""
    requests_a_day: float
    """To keep it current from then on."""
    hours: tuple[float, ...]
    """At least, by `LIMITS`."""
    reading_hours: float
    """On a machine like the one that was measured."""
    gigabytes_downloaded: float
    gigabytes_stored: float
    gigabytes_a_day: float
    """Downloaded, to keep it current."""


def project(estate: Estate, measured: Slice, windows: int = 0) -> Projection:
    """A year of an estate.

    Args:
        estate: Whose.
        measured: On how many seats, and what came of it.
        windows: How many reports of 28 days an entity is asked for each day, of totals: their size is neglected.
    """
    a_day = len(measured.families)
    units = estate.entities * (DAYS * a_day + windows)
    requests = units * measured.requests_per_unit
    seats = estate.entities * estate.seats
    downloaded = sum(each.downloaded for each in measured.families.values()) * seats
    stored = sum(each.stored for each in measured.families.values()) * seats
    current = estate.entities * (TRAILING_DAYS * a_day + windows) * measured.requests_per_unit
    return Projection(
        units=units,
        requests=requests,
        requests_a_day=current,
        hours=tuple(requests / (limit * estate.credentials) for limit in LIMITS),
        reading_hours=downloaded * DAYS / measured.bytes_per_second / 3600,
        gigabytes_downloaded=downloaded * DAYS / 1e9,
        gigabytes_stored=stored * DAYS / 1e9,
        gigabytes_a_day=downloaded * TRAILING_DAYS / 1e9,
    )


ESTATES = (
    Estate("one enterprise of 50,000 seats", 1, 50_000),
    Estate("300 organizations of 500 seats, one token", 300, 500),
    Estate("300 organizations of 500 seats, a GitHub App", 300, 500, credentials=300),
)


def lines(measured: Slice, estates: Sequence[Estate] = ESTATES, windows: int = 1) -> list[str]:
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
