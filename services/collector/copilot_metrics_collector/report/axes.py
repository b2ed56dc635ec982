"""What is written at the axes of charts: some of the days, round numbers, and names that are all different."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def spaced_days(days: Sequence[datetime.date], most: int) -> list[datetime.date]:
    """Some of the days, as far from each other, the last one among them."""
    steps = (1, 2, 7, 14, *(28 * 2**power for power in range(8)))
    return last_of_each(days, next(step for step in steps if len(days) / step <= most))


def last_of_each(values: Sequence[T], step: int) -> list[T]:
    """Every so many of the values, the last one among them."""
    return [*reversed([*reversed(values)][::step])]


def round_ticks(most: float) -> list[float]:
    """A few round numbers from 0 up to the longest bar."""
    step = 10.0 ** (len(f"{most:.0f}") - 1)
    for factor in (0.2, 0.25, 0.5, 1, 2, 2.5):
        if most / (step * factor) <= 4:
            step = step * factor
            break
    step = max(1.0, round(step)) if most >= 1 else step
    return [step * number for number in range(int(most / step) + 1)]


def unique_names(names: Sequence[str]) -> list[str]:
    """The names, numbered where several are the same: a chart has one row a name."""
    found: list[str] = []
    for name in names:
        number, text = 2, name
        while text in found:
            text, number = f"{name} ({number})", number + 1
        found.append(text)
    return found
