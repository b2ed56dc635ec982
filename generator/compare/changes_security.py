"""What differs between what two operations ask of credentials, and between the servers of two descriptions."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from .changes import Notes, Spot
from .changes_operations import Operation
from .references import Document, items, obj
from .values import equal

_ALTERNATIVE = frozenset[tuple[str, tuple[str, ...]]]
_FLOW_URLS = ("authorizationUrl", "tokenUrl", "refreshUrl")


def security(notes: Notes, old: Operation, new: Operation, spot: Spot) -> None:
    """Notes options that came or went, scopes more or less, credentials needed or no longer."""
    (before, place), (after, new_place) = _needed(notes.old, old), _needed(notes.new, new)
    spot = spot.below("security", ": credentials")
    if frozenset() in before and after and frozenset() not in after:
        notes.note("auth-needed", spot, place, new_place, None, _said(after))
        return
    if frozenset() in after and before and frozenset() not in before:
        notes.note("auth-free", spot, place, new_place, _said(before), None)
        return
    lost, found = before - after, after - before
    for one in sorted(lost, key=_text):
        other = next(
            (each for each in sorted(found, key=_text) if _schemes(each) == _schemes(one)), None
        )
        if other is None:
            notes.note("auth-option-gone", spot, place, new_place, _text(one), None)
            continue
        found -= {other}
        a, b = (
            {(name, scope) for name, scopes in each for scope in scopes} for each in (one, other)
        )
        if b - a:
            more = sorted(scope for _, scope in b - a)
            notes.note("auth-scope-more", spot, place, new_place, [], more)
        if a - b:
            less = sorted(scope for _, scope in a - b)
            notes.note("auth-scope-less", spot, place, new_place, less, [])
    for each in sorted(found, key=_text):
        notes.note("auth-option-new", spot, place, new_place, None, _text(each))
    for name in {name for each in before & after for name in _schemes(each)}:
        _scheme(notes, name, spot)


def _needed(document: Document, operation: Operation) -> tuple[frozenset[_ALTERNATIVE], str]:
    owner, pointer = operation.raw, operation.pointer
    if "security" not in owner:
        owner, pointer = document.raw, ""
    listed = items(owner.get("security"))
    alternatives = frozenset(
        frozenset(
            (name, tuple(sorted(map(str, items(scopes))))) for name, scopes in obj(each).items()
        )
        for each in listed
    )
    return alternatives or frozenset({frozenset()}), f"{pointer}/security"


def _schemes(each: _ALTERNATIVE) -> frozenset[str]:
    return frozenset(name for name, _ in each)


def _text(each: _ALTERNATIVE) -> str:
    return " and ".join(f"{name}({', '.join(scopes)})" for name, scopes in sorted(each))


def _said(alternatives: frozenset[_ALTERNATIVE]) -> list[str]:
    return sorted(map(_text, alternatives))


def _scheme(notes: Notes, name: str, spot: Spot) -> None:
    pointer = f"/components/securitySchemes/{name}"
    before, after = (obj(document.at(pointer)) for document in (notes.old, notes.new))
    node = (pointer, pointer, "scheme")
    if not notes.enter(spot.node, node) or not before or not after:
        return
    for key in ("type", "scheme", "in", "name", "openIdConnectUrl"):
        if before.get(key) != after.get(key):
            ends = f"{pointer}/{key}", f"{pointer}/{key}"
            notes.note(
                "auth-scheme-changed", _at(spot, node, name), *ends, before.get(key), after.get(key)
            )
    flows = obj(before.get("flows")), obj(after.get("flows"))
    for flow, key in itertools.product(flows[0].keys() & flows[1].keys(), _FLOW_URLS):
        a, b = obj(flows[0][flow]).get(key), obj(flows[1][flow]).get(key)
        if a != b:
            place = f"{pointer}/flows/{flow}/{key}"
            notes.note("auth-flow-url", _at(spot, node, name), place, place, a, b)


def _at(spot: Spot, node: tuple[str, str, str], name: str) -> Spot:
    return Spot(spot.direction, f"the security scheme {name}", (name,), node)


def servers(notes: Notes, old: Operation, new: Operation, spot: Spot) -> None:
    """Notes servers of an operation that moved, came or went: its own, its path's or the document's."""
    (before, place), (after, new_place) = _servers(notes.old, old), _servers(notes.new, new)
    if equal(before, after):
        return
    urls = [each.get("url") for each in before], [each.get("url") for each in after]
    spot = Spot("", "the server", ("servers",), spot.node)
    if urls[0][:1] != urls[1][:1]:
        ends = f"{place}/0/url", f"{new_place}/0/url"
        notes.note("server-moved", spot, *ends, urls[0][0], urls[1][0], also=(place, new_place))
    for index, url in enumerate(urls[0][1:], 1):
        if url not in urls[1]:
            notes.note("server-gone", spot, f"{place}/{index}", None, url, None)
    for index, url in enumerate(urls[1][1:], 1):
        if url not in urls[0]:
            notes.note("server-new", spot, None, f"{new_place}/{index}", None, url)
    for index, each in enumerate(before):
        if each.get("url") in urls[1]:
            other = urls[1].index(each.get("url"))
            variables = obj(each.get("variables")), obj(after[other].get("variables"))
            ends = f"{place}/{index}/variables", f"{new_place}/{other}/variables"
            _variables(notes, variables, ends, spot)


def _servers(document: Document, operation: Operation) -> tuple[list[Mapping[str, Any]], str]:
    owners = (
        (operation.raw, operation.pointer),
        (operation.item, operation.item_pointer),
        (document.raw, ""),
    )
    for owner, pointer in owners:
        listed = items(owner.get("servers"))
        if listed:
            return [obj(each) for each in listed], f"{pointer}/servers"
    return [{"url": "/"}], "/servers"


def _variables(
    notes: Notes,
    variables: tuple[Mapping[str, Any], Mapping[str, Any]],
    ends: tuple[str, str],
    spot: Spot,
) -> None:
    for name in sorted(variables[0].keys() & variables[1].keys()):
        old, new = obj(variables[0][name]), obj(variables[1][name])
        lost = [each for each in items(old.get("enum")) if each not in items(new.get("enum"))]
        places = f"{ends[0]}/{name}", f"{ends[1]}/{name}"
        if not equal(old.get("default"), new.get("default")):
            said = old.get("default"), new.get("default")
            notes.note("server-variable", spot, *places, *said)
        elif lost and new.get("enum"):
            notes.note("server-variable", spot, *places, lost, None)
