"""Pairs the media types of two messages, including ranges such as `image/*`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ...document import escape
from .references import Document, obj

PlacedObject = tuple[Mapping[str, Any], str]


@attrs.frozen
class Matched:
    """Media types by their normal spelling."""

    pairs: list[tuple[str, str]]
    """The pairs to compare: equal, one covering the other, or with other parameters."""
    gone: list[str]
    come: list[str]
    parameters: list[tuple[str, str]]
    """The pairs that differ in parameters only."""
    wider: list[tuple[str, str]]
    """A type that was replaced by a range around it."""
    narrower: list[tuple[str, list[str]]]
    """A range that was replaced by types within it."""


def media_types(document: Document, owner: PlacedObject) -> dict[str, PlacedObject]:
    """The media types of a body, by their normal spelling, in the order of the document."""
    found: dict[str, PlacedObject] = {}
    for name, value in obj(owner[0].get("content")).items():
        bare, *parameters = (part.strip().lower() for part in name.split(";"))
        normalized = sorted(each.replace('"', "").replace(" ", "") for each in parameters if each)
        if bare == "application/json" or bare.endswith("+json"):
            # JSON is always UTF-8 (RFC 8259): the parameter has no meaning
            kept = [each for each in normalized if each not in ("charset=utf-8", "charset=utf8")]
        else:
            kept = normalized
        key = "; ".join([bare, *kept])
        if key in found:
            key = "; ".join([bare, *normalized])
        found[key] = document.follow(value, f"{owner[1]}/content/{escape(name)}")
    return found


def matched(old: Iterable[str], new: Iterable[str]) -> Matched:
    """Pairs the media types of two messages."""
    before, after = list(old), list(new)
    gone = [each for each in before if each not in after]
    come = [each for each in after if each not in before]
    found = Matched([(each, each) for each in before if each in after], [], [], [], [], [])
    for one in list(gone):
        other = next((each for each in come if bare(each) == bare(one)), None)
        if other is not None:
            gone.remove(one)
            come.remove(other)
            found.parameters.append((one, other))
            found.pairs.append((one, other))
    covered: set[str] = set()
    for one in gone:
        cover = next((each for each in after if covers(each, one)), None)
        if cover is not None:
            found.pairs.append((one, cover))
            covered.add(one)
            if cover in come:
                found.wider.append((one, cover))
                covered.add(cover)
    ranges: dict[str, list[str]] = {}
    for other in come:
        cover = next((each for each in before if covers(each, other)), None)
        if cover is not None and other not in covered:
            found.pairs.append((cover, other))
            covered.add(other)
            if cover in gone:
                ranges.setdefault(cover, []).append(other)
    found.narrower.extend(ranges.items())
    found.gone.extend(each for each in gone if each not in covered and each not in ranges)
    found.come.extend(each for each in come if each not in covered)
    return found


FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
"""Media types in which each property is a field, and scalars are text."""


def bare(name: str) -> str:
    """A media type without its parameters."""
    return name.split(";")[0].strip()


def covers(wide: str, name: str) -> bool:
    """Whether one is a range that the other is in."""
    if wide == name or not bare(wide).endswith("*"):
        return False
    if bare(wide) in ("*/*", "*"):
        return True
    return bare(wide).endswith("/*") and bare(name).startswith(bare(wide)[:-1])
