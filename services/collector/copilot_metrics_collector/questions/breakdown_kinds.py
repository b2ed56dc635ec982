"""Definitions of the breakdowns."""

from __future__ import annotations

from typing import Final

import attrs

from . import fields


@attrs.frozen(kw_only=True)
class Cut:
    """Definition of a breakdown."""

    array: str
    """The name of its field."""
    item: str
    """The type of its entries."""
    by: tuple[str, ...]
    counters: tuple[str, ...] = fields.COUNTERS
    whole: bool
    """Whether its entries add up to the rows' counters; otherwise they are shares of the attributed activity."""
    objects: tuple[tuple[str, str], ...] = ()
    """Objects of the row with sessions and tokens, by entry."""

    @property
    def has_completions(self) -> bool:
        """Whether completions are distinguishable within an entry that is not a feature."""
        return self.array == "totals_by_language_feature" and "feature" not in self.by


LANGUAGE_FEATURE: Final = Cut(
    array="totals_by_language_feature",
    item="LanguageFeatureTotals",
    by=("language", "feature"),
    counters=fields.CODE_COUNTERS,
    whole=True,
)
LANGUAGE: Final = attrs.evolve(LANGUAGE_FEATURE, by=("language",))
MODEL_FEATURE: Final = Cut(
    array="totals_by_model_feature",
    item="ModelFeatureTotals",
    by=("model", "feature"),
    whole=False,
)
MODEL: Final = attrs.evolve(MODEL_FEATURE, by=("model",))
LANGUAGE_MODEL: Final = Cut(
    array="totals_by_language_model",
    item="LanguageModelTotals",
    by=("language", "model"),
    counters=fields.CODE_COUNTERS,
    whole=False,
)
FEATURE: Final = Cut(
    array="totals_by_feature",
    item="FeatureTotals",
    by=("feature",),
    whole=True,
    objects=(("copilot_cli", "totals_by_cli"), ("copilot_app", "totals_by_copilot_app")),
)
EDITOR: Final = Cut(array="totals_by_ide", item="IdeTotals", by=("ide",), whole=False)
