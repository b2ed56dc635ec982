"""From facts to verdicts: which rule fits a change, and how bad it is on each axis."""

from __future__ import annotations

import hashlib
import re
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
_LISTS = ("enum-", "variant-", "selector-value-")
"""Kinds whose values are lists of what came and of what is gone: an empty one is nothing."""


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
        touched = sorted(touches, key=self._severity, reverse=True)
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
            _said(rule, change.subject, old, new)
            + _kinds(touched)
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


def _kinds(touches: Iterable[Touch]) -> str:
    """What a change says of the classes that keep their names and become something else."""
    names = dict.fromkeys(each.old for each in touches if each.rule == "py.class-kind")
    return "".join(f"; class `{name}` changed its kind" for name in names)


def _direction_once(message: str, subject: str) -> tuple[str, str]:
    """A rule's message and its subject, where both name the request or the response: it is named once."""
    owned = re.fullmatch(r"(`.*`) of (the (?:\w+ response|request body))", subject)
    if owned is not None and message.startswith("a response "):
        return f"{owned[2]}{message.removeprefix('a response')}", owned[1]
    if owned is not None and message.startswith("a request "):
        return message, owned[1]
    if subject.endswith("response"):
        message = message.replace(" in a response", "")
    if subject in ("the body", "the request body") or subject.endswith("of the request body"):
        message = message.replace(" in a request", "")
    return message, subject


def _said(rule: Rule, subject: str, old: Any, new: Any) -> str:
    """The sentence of a finding: names and values in backticks, which no description can end."""
    reason = " ".join(str(new).replace("`", "'").split())
    message, subject = _direction_once(rule.message, _subject(subject.replace("`", "'")))
    values = {
        "{subject}": subject,
        "{old}": _shown(old),
        "{new}": _shown(new),
        "{reason}": reason,
    }
    sentence = re.sub(r"\{[a-z]+\}", lambda match: values.get(match[0], match[0]), message)
    sentence = sentence.replace(" is now nothing, no longer ", " is no longer ")
    sentence = sentence.replace(", no longer nothing", "")
    return sentence[:1].upper() + sentence[1:]


_SUBJECTS = (
    (r"((?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) \S+)(: | of |, |$)(.*)", r"`\1`\2\3"),
    (r"the (query|path|header|cookie) parameter (.+)", r"the \1 parameter `\2`"),
    (r"the group (.+) of (\S+)", r"the group `\1` of `\2`"),
    (r"the security scheme (.+)", r"the security scheme `\1`"),
    (r"the answer (\w+)", r"the \1 response"),
    (r"the answer (\w+), header (.+)", r"the header `\2` of the \1 response"),
    (r"the answer (\w+)\.?(.+)", r"`\2` of the \1 response"),
    (r"the body\.?((?<=\.).+|\[.+|\{.+)", r"`\1` of the request body"),
    (r"([^ ]+)", r"`\1`"),
)
"""How the subject of a change is written in a sentence."""


def _subject(subject: str) -> str:
    for pattern, written in _SUBJECTS:
        match = re.fullmatch(pattern, subject)
        if match is not None:
            return match.expand(written)
    return subject


def _shown(value: Any) -> str:
    """A value as a sentence names it: in backticks, lists by commas, all of it short and on one line."""
    if value is None:
        return "nothing"
    if value in ("", [], {}) and not isinstance(value, bool):
        return f"an empty {'text' if value == '' else 'list' if value == [] else 'object'}"
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        texts = [each if isinstance(each, str) else canonical(each) for each in value]
        shown: list[str] = []
        length = 0
        for text in texts:
            length += len(text) + 2
            if length > _SHOWN and shown:
                return f"{', '.join(shown)} and {len(texts) - len(shown)} more"
            shown.append(_code(text))
        return ", ".join(shown)
    return _code(value if isinstance(value, str) else canonical(value))


def _code(text: str) -> str:
    text = " ".join(text.replace("`", "'").split())
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"
