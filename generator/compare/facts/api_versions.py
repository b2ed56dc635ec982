"""Compares the API versions that GitHub announces in two documents."""

from __future__ import annotations

from typing import Any

from ...document import join
from ..openapi.references import items, obj
from .change import ChangeRecorder, Position
from .extensions import PENDING


def whole_documents(recorder: ChangeRecorder) -> None:
    """Records the API versions that GitHub announces for the first time, unless a changed place shows them."""
    position = Position("the document", "")
    before, after = (_versions(each.raw) for each in (recorder.old, recorder.new))
    reported = {
        text.partition(":")[0]
        for change in recorder.found.values()
        if change.kind == "pending-new"
        for text in change.new
    }
    for version in sorted(after.keys() - before.keys() - reported):
        below = position.below(version, "")
        recorder.record("pending-version", below, None, after[version], None, version)


def _versions(raw: Any) -> dict[str, str]:
    """The API versions that changes are announced for, each with the pointer of its first change."""
    found: dict[str, tuple[str, ...]] = {}
    waiting: list[tuple[Any, tuple[str, ...]]] = [(raw, ())]
    while waiting:
        node, place = waiting.pop()
        if isinstance(node, dict):
            for entry in items(node.get(PENDING)):
                version = obj(entry).get("version")
                if isinstance(version, str):
                    here = (*place, PENDING)
                    found[version] = min(found.get(version, here), here)
            waiting += [
                (value, (*place, str(key)))
                for key, value in node.items()
                if isinstance(value, (dict, list)) and key != PENDING
            ]
        elif isinstance(node, list):
            waiting += [
                (value, (*place, str(index)))
                for index, value in enumerate(node)
                if isinstance(value, (dict, list))
            ]
    return {version: join(*place) for version, place in found.items()}
