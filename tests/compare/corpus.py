"""Cached documents and comparisons: each is read and made once in a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from generator import surface
from generator.compare.compare import compare_documents
from generator.compare.load.documents import read_document
from generator.compare.load.source import DocumentSource
from generator.compare.python_api import attribution
from generator.compare.python_api.api_change import ApiChange
from generator.compare.rules.finding import Finding
from generator.surface import Surface


@attrs.frozen
class Compared:
    """The findings of two documents."""

    findings: list[Finding]
    touched: frozenset[str]
    """The rules about Python that are part of a finding, whether in its name or behind it."""


@cache
def read(path: Path) -> DocumentSource:
    """A document, which no test modifies."""
    return read_document(str(path))


@cache
def compared(old: DocumentSource, new: DocumentSource, *, notices: bool = False) -> Compared:
    """Compares two documents."""
    touched: set[str] = set()
    original = attribution.merged

    def noting(api_changes: Iterable[ApiChange]) -> list[ApiChange]:
        found = list(api_changes)
        touched.update(each.rule for each in found)
        return original(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.compare.compare.merged", noting)
        findings = compare_documents(old, new, notices=notices, render=_surface)
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
