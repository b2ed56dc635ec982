"""The ways to cut what was done, one breakdown each."""

from __future__ import annotations

from typing import Final

import attrs

from . import fields


@attrs.frozen(kw_only=True)
class Cut:
    """One way to cut what was done."""

    array: str
    """The breakdown."""
    item: str
    """The type of its entries."""
    by: tuple[str, ...]
    counters: tuple[str, ...] = fields.COUNTERS
    whole: bool
    """Whether its entries add up to the rows' counters; else they are shares of what could be attributed."""
    objects: tuple[tuple[str, str], ...] = ()
    """Objects of the row with sessions and tokens, each after the entry that they belong to."""

    @property
    def has_completions(self) -> bool:
        """Whether completions can be told from the rest, under an entry that is no feature itself."""
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
