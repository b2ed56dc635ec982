"""Compares headers, of responses and of the parts of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ...document import escape
from ..openapi.media_types import PlacedObject
from ..openapi.references import Document, obj
from .change import ChangeRecorder, Position
from .parameters import encoding, schema_of
from .schemas import SchemaComparer
from .serialization import writing_of

_IGNORED = frozenset({"content-type"})
Header = tuple[Mapping[str, Any], str, str]
"""A header's object, where it is, and where it is named."""


def headers(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    before: Mapping[Any, Header],
    after: Mapping[Any, Header],
    position: Position,
    location: str = "header",
) -> None:
    """Records what differs between headers, or other parameters in the direction of a response."""
    for name in sorted(before.keys() | after.keys()):
        below = position.below(name, f", {location} {name}")
        if name not in after:
            raw, _, site = before[name]
            required = raw.get("required") is True
            link = name == "link"
            recorder.record(
                "header-gone", below, site, None, name, None, required=required, link=link
            )
        elif name not in before:
            raw, _, site = after[name]
            required = raw.get("required") is True
            recorder.record("header-new", below, None, site, None, name, required=required)
        else:
            (one, place, _), (other, new_place, _) = before[name], after[name]
            needed = one.get("required") is True, other.get("required") is True
            if needed[0] != needed[1]:
                words = [("optional", "required")[each] for each in needed]
                kind = "header-now-required" if needed[1] else "header-now-optional"
                ends = f"{place}/required", f"{new_place}/required"
                recorder.record(kind, below, *ends, words[0], words[1])
            flags = one.get("deprecated") is True, other.get("deprecated") is True
            if flags[0] != flags[1]:
                ends = f"{place}/deprecated", f"{new_place}/deprecated"
                recorder.record("deprecated" if flags[1] else "revived", below, *ends, *flags)
            encoding(recorder, schemas, (one, place), (other, new_place), location, below)
            writing = writing_of((one, place), (other, new_place), location)
            here = attrs.evolve(below, writing=writing)
            schemas.compare(schema_of(one, place), schema_of(other, new_place), here)


def headers_of(document: Document, owner: PlacedObject) -> dict[str, Header]:
    """The headers of an object, by their names in small letters."""
    found = {}
    for name, value in obj(owner[0].get("headers")).items():
        if name.lower() not in _IGNORED:
            site = f"{owner[1]}/headers/{escape(name)}"
            found[name.lower()] = (*document.follow(value, site), site)
    return found
