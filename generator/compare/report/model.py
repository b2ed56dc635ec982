"""What a formatter is given: findings in order, what is accepted, what the versions are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from ..accept import Applied
from ..bump import Bump, bump_of, is_enough
from ..finding import Finding, Severity, verdict_of
from ..revisions import Base
from ..rule import Rule

NOT_JUDGED = "py.not-judged"
"""The rule that is about the whole report: half of it is missing. No format leaves it out."""


@attrs.frozen
class Place:
    """A line of a file; without a line, the file as such."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def _own(finding: Finding) -> Place | None:
    return Place(finding.file, finding.line) if finding.file else None


@attrs.frozen(kw_only=True)
class Fact:
    """One finding as a reader meets it: once, with every document that it was found in."""

    finding: Finding
    places: tuple[Place, ...]


@attrs.frozen(kw_only=True)
class Report:
    """Everything that a formatter may say."""

    findings: tuple[Finding, ...]
    """All, worst first, accepted ones included: what is accepted still happens to those who import."""
    applied: Applied
    """Which of them are open, which accepted, and the entries that are of no use any more."""
    failed: bool = False
    """Whether the gate failed."""
    base: Base | None = None
    """The commit that the work tree was compared with; None where two documents were named."""
    released: str | None = None
    """The version that the old documents were released as, where it is known."""
    needed: str | None = None
    """The least version that may hold the new ones."""
    declared: str | None = None
    """The version that pyproject.toml declares, where that was to be checked."""
    rules: Sequence[Rule] = ()
    in_head: Callable[[Finding], Place | None] = _own
    """Where a finding is best shown in the new documents: for what is gone, the nearest thing that is left."""
    in_base: Callable[[Finding], Place | None] = lambda _: None
    """Where it stood in the old documents."""
    successors: Sequence[str] = ()
    """Names of the new package that could stand in for one that is gone."""

    @property
    def verdict(self) -> Severity:
        """The worst of all findings."""
        return verdict_of(self.findings)

    @property
    def bump(self) -> Bump:
        """What the next release of the package has to be."""
        return bump_of(self.findings)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return self.applied.open

    @property
    def too_low(self) -> bool:
        """Whether the declared version promises more than the findings let it."""
        if self.declared is None or self.needed is None:
            return False
        return not is_enough(self.declared, self.needed)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Worst first; then by file and line, so that the report reads along the documents."""
    return tuple(
        sorted(
            findings,
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


def facts(findings: Iterable[Finding]) -> list[Fact]:
    """Findings that say the same of several documents, told once; the order stays."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_identity(finding), []).append(finding)
    return [_fact(group) for group in groups.values()]


def _identity(finding: Finding) -> str:
    parts: list[Any] = [finding.rule, finding.pointer, finding.wire, finding.python]
    parts += [finding.old, finding.new, finding.message]
    return json.dumps(parts, sort_keys=True, default=str)


def _fact(group: Sequence[Finding]) -> Fact:
    operations = sorted({name for one in group for name in one.operations})
    places = dict.fromkeys(Place(one.file, one.line) for one in group if one.file)
    return Fact(finding=attrs.evolve(group[0], operations=tuple(operations)), places=tuple(places))
