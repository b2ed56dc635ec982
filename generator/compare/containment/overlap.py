"""How many of the values of an atom a schema accepts, and how conditions combine."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Overlap(IntEnum):
    """How many of the values of an atom a schema accepts."""

    NONE = 0
    """It accepts none of them."""
    OPEN = 1
    """Undecided."""
    ASSUMED = 2
    """All of them, if the pair that is being proved holds."""
    ALL = 3


NONE, OPEN, ASSUMED, ALL = Overlap


def together(answers: list[Overlap]) -> Overlap:
    """The overlap of all parts together; every schema accepts an empty set."""
    if not answers:
        return ALL
    if all(each is NONE for each in answers):
        return NONE
    return max(OPEN, min(answers))


def all_of(answers: Iterable[Overlap]) -> Overlap:
    """The overlap of a condition that holds if all of these do."""
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
    """The overlap of a condition that holds if this one does not."""
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
    """The overlap of one of two conditions, if it is open which one counts."""
    if one is NONE and other is NONE:
        return NONE
    return max(OPEN, min(one, other))
