"""What patterns say about each other."""

from __future__ import annotations

_ALL = frozenset({"", "^", "$", ".*", "^.*", ".*$", "(.*)", "[\\s\\S]*", "^[\\s\\S]*$", "[^]*"})


def takes_all(pattern: str) -> bool:
    """Whether a pattern matches every text. It need not match from the beginning to the end."""
    return pattern in _ALL


def is_within(one: str, other: str) -> bool:
    """Whether every text that the first pattern matches certainly matches the other."""
    return one == other


def are_disjoint(one: str, other: str) -> bool:
    """Whether certainly no text matches both."""
    return False
