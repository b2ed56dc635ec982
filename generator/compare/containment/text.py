"""Values that are written as text, as parameters and headers are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction

from .atoms import Atom
from .evaluate import views

INTEGER = r"^-?[0-9]+$"
NUMBER = r"^-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"


def as_texts(atom: Atom) -> Iterator[Atom]:
    """The other values that the texts of a scalar's values may be read as."""
    if atom.kind in ("null", "array", "object"):
        return
    if atom.values is None:
        if atom.kind == "number":
            whole = atom.multiple is not None and atom.multiple.denominator == 1
            yield Atom(kind="string", least=1, patterns=frozenset({INTEGER if whole else NUMBER}))
        return
    read = [views(each, as_list=False)[1:] for each in atom.values]
    others = [each[0] for each in read if each]
    if len(others) == len(atom.values):
        kinds = {_kind(each) for each in others}
        if len(kinds) == 1:
            yield Atom(kind=kinds.pop(), values=tuple(others))


def _kind(value: object) -> str:
    if isinstance(value, str):
        return "string"
    return "boolean" if isinstance(value, bool) else "number"


def written(value: Fraction | bool) -> str:
    """A scalar as text."""
    return json.dumps(value) if isinstance(value, bool) else str(value)
