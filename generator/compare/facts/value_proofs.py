"""Proofs about the values that are sent, and what follows for the changes that were recorded.

The walk records differences. The containment engine then decides for each pair of schemas whether every value that
is sent is accepted. If this is proved, no change inside is worse than compatible. If it is not proved and no change
inside explains it, a change is recorded for it. So every break is reported, and a different notation is not a break.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..containment import Containment, SchemaReading
from ..containment.engine import Travel
from ..rules.finding import Severity
from ..rules.lookup import RuleLookup
from ..rules.table import RULES
from .change import (
    ARG,
    COMMAS,
    IN,
    LIST,
    OUT,
    TEXT,
    ChangeRecorder,
    Node,
    Proved,
    Site,
    SpecChange,
    Witness,
)

KINDS_OF_VALUES = frozenset(
    {"null-less", "null-more", "type-narrower", "type-wider", "type-other", "constraint", "const"}
    | {"enum-less", "enum-more", "enum-set", "enum-lifted", "variant-gone", "variant-new"}
    | {
        "limit-new",
        "limit-tighter",
        "limit-looser",
        "limit-other",
        "format",
        "format-narrower",
        "format-wider",
    }
    | {"field-now-required", "field-now-optional", "field-new", "field-gone", "closed", "opened"}
    | {"value-refused", "value-strict", "not-judged"}
)
"""Kinds that are judged by the values that are sent: a proof about the values outweighs their rule."""
_OF_THE_WHOLE = frozenset(
    {"type-narrower", "type-wider", "type-other", "enum-less", "enum-more", "enum-set"}
    | {
        "enum-lifted",
        "const",
        "constraint",
        "variant-gone",
        "variant-new",
        "null-less",
        "null-more",
    }
    | {"limit-new", "limit-tighter", "limit-looser", "limit-other"}
)
"""Kinds of changes of a schema itself, not of a property in it."""
_WRITTEN_OTHERWISE = _OF_THE_WHOLE | {"field-now-required", "field-now-optional"}
"""Kinds that are dropped if the same values are sent as before."""


def judge_values(recorder: ChangeRecorder) -> None:
    """Records changes of values that no other change explains, and the proofs that apply to each change."""
    engine = Containment(recorder.old, recorder.new)
    # from the inside out: proofs of inner schemas are reused by the outer ones
    sites = list(reversed(recorder.sites.items()))
    proved = {node: _proved(engine, site) for node, site in sites}
    _Missing(recorder, engine, proved, _limits(recorder, proved)).record()
    limits = _limits(recorder, _careful(recorder, engine, sites, proved))
    for change in recorder.found.values():
        for node in change.nodes:
            direction = node[2].partition(" ")[0]
            limit = limits.get(node, Proved.NOTHING)
            change.limits[direction] = max(limit, change.limits.get(direction, limit))
    recorder.found = {
        key: change for key, change in recorder.found.items() if not _is_written_otherwise(change)
    }


def _careful(
    recorder: ChangeRecorder,
    engine: Containment,
    sites: Sequence[tuple[Node, Site]],
    proved: Mapping[Node, Proved],
) -> dict[Node, Proved]:
    """The careful proofs, for the nodes with a change whose severity they can lower.

    A proof for the intended reading matters only to a breaking change: it makes that change a warning.
    """
    outweighed = _around(recorder, _can_be_outweighed(recorder, Severity.WARN))
    breaking = _around(recorder, _can_be_outweighed(recorder, Severity.BREAKING))
    return {
        node: _proved_with_care(engine, site, proved[node], as_meant=node in breaking)
        if node in outweighed
        else proved[node]
        for node, site in sites
    }


def _can_be_outweighed(recorder: ChangeRecorder, least: Severity) -> Iterator[Node]:
    """The nodes of changes of at least this severity that a proof can lower."""
    lookup = RuleLookup(RULES)
    for change in recorder.found.values():
        if change.kind not in KINDS_OF_VALUES:
            continue
        for node in change.nodes:
            direction = node[2].partition(" ")[0]
            is_loud = _severity(lookup, change, direction) >= least
            if is_loud or (change.kind in _WRITTEN_OTHERWISE and least is not Severity.BREAKING):
                yield node


def _severity(lookup: RuleLookup, change: SpecChange, direction: str) -> Severity:
    """The severity of a change's rule on the wire, regardless of proofs."""
    if direction not in change.directions or direction not in (ARG, IN, OUT):
        return Severity.NONE
    return lookup.rule_for(change.kind, direction, change.details).wire


def _breaks_values(lookup: RuleLookup, change: SpecChange, direction: str) -> bool:
    """Whether a change refuses values that were accepted, or sends new ones."""
    if change.kind not in KINDS_OF_VALUES and change.kind != "field-renamed":
        return False
    if change.kind == "field-gone" and not change.details.get("closed"):
        is_read = direction == OUT and direction in change.directions
        return is_read and bool(change.details.get("required"))
    return _severity(lookup, change, direction) >= Severity.WARN


def _around(recorder: ChangeRecorder, nodes: Iterable[Node]) -> set[Node]:
    """The nodes, and all nodes that lead to them."""
    found: set[Node] = set()
    queue = list(nodes)
    while queue:
        node = queue.pop()
        if node not in found:
            found.add(node)
            queue += recorder.users.get(node, ())
    return found


def _is_written_otherwise(change: SpecChange) -> bool:
    proved = set(change.limits.values())
    return change.kind in _WRITTEN_OTHERWISE and proved == {Proved.SAME}


def _travel(site: Site) -> Travel:
    position = site.position
    return Travel(
        is_request=position.direction != OUT,
        as_text=position.writing in (TEXT, LIST, COMMAS),
        as_list=position.writing in (LIST, COMMAS),
        has_commas=position.writing == COMMAS,
    )


def _proved(engine: Containment, site: Site) -> Proved:
    """The result of the proof for a pair of schemas."""
    ends, travel = (site.old, site.new), _travel(site)
    if engine.is_alike(*ends):
        return Proved.SAME
    return Proved.TAKEN if engine.holds(*ends, travel, SchemaReading.LETTER) else Proved.NOTHING


def _proved_with_care(engine: Containment, site: Site, most: Proved, *, as_meant: bool) -> Proved:
    """The proof without one branch of a union replacing another one; the result is at most `most`.

    `as_meant`: whether to try the intended reading.
    """
    ends, travel = (site.old, site.new), _travel(site)
    if most is Proved.SAME:
        return most
    if most is Proved.TAKEN and engine.holds(*ends, travel, SchemaReading.LETTER, is_careful=True):
        return Proved.TAKEN if engine.widens(*ends, travel, is_careful=True) else Proved.SAME
    is_meant = as_meant and engine.holds(*ends, travel, SchemaReading.INTENT, is_careful=True)
    return Proved.MEANT if is_meant else Proved.NOTHING


def _limits(recorder: ChangeRecorder, proved: Mapping[Node, Proved]) -> dict[Node, Proved]:
    """For each node the weakest of the best proofs on the paths to it."""
    inside: dict[Node, list[Node]] = defaultdict(list)
    for node, users in recorder.users.items():
        for user in users:
            inside[user].append(node)
    roots = [node for node in inside if node not in recorder.users]
    found = dict.fromkeys(roots, Proved.NOTHING)
    queue = list(roots)
    while queue:
        user = queue.pop()
        for node in inside[user]:
            limit = min(found[user], proved.get(node, Proved.NOTHING))
            if limit > found.get(node, 0):
                found[node] = limit
                queue.append(node)
    return found


class _Missing:
    """Records the unproved pairs that no change explains, from the inside out."""

    def __init__(
        self,
        recorder: ChangeRecorder,
        engine: Containment,
        proved: Mapping[Node, Proved],
        limits: Mapping[Node, Proved],
    ) -> None:
        self.recorder = recorder
        self.engine = engine
        self.proved = proved
        self.limits = limits
        self.explained: set[Node] = set()
        """Nodes with a change inside that refuses a value."""
        self.changed: set[Node] = set()
        """Nodes with any change inside."""

    def record(self) -> None:
        """Records them."""
        lookup = RuleLookup(RULES)
        for change in list(self.recorder.found.values()):
            for node in change.nodes:
                direction = node[2].partition(" ")[0]
                self._spread([node], self.changed, stop=Proved.SAME)
                if _breaks_values(lookup, change, direction):
                    self._spread([node], self.explained, stop=Proved.TAKEN)
        for node, site in reversed(self.recorder.sites.items()):
            proved, limit = self.proved[node], self.limits.get(node, Proved.NOTHING)
            is_open = proved is limit is Proved.NOTHING
            if is_open and node not in self.explained:
                self._refuse(node, site)
                self._spread([node], self.explained, stop=Proved.TAKEN)
                self._spread([node], self.changed, stop=Proved.SAME)
            elif proved is Proved.TAKEN and node not in self.changed:
                if self.engine.widens(site.old, site.new, _travel(site)):
                    self._say("value-wider", site)
                self._spread([node], self.changed, stop=Proved.SAME)

    def _spread(self, nodes: Iterable[Node], found: set[Node], *, stop: Proved) -> None:
        """Adds nodes and the nodes around them, up to a stronger proof."""
        queue = list(nodes)
        while queue:
            node = queue.pop()
            if node in found or self.proved.get(node, Proved.NOTHING) <= stop:
                continue
            found.add(node)
            queue += self.recorder.users.get(node, ())

    def _refuse(self, node: Node, site: Site) -> None:
        """Records a refused value, or that the proof is open."""
        ends, travel = (site.old, site.new), _travel(site)
        if not self.engine.holds(*ends, travel, SchemaReading.INTENT):
            value = self.engine.witness(*ends, travel, SchemaReading.INTENT)
            if value is not None:
                self._refuted("value-refused", Severity.BREAKING, node, site, value[0])
                return
        value = self.engine.witness(*ends, travel, SchemaReading.LETTER)
        if value is not None:
            self._refuted("value-strict", Severity.WARN, node, site, value[0])
        else:
            self._say("not-judged", site)

    def _refuted(
        self, kind: str, severity: Severity, node: Node, site: Site, value: object
    ) -> None:
        """Raises the change of the schema itself; without one, records the value as a change."""
        text = json.dumps(value, ensure_ascii=False)
        for change in self._inside(node):
            if change.kind in _OF_THE_WHOLE:
                change.raised[site.position.direction] = Witness(text, severity)
                return
        self._say(kind, site, text)

    def _inside(self, node: Node) -> list[SpecChange]:
        return [each for each in self.recorder.found.values() if node in each.nodes]

    def _say(self, kind: str, site: Site, text: str | None = None) -> None:
        old, new = (None, text) if site.position.direction == OUT else (text, None)
        self.recorder.record(kind, site.position, site.old[1], site.new[1], old, new)
