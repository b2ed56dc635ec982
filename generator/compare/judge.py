"""Judges changes: finds the rule that fits, and the severity on each axis."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from .facts.change import OUT, Proved, SpecChange
from .facts.value_proofs import KINDS_OF_VALUES
from .openapi.json_values import canonical
from .python_api.api_change import ApiChange
from .rules.finding import Finding, Severity
from .rules.lookup import RuleLookup
from .rules.rule import Rule
from .rules.sentence import sentence
from .rules.table import RULES

_LISTS = ("enum-", "variant-", "selector-value-")
"""Kinds whose values are lists of added and removed entries: an empty list means no value."""

_PROVED: Mapping[Proved, tuple[str, str]] = {
    Proved.SAME: ("; the same values are accepted", "; the same values are sent"),
    Proved.TAKEN: ("; values accepted before are still accepted", "; no other values are sent"),
    Proved.MEANT: (
        "; values that are meant to be sent are still accepted",
        "; no other values are meant to be sent",
    ),
}
"""The reason in a finding that is milder than its rule: for a request, for a response."""


def _reason(
    usual: Severity, wire: Severity, change: SpecChange, proved: Proved, direction: str
) -> str:
    """Why a finding is milder or stricter than its rule."""
    if wire < usual:
        return _PROVED[proved][direction == OUT]
    if wire > usual:
        value = change.raised[direction].value
        now = (
            "was excluded and may be sent now"
            if direction == OUT
            else "was accepted and is refused now"
        )
        return f"; {'' if wire is Severity.BREAKING else 'strictly, '}{value} {now}"
    return ""


def limited(wire: Severity, change: SpecChange, proved: Proved, direction: str) -> Severity:
    """The highest severity of a change, given a proof about the values that are sent.

    Removing a property that readers or writers may use is never without effect, even if all values are accepted.
    """
    if direction in change.raised:
        return max(wire, change.raised[direction].severity)
    if change.kind not in KINDS_OF_VALUES or proved is Proved.NOTHING:
        return wire
    if proved is Proved.MEANT:
        return wire if change.kind == "closed" else min(wire, Severity.WARN)
    if change.kind == "field-gone":
        return min(wire, Severity.COMPATIBLE if change.details.get("elsewhere") else Severity.WARN)
    if proved is Proved.SAME and change.kind not in ("field-new", "format"):
        return min(wire, Severity.DOCS)
    return min(wire, Severity.COMPATIBLE)


class Judge:
    """Judges changes by a table of rules."""

    def __init__(self, rules: Mapping[str, Rule] | None = None) -> None:
        self.rules = RULES if rules is None else rules
        self._lookup = RuleLookup(self.rules)

    def change(self, change: SpecChange, api_changes: Iterable[ApiChange]) -> Finding:
        """The finding of a change, with its effect on Python.

        A schema that is sent both ways is judged both ways; the worse verdict counts.
        """
        fitting = [
            (
                self._lookup.rule_for(change.kind, direction, change.details),
                change.limits.get(direction, Proved.NOTHING),
                direction,
            )
            for direction in sorted(change.directions)
        ]
        rule, proved, direction = max(
            fitting, key=lambda each: limited(each[0].wire, change, each[1], each[2])
        )
        wire = limited(rule.wire, change, proved, direction)
        touched = sorted(api_changes, key=self._severity, reverse=True)
        python = max((self._severity(each) for each in touched), default=Severity.NONE)
        if touched and rule.python != RULES[rule.id].python:
            python = rule.python
        pointer = change.new_pointer if change.new_pointer is not None else change.old_pointer
        old, new = (
            None if value == [] and change.kind.startswith(_LISTS) else value
            for value in (change.old, change.new)
        )
        return _finding(
            rule,
            wire,
            python,
            pointer or "",
            (old, new),
            change.operations,
            sentence(rule, change.subject, old, new)
            + _kinds(touched)
            + _reason(rule.wire, wire, change, proved, direction),
            touched,
        )

    def api_change(self, api_change: ApiChange, more: Iterable[ApiChange] = ()) -> Finding:
        """The finding for a difference of the packages without a change on the wire.

        `more` are differences that belong to the same finding.
        """
        rule = self.rules[api_change.rule]
        return _finding(
            rule,
            rule.wire,
            rule.python,
            api_change.pointer,
            (api_change.old or None, api_change.new or None),
            api_change.operations,
            sentence(rule, "", api_change.old, api_change.new),
            [api_change, *more],
        )

    def _severity(self, api_change: ApiChange) -> Severity:
        return self.rules[api_change.rule].python


def _finding(
    rule: Rule,
    wire: Severity,
    python: Severity,
    pointer: str,
    values: tuple[Any, Any],
    operations: Iterable[str],
    message: str,
    api_changes: Iterable[ApiChange],
) -> Finding:
    old, new = values
    digest = hashlib.sha256(canonical([rule.id, pointer, old, new]).encode()).hexdigest()
    return Finding(
        rule=rule.id,
        wire=wire,
        python=python,
        pointer=pointer,
        old=old,
        new=new,
        operations=tuple(sorted(operations)),
        message=message,
        python_names=tuple(dict.fromkeys(each.names for each in api_changes if any(each.names))),
        fingerprint=digest[:16],
    )


def _kinds(api_changes: Iterable[ApiChange]) -> str:
    """The end of a sentence about classes that keep their names and change their kind."""
    names = dict.fromkeys(each.old for each in api_changes if each.rule == "py.class-kind")
    return "".join(f"; class `{name}` changed its kind" for name in names)
