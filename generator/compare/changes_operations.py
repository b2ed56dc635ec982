"""Which operations of two descriptions stand for each other, and what came, went or moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ..document import escape
from .changes import Notes, Spot
from .references import Document, obj
from .similar import alike, shape

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@attrs.frozen
class Operation:
    """An operation as it stands in a description."""

    method: str
    path: str
    raw: Mapping[str, Any]
    item: Mapping[str, Any]
    """Its path item."""
    item_pointer: str

    @property
    def pointer(self) -> str:
        """Where it stands."""
        return f"{self.item_pointer}/{self.method}"

    @property
    def identity(self) -> tuple[str, str]:
        """Method and path, whatever the path's parameters are called."""
        return self.method, re.sub(r"\{[^{}]*\}", "{}", self.path)

    @property
    def operation_id(self) -> str:
        """Its operationId; method and path where it has none."""
        own = self.raw.get("operationId")
        return own if isinstance(own, str) and own else self.said

    @property
    def ids(self) -> set[str]:
        """Every id that it is known by."""
        found = (self.raw.get("operationId"), self.raw.get("x-upstream-operation-id"))
        return {each for each in found if isinstance(each, str)}

    @property
    def said(self) -> str:
        """As it is written: `GET /orgs/{org}`."""
        return f"{self.method.upper()} {self.path}"


def operations(document: Document) -> list[Operation]:
    """Every operation of the paths, in the order of the document."""
    found: list[Operation] = []
    for section in ("paths", "webhooks", "x-webhooks"):
        for path, value in obj(document.raw.get(section)).items():
            item, pointer = document.follow(value, f"/{section}/{escape(path)}")
            name = path if section == "paths" else f"webhook {path}"
            found += [
                Operation(method, name, obj(item[method]), item, pointer)
                for method in METHODS
                if isinstance(item.get(method), Mapping)
            ]
    return found


def paired(notes: Notes, spot: Spot) -> Iterator[tuple[Operation, Operation]]:
    """The operations that are in both; what is in one only is noted, a move as one change."""
    old = {each.identity: each for each in operations(notes.old)}
    new = {each.identity: each for each in operations(notes.new)}
    for identity in old:
        if identity in new:
            yield old[identity], new[identity]
            _reordered(notes, spot, old[identity], new[identity])
    gone = [each for identity, each in old.items() if identity not in new]
    come = [each for identity, each in new.items() if identity not in old]
    moved = _moved(gone, come)
    for before, after in moved:
        yield before, after
        _note(notes, spot, before, after)
    known = {id(each) for pair in moved for each in pair}
    for each in gone:
        if id(each) not in known:
            _note(notes, spot, each, None)
    for each in come:
        if id(each) not in known:
            _note(notes, spot, None, each)


def _reordered(notes: Notes, spot: Spot, before: Operation, after: Operation) -> None:
    """Notes where the same parameters stand in the path in another order."""
    names = [re.findall(r"\{([^{}]*)\}", each.path) for each in (before, after)]
    if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
        ends = (before.pointer, after.pointer)
        node = notes.enter_operation(ends, after.operation_id)
        below = attrs.evolve(spot, subject=after.method.upper(), node=node)
        also = (before.item_pointer, after.item_pointer)
        notes.note("path-reordered", below, *ends, before.path, after.path, also=also)


def _note(notes: Notes, spot: Spot, before: Operation | None, after: Operation | None) -> None:
    either = after or before
    assert either is not None  # noqa: S101 - one of the two is always there
    places = (
        None if before is None else before.pointer,
        None if after is None else after.pointer,
    )
    node = notes.enter_operation((places[0] or "", places[1] or ""), either.operation_id)
    spot = attrs.evolve(spot, subject=(before or either).said, node=node)
    if before is not None and after is not None:
        is_verb = before.path == after.path
        said = before.said, after.said
        notes.note("operation-moved", spot, *places, *said, verb=is_verb)
    elif before is not None:
        deprecated, sunset = before.raw.get("deprecated") is True, before.raw.get("x-sunset")
        notes.note(
            "operation-gone",
            spot,
            *places,
            before.said,
            None,
            deprecated=deprecated,
            sunset=sunset if isinstance(sunset, str) else None,
        )
    else:
        notes.note("operation-new", spot, *places, None, either.said)


def _moved(gone: list[Operation], come: list[Operation]) -> list[tuple[Operation, Operation]]:
    """Those with an id in common; else those that do the same at a similar path."""
    by_id: dict[str, list[Operation]] = defaultdict(list)
    for each in come:
        for id_ in each.ids:
            by_id[id_].append(each)
    pairs = []
    for before in gone:
        same_id = {id(each): each for id_ in before.ids for each in by_id.get(id_, ())}
        if len(same_id) == 1:
            pairs.append((before, next(iter(same_id.values()))))
    taken = {id(each) for pair in pairs for each in pair}
    shapes = [_by_shape(each for each in side if id(each) not in taken) for side in (gone, come)]
    for key, rivals in shapes[0].items():
        if len(rivals) == 1:
            others = [
                each for each in shapes[1].get(key, ()) if _is_near(rivals[0].path, each.path)
            ]
            if len(others) == 1:
                pairs.append((rivals[0], others[0]))
    return pairs


def _by_shape(operations: Iterable[Operation]) -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = defaultdict(list)
    for each in operations:
        found[_shape(each)].append(each)
    return found


def _shape(operation: Operation) -> str:
    raw = operation.raw
    said = {key: raw.get(key) for key in ("parameters", "requestBody", "responses")}
    return f"{operation.method} {shape(said)}"


def _is_near(old: str, new: str) -> bool:
    """Whether the paths differ in one segment only, and that one is alike."""
    one, other = old.split("/"), new.split("/")
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and alike(*differing[0])
