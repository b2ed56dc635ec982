"""Finds the rule that judges a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from .rule import Rule


class RuleLookup:
    """A table of rules by the kind of change that they judge."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._by_kind: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules.values():
            self._by_kind[rule.kind].append(rule)

    def rule_for(self, kind: str, direction: str, details: Mapping[str, Any]) -> Rule:
        """The first rule that fits a change. Raises `LookupError`."""
        for rule in self._by_kind[kind]:
            if rule.fits(kind, direction, details):
                return rule
        raise LookupError(f"no rule fits {kind} {direction} {dict(details)}")
