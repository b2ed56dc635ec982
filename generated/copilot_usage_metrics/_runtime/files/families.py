"""What a file's rows are, told by their keys: names and suffixes of files say nothing."""

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
"""How many objects are looked at before a file is given up."""

_DAYS: Final = "day_totals"


@attrs.frozen
class FileFamily:
    """What a kind of file holds, and what is handed on of it."""

    name: str
    holds: type[Row]
    """What an object of the file is."""
    yields: type[Row]
    """The type of the rows that are handed on: the days of a file of many days."""
    window: type[Row] | None
    """What is around them, where something can be."""


def tell(pieces: Iterable[bytes], families: Mapping[str, FileFamily]) -> FileFamily | None:
    """The family of a file, by its first objects; None where they could be several or none."""
    for found in islice(_objects(pieces), MOST_OBJECTS):
        name = _name_for(found, families)
        if name is not None:
            return families[name]
    return None


def common(told: Iterable[FileFamily]) -> FileFamily | None:
    """The family that can read files of all of these; None where there is none.

    A 28-day file of users has all that a 1-day file has, and more.
    """
    widest: FileFamily | None = None
    for each in told:
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
    """The family that knows the most of these keys, if it knows enough of them to be meant."""
    known = {name: len(fields_of(each.holds).keys() & set(keys)) for name, each in families.items()}
    most = max(known.values())
    best = [families[name] for name, count in known.items() if count == most]
    # a kind of row knows what its base knows: the base is meant where nothing speaks for more
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
