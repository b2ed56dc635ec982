"""Compares the addresses of two operations: server and path together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

import attrs

from ..openapi.json_values import equal
from ..openapi.references import obj
from ..openapi.server_urls import FREE, ServerUrl, servers_of
from .change import ChangeRecorder, Position
from .operations import DocumentOperation, template


def servers(
    recorder: ChangeRecorder, old: DocumentOperation, new: DocumentOperation, position: Position
) -> None:
    """Records new, removed and moved servers: the operation's own, its path's or the document's."""
    (before, place), (after, new_place) = (
        servers_of(recorder.old, old),
        servers_of(recorder.new, new),
    )
    raw = [[dict(each.raw) for each in side] for side in (before, after)]
    if equal(*raw) and old.identity == new.identity:
        return
    if old.identity == new.identity or not _are_one(before, old, after, new):
        paths = "", ""  # the path is the same, or its change is noted as a move
        node = (place, new_place, "servers")
        if not recorder.enter(position.node, node):
            return
        position = attrs.evolve(position, node=node)
    else:
        paths = template(old.path), template(new.path)
    position = Position("", "the server", ("servers",), position.node)
    offered = {f"{url}{paths[1]}" for each in after for url in each.urls}
    known = {f"{url}{paths[0]}" for each in before for url in each.urls}
    first = f"{before[0].default}{paths[0]}", f"{after[0].default}{paths[1]}"
    moved = not _offers(offered, first[0])
    ends = f"{before[0].pointer}/url", f"{after[0].pointer}/url"
    if moved:
        also = (place, new_place)
        recorder.record("server-moved", position, *ends, before[0].url, after[0].url, also=also)
    elif first[0] != first[1] and before[0].url != after[0].url:
        recorder.record("server-order", position, *ends, before[0].url, after[0].url)
    for each in before[1:]:
        if not _offers(offered, f"{each.default}{paths[0]}"):
            recorder.record("server-gone", position, each.pointer, None, each.url, None)
    for index, each in enumerate(after):
        if (index or not moved) and not all(_offers(known, f"{u}{paths[1]}") for u in each.urls):
            recorder.record("server-new", position, None, each.pointer, None, each.url)
    for each in before:
        if _offers(offered, f"{each.default}{paths[0]}"):
            _variables(recorder, each, after, offered, paths[0], position)


def _are_one(
    before: Iterable[ServerUrl],
    old: DocumentOperation,
    after: Iterable[ServerUrl],
    new: DocumentOperation,
) -> bool:
    """Whether the path of one is in the server's URL of the other."""
    sides = (
        {template(f"{each.default}{operation.path}") for each in servers}
        for servers, operation in ((before, old), (after, new))
    )
    return bool(set.intersection(*sides))


def _offers(urls: Set[str], url: str) -> bool:
    """Whether a URL matches one of these, whose free variables match any text without a slash."""
    return url in urls or any(
        re.fullmatch("[^/]+".join(map(re.escape, each.split(FREE))), url) is not None
        for each in urls
        if FREE in each
    )


def _variables(
    recorder: ChangeRecorder,
    old: ServerUrl,
    after: list[ServerUrl],
    offered: Set[str],
    path: str,
    position: Position,
) -> None:
    """Records URLs that the variables of a server no longer produce, or another default."""
    new = next((each for each in after if each.url == old.url), after[0])
    lost = sorted(url for url in old.urls if not _offers(offered, f"{url}{path}"))
    variables = obj(old.raw.get("variables")), obj(new.raw.get("variables"))
    places = f"{old.pointer}/variables", f"{new.pointer}/variables"
    if lost:
        recorder.record("server-variable", position, *places, lost, [])
    if old.url != new.url:
        return
    for name in sorted(variables[0].keys() & variables[1].keys()):
        a, b = (obj(side[name]).get("default") for side in variables)
        if not equal(a, b):
            ends = f"{places[0]}/{name}", f"{places[1]}/{name}"
            recorder.record("server-variable", position, *ends, a, b)
