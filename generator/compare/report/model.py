"""The input of a formatter: findings in order, accepted ones, versions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

import attrs

from ..load.revisions import Base
from ..policy.baseline import Applied
from ..policy.bump import Bump, bump_of, is_enough
from ..rules.finding import Finding, Severity, merged, verdict_of
from ..rules.rule import Rule

NOT_JUDGED = "py.not-judged"
"""The rule that concerns the whole report: the Python axis is missing. Every format shows it."""


@attrs.frozen
class FileLine:
    """A line of a file; without a line, the file as such."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def _own(finding: Finding) -> FileLine | None:
    return FileLine(finding.file, finding.line) if finding.file else None


@attrs.frozen(kw_only=True)
class DiffReport:
    """The content of a report."""

    findings: tuple[Finding, ...]
    """All findings, the most severe first, including accepted ones, which still affect users of the package."""
    applied: Applied
    """The open and the accepted findings, and the unused entries."""
    failed: bool = False
    """Whether the gate failed."""
    stopped: tuple[Finding, ...] = ()
    """The open findings that fail the gate."""
    until: datetime.date | None = None
    """The last day of an entry that would accept them."""
    base: Base | None = None
    """The commit that the work tree was compared with; None if two documents were named."""
    released: str | None = None
    """The version that the old documents were released as, if known."""
    needed: str | None = None
    """The lowest version that the new documents require."""
    declared: str | None = None
    """The version that pyproject.toml declares, if it is checked."""
    rules: Sequence[Rule] = ()
    in_head: Callable[[Finding], FileLine | None] = _own
    """The location of a finding in the new documents; for a removed element, the nearest one that remains."""
    in_base: Callable[[Finding], FileLine | None] = lambda _: None
    """Its location in the old documents."""
    successors: Sequence[str] = ()
    """Names of the new package that could replace a removed one."""

    @property
    def verdict(self) -> Severity:
        """The worst of all findings."""
        return verdict_of(self.findings)

    @property
    def bump(self) -> Bump:
        """The required kind of release."""
        return bump_of(self.findings)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that are not accepted."""
        return self.applied.open

    @property
    def too_low(self) -> bool:
        """Whether the declared version is lower than the required one."""
        if self.declared is None or self.needed is None:
            return False
        return not is_enough(self.declared, self.needed)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each fact once, worst first; then by file and line, so that the report reads along the documents."""
    return tuple(
        sorted(
            merged(findings),
            key=lambda one: (
                -one.severity,
                -one.wire,
                one.file,
                one.line or 0,
                one.rule,
                one.pointer,
                one.message,
            ),
        )
    )
