"""What differs between the limits of two schemas: bounds, lengths, patterns, and words that are only compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .changes import Notes, Spot
from .normal import Alternative
from .values import canonical, equal

_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_OTHER = ("pattern", "multipleOf", "uniqueItems")
_HANDLED = frozenset(
    {*_LEAST, *_MOST, *_OTHER, "format", "enum", "items", "additionalProperties", "const", "title"}
)
_NOTHING: Mapping[str, Any] = {
    "minLength": 0,
    "minItems": 0,
    "minProperties": 0,
    "uniqueItems": False,
}
"""What a limit is that limits nothing."""


def limits(notes: Notes, old: Alternative, new: Alternative, spot: Spot) -> None:
    """Notes each limit that was set, lifted, tightened or loosened."""
    if old.kind != new.kind:
        return
    before, after = _limits(old), _limits(new)
    for word in sorted(before.keys() | after.keys()):
        a, b = before.get(word), after.get(word)
        if equal(a, b):
            continue
        places = old.place(_written(word, old)), new.place(_written(word, new))
        notes.note(_kind(word, a, b), spot, *places, a, b, word=word)
    opaque = _opaque(old), _opaque(new)
    for word in sorted(opaque[0].keys() | opaque[1].keys()):
        a, b = opaque[0].get(word), opaque[1].get(word)
        if canonical(a) != canonical(b):
            notes.note("constraint", spot, old.place(word), new.place(word), a, b, word=word)


def _kind(word: str, old: Any, new: Any) -> str:
    if old is None:
        return "limit-new"
    if new is None:
        return "limit-looser"
    if word == "multipleOf" and _divides(old, new):
        return "limit-tighter"
    if word == "multipleOf" and _divides(new, old):
        return "limit-looser"
    if (
        word in (*_LEAST, *_MOST)
        and isinstance(old, (int, float))
        and isinstance(new, (int, float))
    ):
        return "limit-tighter" if (new > old) == (word in _LEAST) else "limit-looser"
    return "limit-tighter"  # another pattern refuses something that the old one let through


def _divides(one: Any, other: Any) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one != 0 and other % one == 0


def _limits(each: Alternative) -> dict[str, Any]:
    """The limits that limit, `exclusiveMinimum: true` of 3.0 as 3.1 writes it."""
    found = {word: each.word(word) for word in (*_LEAST, *_MOST, *_OTHER) if word in each.words}
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if found.get(exclusive) is True:
            found[exclusive] = found.pop(bound, None)
        elif found.get(exclusive) is False:
            del found[exclusive]
    return {word: value for word, value in found.items() if value != _NOTHING.get(word)}


def _written(word: str, each: Alternative) -> str:
    """The keyword under which a limit stands in the text."""
    plain = word.replace("exclusiveM", "m")
    return plain if word not in each.words and plain in each.words else word


def _opaque(each: Alternative) -> dict[str, Any]:
    return {
        word: value
        for word, (value, _) in each.words.items()
        if word not in _HANDLED and not word.startswith("x-")
    }
