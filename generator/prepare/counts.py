"""Count the operations and components of a description, for the lock and for a run's summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import kinds

WHAT = ("operations", "parameters", "schemas", "responses", "examples")


def count(description: Mapping[str, Any]) -> dict[str, int]:
    """The number of operations, and of the components of each section."""
    components = description.get("components") or {}
    paths = description.get("paths") or {}
    operations = sum(
        isinstance(item, dict) and method in item
        for item in paths.values()
        for method in kinds.METHODS
    )
    return {"operations": operations} | {what: len(components.get(what) or {}) for what in WHAT[1:]}
