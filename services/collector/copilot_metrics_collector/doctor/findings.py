"""Findings of the checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import attrs

from ..exits import Exit

Level: TypeAlias = Literal["fine", "note", "problem"]


@attrs.frozen
class DoctorFinding:
    """A result of a check, good or bad."""

    code: str
    """Stable identifier for programs: `token-refused`, `policy-off`, …"""
    subject: str
    """A host, a credential, an entity, a family or the lake."""
    text: str
    level: Level = "problem"
    remedy: str = ""
    """What to do; every problem has a remedy."""
    exit: Exit = Exit.INCOMPLETE
    """The exit code if this is a problem."""

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON representation."""
        values = attrs.asdict(self)
        del values["exit"]
        return values


def fine(code: str, subject: str, text: str) -> DoctorFinding:
    """Returns a finding without a problem."""
    return DoctorFinding(code, subject, text, "fine")


def note(code: str, subject: str, text: str, remedy: str = "") -> DoctorFinding:
    """Returns a finding that does not prevent collection."""
    return DoctorFinding(code, subject, text, "note", remedy)


_WEIGHT = (Exit.CONFIGURATION, Exit.LAKE, Exit.GITHUB, Exit.INCOMPLETE)


def exit_of(findings: Iterable[DoctorFinding]) -> Exit:
    """Returns the exit code of the most severe problem."""
    exits = {finding.exit for finding in findings if finding.level == "problem"}
    return next((code for code in _WEIGHT if code in exits), Exit.FINE)
