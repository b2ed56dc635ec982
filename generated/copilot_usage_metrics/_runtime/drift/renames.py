"""Possible renames: a missing and a new key in the same objects, with values of the same shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, Final

import attrs

from .finding import DriftFinding, GoneKey
from .value_shapes import ValueShape

_LEAST_SHARE: Final = 0.8
"""The share of the objects without the old key that must have the new one."""
_LEAST_ALIKE: Final = 0.5
"""The required similarity of two names if there are other candidates and no file has the old values."""
_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "integer": frozenset({"number"}),
    "integer or string of digits": frozenset({"number", "string"}),
    "string": frozenset({"string"}),
    "string or integer": frozenset({"number", "string"}),
    "boolean": frozenset({"boolean"}),
    "number": frozenset({"number"}),
    "string YYYY-MM-DD": frozenset({"string"}),
    "object": frozenset({"object"}),
    "array": frozenset({"array"}),
}
"""JSON types of the values of a field, by its declared type."""


@attrs.frozen
class Rename:
    """A missing key and a new key that may replace it. A guess from the shape of the values: a person decides."""

    row_type: str
    """The row type."""
    old_path: str
    """The former path of the missing key: `totals_by_ide[].ide`."""
    new_path: str
    count: int
    """The number of objects with the new key and without the old one."""
    old_shape: str | None
    """The values of the old key in other files; None if no file has it."""
    new_shape: str

    def to_dict(self) -> dict[str, Any]:
        """The guess as JSON values."""
        return attrs.asdict(self)

    def __str__(self) -> str:
        """A readable line."""
        old, new = self.old_path, self.new_path.rpartition(".")[2]
        before = f"before: {self.old_shape}; " if self.old_shape else ""
        return f"{self.row_type}.{old}: renamed? to {new} ({before}now: {self.new_shape})"


def find_renames(
    findings: Iterable[DriftFinding],
    gone: Iterable[GoneKey],
    shapes: Mapping[tuple[str, str], ValueShape],
) -> tuple[Rename, ...]:
    """Pairs of a missing and a new key that are each other's best match.

    Args:
        findings: The new keys.
        gone: The missing keys.
        shapes: The values of known keys in the files that have them, by row type and path.
    """
    new = [each for each in findings if each.kind == "unknown key"]
    scores = {
        (old.row_type, old.path, key.path): _score(old, key, shapes.get((old.row_type, old.path)))
        for old in gone
        for key in new
        if (old.row_type, _place(old.path, old.key)) == (key.row_type, _place(key.path, key.key))
    }
    counts = {(each.row_type, each.path): each for each in new}
    found = []
    for (row_type, old_path, new_path), score in scores.items():
        rivals = [
            other
            for (one, old, key), other in scores.items()
            if one == row_type and (old == old_path) != (key == new_path)
        ]
        before = shapes.get((row_type, old_path))
        if before is None and any(rivals) and score < _LEAST_ALIKE:
            continue
        if score and all(score > rival for rival in rivals):
            now = counts[row_type, new_path]
            found.append(
                Rename(
                    row_type,
                    old_path,
                    new_path,
                    now.count,
                    str(before) if before is not None else None,
                    str(now.shape),
                )
            )
    return tuple(found)


def _score(old: GoneKey, new: DriftFinding, before: ValueShape | None) -> float:
    """How well a new key matches a missing one; 0 if it does not."""
    if not new.shape.kinds or not new.shape.kinds <= _KINDS.get(old.expected, new.shape.kinds):
        return 0.0
    if new.count < _LEAST_SHARE * old.count:
        return 0.0
    if new.files and old.files and not set(new.files) & set(old.files):
        return 0.0
    if before is not None and not before.is_like(new.shape):
        return 0.0
    return 0.1 + SequenceMatcher(None, old.key, new.key, autojunk=False).ratio()


def _place(path: str, key: str) -> str:
    return path.removesuffix(key)
