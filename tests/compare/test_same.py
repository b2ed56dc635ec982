"""Pairs of documents that say the same in other words: nothing worse than documentation on the wire."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compare.rules.finding import Severity

from .corpus import compared, read

SAME = Path(__file__).parent / "same"
NAMES = sorted(path.name for path in SAME.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_in_other_words_is_documentation_at_most(name: str) -> None:
    old, new = (SAME / name / f"{side}.yaml" for side in ("a", "b"))
    assert read(old).document != read(new).document
    for one, other in ((old, new), (new, old)):
        findings = compared(one, other).findings
        assert findings
        assert max(each.wire for each in findings) <= Severity.DOCS


def test_there_are_enough_of_them() -> None:
    assert len(NAMES) >= 25
