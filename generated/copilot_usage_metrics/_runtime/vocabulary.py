"""The vocabulary that all generated classes share.

`UNSET` is the value of a key that is missing on the wire. It is neither None (null on the wire) nor 0. It is one object
for models and rows, so that `value is UNSET` narrows for type checkers everywhere.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import UNSET, UnsetType

__all__ = ["UNSET", "UnsetType", "redacted"]

# URLs without a query are matched as well: so every text is scanned once, whatever its length
_URL = re.compile(r"(://[^\s?#]*)([?#]\S*)?")


def redacted(value: Any) -> Any:
    """`value` without the query of each URL: in a signed link it is secret. For `repr`."""
    if isinstance(value, str):
        return _URL.sub(_without_query, value)
    if isinstance(value, list):
        return [redacted(item) for item in value]
    if isinstance(value, dict):
        return {key: redacted(item) for key, item in value.items()}
    return value


def _without_query(url: re.Match[str]) -> str:
    return url[1] if url[2] is None else f"{url[1]}?<redacted>"
