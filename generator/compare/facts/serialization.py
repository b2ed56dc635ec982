"""Serialization of values: in a path, a query, a header or a part of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..openapi.media_types import PlacedObject, media_types
from ..openapi.normal_form import Normal
from ..openapi.references import Document
from .change import COMMAS, JSON, LIST, TEXT, XML

STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
_PRIMITIVE = frozenset({"string", "integer", "number", "boolean"})
_ALL = ("primitive", "array", "object")


def style_of(raw: Mapping[str, Any], location: str) -> tuple[str, bool]:
    """Style and `explode` of a parameter, a header or an encoding, the defaults filled in."""
    style = str(raw.get("style", STYLES.get(location)))
    return style, raw.get("explode", style in ("form", "cookie")) is True


def written(raw: Mapping[str, Any], location: str, schema: Normal) -> dict[str, str]:
    """The notation of each kind of value that a schema accepts: `primitive`, `array`, `object`."""
    style, explode = style_of(raw, location)
    return {kind: _written(style, explode, kind) for kind in _kinds(schema)}


def is_xml(media: str) -> bool:
    """Whether a media type is XML."""
    return re.search(r"[/+]xml\b", media) is not None


def writing_of(old: PlacedObject, new: PlacedObject, location: str) -> str:
    """How the values of a parameter or header are written; an exploded list is written item by item."""
    media = [name for each in (old, new) for name in media_types(Document({}), each)]
    if media:
        return XML if any(map(is_xml, media)) else JSON
    style, explode = style_of(new[0], location)
    if style == "form" and explode:
        return LIST
    return COMMAS if style in ("form", "simple") else TEXT


def differs(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether some kind of value that both accept is written in another way."""
    return any(old[kind] != new[kind] for kind in old.keys() & new.keys())


def _written(style: str, explode: bool, kind: str) -> str:
    if kind == "primitive":  # ?n=v in every style; labels and matrices have a prefix
        return style if style in ("label", "matrix", "simple") else "form"
    if style == "simple" and kind == "array":
        return style
    if style == "deepObject":
        return style
    return f"{style}, explode" if explode else style


def _kinds(schema: Normal) -> Iterable[str]:
    kinds = {each.kind for each in schema.alternatives}
    if "any" in kinds:
        return _ALL
    found = {kind for kind in ("array", "object") if kind in kinds}
    return found | ({"primitive"} if kinds & _PRIMITIVE else set())
