"""When two JSON values are one."""

from __future__ import annotations

import json
from typing import Any


def canonical(value: Any) -> str:
    """A JSON value as a text that is equal for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def equal(one: Any, other: Any) -> bool:
    """Whether two JSON values are one. To Python `True` is 1; in JSON these are two."""
    if one is other:
        return True
    if one != other:
        return False
    return json.dumps(one) == json.dumps(other) or canonical(one) == canonical(other)
