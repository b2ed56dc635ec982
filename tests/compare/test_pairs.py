"""Each rule on a pair of small documents, and the verdict when the pair is reversed."""

from __future__ import annotations

from typing import Any

import pytest

from generator import surface
from generator.compare.compare import compare_documents
from generator.compare.judge import Judge
from generator.compare.load.source import DocumentSource
from generator.compare.rules.finding import Finding, verdict_of
from generator.compare.rules.severities import with_severities
from generator.compare.rules.table import RULES

from . import corpus, test_whole_documents
from .corpus import Compared
from .pair_documents import PAIRS, names, read_pair

NAMES = names(PAIRS)
WHOLE_DOCUMENTS = {"document.gone", "document.new", "document.top-moved"}
"""Rules about files of a work tree; tested with the commands."""


def pair(name: str) -> tuple[DocumentSource, DocumentSource]:
    found = read_pair(PAIRS, name)
    return found.old, found.new


def rule_of(name: str) -> str:
    """The rule of a pair; a suffix after `~` marks a further pair of the same rule."""
    return name.partition("~")[0]


def summary(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "wire": finding.wire.word,
        "python": finding.python.word,
        "pointer": finding.pointer,
    }


def compared(name: str, *, back: bool = False) -> Compared:
    """The findings of the documents of a pair; `back` compares the second with the first."""
    old, new = reversed(pair(name)) if back else pair(name)
    return corpus.compared(old, new, notices=name.startswith("note."))


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_gives_what_is_expected(name: str) -> None:
    expected = read_pair(PAIRS, name)
    findings = compared(name).findings
    assert [summary(each) for each in findings] == list(expected.expected)
    assert rule_of(name) in {each.rule for each in findings}
    assert verdict_of(compared(name, back=True).findings).word == expected.reversed


@pytest.mark.parametrize("name", NAMES)
def test_python_is_never_worse_than_the_table_says(name: str) -> None:
    for finding in compared(name).findings:
        assert finding.python <= RULES[finding.rule].python


@pytest.mark.parametrize("name", NAMES)
def test_a_document_does_not_differ_from_itself(name: str) -> None:
    for each in pair(name):
        assert compare_documents(each, each, notices=True) == []


def test_every_rule_fires_on_some_pair() -> None:
    behind = {name for name in RULES if name.startswith("py.")}
    shown = {rule_of(name) for name in NAMES}
    seen = {
        rule
        for name in NAMES
        for back in (False, True)
        for rule in compared(name, back=back).touched
    }
    assert set(RULES) - behind - shown - test_whole_documents.RULES == WHOLE_DOCUMENTS
    assert behind - seen == {"py.not-judged"}
    assert shown <= set(RULES)


def test_python_is_not_judged_for_large_descriptions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surface, "WHOLE", 1)
    old, new = pair("out.null-more")
    assert compare_documents(old, new)[0].python.word == "breaking", "few enough differ"
    monkeypatch.setattr(surface, "MOST", 0)
    wire, python = compare_documents(old, new)
    assert (wire.rule, wire.python.word) == ("out.null-more", "none")
    assert (python.rule, python.severity.word) == ("py.not-judged", "warn")


def test_severity_of_a_rule_can_be_overridden() -> None:
    old, new = pair("arg.gone")
    table = with_severities({"arg.gone": {"wire": "breaking", "python": "docs"}})
    (finding,) = compare_documents(old, new, rules=table)
    assert (finding.wire.word, finding.python.word) == ("breaking", "docs")


def test_python_axis_is_empty_without_models() -> None:
    old, new = pair("out.null-more")
    (finding,) = compare_documents(old, new, render=None)
    assert (finding.wire.word, finding.python.word) == ("breaking", "none")


def test_every_rule_is_complete() -> None:
    for rule in RULES.values():
        assert rule.title
        assert rule.why.endswith(".")
        assert rule.example
        assert rule.how_to_accept
        assert Judge().rules[rule.id] is rule
