"""Counting what a description holds, for the lock and for the summary of a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import kinds

WHAT = ("operations", "parameters", "schemas", "responses", "examples")


def count(description: Mapping[str, Any]) -> dict[str, int]:
    """Operations, and for the rest the components: what has a name of its own."""
    components = description.get("components") or {}
    paths = description.get("paths") or {}
    operations = sum(
        isinstance(item, dict) and method in item
        for item in paths.values()
        for method in kinds.METHODS
    )
    return {"operations": operations} | {what: len(components.get(what) or {}) for what in WHAT[1:]}
