"""Compares the limits of two schemas: bounds, lengths, patterns, and keywords that are only compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..containment.numbers import exact
from ..openapi.json_values import canonical, equal
from ..openapi.normal_form import Alternative
from .change import ChangeRecorder, Position

_LEAST = ("minimum", "minLength", "minItems", "minProperties")
_MOST = ("maximum", "maxLength", "maxItems", "maxProperties")
_OTHER = ("pattern", "multipleOf", "uniqueItems")
_EXCLUSIVE = {"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}
_HANDLED = frozenset(
    {*_LEAST, *_MOST, *_OTHER, *_EXCLUSIVE.values()}
    | {"format", "enum", "items", "additionalProperties", "const", "title"}
)
_CONTENTS = ("contentMediaType", "contentEncoding")
"""Keywords for the encoding of a text: with another one the text is parsed differently."""
_NOTHING: Mapping[str, Any] = {
    "minLength": 0,
    "minItems": 0,
    "minProperties": 0,
    "uniqueItems": False,
}
"""The values with which a limit has no effect."""


@attrs.frozen
class Limit:
    """A limit as it is compared, and where it is written."""

    value: Any
    pointer: str
    is_exclusive: bool = False

    @property
    def shown(self) -> Any:
        """As a message names it."""
        return f"{self.value} (excluded)" if self.is_exclusive else self.value


def limits(
    recorder: ChangeRecorder, old: Alternative, new: Alternative, position: Position
) -> None:
    """Records each limit that was set, lifted, tightened or loosened."""
    if old.kind != new.kind:
        return
    before, after = _limits(old), _limits(new)
    for word in sorted(before.keys() | after.keys()):
        a, b = before.get(word), after.get(word)
        kind = _kind(word, a, b)
        if kind is None:
            continue
        places = (
            each.pointer if limit is None else limit.pointer for each, limit in ((old, a), (new, b))
        )
        values = (None if limit is None else limit.shown for limit in (a, b))
        flag = _EXCLUSIVE.get(word)
        also = [each.place(flag) for each in (old, new) if flag in each.words] if flag else []
        recorder.record(kind, position, *places, *values, also=also, word=word)
    opaque = _opaque(old), _opaque(new)
    for word in sorted(opaque[0].keys() | opaque[1].keys()):
        if word == "patternProperties" and old.kind == "object":
            continue  # properties like others; see `schemas.py`
        a, b = opaque[0].get(word), opaque[1].get(word)
        if canonical(a) != canonical(b):
            if word in _CONTENTS:
                is_both = a is not None and b is not None
                one_sided = "format-narrower" if a is None else "format-wider"
                kind = "encoding" if is_both else one_sided
                recorder.record(kind, position, old.place(word), new.place(word), a, b)
                continue
            recorder.record(
                "constraint", position, old.place(word), new.place(word), a, b, word=word
            )


def _kind(word: str, old: Limit | None, new: Limit | None) -> str | None:
    """The kind of the change of a limit; None if it is the same."""
    if old is None:
        return None if new is None else "limit-new"
    if new is None:
        return "limit-looser"
    if equal(old.value, new.value) and old.is_exclusive == new.is_exclusive:
        return None
    one, other = exact(old.value), exact(new.value)
    if word == "multipleOf" and one and other:
        if (other / one).denominator == 1:
            return "limit-tighter"
        return "limit-looser" if (one / other).denominator == 1 else "limit-other"
    if one is None or other is None:
        return "limit-other"
    if one == other:
        if old.is_exclusive == new.is_exclusive:
            return None
        return "limit-tighter" if new.is_exclusive else "limit-looser"
    return "limit-tighter" if (other > one) == (word in _LEAST) else "limit-looser"


def _limits(each: Alternative) -> dict[str, Limit]:
    """The limits with an effect; of an inclusive and an exclusive bound the tighter one."""
    found = {
        word: Limit(each.word(word), each.place(word))
        for word in (*_LEAST, *_MOST, *_OTHER)
        if word in each.words and each.word(word) != _NOTHING.get(word)
    }
    for bound, word in _EXCLUSIVE.items():
        value = each.word(word)
        known = found.get(bound)
        if value is True and known is not None:
            found[bound] = attrs.evolve(known, is_exclusive=True)
        excluded = exact(value)
        if excluded is None:
            continue
        other = None if known is None else exact(known.value)
        is_low = bound in _LEAST
        if other is None or (excluded >= other if is_low else excluded <= other):
            found[bound] = Limit(value, each.place(word), is_exclusive=True)
    return found


def _opaque(each: Alternative) -> dict[str, Any]:
    return {
        word: value
        for word, (value, _) in each.words.items()
        if word not in _HANDLED and not word.startswith("x-")
    }
