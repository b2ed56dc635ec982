"""Compares the encodings of the parts of a form: `encoding` of multipart and URL-encoded bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...document import escape
from ..openapi.media_types import PlacedObject, covers
from ..openapi.normal_form import Normal, Normalizer
from ..openapi.references import obj
from .change import IN, ChangeRecorder, Position
from .headers import headers, headers_of
from .renames import shape
from .schemas import SchemaComparer
from .serialization import differs, written

_STYLED = ("style", "explode", "allowReserved")


def parts(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: PlacedObject,
    new: PlacedObject,
    name: str,
    position: Position,
) -> None:
    """Records parts that are written in another way; media types without parts have no encoding."""
    is_form = name.startswith("application/x-www-form-urlencoded")
    if not is_form and not name.startswith(("multipart/", "*")):
        return
    before, after = (obj(each[0].get("encoding")) for each in (old, new))
    fields = _fields(schemas.old, old), _fields(schemas.new, new)
    for part in sorted(before.keys() | after.keys()):
        a, b = obj(before.get(part)), obj(after.get(part))
        here = f"{old[1]}/encoding/{escape(part)}", f"{new[1]}/encoding/{escape(part)}"
        if shape(a) == shape(b):
            continue
        if part not in fields[0] and part not in fields[1] and all(fields):
            continue  # OpenAPI ignores it: there is no such property
        below = position.below(part, f".{part}")
        one, other = (_part(raw, side.get(part)) for raw, side in zip((a, b), fields, strict=True))
        if differs(one["styled"], other["styled"]) or one["styles"] != other["styles"]:
            recorder.record("encoding", below, *here, a or None, b or None)
        elif one["types"] != other["types"]:
            sides = one["types"], other["types"]
            allowed, sent = sides[::-1] if position.direction == IN else sides
            loses = [a for a in sent if a not in allowed and not any(covers(b, a) for b in allowed)]
            kind = "encoding" if loses else "encoding-freer"
            recorder.record(kind, below, *here, sorted(one["types"]), sorted(other["types"]))
        if name.startswith("multipart/"):  # elsewhere a part has no headers
            both = headers_of(recorder.old, (a, here[0])), headers_of(recorder.new, (b, here[1]))
            headers(recorder, schemas, *both, below)


def _fields(normalizer: Normalizer, media: PlacedObject) -> dict[str, Normal]:
    """The properties of a body."""
    normal = normalizer(media[0].get("schema", {}), f"{media[1]}/schema")
    return {
        name: normalizer(*placed)
        for each in normal.alternatives
        for name, placed in each.properties.items()
    }


def _part(raw: Mapping[str, Any], schema: Normal | None) -> dict[str, Any]:
    """How a part is written: by a style, or as one of some media types."""
    styles: dict[str, Any] = {}
    styled: dict[str, str] = {}
    if any(key in raw for key in _STYLED):
        if schema is not None:
            styled = written(raw, "query", schema)
        else:
            styles = {key: raw[key] for key in _STYLED if key in raw}
        if raw.get("allowReserved") is True:
            styles["allowReserved"] = True
        return {"styled": styled, "styles": styles, "types": frozenset()}
    listed = str(raw.get("contentType") or _usual(schema)).lower().split(",")
    types = frozenset("".join(each.split()) for each in listed)
    plain = written({}, "query", schema) if schema is not None and "contentType" not in raw else {}
    return {"styled": plain, "styles": {}, "types": types}


def _usual(schema: Normal | None) -> str:
    """The default media type of a part, by its schema."""
    kinds = set() if schema is None else {each.kind for each in schema.alternatives}
    binary = schema is not None and any(
        each.word("format") in ("binary", "byte") for each in schema.alternatives
    )
    if kinds == {"object"}:
        return "application/json"
    if kinds == {"array"}:
        return "items"
    if kinds and not binary and kinds <= {"string", "integer", "number", "boolean"}:
        return "text/plain"
    return "application/octet-stream"
