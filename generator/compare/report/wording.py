"""Shared texts of the formatters: escaped texts, shortened values, counts in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from templates.runtime.escaping import escape_text, shorten

from ..rules.finding import Finding, Severity

SEVERITIES: tuple[Severity, ...] = (
    Severity.BREAKING,
    Severity.WARN,
    Severity.COMPATIBLE,
    Severity.DOCS,
    Severity.NONE,
)
"""Worst first, as reports are ordered."""

_MANY = 6
_FEW = 3
SENTENCE = 400
"""The most characters of a message."""
_NAME = 160
_AHEAD = 8


def sentence(text: str) -> str:
    """A message as one line of bounded length."""
    return escape_text(text.strip(), SENTENCE)


def name(text: str) -> str:
    """A name or a place as one line of bounded length."""
    return escape_text(text, _NAME)


def value_text(value: Any, limit: int) -> str:
    """A value as JSON on one line of at most `limit` characters; a plain text as it is."""
    if value is None:
        return "(none)"
    if isinstance(value, str) and value and value == value.strip() and '"' not in value:
        text = value if not _reads_as_data(value) else json.dumps(value, ensure_ascii=False)
    else:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return escape_text(text, limit)


def _reads_as_data(text: str) -> bool:
    """Whether a text without quotes would look like another type."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text.startswith(("(", "{", "["))
    return True


def change_of(finding: Finding, limit: int) -> str:
    """`old → new`; empty if the finding has no value, or its message names the only one."""
    only = finding.new if finding.old is None else finding.old
    if only is None:
        return ""
    alone = finding.old is None or finding.new is None
    if alone and isinstance(only, str) and only.lower() in finding.message.lower():
        return ""
    half = max((limit - 3) // 2, 8)
    old, new = value_text(finding.old, 2_000), value_text(finding.new, 2_000)
    if max(len(old), len(new)) > half:
        # a long common beginning would hide the difference
        same = _common(old, new)
        if same > half // 2:
            old, new = (f"…{text[same - _AHEAD :]}" for text in (old, new))
    return f"{shorten(old, half)} → {shorten(new, half)}"


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def names_of(finding: Finding) -> str:
    """The first few Python names that a finding concerns: `before → after`."""
    values = (finding.old, finding.new)
    pairs = [_pair(*names) for names in finding.python_names if names != values]
    shown = pairs if len(pairs) <= _FEW else [*pairs[: _FEW - 1], f"{len(pairs) - _FEW + 1} more"]
    return "; ".join(shown)


def _pair(old: str, new: str) -> str:
    if not new:
        return f"{name(old)} removed"
    if not old:
        return f"{name(new)} added"
    return name(new) if old == new else f"{name(old)} → {name(new)}"


def reach_of(finding: Finding) -> str:
    """`reaches 4 operations`, with the name of a single one."""
    count = len(finding.operations)
    if count == 0:
        return ""
    if count == 1:
        return f"reaches {name(finding.operations[0])}"
    return f"reaches {count} operations"


def axes_of(finding: Finding) -> str:
    """The two severities if they differ, and what to do about that."""
    if finding.wire == finding.python:
        return ""
    text = f"wire {finding.wire.word}, Python {finding.python.word}"
    if finding.python is Severity.BREAKING and finding.wire <= Severity.DOCS:
        return f"{text}: the server has not changed; your code has to"
    if finding.wire is Severity.BREAKING and finding.python <= Severity.DOCS:
        return f"{text}: your code still imports and type-checks; the server does something else"
    return text


def counted(count: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def counts(findings: Iterable[Finding]) -> str:
    """`2 breaking, 1 warn, 5 compatible`: the classes that are there, worst first."""
    number: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        number[finding.severity] += 1
    parts = [f"{count} {severity_label(one)}" for one, count in number.items() if count]
    return ", ".join(parts) or "nothing changed"


def severity_label(severity: Severity) -> str:
    """The name of a severity in reports."""
    return "of no weight" if severity is Severity.NONE else severity.word


def by_class(
    findings: Iterable[Finding],
) -> Mapping[Severity, list[Finding]]:
    """The findings of each class that has some, worst class first, in the order that they had."""
    classes: dict[Severity, list[Finding]] = {one: [] for one in SEVERITIES}
    for finding in findings:
        classes[finding.severity].append(finding)
    return {one: found for one, found in classes.items() if found}


def is_many(findings: Iterable[Finding]) -> bool:
    """Whether findings that need no action are so many that they are grouped by rule."""
    return sum(1 for _ in findings) > _MANY
