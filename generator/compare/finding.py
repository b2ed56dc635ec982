"""What a comparison finds: values, shared by the table that judges and the formatters that print."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

import attrs


class Severity(IntEnum):
    """How bad a finding is on one axis; the order is the order of badness."""

    NONE = 0
    DOCS = 1
    COMPATIBLE = 2
    WARN = 3
    BREAKING = 4

    @property
    def word(self) -> str:
        """As it is written: `breaking`, `warn`, `compatible`, `docs`, `none`."""
        return self.name.lower()


@attrs.frozen(kw_only=True)
class Finding:
    """One fact, judged on both axes."""

    rule: str
    """The rule's id: `op.gone`."""
    wire: Severity
    """What it does to a program that follows the old description."""
    python: Severity
    """What it does to code written against the package generated from the old description."""
    pointer: str
    """Where the text changed: in the new document, or in the old one if it is gone from there."""
    file: str = ""
    """The document that `pointer` is in, as it was named."""
    line: int | None = None
    old: Any = None
    new: Any = None
    operations: tuple[str, ...] = ()
    """The operationIds that it reaches, sorted."""
    message: str
    """One sentence that says the fact, without file, line, rule and operations."""
    python_names: tuple[tuple[str, str], ...] = ()
    """Names of the generated package that it concerns: before and after; an empty text for one that is not there."""
    fingerprint: str = ""
    """Of rule, pointer and values, not of the wording: what an acceptance names."""

    @property
    def severity(self) -> Severity:
        """The worse of the two axes."""
        return max(self.wire, self.python)


def verdict_of(findings: Iterable[Finding]) -> Severity:
    """The worst of all."""
    return max((finding.severity for finding in findings), default=Severity.NONE)
