"""Findings and severities: the result of a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

import attrs

from ..openapi.json_values import canonical


class Severity(IntEnum):
    """How bad a finding is on one axis, in ascending order."""

    NONE = 0
    DOCS = 1
    COMPATIBLE = 2
    WARN = 3
    BREAKING = 4

    @property
    def word(self) -> str:
        """Its name: `breaking`, `warn`, `compatible`, `docs`, `none`."""
        return self.name.lower()


_ROWS = ("/rows", "/objects", "/groups")
"""How pointers of a description of rows begin."""


@attrs.frozen
class Location:
    """A place of a document: the file as it was named, the line where it is known, the JSON pointer."""

    file: str
    line: int | None
    pointer: str

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@attrs.frozen(kw_only=True)
class Finding:
    """One fact, judged on both axes."""

    rule: str
    """The rule's id: `op.gone`."""
    wire: Severity
    """The severity for a program that follows the old description."""
    python: Severity
    """The severity for code that uses the package generated from the old description."""
    pointer: str
    """The place in the new document, or in the old one if it was removed."""
    file: str = ""
    """The document that `pointer` is in, as it was named."""
    line: int | None = None
    old: Any = None
    new: Any = None
    operations: tuple[str, ...] = ()
    """The operationIds that it reaches, sorted."""
    message: str
    """One sentence, without file, line, rule and operations."""
    python_names: tuple[tuple[str, str], ...] = ()
    """The names of the generated package that it concerns, before and after; empty for a name that does not exist."""
    fingerprint: str = ""
    """Digest of rule, pointer and values, not of the wording; baseline entries name it."""

    also: tuple[Location, ...] = ()
    """The places of the same finding in the documents of other API versions."""

    @property
    def locations(self) -> tuple[Location, ...]:
        """Every place of the fact, in the order of the documents; empty if no file is known."""
        own = (Location(self.file, self.line, self.pointer),) if self.file else ()
        return own + self.also

    @property
    def symbol(self) -> str | None:
        """The public name that a user of the generated package would search for; the old one, if there is one.

        `CopilotMetrics.list_seats` for a method and its arguments, `models.Seat.plan`, `rows.UserDay.day`.
        """
        name = next((old or new for old, new in self.python_names if old or new), None)
        if name is None:
            return None
        name, parenthesis, _ = name.partition("(")
        if parenthesis:
            return f"CopilotMetrics.{name}"
        if not name[:1].isupper():
            return name
        return f"rows.{name}" if self.pointer.startswith(_ROWS) else f"models.{name}"

    @property
    def severity(self) -> Severity:
        """The worse of the two axes."""
        return max(self.wire, self.python)


def verdict_of(findings: Iterable[Finding]) -> Severity:
    """The worst of all."""
    return max((finding.severity for finding in findings), default=Severity.NONE)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order, with equal ones of several documents merged.

    The same rule with the same values at the same place is the same fact. A parameter may have another
    number in its list.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_identity(finding), []).append(finding)
    return [group[0] if len(group) == 1 else _as_one(group) for group in groups.values()]


def _identity(finding: Finding) -> str:
    if "/parameters/" not in finding.pointer:
        return finding.fingerprint
    pointer = re.sub(r"/parameters/[0-9]+(?=/|$)", "/parameters/*", finding.pointer)
    return canonical([finding.rule, pointer, finding.old, finding.new, finding.message])


def _as_one(group: Sequence[Finding]) -> Finding:
    group = sorted(group, key=lambda one: (one.file, one.line or 0))
    first = group[0]
    locations = dict.fromkeys(each for one in group for each in one.locations)
    return attrs.evolve(
        first,
        wire=max(one.wire for one in group),
        python=max(one.python for one in group),
        operations=tuple(sorted({name for one in group for name in one.operations})),
        python_names=tuple(dict.fromkeys(names for one in group for names in one.python_names)),
        also=tuple(each for each in locations if each != first.locations[0]) if locations else (),
    )
