"""JSON parsing and serialization without loss of digits."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

REMOVED = '{"removed":"nested too deeply"}'
"""Replaces an object that is nested too deeply."""


def read(text: str) -> Any:
    """Parses a text with exact decimals. Raises ValueError and RecursionError."""
    return json.loads(text, parse_float=exact)


def exact(digits: str) -> float | Decimal:
    """Returns a float if it is exact, which is almost always, else a Decimal."""
    number = float(digits)
    return number if repr(number) == digits else Decimal(digits)


def written(value: Any) -> str:
    """Serializes a value to one compact line. Invalid Unicode is escaped."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
    except (TypeError, ValueError):  # a Decimal, an infinite number, a lone surrogate
        return _written(value)
    return text


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{','.join(f'{json.dumps(key)}:{_written(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float) and math.isinf(value):
        return "1e999" if value > 0 else "-1e999"  # the JSON form
    return json.dumps(value)
