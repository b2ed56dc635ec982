"""What a check found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import attrs

from ..exits import Exit

Level: TypeAlias = Literal["fine", "note", "problem"]


@attrs.frozen
class Finding:
    """One thing that was found, good or bad."""

    code: str
    """What it is, for programs: `token-refused`, `policy-off`, …; the same for the same thing."""
    subject: str
    """What it is about: a host, a credential, an entity, a family, the lake."""
    text: str
    level: Level = "problem"
    remedy: str = ""
    """What to do; of every problem there is something."""
    exit: Exit = Exit.INCOMPLETE
    """What the command ends with, if this is a problem."""

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        values = attrs.asdict(self)
        del values["exit"]
        return values


def fine(code: str, subject: str, text: str) -> Finding:
    """Something that is as it should be."""
    return Finding(code, subject, text, "fine")


def note(code: str, subject: str, text: str, remedy: str = "") -> Finding:
    """Something to know, which stops nothing."""
    return Finding(code, subject, text, "note", remedy)


_WEIGHT = (Exit.CONFIGURATION, Exit.LAKE, Exit.GITHUB, Exit.INCOMPLETE)


def exit_of(findings: Iterable[Finding]) -> Exit:
    """What they come to: the gravest problem counts."""
    exits = {finding.exit for finding in findings if finding.level == "problem"}
    return next((code for code in _WEIGHT if code in exits), Exit.FINE)
