"""Pairs the operations of two descriptions, and records the ones that are new, gone or moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from ...document import escape
from ..openapi.fields import METHODS
from ..openapi.references import Document, obj, target_of
from ..openapi.server_urls import base_urls, servers_of
from .change import ChangeRecorder, Position
from .renames import alike, shape


@attrs.frozen
class DocumentOperation:
    """An operation as it is in a description."""

    method: str
    path: str
    raw: Mapping[str, Any]
    pointer: str
    outer: tuple[tuple[Mapping[str, Any], str], ...]
    """The path items around it, the nearest last: more than one if a `$ref` has other keys beside it."""
    hook: bool = False
    """Whether the server sends the request: a webhook or a callback."""

    @property
    def item_pointer(self) -> str:
        """The pointer of its path item."""
        return self.outer[-1][1]

    @property
    def owners(self) -> tuple[tuple[Mapping[str, Any], str], ...]:
        """The objects that its parameters and servers are in, the operation last, which overrides the others."""
        return (*self.outer, (self.raw, self.pointer))

    @property
    def identity(self) -> tuple[str, str]:
        """Method and path, without the names of the path's parameters."""
        return self.method, template(self.path)

    @property
    def operation_id(self) -> str:
        """Its operationId; method and path where it has none."""
        own = self.raw.get("operationId")
        return own if isinstance(own, str) and own else self.label

    @property
    def ids(self) -> set[str]:
        """All of its ids."""
        found = (self.raw.get("operationId"), self.raw.get("x-upstream-operation-id"))
        return {each for each in found if isinstance(each, str)}

    @property
    def label(self) -> str:
        """As it is written: `GET /orgs/{org}`."""
        return f"{self.method.upper()} {self.path}"


def template(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


def operations(document: Document) -> list[DocumentOperation]:
    """Every operation of the paths and webhooks, in the order of the document."""
    found: list[DocumentOperation] = []
    for section in ("paths", "webhooks", "x-webhooks"):
        for path, value in obj(document.raw.get(section)).items():
            if path.startswith("x-") and section == "paths":
                continue
            name = path if section == "paths" else f"webhook {path}"
            place = f"/{section}/{escape(path)}"
            found += operations_of(document, value, place, name, hook=section != "paths")
    return found


def operations_of(
    document: Document, item: Any, pointer: str, name: str, *, hook: bool
) -> list[DocumentOperation]:
    """The operations of a path item, those that its `$ref` leads to included."""
    levels = [(obj(item), pointer)]
    if target_of(item) is not None:
        levels.append(document.follow(item, pointer))
    outer = tuple(reversed(levels))
    found: dict[str, DocumentOperation] = {}
    for owner, place in levels:
        others = obj(owner.get("additionalOperations"))
        entries = [(each, owner.get(each), f"{place}/{each}") for each in METHODS]
        entries += [
            (each, value, f"{place}/additionalOperations/{escape(each)}")
            for each, value in others.items()
        ]
        for method, value, at in entries:
            if isinstance(value, Mapping) and method not in found:
                found[method] = DocumentOperation(method, name, value, at, outer, hook)
    return list(found.values())


def paired(
    recorder: ChangeRecorder, position: Position
) -> Iterator[tuple[DocumentOperation, DocumentOperation]]:
    """The operations in both documents; new, removed and moved ones are recorded."""
    pairs, gone, come = _matched(recorder)
    for before, after in pairs:
        yield before, after
        _reordered(recorder, position, before, after)
        if before.identity != after.identity:
            places = [
                servers_of(document, each)[1]
                for document, each in ((recorder.old, before), (recorder.new, after))
            ]
            also = (before.item_pointer, after.item_pointer, *places)
            _note(recorder, position, before, after, kind="path-in-server", also=also)
    moved = _moved(gone, come)
    for before, after in moved:
        yield before, after
        _note(recorder, position, before, after)
    known = {id(each) for pair in moved for each in pair}
    for each in gone:
        if id(each) not in known:
            _note(recorder, position, each, None)
    for each in come:
        if id(each) not in known:
            _note(recorder, position, None, each)


def _matched(
    recorder: ChangeRecorder,
) -> tuple[
    list[tuple[DocumentOperation, DocumentOperation]],
    list[DocumentOperation],
    list[DocumentOperation],
]:
    """The pairs, and the operations without a pair on both sides.

    Operations are paired by server and path as they are written, then without the names of parameters, then by the
    path only, because all servers may have changed.
    """
    sides = operations(recorder.old), operations(recorder.new)
    bases = [
        {id(each): base_urls(document, each) for each in side}
        for document, side in zip((recorder.old, recorder.new), sides, strict=True)
    ]
    keys: list[Callable[[int, DocumentOperation], list[str]]] = [
        lambda side, each: [f"{base}{each.path}" for base in bases[side][id(each)]],
        lambda side, each: [template(f"{base}{each.path}") for base in bases[side][id(each)]],
        lambda _, each: [each.path],
        lambda _, each: [template(each.path)],
    ]
    found: dict[int, tuple[DocumentOperation, DocumentOperation]] = {}
    taken: set[int] = set()
    for key in keys:
        rivals: dict[tuple[str, str], list[DocumentOperation]] = defaultdict(list)
        for each in sides[1]:
            for text in key(1, each) if id(each) not in taken else ():
                rivals[each.method, text].append(each)
        left = [each for each in sides[0] if id(each) not in found]
        for is_like in _LIKE:  # the surest criterion first
            for each in left:
                others = [
                    other
                    for text in key(0, each)
                    for other in rivals.get((each.method, text), ())
                    if id(other) not in taken and is_like(each, other)
                ]
                if others and id(each) not in found:
                    found[id(each)] = each, others[0]
                    taken.add(id(others[0]))
    pairs = [found[id(each)] for each in sides[0] if id(each) in found]
    gone = [each for each in sides[0] if id(each) not in found]
    return pairs, gone, [each for each in sides[1] if id(each) not in taken]


_LIKE: tuple[Callable[[DocumentOperation, DocumentOperation], bool], ...] = (
    lambda old, new: old.path == new.path,
    lambda old, new: bool(old.ids & new.ids),
    lambda old, new: _shape(old) == _shape(new),
    lambda old, new: True,
)
"""Criteria that pair operations at the same address, the strictest first."""


def _reordered(
    recorder: ChangeRecorder,
    position: Position,
    before: DocumentOperation,
    after: DocumentOperation,
) -> None:
    """Records where the same path parameters have another order."""
    names = [re.findall(r"\{([^{}]*)\}", each.path) for each in (before, after)]
    if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
        ends = (before.pointer, after.pointer)
        node = recorder.enter_operation(ends, after.operation_id)
        below = attrs.evolve(position, subject=after.method.upper(), node=node)
        also = (before.item_pointer, after.item_pointer)
        recorder.record("path-reordered", below, *ends, before.path, after.path, also=also)


def _note(
    recorder: ChangeRecorder,
    position: Position,
    before: DocumentOperation | None,
    after: DocumentOperation | None,
    *,
    kind: str = "operation-moved",
    also: Iterable[str] = (),
) -> None:
    either = after or before
    assert either is not None  # noqa: S101 - one of the two is always there
    places = (
        None if before is None else before.pointer,
        None if after is None else after.pointer,
    )
    node = recorder.enter_operation((places[0] or "", places[1] or ""), either.operation_id)
    position = attrs.evolve(position, subject=(before or either).label, node=node)
    if before is not None and after is not None:
        is_verb = before.path == after.path
        labels = before.label, after.label
        recorder.record(kind, position, *places, *labels, verb=is_verb, also=also)
    elif before is not None:
        deprecated, sunset = before.raw.get("deprecated") is True, before.raw.get("x-sunset")
        recorder.record(
            "operation-gone",
            position,
            *places,
            before.label,
            None,
            deprecated=deprecated,
            sunset=sunset if isinstance(sunset, str) else None,
        )
    else:
        recorder.record("operation-new", position, *places, None, either.label)


def _moved(
    gone: list[DocumentOperation], come: list[DocumentOperation]
) -> list[tuple[DocumentOperation, DocumentOperation]]:
    """The pairs with a common id; else with equal content at a similar path."""
    by_id: dict[str, list[DocumentOperation]] = defaultdict(list)
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


def _by_shape(operations: Iterable[DocumentOperation]) -> dict[str, list[DocumentOperation]]:
    found: dict[str, list[DocumentOperation]] = defaultdict(list)
    for each in operations:
        found[_shape(each)].append(each)
    return found


def _shape(operation: DocumentOperation) -> str:
    raw = operation.raw
    content = {key: raw.get(key) for key in ("parameters", "requestBody", "responses")}
    return f"{operation.method} {shape(content)}"


def _is_near(old: str, new: str) -> bool:
    """Whether the paths differ in one segment only, and that one is alike."""
    one, other = old.split("/"), new.split("/")
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and alike(*differing[0])
