"""From facts to verdicts: which rule fits a change, and how bad it is on each axis."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .changes import OUT, Change, Proved
from .finding import Finding, Severity
from .python import Touch
from .rule import Rule
from .rules import RULES
from .values import canonical

_SHOWN = 120
_ARTICLES = ("a ", "an ", "the ")


_VALUES = frozenset(
    {"null-less", "null-more", "type-narrower", "type-wider", "type-other", "constraint", "const"}
    | {"enum-less", "enum-more", "enum-set", "enum-lifted", "variant-gone", "variant-new"}
    | {
        "limit-new",
        "limit-tighter",
        "limit-looser",
        "limit-other",
        "format",
        "format-narrower",
        "format-wider",
    }
    | {"field-now-required", "field-now-optional", "field-new", "field-gone", "closed", "opened"}
    | {"value-refused", "value-strict", "not-judged"}
)
"""Kinds of which the verdict follows from the values that travel, so that a proof about these outweighs it."""
_PROVED: Mapping[Proved, tuple[str, str]] = {
    Proved.SAME: ("; the same values are taken", "; the same values are sent"),
    Proved.TAKEN: ("; what was taken still is", "; no other values are sent"),
    Proved.MEANT: ("; what is meant to be sent is still taken", "; no others are meant to be sent"),
}
"""What a finding adds that is milder than its rule: of a request, of a response."""


def _reason(usual: Severity, wire: Severity, change: Change, proved: Proved, direction: str) -> str:
    """Why a finding is milder or stricter than its rule."""
    if wire < usual:
        return _PROVED[proved][direction == OUT]
    if wire > usual:
        value = change.raised[direction].value
        now = (
            "was excluded and may be sent now"
            if direction == OUT
            else "was taken and is refused now"
        )
        return f"; {'' if wire is Severity.BREAKING else 'by the letter, '}{value} {now}"
    return ""


def limited(wire: Severity, change: Change, proved: Proved, direction: str) -> Severity:
    """How bad a change can be where something is proved about the values that travel.

    A property that readers or writers may look for is not nothing when it goes, whatever values are taken.
    """
    if direction in change.raised:
        return max(wire, change.raised[direction].severity)
    if change.kind not in _VALUES or proved is Proved.NOTHING:
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
        self._by_kind: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules.values():
            self._by_kind[rule.kind].append(rule)

    def change(self, change: Change, touches: Iterable[Touch]) -> Finding:
        """The finding that a change makes, with what it does to Python.

        A schema that travels both ways is judged both ways; the worse counts.
        """
        fitting = [
            (self._rule(change, direction), change.limits.get(direction, Proved.NOTHING), direction)
            for direction in sorted(change.directions)
        ]
        rule, proved, direction = max(
            fitting, key=lambda each: limited(each[0].wire, change, each[1], each[2])
        )
        wire = limited(rule.wire, change, proved, direction)
        touched = list(touches)
        python = max((self._severity(each) for each in touched), default=Severity.NONE)
        if touched and rule.python != RULES[rule.id].python:
            python = rule.python
        pointer = change.new_pointer if change.new_pointer is not None else change.old_pointer
        return _finding(
            rule,
            wire,
            python,
            pointer or "",
            (change.old, change.new),
            change.operations,
            _said(rule, change.subject, change.old, change.new)
            + _reason(rule.wire, wire, change, proved, direction),
            touched,
        )

    def says_that_values_break(self, change: Change, direction: str) -> bool:
        """Whether a change is one by which values are refused that were taken, or sent that were not."""
        if change.kind not in {*_VALUES, "field-renamed"} or direction not in change.directions:
            return False
        if change.kind == "field-gone" and not change.details.get("closed"):
            return bool(change.details.get("required")) and direction == OUT
        return self._rule(change, direction).wire >= Severity.WARN

    def is_loud(self, change: Change, direction: str) -> bool:
        """Whether its rule is worse than compatible, whatever is proved about the values."""
        return (
            direction in change.directions and self._rule(change, direction).wire >= Severity.WARN
        )

    def touch(self, touch: Touch, more: Iterable[Touch] = ()) -> Finding:
        """The finding that a difference of the packages makes alone, nothing having changed on the wire.

        `more` are differences that go with it.
        """
        rule = self.rules[touch.rule]
        return _finding(
            rule,
            rule.wire,
            rule.python,
            touch.pointer,
            (touch.old or None, touch.new or None),
            touch.operations,
            _said(rule, "", touch.old, touch.new),
            [touch, *more],
        )

    def _rule(self, change: Change, direction: str) -> Rule:
        for rule in self._by_kind[change.kind]:
            if rule.fits(change.kind, direction, change.details):
                return rule
        raise LookupError(f"no rule fits {change.kind} {direction} {dict(change.details)}")

    def _severity(self, touch: Touch) -> Severity:
        return self.rules[touch.rule].python


def _finding(
    rule: Rule,
    wire: Severity,
    python: Severity,
    pointer: str,
    values: tuple[Any, Any],
    operations: Iterable[str],
    message: str,
    touches: Iterable[Touch],
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
        python_names=tuple(dict.fromkeys(each.names for each in touches if any(each.names))),
        fingerprint=digest[:16],
    )


def _said(rule: Rule, subject: str, old: Any, new: Any) -> str:
    sentence = rule.message
    for name, value in (("{subject}", subject), ("{old}", _shown(old)), ("{new}", _shown(new))):
        sentence = sentence.replace(name, value.replace("{", "\x01"))
    sentence = sentence.replace("\x01", "{")
    is_name = rule.message.startswith("{") and not sentence.startswith(_ARTICLES)
    return sentence if is_name else sentence[:1].upper() + sentence[1:]


def _shown(value: Any) -> str:
    """A value as a sentence names it: texts plain, lists by commas, all of it short and on one line."""
    if value is None:
        return "nothing"
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        text = ", ".join(map(_plain, value)) or "nothing"
    elif isinstance(value, str):
        text = value
    else:
        text = canonical(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _plain(value: str | int) -> str:
    return value if isinstance(value, str) else canonical(value)
