"""The comparison as the commands see it: pairs of documents, of which one may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .finding import Finding
from .rules import Rule
from .tree import Pair


def compare(pair: Pair, *, rules: Any = None, notices: bool = False) -> list[Finding]:
    """The findings of one pair."""
    from .compare import compare as of_two

    if pair.old is None or pair.new is None:
        return []
    return of_two(pair.old, pair.new, rules=rules, notices=notices)


def table() -> Sequence[Rule]:
    """All rules."""
    from .rules import RULES

    return RULES


def rules_of(file: str | None) -> Any:
    """The severities of a file of `--rules`."""
    return None
