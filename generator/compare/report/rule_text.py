"""The page of a rule, and the list of rules for the terminal and the docs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from ...errors import InputError, UsageError
from ..rules.rule import Rule
from .markdown import code, prose

_BEGIN = "<!-- rules: begin, written by `python -m generator explain --write docs/diff.md` -->\n"
_END = "<!-- rules: end -->\n"


def find_rule(rules: Iterable[Rule], wanted: str) -> Rule:
    """The rule with this id. Raises `UsageError` with the nearest ids for an unknown one."""
    known = {rule.id: rule for rule in rules}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.4)
    hint = (
        f"did you mean {', '.join(near)}?" if near else "`explain` without a rule lists all rules"
    )
    raise UsageError(f"unknown rule {wanted!r}", hint=hint)


def explain_rule(rule: Rule) -> str:
    """The page of a rule: its title, its severities, the reason, an example, how to accept a finding."""
    head = (
        f"{rule.id}: {rule.title}\n"
        f"  wire: {rule.wire.word}, Python: {rule.python.word} (a file of --rules can change both)"
    )
    sections = {
        "When": rule.when,
        "Why": rule.why,
        "Example": rule.example,
        "How to accept it": rule.how_to_accept,
    }
    parts = [f"{name}\n{_indented(text)}" for name, text in sections.items() if text]
    return "\n\n".join([head, *parts]) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.strip().splitlines())


def list_rules(rules: Sequence[Rule]) -> str:
    """One line a rule, for a terminal."""
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [
        f"{rule.id:{width}}  {rule.wire.word:10}  {rule.python.word:10}  {rule.title}"
        for rule in rules
    ]
    head = f"{'rule':{width}}  {'wire':10}  {'Python':10}"
    return "".join(f"{line}\n" for line in [head, *lines])


def rule_table(rules: Iterable[Rule]) -> str:
    """The rules as a Markdown table."""
    rows = [
        f"| {code(rule.id)} | {prose(rule.title)} | {rule.wire.word} | {rule.python.word} |\n"
        for rule in rules
    ]
    return "| rule | what | wire | Python |\n|---|---|---|---|\n" + "".join(rows)


def replace_rule_table(text: str, rules: Iterable[Rule], *, name: str) -> str:
    """A document with the table between its two marks. Raises `InputError` if a mark is missing."""
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise InputError("the two marks of the rule list are missing", file=name)
    return f"{before}{_BEGIN}\n{rule_table(rules)}\n{_END}{after}"
