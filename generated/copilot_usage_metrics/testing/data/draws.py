"""Reproducible random numbers: derived from numbers, equal on every machine and Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
MASK = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


def mix(number: int) -> int:
    """64 pseudorandom bits (splitmix64)."""
    number = (number + STEP) & MASK
    number = ((number ^ (number >> 30)) * _FIRST) & MASK
    number = ((number ^ (number >> 27)) * _SECOND) & MASK
    return number ^ (number >> 31)


def seed_of(*parts: int) -> int:
    """One number that depends on each of several."""
    state = 0
    for part in parts:
        state = mix(state ^ (part & MASK))
    return state


class Draws:
    """A series of random numbers. Only `random()` is used: its sequence is guaranteed to be stable."""

    def __init__(self, *parts: int) -> None:
        self._random = random.Random(seed_of(*parts)).random  # noqa: S311 - figures, not secrets

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self._random() < share

    def between(self, low: int, high: int) -> int:
        """An integer from a closed range; small ones are likelier."""
        drawn = self._random()
        return low + int(drawn * drawn * (high - low + 1))

    def share(self, low: float, high: float) -> float:
        """A number from the range."""
        return low + self._random() * (high - low)

    def one(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[int(self._random() * len(values))]

    def some(self, values: Sequence[T], low: int, high: int) -> list[T]:
        """Different values, in their order."""
        wanted = min(len(values), low + int(self._random() * (high - low + 1)))
        left, chosen = len(values), []
        for value in values:
            if wanted and self._random() * left < wanted:
                chosen.append(value)
                wanted -= 1
            left -= 1
        return chosen
