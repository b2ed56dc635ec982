"""The seven counters of a row, and the breakdowns, summed from the smallest pieces of activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CODE = (
    "code_generation_activity_count",
    "code_acceptance_activity_count",
    "loc_suggested_to_add_sum",
    "loc_suggested_to_delete_sum",
    "loc_added_sum",
    "loc_deleted_sum",
)
INTERACTIONS = "user_initiated_interaction_count"
ALL = (INTERACTIONS, *CODE)
BREAKDOWNS: Mapping[str, tuple[str, ...]] = {
    "totals_by_ide": ("ide",),
    "totals_by_feature": ("feature",),
    "totals_by_language_feature": ("language", "feature"),
    "totals_by_language_model": ("language", "model"),
    "totals_by_model_feature": ("model", "feature"),
}
"""Each breakdown with the fields that identify one of its entries."""
WITHOUT_INTERACTIONS = ("totals_by_language_feature", "totals_by_language_model")


@dataclass(frozen=True, slots=True)
class ActivityPiece:
    """Activity of one feature, with one model, in one editor, in one language (or in none)."""

    feature: str
    model: str | None
    """The language, or None if it could not be attributed; the same for the editor."""
    ide: str | None
    language: str | None
    interactions: int
    code: tuple[int, int, int, int, int, int]
    chat: bool = True
    """Whether it is in the breakdown by model and feature."""


def breakdown(name: str, pieces: Iterable[ActivityPiece]) -> list[dict[str, Any]]:
    """The entries of a breakdown, in the order in which they first occur."""
    keys = BREAKDOWNS[name]
    sums: dict[tuple[Any, ...], list[int]] = {}
    for piece in pieces:
        if name == "totals_by_model_feature" and not piece.chat:
            continue
        key = tuple(getattr(piece, each) for each in keys)
        if None not in key:
            row = sums.setdefault(key, [0] * 7)
            for index, value in enumerate((piece.interactions, *piece.code)):
                row[index] += value
    skipped = 1 if name in WITHOUT_INTERACTIONS else 0
    return [
        {
            **dict(zip(keys, key, strict=True)),
            **dict(zip(ALL[skipped:], row[skipped:], strict=True)),
        }
        for key, row in sums.items()
    ]


def totals(pieces: Iterable[ActivityPiece]) -> dict[str, int]:
    """The seven counters over all pieces."""
    sums = [0] * 7
    for piece in pieces:
        for index, value in enumerate((piece.interactions, *piece.code)):
            sums[index] += value
    return dict(zip(ALL, sums, strict=True))


class Sum:
    """Sums of rows, each with a weight."""

    def __init__(self) -> None:
        self.counters = dict.fromkeys(ALL, 0)
        self._entries: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {
            name: {} for name in BREAKDOWNS
        }

    def add(self, row: Mapping[str, Any], times: int) -> None:
        """Add a row `times` times."""
        for name in ALL:
            self.counters[name] += row[name] * times
        for name, keys in BREAKDOWNS.items():
            entries = self._entries[name]
            for entry in row.get(name) or ():
                key = tuple(entry[each] for each in keys)
                if key not in entries:
                    entries[key] = dict.fromkeys((*keys, *ALL), 0) | dict(
                        zip(keys, key, strict=True)
                    )
                    if name in WITHOUT_INTERACTIONS:
                        del entries[key][INTERACTIONS]
                found = entries[key]
                for counter in ALL:
                    if counter in found:
                        found[counter] += entry[counter] * times

    def breakdowns(self) -> dict[str, list[dict[str, Any]]]:
        """All five breakdowns, the busiest entries first."""
        return {
            name: sorted(
                entries.values(),
                key=lambda one: one["code_generation_activity_count"],
                reverse=True,
            )
            for name, entries in self._entries.items()
        }
