"""A report as a section of the changelog, in the form of Keep a Changelog and in Python names.

It is for users of the package, so it leaves out changes that affect neither a name nor a response.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import attrs

from templates.runtime.escaping import guard_line

from ..rules.finding import Finding, Severity
from .markdown import code, prose
from .model import DiffReport

SECTIONS = ("Added", "Changed", "Deprecated", "Removed")

_SAME_WORDS = {
    "org": "organization",
    "orgs": "organization",
    "organizations": "organization",
    "enterprises": "enterprise",
    "teams": "team",
    "users": "user",
    "repo": "repository",
    "one": "1",
}
_NO_WORDS = {"for", "of", "the", "get", "list", "copilot", "v"}
_ALIKE = 0.5
"""Share of words that a name and its successor have in common at least."""


def render(report: DiffReport, *, heading: str = "Unreleased") -> str:
    """The section, with entries in the order of the report. `heading` is a version, or `Unreleased`."""
    entries: dict[str, list[str]] = {section: [] for section in SECTIONS}
    come = [name for finding in report.findings for _, name in finding.python_names if name]
    gone = {name for finding in report.findings for name, _ in finding.python_names if name}
    known = [name for name in dict.fromkeys([*come, *report.successors]) if name not in gone]
    reported: set[tuple[str, str]] = set()
    for each in report.findings:
        # A class that is removed with several operations is listed once.
        names = [pair for pair in each.python_names if pair not in reported]
        reported |= set(names)
        finding = attrs.evolve(each, python_names=tuple(names))
        if finding.severity is Severity.NONE:
            continue
        if finding.python <= Severity.DOCS and finding.wire <= Severity.DOCS:
            continue
        section, text = _entry(finding, known)
        if text not in entries[section]:
            entries[section].append(text)
    parts = [f"## [{prose(heading)}]\n"]
    for section, texts in entries.items():
        if texts:
            parts.append(f"\n### {section}\n\n")
            parts += [f"- {text}\n" for text in texts]
    return "".join(f"{guard_line(line)}\n" for line in "".join(parts).splitlines())


def _entry(finding: Finding, known: Sequence[str]) -> tuple[str, str]:
    """The section that a finding belongs to, and its text."""
    if finding.python is Severity.NONE:
        return "Changed", f"On GitHub's side: {prose(finding.message)}."
    if finding.rule.endswith((".deprecated", ".closed-upstream")):
        return "Deprecated", f"{_names(new for _, new in finding.python_names)}{_sentence(finding)}"
    gone = [old for old, new in finding.python_names if old and not new]
    come = [new for old, new in finding.python_names if new and not old]
    moved = [(old, new) for old, new in finding.python_names if old and new and old != new]
    both = {name for name in gone if name in come}
    if both:
        # The same name with another meaning: one entry, neither under Added nor under Removed.
        return "Changed", f"{_names(both)} changed its kind: {prose(finding.message)}."
    if moved:
        names = ", ".join(f"{code(old)} is now {code(new)}" for old, new in moved)
        return "Changed", f"{names}: {prose(finding.message)}."
    if gone and come:
        # A different class under another name: readers look for both names.
        return "Changed", f"{_names(gone)} by {_names(come)}{_sentence(finding)}"
    if gone:
        return "Removed", f"{_names(gone)}{_sentence(finding)}{_nearest(gone, known)}"
    if come:
        return "Added", f"{_names(come)}{_sentence(finding)}"
    names = _names(new for _, new in finding.python_names)
    return "Changed", f"{names}{_sentence(finding)}" if names else f"{prose(finding.message)}."


def _sentence(finding: Finding) -> str:
    return f": {prose(finding.message)}." if finding.python_names else f"{prose(finding.message)}."


def _names(names: Iterable[str]) -> str:
    return ", ".join(code(name) for name in dict.fromkeys(names))


def _nearest(gone: Iterable[str], known: Sequence[str]) -> str:
    found = {successor: None for name in gone if (successor := nearest(name, known)) is not None}
    return f" Nearest: {_names(found)}." if found else ""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name of the same kind that shares most words with `name`; None if none is similar enough.

    >>> nearest("copilot_usage_metrics_for_org()", ["copilot_metrics_for_organization()"])
    'copilot_metrics_for_organization()'
    """
    wanted = _words(name)
    best: tuple[float, float, str] | None = None
    for one in known:
        if one == name or _kind(one) != _kind(name):
            continue
        words = _words(one)
        union = wanted | words
        shared = len(wanted & words) / len(union) if union else 0.0
        rank = (shared, difflib.SequenceMatcher(None, name, one).ratio(), one)
        if shared >= _ALIKE and (best is None or rank > best):
            best = rank
    return None if best is None else best[2]


def _kind(name: str) -> str:
    """Function, attribute or class: a function cannot be the successor of a class."""
    bare = name.split("(")[0].split()[-1] if name.split("(")[0].split() else name
    if "(" in name:
        return "function"
    if "." in bare:
        return f"attribute of {bare.rpartition('.')[0]}"
    return "class" if bare[:1].isupper() else "name"


def _words(name: str) -> set[str]:
    """The meaningful words of a name, each in one form."""
    bare = name.split("(")[0].split()[-1:] or [name]
    found: list[str] = re.findall(
        r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", bare[0].rpartition(".")[2]
    )
    words = {_SAME_WORDS.get(word.lower(), word.lower()) for word in found}
    return (words - _NO_WORDS) or words
