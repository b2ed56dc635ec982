"""Names that are the same for several elements made distinct, by the elements and not by their order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from ..errors import RenderError
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


def refuse_same(pins: Iterable[tuple[Code, str]], words: str, *, hint: str | None = None) -> None:
    """Raises `RenderError` if two elements are pinned to one name; `pins` are the name and pointer of each."""
    places: dict[str, str] = {}
    for name, pointer in pins:
        if name in places:
            problem = f"two {words} {name}: here and at {places[name]}"
            raise RenderError(problem, pointer=pointer, hint=hint)
        places[name] = pointer
