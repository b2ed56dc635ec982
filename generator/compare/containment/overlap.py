"""How many of the values of an atom a schema takes, and how conditions combine."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Overlap(IntEnum):
    """How many of the values of an atom a schema takes."""

    NONE = 0
    """It takes none of them."""
    OPEN = 1
    """That is not decided."""
    ASSUMED = 2
    """All of them, if the pair that is being proved holds."""
    ALL = 3


NONE, OPEN, ASSUMED, ALL = Overlap


def together(answers: list[Overlap]) -> Overlap:
    """Of all parts together; nothing at all is taken by anything."""
    if not answers:
        return ALL
    if all(each is NONE for each in answers):
        return NONE
    return max(OPEN, min(answers))


def all_of(answers: Iterable[Overlap]) -> Overlap:
    """Of conditions that have to hold together."""
    lowest = ALL
    for each in answers:
        if each is NONE:
            return NONE
        lowest = min(lowest, each)
    return lowest


def any_of(answers: Iterable[Overlap]) -> Overlap:
    """The overlap of a condition that holds if one of these does."""
    highest = NONE
    for each in answers:
        highest = max(highest, each)
        if highest is ALL:
            break
    return highest


def opposite(answer: Overlap) -> Overlap:
    """Of a condition that must not hold."""
    return {NONE: ALL, ALL: NONE}.get(answer, OPEN)


def exactly_one(answers: list[Overlap]) -> Overlap:
    """The overlap of a condition that holds if exactly one of these does."""
    sure = [each for each in answers if each >= ASSUMED]
    if answers.count(ALL) > 1:
        return NONE
    if len(sure) == 1 and answers.count(NONE) == len(answers) - 1:
        return sure[0]
    return NONE if not sure and OPEN not in answers else OPEN


def agreed(one: Overlap, other: Overlap) -> Overlap:
    """Of two conditions, where it is open which of them counts."""
    if one is NONE and other is NONE:
        return NONE
    return max(OPEN, min(one, other))
