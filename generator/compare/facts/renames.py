"""Detects renames among removed and added names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from ..openapi.json_values import canonical

_SPOKEN = ("title", "description", "example", "examples", "summary", "name")
ALIKE = 0.6
"""The least ratio at which two names without a common word are alike."""
_MOST = 2500
"""How many pairs of one shape are compared: among more, the right pair is unknown."""


def renamed(gone: Mapping[str, Any], come: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of a removed and an added name that are similar and whose values differ in annotations only.

    If several candidates fit one name, none is chosen.
    """
    shapes = {name: shape(value) for name, value in gone.items()}
    by_shape: dict[str, list[str]] = defaultdict(list)
    for name, value in come.items():
        by_shape[shape(value)].append(name)
    sizes = Counter(shapes.values())
    candidates = {
        name: [other for other in by_shape.get(each, ()) if alike(name, other)]
        for name, each in shapes.items()
        if sizes[each] * len(by_shape.get(each, ())) <= _MOST
    }
    taken = Counter(other for others in candidates.values() for other in others)
    return [
        (name, others[0])
        for name, others in candidates.items()
        if len(others) == 1 and taken[others[0]] == 1
    ]


def alike(old: str, new: str) -> bool:
    """Whether one name may be the other, edited: a word is common, or most letters are."""
    common = _words(old) & _words(new)
    return bool(common) or SequenceMatcher(None, old, new).ratio() >= ALIKE


def shape(value: Any) -> str:
    """A value without annotations, as a canonical text."""
    return canonical(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _plain(each)
            for key, each in value.items()
            if key not in _SPOKEN and not key.startswith("x-")
        }
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+", name)}
