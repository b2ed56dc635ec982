"""Spark lines: the figures of days as one character each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SPARKS: Final = "▁▂▃▄▅▆▇█"
"""From 0 to the largest figure of the line."""
MAX_POINTS: Final = 28
"""Longer series are averaged over groups of days."""


def sparkline(values: Sequence[float | None]) -> str:
    """Returns a line of at most `MAX_POINTS` characters; unknown values are blanks, and negative ones count as 0."""
    points = _averaged(values)
    most = max((each for each in points if each is not None), default=0)
    return "".join(" " if each is None else _spark(each, most) for each in points)


def _spark(value: float, most: float) -> str:
    if value <= 0 or most <= 0:
        return SPARKS[0]
    # the lowest character is 0 only, so that every other figure is visibly above it
    return SPARKS[max(1, round(value / most * (len(SPARKS) - 1)))]


def _averaged(values: Sequence[float | None]) -> list[float | None]:
    """Returns averages of the known values of equal groups of days; the last group may be smaller."""
    size = -(-len(values) // MAX_POINTS) or 1
    found: list[float | None] = []
    for start in range(0, len(values), size):
        known = [each for each in values[start : start + size] if each is not None]
        found.append(sum(known) / len(known) if known else None)
    return found
