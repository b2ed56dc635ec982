"""Looks up which operations use a component, and which schemas an annotation is made from."""

from __future__ import annotations

from typing import Any

from ..openapi.references import Document, items, obj, target_of
from .operations import operations


class Reachability:
    """Looks up places in the two descriptions; side 0 is the old one, side 1 the new one."""

    def __init__(self, old: Document, new: Document) -> None:
        self.documents = (old, new)
        self._users: list[dict[str, set[str]] | None] = [None, None]
        self._ids: list[dict[str, str]] = [{}, {}]

    def of(self, pointer: str, side: int) -> set[str]:
        """The schemas that the annotation of a property, a parameter or a body is made from, without properties."""
        document = self.documents[side]
        found: set[str] = set()
        queue = [pointer]
        while queue:
            place = queue.pop()
            value = document.at(place)
            if place in found or value is None:
                continue
            found.add(place)
            target = target_of(value)
            if target is not None:
                queue.append(target)
            raw = obj(value)
            queue += [
                f"{place}/{key}" for key in ("schema", "items") if isinstance(raw.get(key), dict)
            ]
            if isinstance(raw.get("additionalProperties"), dict):
                queue.append(f"{place}/additionalProperties")
            for word in ("oneOf", "anyOf", "allOf"):
                queue += [f"{place}/{word}/{index}" for index in range(len(items(raw.get(word))))]
        return found

    def users(self, pointer: str, side: int) -> frozenset[str]:
        """The operationIds that lead to a place, through any number of references."""
        graph = self._graph(side)
        start = _owner(pointer)
        seen: set[str] = set()
        queue = [start]
        found: set[str] = set()
        while queue:
            each = queue.pop()
            if each in seen:
                continue
            seen.add(each)
            if each in self._ids[side]:
                found.add(self._ids[side][each])
            queue += graph.get(each, ())
        return frozenset(found)

    def common_users(self, old: str, new: str) -> frozenset[str]:
        """The operationIds that lead to a place before and to its successor after."""
        return self.users(old, 0) & self.users(new, 1)

    def pointers(self, operation_ids: set[str]) -> frozenset[str]:
        """The pointers of the operations with these ids, in either description."""
        for side in (0, 1):
            self._graph(side)
        return frozenset(
            pointer for ids in self._ids for pointer, each in ids.items() if each in operation_ids
        )

    def reached(self, pointer: str, side: int) -> frozenset[str]:
        """The pointers that the value at a place leads to."""
        value: Any = self.documents[side].at(pointer)
        return self.documents[side].reached(value)

    def _graph(self, side: int) -> dict[str, set[str]]:
        known = self._users[side]
        if known is not None:
            return known
        document = self.documents[side]
        graph: dict[str, set[str]] = {}
        for each in operations(document):
            self._ids[side][each.pointer] = each.operation_id
            if _owner(each.pointer) != each.pointer:  # of a shared path item
                graph.setdefault(_owner(each.pointer), set()).add(each.pointer)
            for value in (each.raw, *(item.get("parameters") for item, _ in each.outer)):
                for target in document.targets(value):
                    graph.setdefault(_owner(target), set()).add(each.pointer)
        for section, members in obj(document.raw.get("components")).items():
            for name, value in obj(members).items():
                escaped = name.replace("~", "~0").replace("/", "~1")
                for target in document.targets(value):
                    graph.setdefault(_owner(target), set()).add(f"/components/{section}/{escaped}")
        self._users[side] = graph
        return graph


def _owner(pointer: str) -> str:
    """The operation or component that a place is in."""
    return "/".join(pointer.split("/")[:4])
