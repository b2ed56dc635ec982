"""A report as SARIF 2.1.0 (OASIS), for code scanning and for editors.

A result is located in the new document, with the place in the old one as a related location. An accepted
finding has a suppression.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Iterable
from typing import Any

import attrs

from templates.runtime.escaping import escape_json

from ..rules.finding import Finding, Location, Severity
from ..rules.rule import Rule
from . import wording
from .model import DiffReport, FileLine

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.BREAKING: "error",
    Severity.WARN: "warning",
    Severity.COMPATIBLE: "note",
    Severity.DOCS: "note",
    Severity.NONE: "none",
}


def render(report: DiffReport) -> str:
    """One log with one run."""
    text = json.dumps(as_data(report), indent=2, default=str)
    return escape_json(text) + "\n"


def as_data(report: DiffReport) -> dict[str, Any]:
    """The log."""
    used = list(dict.fromkeys(finding.rule for finding in report.findings))
    known = {rule.id: rule for rule in report.rules}
    driver = {
        "name": "copilot-usage-metrics diff",
        "rules": [_rule(id_, known.get(id_), report.findings) for id_ in used],
    }
    properties = {"verdict": report.verdict.word, "bump": report.bump.word}
    if report.base is not None:
        properties["base"] = report.base.commit
    run = {
        "tool": {"driver": driver},
        "results": [_result(finding, used, report) for finding in report.findings],
        "properties": properties,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id_: str, rule: Rule | None, findings: Iterable[Finding]) -> dict[str, Any]:
    worst = max(finding.severity for finding in findings if finding.rule == id_)
    value: dict[str, Any] = {"id": id_, "defaultConfiguration": {"level": _LEVELS[worst]}}
    if rule is not None:
        help_text = f"{rule.why}\n\nTo accept it: {rule.how_to_accept}."
        value["shortDescription"] = _message(rule.title)
        value["fullDescription"] = _message(f"{rule.when or rule.title}. {rule.why}")
        value["help"] = _message(help_text)
    return value


def _result(finding: Finding, used: list[str], report: DiffReport) -> dict[str, Any]:
    heads, bases = _places(finding, report)
    value: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": used.index(finding.rule),
        "kind": "informational" if finding.severity is Severity.NONE else "fail",
        "level": _LEVELS[finding.severity],
        "message": _message(_finding_text(finding)),
        "locations": [_location(head, pointer) for head, pointer in heads],
        "partialFingerprints": {"ruleAndPointerAndValues/v1": finding.fingerprint},
        "properties": {
            "wire": finding.wire.word,
            "python": finding.python.word,
            "symbol": finding.symbol,
            "old": finding.old,
            "new": finding.new,
            "operations": list(finding.operations),
        },
    }
    if bases:
        value["relatedLocations"] = [
            {"id": number, **_location(base, pointer), "message": _message("as it was")}
            for number, (base, pointer) in enumerate(bases, 1)
        ]
    entry = report.applied.accepted.get(finding.fingerprint)
    if entry is not None:
        justification = f"{entry.reason} (until {entry.expires.isoformat()})"
        value["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": justification}
        ]
    return value


def _places(
    finding: Finding, report: DiffReport
) -> tuple[list[tuple[FileLine | None, str]], list[tuple[FileLine, str]]]:
    """The locations of a finding in the new documents and, if different, in the old ones."""
    heads: list[tuple[FileLine | None, str]] = []
    bases: list[tuple[FileLine, str]] = []
    for each in finding.locations or (Location("", None, finding.pointer),):
        one = attrs.evolve(finding, file=each.file, line=each.line, pointer=each.pointer)
        head = report.in_head(one) or (FileLine(each.file, each.line) if each.file else None)
        base = report.in_base(one)
        heads.append((head, each.pointer))
        if base is not None and base != head:
            bases.append((base, each.pointer))
    return heads, bases


def _finding_text(finding: Finding) -> str:
    parts = [
        finding.message,
        wording.names_of(finding),
        wording.reach_of(finding),
        wording.axes_of(finding),
    ]
    return " · ".join(part for part in parts if part)


def _message(text: str) -> dict[str, str]:
    """A message without placeholders and links, whatever text a description contains."""
    text = re.sub(r"\{([0-9]+)\}", r"{{\1}}", text)
    return {"text": re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)}


def _location(place: FileLine | None, pointer: str) -> dict[str, Any]:
    value: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": pointer or "/"}]}
    if place is not None:
        # A colon is escaped too: `HEAD:spec/…` would be a URI with a scheme of that name.
        uri = urllib.parse.quote(place.file.replace("\\", "/"), safe="/", errors="replace")
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        if place.line is not None:
            physical["region"] = {"startLine": place.line}
        value["physicalLocation"] = physical
    return value
