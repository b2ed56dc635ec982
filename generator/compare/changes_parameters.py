"""What differs between the parameters of two operations, those of their path items included."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from .changes import ARG, COMMAS, JSON, LIST, TEXT, XML, Notes, Spot
from .changes_operations import Operation
from .changes_schemas import Schemas
from .normal import Placed
from .references import Document, items, obj
from .similar import alike, shape

_IGNORED = frozenset({"accept", "authorization", "content-type"})
"""Headers that OpenAPI says to ignore where they are described as parameters."""
_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}


@attrs.frozen
class Parameter:
    """A parameter: the object, where it stands, and where the operation names it."""

    raw: Mapping[str, Any]
    pointer: str
    site: str

    @property
    def location(self) -> str:
        """Where it goes."""
        return str(self.raw.get("in"))

    @property
    def name(self) -> str:
        """What it is called on the wire."""
        return str(self.raw.get("name"))

    @property
    def key(self) -> tuple[str, str]:
        """Equal for what is the same parameter on the wire."""
        return self.location, self.name.lower() if self.location == "header" else self.name

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.raw.get("required") is True or self.location == "path"

    @property
    def schema(self) -> Placed:
        """What may be passed, and where that stands."""
        if "schema" in self.raw:
            return self.raw["schema"], f"{self.pointer}/schema"
        for name, media in obj(self.raw.get("content")).items():
            place = name.replace("~", "~0").replace("/", "~1")
            return obj(media).get("schema", {}), f"{self.pointer}/content/{place}/schema"
        return {}, f"{self.pointer}/schema"

    @property
    def encoding(self) -> dict[str, Any]:
        """How it is written into the request."""
        style = self.raw.get("style", _STYLES.get(self.location))
        return {
            "style": style,
            "explode": self.raw.get("explode", style == "form") is True,
            "allowReserved": self.raw.get("allowReserved") is True,
            "allowEmptyValue": self.raw.get("allowEmptyValue") is True,
            "content": sorted(obj(self.raw.get("content"))),
        }


def parameters_of(document: Document, operation: Operation) -> dict[tuple[str, str], Parameter]:
    """The parameters of an operation; its own override those of its path."""
    owners = (operation.item, operation.item_pointer), (operation.raw, operation.pointer)
    found: dict[tuple[str, str], Parameter] = {}
    for owner, pointer in owners:
        for index, value in enumerate(items(owner.get("parameters"))):
            site = f"{pointer}/parameters/{index}"
            each = Parameter(*document.follow(value, site), site)
            if each.location != "header" or each.name.lower() not in _IGNORED:
                found[each.key] = each
    return found


def parameters(
    notes: Notes, schemas: Schemas, old: Operation, new: Operation, spot: Spot
) -> list[tuple[Parameter, Parameter]]:
    """Notes what differs; gives those that stand for each other."""
    before, after = parameters_of(notes.old, old), parameters_of(notes.new, new)
    pairs = [(before[key], after[key]) for key in before if key in after]
    gone = [each for key, each in before.items() if key not in after]
    come = [each for key, each in after.items() if key not in before]
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
    is_plain = schemas.is_scalar(old.schema, new.schema)
    for key, value in old.encoding.items():
        places = f"{old.pointer}/{key}", f"{new.pointer}/{key}"
        # a parameter that goes elsewhere is written as it is usual there: said by its move
        if value == new.encoding[key] or old.location != new.location or key == "content":
            continue
        if key == "allowEmptyValue":
            kind = "empty-less" if value else "empty-more"
            notes.note(kind, spot, *places, value, new.encoding[key])
        elif not (is_plain and _is_alike_for_scalars(key, value, new.encoding[key])):
            notes.note("encoding", spot, *places, value, new.encoding[key])
    if old.encoding["content"] != new.encoding["content"]:
        media = old.encoding["content"], new.encoding["content"]
        notes.note("encoding", spot, old.pointer, new.pointer, *media)
    schemas.compare(old.schema, new.schema, attrs.evolve(spot, writing=_writing(old, new)))


def is_xml(media: str) -> bool:
    """Whether a media type is XML."""
    return re.search(r"[/+]xml\b", media) is not None


_AS_IT_IS = frozenset({"form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"})
"""Styles that write a scalar as nothing but its text."""


def _is_alike_for_scalars(key: str, old: Any, new: Any) -> bool:
    return key == "explode" or (key == "style" and {old, new} <= _AS_IT_IS)


def _writing(old: Parameter, new: Parameter) -> str:
    """How the values are written; a list that is exploded is written as its items are, one by one."""
    media = [*old.encoding["content"], *new.encoding["content"]]
    if media:
        return XML if any(map(is_xml, media)) else JSON
    encoding = new.encoding
    if encoding["style"] == "form" and encoding["explode"]:
        return LIST
    return COMMAS if encoding["style"] in ("form", "simple") else TEXT


def _renamed(
    gone: list[Parameter], come: list[Parameter], old: Operation, new: Operation
) -> list[tuple[Parameter, Parameter, str]]:
    """Path parameters by their position; others that say the same under a name that is alike, or at the same place."""
    found: list[tuple[Parameter, Parameter, str]] = []
    names = [re.findall(r"\{([^{}]*)\}", each.path) for each in (old, new)]
    if len(names[0]) == len(names[1]):
        for a, b in zip(*names, strict=True):
            one = next((each for each in gone if each.key == ("path", a)), None)
            other = next((each for each in come if each.key == ("path", b)), None)
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
    return [(each, by_name[each.name], "arg-moved") for each in gone if each.name in by_name]
