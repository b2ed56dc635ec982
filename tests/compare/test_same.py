"""Pairs of documents with the same meaning: nothing worse than documentation on the wire."""

from __future__ import annotations

import pytest

from generator.compare.rules.finding import Severity

from .corpus import compared
from .pair_documents import SAME, names, read_pair

NAMES = names(SAME)


@pytest.mark.parametrize("name", NAMES)
def test_another_notation_is_documentation_at_most(name: str) -> None:
    pair = read_pair(SAME, name)
    assert pair.old.document != pair.new.document
    for one, other in ((pair.old, pair.new), (pair.new, pair.old)):
        findings = compared(one, other).findings
        assert findings
        assert max(each.wire for each in findings) <= Severity.DOCS


def test_there_are_enough_pairs() -> None:
    assert len(NAMES) >= 25
