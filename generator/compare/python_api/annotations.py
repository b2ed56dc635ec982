"""Compares annotations of the generated package."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

_NOTHING = frozenset({"None", "UnsetType"})


@attrs.frozen
class AnnotationDifference:
    """The difference of two annotations."""

    null: bool | None
    """True if None is new, False if it is gone, None if nothing changed about it."""
    rest: str
    """For the rest of the types: `same`, `narrower`, `wider` or `other`."""


def compare(old: str, new: str) -> AnnotationDifference:
    """The difference of `new` to `old`."""
    one, other = members(old), members(new)
    null = None if ("None" in one) == ("None" in other) else "None" in other
    if "Any" in one | other:
        null = None
    return AnnotationDifference(null, _rest(one - _NOTHING, other - _NOTHING))


def nested_null(old: str, new: str) -> set[str]:
    """`{"null"}` if None is new or gone inside a list or a mapping, which `compare` counts as another type."""
    counts = [len(re.findall(r"\bNone\b", each)) for each in (old, new)]
    return {"null"} if counts[0] != counts[1] else set()


def _rest(old: frozenset[str], new: frozenset[str]) -> str:
    if old == new:
        return "same"
    if "Any" in new:
        return "wider"
    if "Any" in old or (new and new < old):
        return "narrower"
    if old < new:
        return "wider"
    if {*old, *new} == {"int", "float"}:  # a float accepts an int
        return "narrower" if new == {"int"} else "wider"
    if len(old) == len(new) == 1:
        return _inside(next(iter(old)), next(iter(new)))
    return "other"


def _inside(old: str, new: str) -> str:
    """The difference of the parts of two lists, mappings or sets of values."""
    for shape in (r"list\[(.*)\]", r"dict\[str, (.*)\]"):
        one, other = re.fullmatch(shape, old), re.fullmatch(shape, new)
        if one and other:
            verdict = compare(one[1], other[1])
            if verdict.null is None:
                return verdict.rest
            if verdict.rest == "same":
                return "wider" if verdict.null else "narrower"
            return "other"
    values = [re.fullmatch(r"Literal\[(.*)\]", each) for each in (old, new)]
    if values[0] and values[1]:
        one_set, other_set = (frozenset(each[1].split(", ")) for each in values if each)
        return "narrower" if other_set < one_set else "wider" if one_set < other_set else "other"
    scalars = {"'": "str"}
    for match, scalar, verdict_ in ((values[1], old, "narrower"), (values[0], new, "wider")):
        if match and scalar == scalars.get(match[1][:1].replace('"', "'"), "int"):
            return verdict_
    return "other"


def members(annotation: str) -> frozenset[str]:
    """The members of a union, at its top."""
    found, depth, start = set(), 0, 0
    for index, letter in enumerate(annotation):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if depth == 0 and annotation.startswith(" | ", index):
            found.add(annotation[start:index])
            start = index + 3
    found.add(annotation[start:])
    return frozenset(found)


def renamed(annotation: str, names: Mapping[str, str]) -> str:
    """An annotation with classes under their new names."""
    return re.sub(r"\b[A-Z]\w*", lambda match: names.get(match[0], match[0]), annotation)
