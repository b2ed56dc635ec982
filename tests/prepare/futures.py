"""A possible future of GitHub's description: edits of the description, and the result of an update."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from .releases import Repository

USERS = "/enterprises/{enterprise}/copilot/metrics/reports/users-1-day"
Description = dict[str, Any]


class Future(Repository):
    """Our own `spec/` at the last release, and a next one."""

    description: Description

    def happens(self, change: Callable[[Description], object], *options: str) -> str:
        """Publish the next release with a change in it, and update to it; returns the output."""
        changed = copy.deepcopy(self.description)
        changed["info"]["version"] = "24.0.0"
        result = change(changed)
        self.registry.publish("24.0.0", result if isinstance(result, dict) else changed)
        return self.update(*options)


def get(description: Description, path: str) -> dict[str, Any]:
    operation: dict[str, Any] = description["paths"][path]["get"]
    return operation


def python_names(github: Future) -> dict[str, Any]:
    """Names and facts of every operation, which a change of the document's shape must not affect."""
    kept = ("x-python-name", "x-roles", "x-oauth-scopes", "x-permissions", "x-stage", "x-row-type")
    return {
        version + name: {key: operation.get(key) for key in kept}
        for version in ("2022-11-28", "2026-03-10")
        for name, operation in github.operations(version).items()
    }
