"""Compares the credentials that two operations require.

The security of an operation is a set of alternatives, each of them credentials with scopes that are sent
together. Old credentials still work if some new alternative requires no more than an old one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...document import escape
from ..openapi.json_values import canonical
from ..openapi.references import Document, items, obj
from .change import ChangeRecorder, Position
from .operations import DocumentOperation

_Alternative = Mapping[str, frozenset[str]]
"""Credentials (by their scheme, not by its key) → scopes."""
_DETAILS = ("type", "scheme", "in", "name", "openIdConnectUrl", "oauth2MetadataUrl")
_HINTS = ("bearerFormat", "deprecated")
_FLOW_URLS = ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl")


class SecurityComparison:
    """Compares the credentials of operations, and each of their security schemes once."""

    def __init__(self, recorder: ChangeRecorder) -> None:
        self.recorder = recorder
        self.old, self.new = _schemes(recorder.old), _schemes(recorder.new)
        kinds = [
            {each: _kind(raw) for each, (raw, _) in side.items()} for side in (self.old, self.new)
        ]
        self.names: dict[str, str] = {}
        """Scheme of the old document → the one that succeeds it."""
        for name, kind in kinds[0].items():
            same = [each for each in kinds[1] if kinds[1][each] == kind]
            if same:
                self.names[name] = name if name in same else same[0]
        for name in kinds[0].keys() & kinds[1].keys():
            # the scheme changed, and no other scheme equals the new one
            if name not in self.names and kinds[1][name] not in kinds[0].values():
                self.names[name] = name
                kinds[1][name] = kinds[0][name]
        self.kinds = kinds

    def compare(self, old: DocumentOperation, new: DocumentOperation, position: Position) -> None:
        """Records new and removed alternatives, scopes, and credentials that are now required or optional."""
        a, place = _needed(self.recorder.old, old)
        b, new_place = _needed(self.recorder.new, new)
        before, after = self._alternatives(a, 0), self._alternatives(b, 1)
        position = position.below("security", ": credentials")
        ends = place, new_place
        if old.hook:
            if _texts(before) != _texts(after):
                described = sorted(map(_described, a)), sorted(map(_described, b))
                self.recorder.record("hook-security", position, *ends, *described)
        else:
            self._lost(before, after, (a, b), ends, position)
            self._found(before, after, (a, b), ends, position)
        for name in sorted({name for each in a for name in each}):
            if any(self.names.get(name) in each for each in b):
                self._scheme(name, position)

    def _alternatives(self, needed: list[_Alternative], side: int) -> list[_Alternative]:
        """The same, with the scheme in place of its key. A key without a scheme is kept."""
        found: list[_Alternative] = []
        for each in needed:
            alternative: dict[str, frozenset[str]] = {}
            for name, scopes in each.items():
                kind = self.kinds[side].get(name, f"undeclared {name}")
                alternative[kind] = alternative.get(kind, frozenset()) | scopes
            found.append(alternative)
        return found

    def _lost(
        self,
        before: list[_Alternative],
        after: list[_Alternative],
        named: tuple[list[_Alternative], list[_Alternative]],
        ends: tuple[str, str],
        position: Position,
    ) -> None:
        note = self.recorder.record
        lost = [
            index for index, one in enumerate(before) if not any(_suffices(one, b) for b in after)
        ]
        if any(not before[index] for index in lost):
            note("auth-needed", position, *ends, None, sorted(map(_described, named[1])))
            return
        for index in lost:
            one = before[index]
            same = [n for n, each in enumerate(after) if each.keys() <= one.keys()]
            more = [n for n, each in enumerate(after) if each.keys() > one.keys()]
            if same:
                scopes = min(
                    (
                        sorted(s for kind in after[n] for s in after[n][kind] - one[kind])
                        for n in same
                    ),
                    key=lambda each: (len(each), each),
                )
                note("auth-scope-more", position, *ends, [], scopes)
            elif more:
                described = _described(named[0][index]), _described(named[1][more[0]])
                note("auth-more", position, *ends, *described)
            else:
                note("auth-option-gone", position, *ends, _described(named[0][index]), None)

    def _found(
        self,
        before: list[_Alternative],
        after: list[_Alternative],
        named: tuple[list[_Alternative], list[_Alternative]],
        ends: tuple[str, str],
        position: Position,
    ) -> None:
        note = self.recorder.record
        come = [
            index for index, one in enumerate(after) if not any(_suffices(one, a) for a in before)
        ]
        if any(not after[index] for index in come):
            note("auth-free", position, *ends, sorted(map(_described, named[0])), None)
            return
        for index in come:
            one = after[index]
            same = [n for n, each in enumerate(before) if each.keys() == one.keys()]
            less = [n for n, each in enumerate(before) if _suffices(each, one)]
            if same:
                scopes = min(
                    (sorted(s for kind in one for s in before[n][kind] - one[kind]) for n in same),
                    key=lambda each: (len(each), each),
                )
                if scopes:  # else scopes were exchanged, which is noted as a loss
                    note("auth-scope-less", position, *ends, scopes, [])
            elif less:
                note(
                    "auth-less",
                    position,
                    *ends,
                    _described(named[0][less[0]]),
                    _described(named[1][index]),
                )
            elif not any(each.keys() < one.keys() for each in before):
                note("auth-option-new", position, *ends, None, _described(named[1][index]))

    def _scheme(self, name: str, position: Position) -> None:
        """Records what differs in a scheme that both documents have."""
        other = self.names[name]
        (before, place), (after, new_place) = self.old[name], self.new[other]
        node = (place, new_place, "scheme")
        if not self.recorder.enter(position.node, node):
            return
        here = Position(position.direction, f"the security scheme {name}", (name,), node)
        for keys, kind in ((_DETAILS, "auth-scheme-changed"), (_HINTS, "auth-scheme-hint")):
            for key in keys:
                a, b = _detail(before, key), _detail(after, key)
                if a != b:
                    ends = f"{place}/{key}", f"{new_place}/{key}"
                    self.recorder.record(kind, here, *ends, before.get(key), after.get(key))
        flows = obj(before.get("flows")), obj(after.get("flows"))
        for flow in sorted(flows[0].keys() | flows[1].keys()):
            if not flow.startswith("x-"):
                ends = f"{place}/flows/{flow}", f"{new_place}/flows/{flow}"
                self._flow(flow, (flows[0].get(flow), flows[1].get(flow)), ends, here)

    def _flow(
        self, flow: str, both: tuple[Any, Any], ends: tuple[str, str], position: Position
    ) -> None:
        note = self.recorder.record
        if both[1] is None:
            note("auth-flow-gone", position, ends[0], None, flow, None)
            return
        if both[0] is None:
            note("auth-flow-new", position, None, ends[1], None, flow)
            return
        old, new = obj(both[0]), obj(both[1])
        for key in _FLOW_URLS:
            a, b = old.get(key), new.get(key)
            if key == "refreshUrl":  # without one of its own, tokens are refreshed at the tokenUrl
                a, b = a or old.get("tokenUrl"), b or new.get("tokenUrl")
                if (a, b) == (old.get("tokenUrl"), new.get("tokenUrl")):
                    continue
            if a != b:
                note("auth-flow-url", position, f"{ends[0]}/{key}", f"{ends[1]}/{key}", a, b)
        a, b = obj(old.get("scopes")), obj(new.get("scopes"))
        for scope in sorted(a.keys() ^ b.keys()):
            place = [f"{end}/scopes/{escape(scope)}" for end in ends]
            if scope in a:
                note("auth-flow-scope-gone", position, place[0], None, scope, None)
            else:
                note("auth-flow-scope-new", position, None, place[1], None, scope)


def _suffices(old: _Alternative, new: _Alternative) -> bool:
    """Whether credentials that satisfy the old alternative satisfy the new one."""
    return all(kind in old and scopes <= old[kind] for kind, scopes in new.items())


def _needed(document: Document, operation: DocumentOperation) -> tuple[list[_Alternative], str]:
    owner, pointer = operation.raw, operation.pointer
    if "security" not in owner and not operation.hook:
        owner, pointer = document.raw, ""
    found: list[_Alternative] = [
        {name: frozenset(map(str, items(scopes))) for name, scopes in obj(each).items()}
        for each in items(owner.get("security"))
    ]
    return found or [{}], f"{pointer}/security"


def _schemes(document: Document) -> dict[str, tuple[Mapping[str, Any], str]]:
    listed = obj(obj(document.raw.get("components")).get("securitySchemes"))
    return {
        name: document.follow(raw, f"/components/securitySchemes/{escape(name)}")
        for name, raw in listed.items()
    }


def _kind(raw: Mapping[str, Any]) -> str:
    """A scheme as it is on the wire, without scopes and annotations."""
    details = {key: _detail(raw, key) for key in _DETAILS}
    flows = {
        name: [obj(flow).get(key) for key in _FLOW_URLS]
        for name, flow in obj(raw.get("flows")).items()
        if not name.startswith("x-")
    }
    return canonical([details, flows])


def _detail(raw: Mapping[str, Any], key: str) -> Any:
    """A detail to compare: names of HTTP schemes and headers are case-insensitive."""
    value = raw.get(key)
    is_header = key == "name" and raw.get("in") == "header"
    if key == "deprecated":
        return value is True
    return value.lower() if isinstance(value, str) and (key == "scheme" or is_header) else value


def _texts(alternatives: list[_Alternative]) -> list[str]:
    return sorted(map(_described, alternatives))


def _described(each: _Alternative) -> str:
    named = (
        f"{name}({', '.join(sorted(scopes))})" if scopes else name
        for name, scopes in sorted(each.items())
    )
    return " and ".join(named) or "none"
