"""The gate: from which severity on a finding fails the run, on either axis or on one."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..rules.finding import Finding, Severity

LEVELS = ("breaking", "warn", "compatible", "docs", "never")
"""The values of `--fail-on`: a run fails from this class on."""


@attrs.frozen(kw_only=True)
class Gate:
    """The class from which on a finding fails the run; None if it never does."""

    any: Severity | None = None
    """On the worse of the two axes."""
    wire: Severity | None = None
    python: Severity | None = None

    def stops(self, finding: Finding) -> bool:
        """Whether a finding fails the run."""
        return (
            _reaches(finding.severity, self.any)
            or _reaches(finding.wire, self.wire)
            or _reaches(finding.python, self.python)
        )

    def stopped(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that fail the run."""
        return [finding for finding in findings if self.stops(finding)]


def gate(fail_on: str | None = None, *, wire: str | None = None, python: str | None = None) -> Gate:
    """The gate of the command line. With an option for one axis and none for both, only the named axes count;
    without any option, a breaking finding on either axis fails.
    """
    if fail_on is None and wire is None and python is None:
        fail_on = "breaking"
    return Gate(any=_level(fail_on), wire=_level(wire), python=_level(python))


def _level(word: str | None) -> Severity | None:
    return None if word is None or word == "never" else Severity[word.upper()]


def _reaches(severity: Severity, level: Severity | None) -> bool:
    return level is not None and severity >= level
