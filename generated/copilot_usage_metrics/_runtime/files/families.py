"""Detects the row type of a file from its keys: names and suffixes of files are ignored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

import attrs
import msgspec

from ..decoding.decode import UNREADABLE
from ..decoding.row import Row
from ..decoding.row_fields import fields_of
from ..decoding.splitting import JsonValue, Lines, Splitter

MOST_OBJECTS: Final = 20
"""The number of objects that are inspected before detection fails."""

_DAYS: Final = "day_totals"


@attrs.frozen
class FileFamily:
    """A kind of file: the type of its objects and of the yielded rows."""

    name: str
    holds: type[Row]
    """The type of the file's objects."""
    yields: type[Row]
    """The type of the yielded rows: for a file of many days, the days."""
    window: type[Row] | None
    """The type of the enclosing objects, if there are any."""


def tell(pieces: Iterable[bytes], families: Mapping[str, FileFamily]) -> FileFamily | None:
    """The family of a file, by its first objects; None if they match several or none."""
    for found in islice(_objects(pieces), MOST_OBJECTS):
        name = _name_for(found, families)
        if name is not None:
            return families[name]
    return None


def common(families: Iterable[FileFamily]) -> FileFamily | None:
    """The family that can read files of all of these families; None if there is none.

    A 28-day file of users has all fields of a 1-day file, and more.
    """
    widest: FileFamily | None = None
    for each in families:
        if widest is None or issubclass(each.yields, widest.yields):
            widest = each
        elif not issubclass(widest.yields, each.yields):
            return None
    return widest


def _name_for(found: Mapping[str, Any], families: Mapping[str, FileFamily]) -> str | None:
    inner = _first_day(found.get(_DAYS))
    name = None if inner is None else _best(inner.keys(), families)
    if name is None:
        return _best(found.keys(), families)
    around = (each.name for each in families.values() if each.holds is families[name].window)
    return next(around, name)


def _best(keys: Iterable[str], families: Mapping[str, FileFamily]) -> str | None:
    """The family with most of these keys, if it has enough of them."""
    known = {name: len(fields_of(each.holds).keys() & set(keys)) for name, each in families.items()}
    most = max(known.values())
    best = [families[name] for name, count in known.items() if count == most]
    # a subtype has the keys of its base: the base is used unless a key of the subtype occurs
    first = next(
        (each for each in best if all(issubclass(other.holds, each.holds) for other in best)), None
    )
    if first is None or not (2 * most >= len(set(keys)) or _is_identified(first.holds, set(keys))):
        return None
    return first.name


def _is_identified(row_type: type[Row], keys: set[str]) -> bool:
    identity = set(row_type.__row_key__) - {"entity", "day"}
    return bool(identity) and identity <= keys


def _objects(pieces: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    splitter = Splitter()
    for piece in pieces:
        yield from _inside(splitter.feed(piece))
    yield from _inside(splitter.finish())


def _inside(found: Iterable[Lines | JsonValue]) -> Iterator[dict[str, Any]]:
    for each in found:
        texts = [each.text] if isinstance(each, JsonValue) else each.block.split(b"\n")
        for text in texts:
            yield from _as_object(text)


def _as_object(text: bytes) -> Iterator[dict[str, Any]]:
    try:
        yield msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except UNREADABLE:
        return


def _first_day(days: Any) -> dict[str, Any] | None:
    if days is None:
        return None
    try:
        return next(iter(msgspec.json.decode(days, type=list[dict[str, msgspec.Raw]])), None)
    except UNREADABLE:
        return None
