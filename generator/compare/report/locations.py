"""The location of a finding in the new document, and in the old one for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..load.line_numbers import lines_of
from ..load.source import DocumentSource
from ..load.spec_pairs import DocumentPair
from ..rules.finding import Finding
from .model import FileLine


class FindingLocations:
    """The places of findings in both documents. Each text is read at most once, on demand."""

    def __init__(self, pairs: Iterable[DocumentPair], findings: Sequence[Finding]) -> None:
        self._pair: dict[str, DocumentPair] = {}
        self._pointers: dict[str, set[str]] = {}
        self._lines: dict[str, dict[str, int | None]] = {}
        self._parts: dict[bool, set[str]] = {False: set(), True: set()}
        for pair in pairs:
            for is_new, one in ((False, pair.old), (True, pair.new)):
                files = () if one is None else one.parts.values()
                self._parts[is_new] |= {source.name for source, _ in files}
            both = [one.name for one in (pair.old, pair.new) if one is not None]
            wanted = {
                each.pointer
                for finding in findings
                for each in finding.locations
                if each.file in both
            }
            for name in both:
                self._pair[name] = pair
                self._pointers[name] = wanted

    def in_head(self, finding: Finding) -> FileLine | None:
        """The location in the new document; for a removed element, that of its nearest remaining parent."""
        if finding.file in self._parts[True]:
            return FileLine(_path(finding.file), finding.line)
        pair = self._pair.get(finding.file)
        if pair is None or pair.new is None:
            return None
        line = finding.line
        if finding.file != pair.new.name:
            line = self._line(pair.new, finding.pointer)
        return FileLine(_path(pair.new.name), line)

    def in_base(self, finding: Finding) -> FileLine | None:
        """In the old document, if it was there."""
        if finding.file in self._parts[False]:
            return FileLine(finding.file, finding.line)
        pair = self._pair.get(finding.file)
        if pair is None or pair.old is None or finding.old is None:
            return None
        line = finding.line
        if finding.file != pair.old.name:
            line = self._line(pair.old, finding.pointer)
        return FileLine(pair.old.name, line)

    def _line(self, document: DocumentSource, pointer: str) -> int | None:
        if document.name not in self._lines:
            pointers = self._pointers[document.name]
            self._lines[document.name] = lines_of(document, pointers)
        return self._lines[document.name][pointer]


def _path(name: str) -> str:
    """The path of a document in the work tree, also of one that git gave."""
    match = re.fullmatch(r"[^:]+:([^:]+)", name)
    return name if match is None or Path(name).exists() else match[1]
