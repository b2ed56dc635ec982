"""The documents of the corpora: for all tests of a process each is read once, and each comparison made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from generator import surface
from generator.compare import inputs, join
from generator.compare.compare import compare
from generator.compare.finding import Finding
from generator.compare.surface import Surface
from generator.compare.touch import Touch


@attrs.frozen
class Compared:
    """What was found between two documents."""

    findings: list[Finding]
    touched: frozenset[str]
    """The rules about Python that are part of a finding, whether in its name or behind it."""


@cache
def read(path: Path) -> inputs.Input:
    """A document. Nobody changes what was read."""
    return inputs.read(str(path))


@cache
def compared(old: Path, new: Path, *, notices: bool = False) -> Compared:
    """What `compare` says of two documents."""
    touched: set[str] = set()
    original = join.merged

    def noting(touches: Iterable[Touch]) -> list[Touch]:
        found = list(touches)
        touched.update(each.rule for each in found)
        return original(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.compare.compare.merged", noting)
        findings = compare(read(old), read(new), notices=notices, render=_surface)
    return Compared(findings, frozenset(touched))


_surfaces: dict[int, tuple[Mapping[str, Any], Surface]] = {}


def _surface(document: Mapping[str, Any], needed: frozenset[str]) -> Surface:
    """The surface as the product makes it. The documents are so small that all of them is rendered."""
    made = _surfaces.get(id(document))
    if made is None:
        assert len(surface._operations(document)) <= surface.WHOLE
        # with the document, so that no other one gets its number
        made = _surfaces[id(document)] = document, surface.surface(document, needed)
    return made[1]
