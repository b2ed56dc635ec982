"""What differs between the bodies that two operations take and the answers that they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..document import escape
from .changes import COMMAS, IN, JSON, OUT, XML, Notes, Spot
from .changes_operations import Operation
from .changes_parameters import Parameter, is_xml
from .changes_schemas import Schemas
from .references import obj
from .similar import shape

_IGNORED = frozenset({"content-type"})


def bodies(notes: Notes, schemas: Schemas, old: Operation, new: Operation, spot: Spot) -> None:
    """Notes what differs between the requests' bodies."""
    site = f"{old.pointer}/requestBody", f"{new.pointer}/requestBody"
    spot = attrs.evolve(spot, direction=IN, subject="the body", place=("body",))
    has = "requestBody" in old.raw, "requestBody" in new.raw
    if not any(has):
        return
    before, place = notes.old.follow(old.raw.get("requestBody"), site[0])
    after, new_place = notes.new.follow(new.raw.get("requestBody"), site[1])
    required = before.get("required") is True, after.get("required") is True
    if has == (False, True):
        notes.note("body-new", spot, None, site[1], None, "body", required=required[1])
    elif has == (True, False):
        notes.note("body-gone", spot, site[0], None, "body", None)
    else:
        if required[0] != required[1]:
            words = [("optional", "required")[each] for each in required]
            kind = "body-now-required" if required[1] else "body-now-optional"
            places = f"{place}/required", f"{new_place}/required"
            notes.note(kind, spot, *places, words[0], words[1])
        _content(notes, schemas, (before, place), (after, new_place), spot)


def answers(notes: Notes, schemas: Schemas, old: Operation, new: Operation, spot: Spot) -> None:
    """Notes what differs between the answers."""
    a, b = _statuses(old), _statuses(new)
    places = f"{old.pointer}/responses", f"{new.pointer}/responses"
    spot = attrs.evolve(spot, direction=OUT)
    gone, come = [each for each in a if each not in b], [each for each in b if each not in a]
    for one, other in _same_body(notes, old, new, gone, come):
        gone.remove(one)
        come.remove(other)
        below = _spot(spot, one)
        ends = f"{places[0]}/{one}", f"{places[1]}/{other}"
        notes.note("status-changed", below, *ends, one, other)
        _answer(notes, schemas, (a[one], ends[0]), (b[other], ends[1]), below)
    for status in gone:
        place, below = f"{places[0]}/{status}", _spot(spot, status)
        notes.note("status-gone", below, place, None, status, None, status=_class(status))
    for status in come:
        place, below = f"{places[1]}/{status}", _spot(spot, status)
        notes.note("status-new", below, None, place, None, status, status=_class(status))
    for status in a:
        if status in b:
            ends = f"{places[0]}/{status}", f"{places[1]}/{status}"
            below = _spot(spot, status)
            _answer(notes, schemas, (a[status], ends[0]), (b[status], ends[1]), below)


def _statuses(operation: Operation) -> dict[str, Any]:
    responses = obj(operation.raw.get("responses"))
    return {each: responses[each] for each in responses if not each.startswith("x-")}


def _class(status: str) -> str:
    """`success`, `error` or `default`."""
    return "default" if status == "default" else "success" if status[:1] in "123" else "error"


def _spot(spot: Spot, status: str) -> Spot:
    return attrs.evolve(spot, subject=f"the answer {status}", place=("responses", status))


def _same_body(
    notes: Notes, old: Operation, new: Operation, gone: list[str], come: list[str]
) -> Iterable[tuple[str, str]]:
    """Successes that changed their code and nothing else."""
    lost = [each for each in gone if _class(each) == "success"]
    found = [each for each in come if _class(each) == "success"]
    if len(lost) != 1 or len(found) != 1:
        return []
    before = notes.old.follow(_statuses(old)[lost[0]], old.pointer)[0]
    after = notes.new.follow(_statuses(new)[found[0]], new.pointer)[0]
    same = shape(before.get("content")) == shape(after.get("content"))
    return [(lost[0], found[0])] if same else []


def _answer(
    notes: Notes, schemas: Schemas, old: tuple[Any, str], new: tuple[Any, str], spot: Spot
) -> None:
    before, after = notes.old.follow(*old), notes.new.follow(*new)
    if before[1] == after[1]:
        if schemas.same(before[0], after[0]):
            return
        if before[1].startswith("/components/"):
            node = (before[1], after[1], OUT)
            if not notes.enter(spot.node, node):
                return
            spot = attrs.evolve(spot, node=node)
    _headers(notes, schemas, before, after, spot)
    had, has = bool(obj(before[0].get("content"))), bool(obj(after[0].get("content")))
    places = f"{before[1]}/content", f"{after[1]}/content"
    if had and not has:
        notes.note("answer-body-gone", spot, places[0], after[1], "body", None)
    elif has and not had:
        notes.note("answer-body-new", spot, before[1], places[1], None, "body")
    else:
        _content(notes, schemas, before, after, spot)


def _content(
    notes: Notes,
    schemas: Schemas,
    old: tuple[Mapping[str, Any], str],
    new: tuple[Mapping[str, Any], str],
    spot: Spot,
) -> None:
    """Bodies by their media type; of a type with parameters only the parameters may differ."""
    before, after = _media(old), _media(new)
    lost = [each for each in before if each not in after]
    found = [each for each in after if each not in before]
    for one in list(lost):
        other = next((each for each in found if _bare(each) == _bare(one)), None)
        if other is not None:
            lost.remove(one)
            found.remove(other)
            places = before[one][1], after[other][1]
            notes.note("media-parameter", spot, *places, one, other)
            _body(notes, schemas, before[one], after[other], one, spot)
    for name in lost:
        notes.note("media-gone", spot.below(name, ""), before[name][1], None, name, None)
    for name in found:
        first = list(after).index(name) == 0
        below = spot.below(name, "")
        notes.note("media-new", below, None, after[name][1], None, name, first=first)
    for name in before:
        if name in after:
            _body(notes, schemas, before[name], after[name], name, spot)


def _media(owner: tuple[Mapping[str, Any], str]) -> dict[str, tuple[Any, str]]:
    content = obj(owner[0].get("content"))
    return {
        "; ".join(part.strip().lower() for part in name.split(";")): (
            obj(value),
            f"{owner[1]}/content/{escape(name)}",
        )
        for name, value in content.items()
    }


def _bare(name: str) -> str:
    return name.split(";")[0].strip()


def _body(
    notes: Notes,
    schemas: Schemas,
    old: tuple[Any, str],
    new: tuple[Any, str],
    name: str,
    spot: Spot,
) -> None:
    below = spot.below(name, "")
    if "schema" in old[0] or "schema" in new[0]:
        ends = [(each[0].get("schema", {}), f"{each[1]}/schema") for each in (old, new)]
        writing = XML if is_xml(name) else JSON
        schemas.compare(ends[0], ends[1], attrs.evolve(below, writing=writing))
    encodings = old[0].get("encoding"), new[0].get("encoding")
    if shape(encodings[0]) != shape(encodings[1]):
        places = f"{old[1]}/encoding", f"{new[1]}/encoding"
        notes.note("encoding", below, *places, *encodings)


def _headers(
    notes: Notes,
    schemas: Schemas,
    old: tuple[Mapping[str, Any], str],
    new: tuple[Mapping[str, Any], str],
    spot: Spot,
) -> None:
    before = _named(notes, old, is_new=False)
    after = _named(notes, new, is_new=True)
    for name in sorted(before.keys() | after.keys()):
        below = spot.below(name, f", header {name}")
        if name not in after:
            raw, _, site = before[name]
            required = raw.get("required") is True
            link = name == "link"
            notes.note("header-gone", below, site, None, name, None, required=required, link=link)
        elif name not in before:
            notes.note("header-new", below, None, after[name][2], None, name)
        else:
            (one, place, _), (other, new_place, _) = before[name], after[name]
            needed = one.get("required") is True, other.get("required") is True
            if needed[0] != needed[1]:
                words = [("optional", "required")[each] for each in needed]
                kind = "header-now-required" if needed[1] else "header-now-optional"
                ends = f"{place}/required", f"{new_place}/required"
                notes.note(kind, below, *ends, words[0], words[1])
            _header(
                notes,
                schemas,
                Parameter(one, place, place),
                Parameter(other, new_place, new_place),
                below,
            )


def _header(notes: Notes, schemas: Schemas, old: Parameter, new: Parameter, spot: Spot) -> None:
    """What a header holds, and how it is written: as a parameter of a header, in the style `simple`."""
    exploded = [each.raw.get("explode") is True for each in (old, new)]
    if exploded[0] != exploded[1] and not schemas.is_scalar(old.schema, new.schema):
        places = f"{old.pointer}/explode", f"{new.pointer}/explode"
        notes.note("encoding", spot, *places, *exploded)
    media = [sorted(obj(each.raw.get("content"))) for each in (old, new)]
    if media[0] != media[1]:
        notes.note("encoding", spot, old.pointer, new.pointer, *media)
    writing = JSON if any(media) else COMMAS
    schemas.compare(old.schema, new.schema, attrs.evolve(spot, writing=writing))


def _named(
    notes: Notes, owner: tuple[Mapping[str, Any], str], *, is_new: bool
) -> dict[str, tuple[Mapping[str, Any], str, str]]:
    """Header by its name in small letters: the object, where it stands, where it is named."""
    document = notes.new if is_new else notes.old
    found = {}
    for name, value in obj(owner[0].get("headers")).items():
        if name.lower() not in _IGNORED:
            site = f"{owner[1]}/headers/{escape(name)}"
            found[name.lower()] = (*document.follow(value, site), site)
    return found
