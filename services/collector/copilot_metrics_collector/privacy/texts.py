"""JSON text in and out, no digit lost."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

REMOVED = '{"removed":"nested too deeply"}'
"""Stands for an object that nothing can look into."""


def read(text: str) -> Any:
    """The value of a text; numbers that are not whole are exact. Raises ValueError and RecursionError."""
    return json.loads(text, parse_float=exact)


def exact(digits: str) -> float | Decimal:
    """A number that is not whole: a double where that says the very same, which is nearly always."""
    number = float(digits)
    return number if repr(number) == digits else Decimal(digits)


def written(value: Any) -> str:
    """The text of a value: one line, as short as can be. Text that is no Unicode is escaped."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
    except (TypeError, ValueError):  # a Decimal, an endless number, half a surrogate pair
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
        return "1e999" if value > 0 else "-1e999"  # what JSON has for it
    return json.dumps(value)
