"""A report as JSON, by the schema in docs/diff.schema.json."""

from __future__ import annotations

import json
from typing import Any

from templates.runtime.escaping import escape_json

from ..policy.baseline import Acceptance
from ..rules.finding import Finding
from .model import DiffReport


def render(report: DiffReport) -> str:
    """One object, indented, with a final newline."""
    value = as_data(report)
    text = json.dumps(value, indent=2, default=str)
    return escape_json(text) + "\n"


def as_data(report: DiffReport) -> dict[str, Any]:
    """The object."""
    return {
        "verdict": report.verdict.word,
        "bump": report.bump.word,
        "failed": report.failed,
        "base": None
        if report.base is None
        else {"ref": report.base.ref, "commit": report.base.commit},
        "version": {
            "released": report.released,
            "needed": report.needed,
            "declared": report.declared,
        },
        "findings": [finding_data(finding) for finding in report.findings],
        "accepted": [_acceptance(entry) for entry in report.applied.accepted.values()],
        "expired": [_acceptance(entry) for entry in report.applied.expired],
        "stale": [_acceptance(entry) for entry in report.applied.stale],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "wire": finding.wire.word,
        "python": finding.python.word,
        "pointer": finding.pointer,
        "file": finding.file,
        "line": finding.line,
        "also": [
            {"file": each.file, "line": each.line, "pointer": each.pointer} for each in finding.also
        ],
        "old": finding.old,
        "new": finding.new,
        "symbol": finding.symbol,
        "operations": list(finding.operations),
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }


def _acceptance(entry: Acceptance) -> dict[str, Any]:
    return {
        "fingerprint": entry.fingerprint,
        "reason": entry.reason,
        "expires": entry.expires.isoformat(),
    }
