"""The differences of two descriptions, without a severity, and the recorder that collects them.

A `SpecChange` has a kind and details; the rules (`rules/*.yaml`) give it a severity. Changes are recorded while
operations and schemas are walked. The graph of the walk shows which operations a change affects: operations refer to
pairs of components, pairs to pairs, and each pair is compared once for each direction.
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
"""A pair of places and a direction, which is compared once."""

ARG, IN, OUT = "arg", "in", "out"
"""Directions: an argument, the body of a request, a response."""
JSON, XML, TEXT, LIST, COMMAS = "", "xml", "text", "list", "commas"
"""Notations of values: JSON, XML, or text; a list item by item, or with commas between."""


@attrs.frozen
class Position:
    """A position of the walk: its name in messages, and its path from the operation."""

    direction: str
    subject: str
    place: tuple[str, ...] = ()
    node: Node = ("", "", "")
    writing: str = JSON

    @property
    def way(self) -> str:
        """The direction and the notation of values: the last part of a node."""
        return f"{self.direction} {self.writing}".strip()

    def below(self, step: str, suffix: str) -> Position:
        """The position one step further down; `suffix` follows the subject."""
        return attrs.evolve(self, subject=f"{self.subject}{suffix}", place=(*self.place, step))


class Proved(IntEnum):
    """The result of a proof about the sent values, from the strongest to the weakest."""

    SAME = 1
    """The same values are sent as before."""
    TAKEN = 2
    """Every value that is sent is accepted."""
    MEANT = 3
    """Every sent value is accepted in the intended reading; the literal reading may allow other values."""
    NOTHING = 4


@attrs.frozen
class Witness:
    """A value that is sent and not accepted, as JSON, and how bad that is."""

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
    """One difference of two descriptions."""

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
    """The operationIds that it affects."""
    limits: dict[str, Proved] = attrs.field(factory=dict)
    """By direction, the proof about the values that are sent at its place."""
    raised: dict[str, Witness] = attrs.field(factory=dict)
    """By direction, a value that proves a higher severity than that of the rule."""

    @property
    def pointers(self) -> set[str]:
        """All places that it accounts for."""
        return {
            each for each in (self.old_pointer, self.new_pointer) if each is not None
        } | self.also

    @property
    def key(self) -> str:
        """Equal for the same fact, whichever path led to it."""
        return canonical([self.kind, self.old_pointer, self.new_pointer, self.old, self.new])


class ChangeRecorder:
    """The changes recorded so far, and the graph of the walk."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = old
        self.new = new
        self.found: dict[str, SpecChange] = {}
        self.pairs: dict[tuple[str, str], None] = {}
        """Pairs of corresponding schemas, as pointers."""
        self.sites: dict[Node, Site] = {}
        """Corresponding schemas that differ, by node; an outer schema comes before the ones inside it."""
        self.users: dict[Node, set[Node]] = {}
        """The nodes that lead to a node."""
        self._operations: dict[Node, str] = {}

    def enter_operation(self, pointers: tuple[str, str], operation_id: str) -> Node:
        """The node of a pair of operations."""
        node = (*pointers, "operation")
        self._operations[node] = operation_id
        return node

    def enter(self, user: Node, node: Node) -> bool:
        """Records that the walk reached `node` from `user`; returns whether it is the first time."""
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
        """Records that the walk reached a pair of schemas; returns the position there, or None after the first time.

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
        """Records a change, once for all paths that lead to it."""
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
        """The place of a change, with unchanged references followed."""
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
        """The operationIds from which the walk reached any of the nodes."""
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
        """Every change with the operations that it reaches; equal edits of several operations are one."""
        reached: dict[frozenset[Node], set[str]] = {}
        for change in self.found.values():
            nodes = frozenset(change.nodes)
            if nodes not in reached:
                reached[nodes] = self.reaching(nodes)
            change.operations |= reached[nodes]
        return grouped(self.found.values())


_OWN_FACTS = frozenset({"operation-gone", "operation-new", "operation-moved"})


def grouped(changes: Iterable[SpecChange]) -> list[SpecChange]:
    """The changes, with equal edits at the same place of several operations merged."""
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
