"""Compares the request bodies and the responses of two operations.

The direction of a body is that of its sender: the request of a webhook is sent by the server, so it is judged like
a response, and its response like a request.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import attrs

from ...document import escape
from ..openapi.json_values import canonical
from ..openapi.media_types import FORMS, PlacedObject, bare, matched, media_types
from ..openapi.references import obj
from .change import IN, JSON, OUT, TEXT, XML, ChangeRecorder, Position
from .form_encoding import parts
from .headers import headers, headers_of
from .operations import DocumentOperation
from .renames import shape
from .schemas import SchemaComparer
from .serialization import is_xml


def bodies(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: DocumentOperation,
    new: DocumentOperation,
    position: Position,
) -> None:
    """Records what differs between the requests' bodies."""
    site = f"{old.pointer}/requestBody", f"{new.pointer}/requestBody"
    subject = f"the body of {old.label}" if old.hook else "the body"
    direction = OUT if old.hook else IN
    position = attrs.evolve(position, direction=direction, subject=subject, place=("body",))
    has = "requestBody" in old.raw, "requestBody" in new.raw
    if not any(has):
        return
    before, place = recorder.old.follow(old.raw.get("requestBody"), site[0])
    after, new_place = recorder.new.follow(new.raw.get("requestBody"), site[1])
    required = before.get("required") is True, after.get("required") is True
    if has == (False, True):
        recorder.record("body-new", position, None, site[1], None, "body", required=required[1])
    elif has == (True, False):
        recorder.record("body-gone", position, site[0], None, "body", None)
    else:
        if required[0] != required[1]:
            words = [("optional", "required")[each] for each in required]
            kind = "body-now-required" if required[1] else "body-now-optional"
            places = f"{place}/required", f"{new_place}/required"
            recorder.record(kind, position, *places, words[0], words[1])
        ends = (before, place), (after, new_place)
        content(recorder, schemas, *ends, position, kinds="hook-media" if old.hook else "media")


def answers(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: DocumentOperation,
    new: DocumentOperation,
    position: Position,
) -> None:
    """Records what differs between the responses."""
    a, b = _statuses(old), _statuses(new)
    whole = f" of {old.label}" if old.hook else ""
    position = attrs.evolve(position, direction=IN if old.hook else OUT, subject=whole)
    gone, come = [each for each in a if each not in b], [each for each in b if each not in a]

    def compare(one: str, other: str) -> None:
        _answer(recorder, schemas, a[one], b[other], _spot(position, one))

    for one in list(gone):
        cover = _cover(one, b, position.direction)
        if cover:
            gone.remove(one)
            compare(one, cover)
            if cover in come:
                ends = a[one][1], b[cover][1]
                details = {"status": _class(one)}
                recorder.record("status-wider", _spot(position, one), *ends, one, cover, **details)
    widened = {_cover(each, b, position.direction) for each in a if each not in b}
    come = [each for each in come if each not in widened]
    narrowed: dict[str, list[str]] = {}
    for other in [each for each in come if _range(each) in a]:
        come.remove(other)
        compare(_range(other), other)
        if _range(other) in gone:
            narrowed.setdefault(_range(other), []).append(other)
    for one, others in narrowed.items():
        gone.remove(one)
        ends = a[one][1], b[others[0]][1]
        details = {"status": _class(one)}
        also = [b[each][1] for each in others]
        recorder.record(
            "status-narrower", _spot(position, one), *ends, one, others, also=also, **details
        )
    for one, other in _same_body(recorder, a, b, gone, come):
        gone.remove(one)
        come.remove(other)
        recorder.record("status-changed", _spot(position, one), a[one][1], b[other][1], one, other)
        compare(one, other)
    for status in gone:
        below = _spot(position, status)
        recorder.record(
            "status-gone", below, a[status][1], None, status, None, status=_class(status)
        )
        if _class(status) == "error" and "default" in b:
            compare(status, "default")
    for status in come:
        below = _spot(position, status)
        recorder.record(
            "status-new", below, None, b[status][1], None, status, status=_class(status)
        )
        if _class(status) == "error" and "default" in a:
            compare("default", status)
    for status in a:
        if status in b:
            compare(status, status)


_RANGES = frozenset({"1XX", "2XX", "3XX", "4XX", "5XX"})


def _range(status: str) -> str:
    """The range that a code is in: `2XX` of 204."""
    return f"{status[:1]}XX" if len(status) == 3 and status not in _RANGES else ""


def _cover(status: str, others: Collection[str], direction: str) -> str:
    """The key that describes a status now: its range, or `default` for the responses of a receiver.

    `default` describes errors, so it does not replace the success that a caller expects.
    """
    if _range(status) in others:
        return _range(status)
    return "default" if direction == IN and status != "default" and "default" in others else ""


def _statuses(operation: DocumentOperation) -> dict[str, tuple[Any, str]]:
    responses = obj(operation.raw.get("responses"))
    return {
        each.upper() if each != "default" else each: (
            responses[each],
            f"{operation.pointer}/responses/{escape(each)}",
        )
        for each in responses
        if not each.startswith("x-")
    }


def _class(status: str) -> str:
    """`success`, `error` or `default`."""
    return "default" if status == "default" else "success" if status[:1] in "123" else "error"


def _spot(position: Position, status: str) -> Position:
    subject = f"the answer {status}{position.subject}"
    return attrs.evolve(position, subject=subject, place=("responses", status))


def _same_body(
    recorder: ChangeRecorder,
    old: Mapping[str, tuple[Any, str]],
    new: Mapping[str, tuple[Any, str]],
    gone: list[str],
    come: list[str],
) -> Iterable[tuple[str, str]]:
    """Success responses that changed only their status."""
    lost = [each for each in gone if _class(each) == "success"]
    found = [each for each in come if _class(each) == "success"]
    if len(lost) != 1 or len(found) != 1:
        return []
    before, after = recorder.old.follow(*old[lost[0]])[0], recorder.new.follow(*new[found[0]])[0]
    same = shape(before.get("content")) == shape(after.get("content"))
    return [(lost[0], found[0])] if same else []


def _answer(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: tuple[Any, str],
    new: tuple[Any, str],
    position: Position,
) -> None:
    before, after = recorder.old.follow(*old), recorder.new.follow(*new)
    if before[1] == after[1]:
        if schemas.same(before[0], after[0]):
            return
        if before[1].startswith("/components/"):
            node = (before[1], after[1], position.direction)
            if not recorder.enter(position.node, node):
                return
            position = attrs.evolve(position, node=node)
    headers(
        recorder,
        schemas,
        headers_of(recorder.old, before),
        headers_of(recorder.new, after),
        position,
    )
    _links(recorder, before, after, position)
    had, has = bool(obj(before[0].get("content"))), bool(obj(after[0].get("content")))
    places = f"{before[1]}/content", f"{after[1]}/content"
    if had and not has:
        recorder.record("answer-body-gone", position, places[0], after[1], "body", None)
    elif has and not had:
        recorder.record("answer-body-new", position, before[1], places[1], None, "body")
    else:
        content(recorder, schemas, before, after, position)


def content(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: PlacedObject,
    new: PlacedObject,
    position: Position,
    kinds: str = "media",
) -> None:
    """Records what differs between bodies, by their media types.

    The receiver of a webhook cannot request a media type: for webhooks, `kinds` is `hook-media`.
    """
    before, after = media_types(recorder.old, old), media_types(recorder.new, new)
    found = matched(before, after)
    for one, other in found.parameters:
        recorder.record("media-parameter", position, before[one][1], after[other][1], one, other)
    for one, other in found.wider:
        recorder.record("media-wider", position, before[one][1], after[other][1], one, other)
    for one, others in found.narrower:
        ends = before[one][1], after[others[0]][1]
        also = [after[each][1] for each in others]
        recorder.record("media-narrower", position, *ends, one, others, also=also)
    for name in found.gone:
        recorder.record(
            f"{kinds}-gone", position.below(name, ""), before[name][1], None, name, None
        )
    for name in found.come:
        first = list(after).index(name) == 0
        below = position.below(name, "")
        recorder.record(f"{kinds}-new", below, None, after[name][1], None, name, first=first)
    for one, other in found.pairs:
        _body(recorder, schemas, before[one], after[other], one, position)


def _body(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: PlacedObject,
    new: PlacedObject,
    name: str,
    position: Position,
) -> None:
    writing = XML if is_xml(name) else JSON
    if bare(name) in FORMS and not ("encoding" in old[0] or "encoding" in new[0]):
        ends = [(each[0].get("schema", {}), f"{each[1]}/schema") for each in (old, new)]
        writing = TEXT if schemas.is_flat(ends[0], ends[1]) else JSON
    below = attrs.evolve(position.below(name, ""), writing=writing)
    for key, step in (("schema", ""), ("itemSchema", "[]")):
        if key in old[0] or key in new[0]:
            ends = [(each[0].get(key, {}), f"{each[1]}/{key}") for each in (old, new)]
            schemas.compare(ends[0], ends[1], below.below(step, step) if step else below)
    parts(recorder, schemas, old, new, name, below)


def _links(
    recorder: ChangeRecorder, old: PlacedObject, new: PlacedObject, position: Position
) -> None:
    before, after = (
        {
            name: document.follow(value, f"{owner[1]}/links/{escape(name)}")
            for name, value in obj(owner[0].get("links")).items()
        }
        for document, owner in ((recorder.old, old), (recorder.new, new))
    )
    for name in sorted(before.keys() | after.keys()):
        below = position.below(name, f", link {name}")
        if name not in after:
            recorder.record("link-gone", below, before[name][1], None, name, None)
        elif name not in before:
            recorder.record("link-new", below, None, after[name][1], None, name)
        elif _link(before[name][0]) != _link(after[name][0]):
            recorder.record("link-changed", below, before[name][1], after[name][1], name, name)


def _link(raw: Mapping[str, Any]) -> str:
    """A link without its annotations."""
    return canonical(
        {k: v for k, v in raw.items() if k not in ("description", "summary") and k[:2] != "x-"}
    )
