"""Names that are the same for several elements made distinct, by the elements and not by their order."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from .model import Code

K = TypeVar("K", bound=Hashable)


def distinct(
    names: Mapping[K, Code], originals: Mapping[K, str], pinned: frozenset[K] = frozenset()
) -> dict[K, Code]:
    """The names, each once: the second and later elements of a name get the suffix `_2`, `_3`, ….

    Pinned names do not change. Of the other elements, the one whose original name is the name itself keeps it, else one
    that only got an underscore, else the first by its original name.
    """
    taken = {str(names[key]) for key in pinned}
    found = {key: names[key] for key in pinned}
    rest = [key for key in names if key not in pinned]
    wanted = {str(names[key]) for key in rest}

    def rank(key: K) -> tuple[bool, bool, str]:
        name, original = str(names[key]), originals[key]
        return name != original, name != f"{original}_", original

    for key in sorted(rest, key=rank):
        name, number = str(names[key]), 1
        # a suffix must not make it the name that another element has anyway
        while name in taken or (number > 1 and name in wanted):
            number += 1
            name = f"{names[key]}_{number}"
        taken.add(name)
        found[key] = Code(name)
    return {key: found[key] for key in names}
