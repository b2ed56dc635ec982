"""What differs between the parameters of two operations, those of their path items included."""

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
from .change import ARG, Notes, Spot
from .operations import Operation
from .renames import alike, shape
from .schemas import Schemas
from .serialization import differs, style_of, writing_of, written

Key = tuple[str, str, int]

_IGNORED = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI says to ignore where they are described as parameters."""


@attrs.frozen
class Parameter:
    """A parameter: the object, where it stands, and where the operation names it."""

    raw: Mapping[str, Any]
    pointer: str
    site: str
    number: int = 0
    """Counts parameters of one name in one list, which OpenAPI forbids: none hides another."""

    @property
    def location(self) -> str:
        """Where it goes."""
        return str(self.raw.get("in"))

    @property
    def name(self) -> str:
        """What it is called on the wire."""
        return str(self.raw.get("name"))

    @property
    def key(self) -> Key:
        """Equal for what is the same parameter on the wire."""
        name = self.name.lower() if self.location == "header" else self.name
        return self.location, name, self.number

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.raw.get("required") is True or self.location == "path"

    @property
    def schema(self) -> Placed:
        """What may be passed, and where that stands."""
        return schema_of(self.raw, self.pointer)

    @property
    def content(self) -> list[str]:
        """The media types that its value may be written in; empty where it has a style."""
        return sorted(media_types(Document({}), (self.raw, self.pointer)))


def schema_of(raw: Mapping[str, Any], pointer: str) -> Placed:
    """The schema of a parameter or header, also of one with `content`, and where that is."""
    if "schema" not in raw:
        for name, media in obj(raw.get("content")).items():
            return obj(media).get("schema", {}), f"{pointer}/content/{escape(name)}/schema"
    return raw.get("schema", {}), f"{pointer}/schema"


def parameters_of(document: Document, operation: Operation) -> dict[Key, Parameter]:
    """The parameters of an operation; its own override those of its path."""
    found: dict[Key, Parameter] = {}
    for owner, pointer in operation.owners:
        known: Counter[Key] = Counter()
        for index, value in enumerate(items(owner.get("parameters"))):
            site = f"{pointer}/parameters/{index}"
            each = Parameter(*document.follow(value, site), site)
            if each.location != "header" or each.name.lower() not in _IGNORED:
                number = known[each.key]
                known[each.key] += 1
                each = attrs.evolve(each, number=number)
                found[each.key] = each
    return found


def parameters(
    notes: Notes, schemas: Schemas, old: Operation, new: Operation, spot: Spot
) -> list[tuple[Parameter, Parameter]]:
    """Notes what differs; gives those that stand for each other."""
    before, after = parameters_of(notes.old, old), parameters_of(notes.new, new)
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
        below = _spot(spot, one)
        shown = (one.location, other.location) if kind == "arg-moved" else (one.name, other.name)
        ends = (one.pointer, other.pointer)
        sites = (one.site, other.site)
        if _is_component(one) and one.pointer == other.pointer and kind == "arg-renamed":
            sites = (f"{one.pointer}/name", f"{other.pointer}/name")
        notes.note(kind, below, *sites, *shown, also=ends)
    for each in gone:
        notes.note(
            "arg-gone", _spot(spot, each), each.site, None, each.name, None, also=_also(each)
        )
    for each in come:
        place = _spot(spot, each)
        also = _also(each)
        notes.note(
            "arg-new", place, None, each.site, None, each.name, also=also, required=each.required
        )
    for one, other in pairs:
        if one.pointer != other.pointer or not schemas.same(one.raw, other.raw):
            _parameter(notes, schemas, one, other, _spot(spot, one))
    return pairs


def _successor(key: Key, old: Operation, new: Operation) -> Key | None:
    """The parameter that takes the place of one, if it is not renamed: in a path the place counts, not the name."""
    a, b = ([*re.findall(r"\{([^{}]*)\}", each.path)] for each in (old, new))
    if key[0] != "path" or a == b or key[1] not in a or old.identity != new.identity:
        return key
    name = b[a.index(key[1])]
    return ("path", name, key[2]) if name == key[1] or sorted(a) == sorted(b) else None


def _also(each: Parameter) -> tuple[str, ...]:
    return () if _is_component(each) else (each.pointer,)


def _is_component(each: Parameter) -> bool:
    return each.pointer.startswith("/components/")


def _spot(spot: Spot, each: Parameter) -> Spot:
    return attrs.evolve(
        spot,
        direction=ARG,
        subject=f"the {each.location} parameter {each.name}",
        place=(each.location, each.name),
    )


def _parameter(notes: Notes, schemas: Schemas, old: Parameter, new: Parameter, spot: Spot) -> None:
    if old.pointer == new.pointer and _is_component(old):
        node = (old.pointer, new.pointer, ARG)
        if not notes.enter(spot.node, node):
            return
        spot = attrs.evolve(spot, node=node)
    if old.required != new.required:
        words = ("required", "optional") if old.required else ("optional", "required")
        kind = "arg-now-required" if new.required else "arg-now-optional"
        notes.note(kind, spot, f"{old.pointer}/required", f"{new.pointer}/required", *words)
    if old.raw.get("deprecated") is not new.raw.get("deprecated"):
        a, b = old.raw.get("deprecated") is True, new.raw.get("deprecated") is True
        if a != b:
            places = f"{old.pointer}/deprecated", f"{new.pointer}/deprecated"
            notes.note("deprecated" if b else "revived", spot, *places, a, b)
    # a parameter that goes elsewhere is written as it is usual there: said by its move
    if old.location == new.location:
        _written(notes, schemas, old, new, spot)
    writing = writing_of((old.raw, old.pointer), (new.raw, new.pointer), new.location)
    schemas.compare(old.schema, new.schema, attrs.evolve(spot, writing=writing))


def _written(notes: Notes, schemas: Schemas, old: Parameter, new: Parameter, spot: Spot) -> None:
    ends = (old.raw, old.pointer), (new.raw, new.pointer)
    encoding(notes, schemas, *ends, old.location, spot)
    if old.location == "query":
        for key, kind in (("allowReserved", "reserved"), ("allowEmptyValue", "empty")):
            a, b = old.raw.get(key) is True, new.raw.get(key) is True
            if a != b:
                places = f"{old.pointer}/{key}", f"{new.pointer}/{key}"
                notes.note(f"{kind}-{'more' if b else 'less'}", spot, *places, a, b)


def encoding(
    notes: Notes,
    schemas: Schemas,
    old: tuple[Mapping[str, Any], str],
    new: tuple[Mapping[str, Any], str],
    location: str,
    spot: Spot,
) -> None:
    """Notes where the same value of a parameter or header is written in another way."""
    media = [sorted(media_types(Document({}), each)) for each in (old, new)]
    if media[0] != media[1]:
        notes.note("encoding", spot, old[1], new[1], *media)
    if any(media):
        return
    told = (
        written(old[0], location, schemas.old(*schema_of(*old))),
        written(new[0], location, schemas.new(*schema_of(*new))),
    )
    if differs(*told):
        styles = style_of(old[0], location), style_of(new[0], location)
        index = 0 if styles[0][0] != styles[1][0] else 1
        key = ("style", "explode")[index]
        places = f"{old[1]}/{key}", f"{new[1]}/{key}"
        also = (f"{old[1]}/explode", f"{new[1]}/explode")
        notes.note("encoding", spot, *places, styles[0][index], styles[1][index], also=also)


def _renamed(
    gone: list[Parameter], come: list[Parameter], old: Operation, new: Operation
) -> list[tuple[Parameter, Parameter, str]]:
    """Path parameters by their position; others that say the same under a name that is alike, or at the same place."""
    found: list[tuple[Parameter, Parameter, str]] = []
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


def _is_like(one: Parameter, other: Parameter) -> bool:
    if one.location != other.location or shape(one.raw) != shape(other.raw):
        return False
    if alike(one.name, other.name):
        return True
    # a bare type at the same place may be anything
    schema = obj(one.schema[0])
    return one.pointer == other.pointer and (_is_component(one) or len(schema) > 1)


def _moved(gone: list[Parameter], come: list[Parameter]) -> list[tuple[Parameter, Parameter, str]]:
    """Those of one name that go elsewhere now."""
    by_name = {each.name: each for each in come}
    return [
        (each, by_name[each.name], "arg-moved")
        for each in gone
        if each.name in by_name and by_name[each.name].location != each.location
    ]
