"""Exact arithmetic for the limits of numbers. Decimals stay decimals: 0.1 is one tenth."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any


def exact(value: Any) -> Fraction | None:
    """A JSON number as it is written; None for other values."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return Fraction(value) if isinstance(value, int) else Fraction(repr(value))


def common_multiple(one: Fraction, other: Fraction) -> Fraction:
    """The least number that both divide."""
    return Fraction(
        math.lcm(one.numerator, other.numerator), math.gcd(one.denominator, other.denominator)
    )


def plain(value: Fraction) -> int | float:
    """The JSON number that a fraction is."""
    return value.numerator if value.denominator == 1 else float(value)


def identity(value: Any) -> Any:
    """A hashable form, equal for equal JSON values: 1 and 1.0 are one value, 1 and true are two."""
    if value is None or isinstance(value, (str, bool)):
        return type(value).__name__, value
    number = exact(value)
    if number is not None:
        return "number", number
    if isinstance(value, list):
        return "array", tuple(map(identity, value))
    if isinstance(value, dict):
        return "object", frozenset((key, identity(each)) for key, each in value.items())
    return "other", repr(value)
