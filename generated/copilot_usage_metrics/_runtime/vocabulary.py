"""The words that every generated class shares.

`UNSET` stands where the wire had no such key. It is neither None (the wire said null) nor 0. One object
for answers and rows alike, so that `value is UNSET` narrows for type checkers everywhere.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import UNSET, UnsetType

__all__ = ["UNSET", "UnsetType", "redacted"]

# what is there without a query is matched as well: so every text is gone through once, however long it is
_URL = re.compile(r"(://[^\s?#]*)([?#]\S*)?")


def redacted(value: Any) -> Any:
    """`value` with the query cut off every URL: in a signed link it is the key. For what `repr` shows."""
    if isinstance(value, str):
        return _URL.sub(_without_query, value)
    if isinstance(value, list):
        return [redacted(item) for item in value]
    if isinstance(value, dict):
        return {key: redacted(item) for key, item in value.items()}
    return value


def _without_query(url: re.Match[str]) -> str:
    return url[1] if url[2] is None else f"{url[1]}?<redacted>"
