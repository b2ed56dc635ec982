"""Equality and a canonical text of JSON values."""

from __future__ import annotations

import json
import marshal
from typing import Any


def canonical(value: Any) -> str:
    """A JSON value as a text that is equal for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def equal(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal. In Python `True == 1`; in JSON they differ."""
    if one is other:
        return True
    if one != other:
        return False
    return _written(one) == _written(other) or canonical(one) == canonical(other)


def _written(value: Any) -> bytes | str:
    """A value as bytes, in which 1, 1.0 and true differ, and so do orders of keys; marshal is quicker than json."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:
        return canonical(value)
