"""Compares the parameters of two operations, including those of their path items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs

from ...document import escape
from ..openapi.media_types import media_types
from ..openapi.normal_form import Placed
from ..openapi.references import Document, items, obj
from .change import ARG, ChangeRecorder, Position
from .operations import DocumentOperation
from .renames import alike, shape
from .schemas import SchemaComparer
from .serialization import differs, style_of, writing_of, written

Key = tuple[str, str, int]

_IGNORED = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI ignores as parameters."""


@attrs.frozen
class DocumentParameter:
    """A parameter: the object, its pointer, and the place where the operation lists it."""

    raw: Mapping[str, Any]
    pointer: str
    site: str
    number: int = 0
    """Numbers parameters with the same name in one list, which OpenAPI forbids."""

    @property
    def location(self) -> str:
        """`path`, `query`, `header` or `cookie`."""
        return str(self.raw.get("in"))

    @property
    def name(self) -> str:
        """Its name on the wire."""
        return str(self.raw.get("name"))

    @property
    def key(self) -> Key:
        """Equal for the same parameter on the wire."""
        name = self.name.lower() if self.location == "header" else self.name
        return self.location, name, self.number

    @property
    def required(self) -> bool:
        """Whether it is required."""
        return self.raw.get("required") is True or self.location == "path"

    @property
    def schema(self) -> Placed:
        """The schema of the value, and its pointer."""
        return schema_of(self.raw, self.pointer)

    @property
    def content(self) -> list[str]:
        """The media types of its value; empty if it has a style."""
        return sorted(media_types(Document({}), (self.raw, self.pointer)))


def schema_of(raw: Mapping[str, Any], pointer: str) -> Placed:
    """The schema of a parameter or header, also of one with `content`, and its pointer."""
    if "schema" not in raw:
        for name, media in obj(raw.get("content")).items():
            return obj(media).get("schema", {}), f"{pointer}/content/{escape(name)}/schema"
    return raw.get("schema", {}), f"{pointer}/schema"


def parameters_of(document: Document, operation: DocumentOperation) -> dict[Key, DocumentParameter]:
    """The parameters of an operation; its own override those of its path."""
    found: dict[Key, DocumentParameter] = {}
    for owner, pointer in operation.owners:
        known: Counter[Key] = Counter()
        for index, value in enumerate(items(owner.get("parameters"))):
            site = f"{pointer}/parameters/{index}"
            each = DocumentParameter(*document.follow(value, site), site)
            if each.location != "header" or each.name.lower() not in _IGNORED:
                number = known[each.key]
                known[each.key] += 1
                each = attrs.evolve(each, number=number)
                found[each.key] = each
    return found


def parameters(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: DocumentOperation,
    new: DocumentOperation,
    position: Position,
) -> list[tuple[DocumentParameter, DocumentParameter]]:
    """Records what differs; returns the corresponding pairs."""
    before, after = parameters_of(recorder.old, old), parameters_of(recorder.new, new)
    keys = {key: _successor(key, old, new) for key in before}
    pairs = [(before[key], after[other]) for key, other in keys.items() if other in after]
    gone = [each for key, each in before.items() if keys[key] not in after]
    come = [each for key, each in after.items() if key not in keys.values()]
    found = _moved(gone, come)
    taken = {id(each) for one, other, _ in found for each in (one, other)}
    rest, others = ([each for each in side if id(each) not in taken] for side in (gone, come))
    for one, other, kind in [*found, *_renamed(rest, others, old, new)]:
        gone.remove(one)
        come.remove(other)
        pairs.append((one, other))
        below = _spot(position, one)
        shown = (one.location, other.location) if kind == "arg-moved" else (one.name, other.name)
        ends = (one.pointer, other.pointer)
        sites = (one.site, other.site)
        if _is_component(one) and one.pointer == other.pointer and kind == "arg-renamed":
            sites = (f"{one.pointer}/name", f"{other.pointer}/name")
        recorder.record(kind, below, *sites, *shown, also=ends)
    for each in gone:
        recorder.record(
            "arg-gone", _spot(position, each), each.site, None, each.name, None, also=_also(each)
        )
    for each in come:
        place = _spot(position, each)
        also = _also(each)
        recorder.record(
            "arg-new", place, None, each.site, None, each.name, also=also, required=each.required
        )
    for one, other in pairs:
        if one.pointer != other.pointer or not schemas.same(one.raw, other.raw):
            _parameter(recorder, schemas, one, other, _spot(position, one))
    return pairs


def _successor(key: Key, old: DocumentOperation, new: DocumentOperation) -> Key | None:
    """The parameter at the same position of the path, unless it is renamed: the position counts, not the name."""
    a, b = ([*re.findall(r"\{([^{}]*)\}", each.path)] for each in (old, new))
    if key[0] != "path" or a == b or key[1] not in a or old.identity != new.identity:
        return key
    name = b[a.index(key[1])]
    return ("path", name, key[2]) if name == key[1] or sorted(a) == sorted(b) else None


def _also(each: DocumentParameter) -> tuple[str, ...]:
    return () if _is_component(each) else (each.pointer,)


def _is_component(each: DocumentParameter) -> bool:
    return each.pointer.startswith("/components/")


def _spot(position: Position, each: DocumentParameter) -> Position:
    return attrs.evolve(
        position,
        direction=ARG,
        subject=f"the {each.location} parameter {each.name}",
        place=(each.location, each.name),
    )


def _parameter(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: DocumentParameter,
    new: DocumentParameter,
    position: Position,
) -> None:
    if old.pointer == new.pointer and _is_component(old):
        node = (old.pointer, new.pointer, ARG)
        if not recorder.enter(position.node, node):
            return
        position = attrs.evolve(position, node=node)
    if old.required != new.required:
        words = ("required", "optional") if old.required else ("optional", "required")
        kind = "arg-now-required" if new.required else "arg-now-optional"
        recorder.record(
            kind, position, f"{old.pointer}/required", f"{new.pointer}/required", *words
        )
    if old.raw.get("deprecated") is not new.raw.get("deprecated"):
        a, b = old.raw.get("deprecated") is True, new.raw.get("deprecated") is True
        if a != b:
            places = f"{old.pointer}/deprecated", f"{new.pointer}/deprecated"
            recorder.record("deprecated" if b else "revived", position, *places, a, b)
    # the style of a moved parameter changes with its place, which is reported by its move
    if old.location == new.location:
        _written(recorder, schemas, old, new, position)
    writing = writing_of((old.raw, old.pointer), (new.raw, new.pointer), new.location)
    schemas.compare(old.schema, new.schema, attrs.evolve(position, writing=writing))


def _written(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: DocumentParameter,
    new: DocumentParameter,
    position: Position,
) -> None:
    ends = (old.raw, old.pointer), (new.raw, new.pointer)
    encoding(recorder, schemas, *ends, old.location, position)
    if old.location == "query":
        for key, kind in (("allowReserved", "reserved"), ("allowEmptyValue", "empty")):
            a, b = old.raw.get(key) is True, new.raw.get(key) is True
            if a != b:
                places = f"{old.pointer}/{key}", f"{new.pointer}/{key}"
                recorder.record(f"{kind}-{'more' if b else 'less'}", position, *places, a, b)


def encoding(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: tuple[Mapping[str, Any], str],
    new: tuple[Mapping[str, Any], str],
    location: str,
    position: Position,
) -> None:
    """Records that a value of a parameter or header is serialized in another way."""
    media = [sorted(media_types(Document({}), each)) for each in (old, new)]
    if media[0] != media[1]:
        recorder.record("encoding", position, old[1], new[1], *media)
    if any(media):
        return
    notations = (
        written(old[0], location, schemas.old(*schema_of(*old))),
        written(new[0], location, schemas.new(*schema_of(*new))),
    )
    if differs(*notations):
        styles = style_of(old[0], location), style_of(new[0], location)
        index = 0 if styles[0][0] != styles[1][0] else 1
        key = ("style", "explode")[index]
        places = f"{old[1]}/{key}", f"{new[1]}/{key}"
        also = (f"{old[1]}/explode", f"{new[1]}/explode")
        recorder.record(
            "encoding", position, *places, styles[0][index], styles[1][index], also=also
        )


def _renamed(
    gone: list[DocumentParameter],
    come: list[DocumentParameter],
    old: DocumentOperation,
    new: DocumentOperation,
) -> list[tuple[DocumentParameter, DocumentParameter, str]]:
    """Renamed pairs: path parameters by position, others by an equal schema and a similar name or the same place."""
    found: list[tuple[DocumentParameter, DocumentParameter, str]] = []
    names = [re.findall(r"\{([^{}]*)\}", each.path) for each in (old, new)]
    if len(names[0]) == len(names[1]):
        for a, b in zip(*names, strict=True):
            one = next((each for each in gone if each.key[:2] == ("path", a)), None)
            other = next((each for each in come if each.key[:2] == ("path", b)), None)
            if one is not None and other is not None and a != b:
                found.append((one, other, "path-argument-renamed"))
    taken = {each.key for one, other, _ in found for each in (one, other)}
    for one in gone:
        if one.key in taken or one.location == "path":
            continue
        others = [each for each in come if each.key not in taken and _is_like(one, each)]
        if len(others) == 1:
            found.append((one, others[0], "arg-renamed"))
            taken.add(others[0].key)
    return found


def _is_like(one: DocumentParameter, other: DocumentParameter) -> bool:
    if one.location != other.location or shape(one.raw) != shape(other.raw):
        return False
    if alike(one.name, other.name):
        return True
    # a bare type at the same place may be anything
    schema = obj(one.schema[0])
    return one.pointer == other.pointer and (_is_component(one) or len(schema) > 1)


def _moved(
    gone: list[DocumentParameter], come: list[DocumentParameter]
) -> list[tuple[DocumentParameter, DocumentParameter, str]]:
    """Parameters with the same name and another location."""
    by_name = {each.name: each for each in come}
    return [
        (each, by_name[each.name], "arg-moved")
        for each in gone
        if each.name in by_name and by_name[each.name].location != each.location
    ]
