"""Facts: what differs between two descriptions, without a judgement.

A `SpecChange` has a kind and details; the rules (`rules/*.yaml`) define its meaning. Changes are recorded during a walk
over operations and schemas. The operations that a change reaches follow from its graph: operations refer to pairs
of components, pairs to pairs, and each pair is compared once per direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any

import attrs

from ..openapi.json_values import canonical
from ..openapi.references import Document, target_of
from ..rules.finding import Severity

Node = tuple[str, str, str]
"""A pair of places and a direction: what is looked at once."""

ARG, IN, OUT = "arg", "in", "out"
"""Directions: of an argument, of a request's body, of an answer."""
JSON, XML, TEXT, LIST, COMMAS = "", "xml", "text", "list", "commas"
"""How values are written: as JSON, as XML, or as text; in a list each by itself, or with commas between."""


@attrs.frozen
class Position:
    """Where the walk is: what messages call it, and how it is seen from its operation."""

    direction: str
    subject: str
    place: tuple[str, ...] = ()
    node: Node = ("", "", "")
    writing: str = JSON

    @property
    def way(self) -> str:
        """The direction, and how values are written: the last part of a node."""
        return f"{self.direction} {self.writing}".strip()

    def below(self, step: str, said: str) -> Position:
        """The position one step further down; `said` follows the subject."""
        return attrs.evolve(self, subject=f"{self.subject}{said}", place=(*self.place, step))


class Proved(IntEnum):
    """What is proved about the values that travel, from the most to the least."""

    SAME = 1
    """The same as before."""
    TAKEN = 2
    """None but those that the other side takes."""
    MEANT = 3
    """None but those, as the descriptions are meant; by the letter there may be others."""
    NOTHING = 4


@attrs.frozen
class Witness:
    """A value that is sent and not taken, as JSON, and how bad that is."""

    value: str
    severity: Severity


@attrs.frozen
class Site:
    """A pair of schemas at a position, each with its pointer."""

    old: tuple[Any, str]
    new: tuple[Any, str]
    position: Position


@attrs.define(kw_only=True)
class SpecChange:
    """One fact."""

    kind: str
    directions: set[str]
    old_pointer: str | None
    new_pointer: str | None
    old: Any = None
    new: Any = None
    details: Mapping[str, Any] = attrs.field(factory=dict)
    subject: str = ""
    place: tuple[str, ...] = ()
    also: set[str] = attrs.field(factory=set)
    """Further pointers, in either document, that the same fact accounts for."""
    nodes: set[Node] = attrs.field(factory=set)
    operations: set[str] = attrs.field(factory=set)
    """The operationIds that it reaches."""
    limits: dict[str, Proved] = attrs.field(factory=dict)
    """By direction, what is proved about the values that travel where it was found."""
    raised: dict[str, Witness] = attrs.field(factory=dict)
    """By direction, a value that shows that the change is worse than its rule says."""

    @property
    def pointers(self) -> set[str]:
        """All places that it accounts for."""
        return {
            each for each in (self.old_pointer, self.new_pointer) if each is not None
        } | self.also

    @property
    def key(self) -> str:
        """Equal for what is one fact, whichever way it was come upon."""
        return canonical([self.kind, self.old_pointer, self.new_pointer, self.old, self.new])


class ChangeRecorder:
    """The changes noted so far, and the graph of the walk."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = old
        self.new = new
        self.found: dict[str, SpecChange] = {}
        self.pairs: dict[tuple[str, str], None] = {}
        """Schemas that stand for each other, as pointers."""
        self.sites: dict[Node, Site] = {}
        """Schemas that stand for each other, and differ, by their node; those around come before those inside."""
        self.users: dict[Node, set[Node]] = {}
        """The nodes that lead to a node."""
        self._operations: dict[Node, str] = {}

    def enter_operation(self, pointers: tuple[str, str], operation_id: str) -> Node:
        """The node of a pair of operations."""
        node = (*pointers, "operation")
        self._operations[node] = operation_id
        return node

    def enter(self, user: Node, node: Node) -> bool:
        """Records that the walk came to `node` from `user`; whether it is for the first time."""
        is_new = node not in self.users
        self.users.setdefault(node, set()).add(user)
        return is_new

    def enter_site(
        self,
        position: Position,
        old: tuple[Any, str],
        new: tuple[Any, str],
        more: str = "",
        *,
        judged: bool = True,
    ) -> Position | None:
        """Records that the walk came to a pair of schemas; the position there, None if it has been there before.

        `judged` says whether its values are judged as a whole.
        """
        node = (old[1], new[1], f"{position.way} {more}".strip())
        if not self.enter(position.node, node):
            return None
        here = attrs.evolve(position, node=node)
        if judged:
            self.sites[node] = Site(old, new, here)
        return here

    def record(
        self,
        kind: str,
        position: Position,
        old_pointer: str | None,
        new_pointer: str | None,
        old: Any = None,
        new: Any = None,
        *,
        also: Iterable[str] = (),
        **details: Any,
    ) -> None:
        """Records a change, once for however many ways lead to it."""
        old_pointer, new_pointer, position = self._settled(old_pointer, new_pointer, position)
        change = SpecChange(
            kind=kind,
            directions={position.direction},
            old_pointer=old_pointer,
            new_pointer=new_pointer,
            old=old,
            new=new,
            details=details,
            subject=position.subject,
            place=position.place,
            also=set(also),
            nodes={position.node},
        )
        known = self.found.setdefault(change.key, change)
        known.directions |= change.directions
        known.nodes |= change.nodes
        known.also |= change.also

    def _settled(
        self, old: str | None, new: str | None, position: Position
    ) -> tuple[str | None, str | None, Position]:
        """Where a change is: a reference that is the same as before leads to it, and is no place of it."""
        while old is not None and new is not None:
            target = target_of(self.old.at(old))
            if target is None or target != target_of(self.new.at(new)) or target == old:
                break
            if self.old.at(target) is None or self.new.at(target) is None:
                break
            old = new = target
            if target.startswith("/components/"):
                name = target.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
                position = attrs.evolve(position, subject=name, place=(name,))
        return old, new, position

    def reaching(self, nodes: Iterable[Node]) -> set[str]:
        """The operationIds from which the walk came to any of the nodes."""
        seen: set[Node] = set()
        queue = list(nodes)
        found: set[str] = set()
        while queue:
            node = queue.pop()
            if node in seen:
                continue
            seen.add(node)
            if node in self._operations:
                found.add(self._operations[node])
            queue += self.users.get(node, ())
        return found

    def all(self) -> list[SpecChange]:
        """Every change with the operations that it reaches, equal edits of several operations as one."""
        reached: dict[frozenset[Node], set[str]] = {}
        for change in self.found.values():
            nodes = frozenset(change.nodes)
            if nodes not in reached:
                reached[nodes] = self.reaching(nodes)
            change.operations |= reached[nodes]
        return grouped(self.found.values())


_OWN_FACTS = frozenset({"operation-gone", "operation-new", "operation-moved"})


def grouped(changes: Iterable[SpecChange]) -> list[SpecChange]:
    """Changes, those merged that are the same edit at the same place of several operations."""
    groups: dict[str, SpecChange] = {}
    for index, change in enumerate(changes):
        anchor = change.new_pointer or change.old_pointer or ""
        is_inline = anchor.startswith("/paths/") and change.kind not in _OWN_FACTS
        key = (
            canonical(
                [change.kind, change.place, change.old, change.new, sorted(change.directions)]
            )
            if is_inline
            else str(index)
        )
        known = groups.setdefault(key, change)
        if known is not change:
            known.also |= change.pointers
            known.operations |= change.operations
            for direction, proved in change.limits.items():
                known.limits[direction] = max(proved, known.limits.get(direction, proved))
    return list(groups.values())
