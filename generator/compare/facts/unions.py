"""Pairs the branches of two unions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from ..openapi.normal_form import Alternative
from .renames import shape

Matched = tuple[list[tuple[Alternative, Alternative]], list[Alternative], list[Alternative]]


def matched(old: Sequence[Alternative], new: Sequence[Alternative]) -> Matched:
    """The pairs, the old branches without a pair, the new branches without a pair.

    Branches are paired by component, then by content, by title, by discriminating values, and by type and shape,
    each only where it identifies one branch on both sides. A single branch of a type is paired with a single
    branch of the same type. A repeated branch counts once.
    """
    pairs: list[tuple[Alternative, Alternative]] = []
    left, right = _once(old), _once(new)
    keys = [_component, _content, _title, _values, _shape, _kind]
    if len(left) == len(right) == 1:
        keys.remove(_content)  # only one choice
    for key in keys:
        _by(key, left, right, pairs)
    if len(left) == len(right) == 1 and not pairs and {left[0].kind, right[0].kind} & _WIDE:
        pairs.append((left.pop(), right.pop()))
    return pairs, left, right


_WIDE = frozenset({"any", "number"})
"""Types that contain another one; single remaining branches of these are compared."""


def _once(alternatives: Sequence[Alternative]) -> list[Alternative]:
    if len(alternatives) < 2:
        return list(alternatives)
    found = {(each.component, each.kind, _content(each)): each for each in reversed(alternatives)}
    return list(reversed(found.values()))


def _by(
    key: Callable[[Alternative], Hashable],
    left: list[Alternative],
    right: list[Alternative],
    pairs: list[tuple[Alternative, Alternative]],
) -> None:
    keys = [key(each) for each in right]
    for one in list(left):
        wanted = key(one)
        if wanted is None or keys.count(wanted) != 1:
            continue
        if sum(key(each) == wanted for each in left) != 1:
            continue
        index = keys.index(wanted)
        other = right[index]
        if other.kind == one.kind:
            pairs.append((one, other))
            left.remove(one)
            del right[index], keys[index]


def _component(each: Alternative) -> Hashable:
    return each.component


def _content(each: Alternative) -> Hashable:
    """Its content without annotations."""
    words = {
        word: value for word, (value, _) in each.words.items() if not isinstance(value, frozenset)
    }
    values = each.word("enum")
    properties = {name: value for name, (value, _) in each.properties.items()}
    return each.kind, shape([words, properties]), each.required, values


def _title(each: Alternative) -> Hashable:
    title = each.word("title")
    return title if isinstance(title, str) else None


def _values(each: Alternative) -> Hashable:
    """The constants of its properties, or its own."""
    if each.kind != "object":
        enum: Hashable = each.word("enum")
        return enum
    constants = [
        (name, str(value.get("const", value.get("enum"))))
        for name, (value, _) in each.properties.items()
        if isinstance(value, dict)
        and (
            "const" in value
            or len(value["enum"] if isinstance(value.get("enum"), list) else ()) == 1
        )
    ]
    return tuple(sorted(constants)) or None


def _shape(each: Alternative) -> Hashable:
    return (each.kind, frozenset(each.properties), str(each.word("format")))


def _kind(each: Alternative) -> Hashable:
    return each.kind
