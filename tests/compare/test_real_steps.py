"""For real changes of GitHub's description, the comparison finds exactly the facts that were judged by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.compare.policy.bump import bump_of
from generator.compare.rules.finding import Finding, verdict_of

from .corpus import compared, read

REAL = Path(__file__).parent / "real"
STEPS = sorted(path.name.removesuffix(".expected.yaml") for path in REAL.glob("*.expected.yaml"))

RULES = {
    "operation-removed": {"op.gone"},
    "operation-added": {"op.new"},
    "default-changed": {"arg.default-changed"},
    "property-added": {"out.field-new", "out.field-new-closed"},
    "property-now-optional": {"out.field-now-optional"},
    "property-now-required": {"out.field-now-required"},
    "property-deprecated": {"out.deprecated"},
    "nullable-added": {"out.null-more"},
    "type-changed": {"out.type-other"},
    "enum-value-removed": {"out.enum-less"},
    "union-branch-removed": {"out.variant-gone"},
    "class-renamed": {"py.class-renamed"},
    "class-reused": {"py.class-reused"},
    "respelled": {"doc.respelled"},
    "docs-link-changed": {"doc.link"},
    "availability-changed": {"note.availability"},
    "category-changed": {"doc.extension"},
    "example-changed": {"doc.example"},
    "example-suffix-changed": {"note.example-shape"},
    "info-version": {"doc.version"},
    "api-version-announced": {"pending.version"},
}


class Step:
    def __init__(self, name: str) -> None:
        versions, _, selection = name.rpartition(".")
        old, _, new = versions.partition("__")
        paths = [REAL / each / f"{selection}.yaml" for each in (old, new)]
        self.inputs = [read(path) for path in paths]
        self.expected = document.read_object(REAL / f"{name}.expected.yaml")
        self.findings = compared(*self.inputs).findings


def accounts_for(finding: Finding, fact: dict[str, Any]) -> bool:
    pointers = {fact["pointer_old"], fact["pointer_new"], *fact.get("also", ())}
    return finding.rule in RULES[fact["kind"]] and finding.pointer in pointers


@pytest.fixture(scope="module", params=STEPS)
def step(request: pytest.FixtureRequest) -> Step:
    return Step(request.param)


def test_verdict_and_bump_are_those_of_the_expectation(step: Step) -> None:
    assert verdict_of(step.findings).word == step.expected["verdict"]
    assert bump_of(step.findings).word == step.expected["bump"]


def test_each_fact_is_one_finding_and_each_finding_a_fact(step: Step) -> None:
    facts = step.expected["facts"]
    for finding in step.findings:
        assert [fact["fact"] for fact in facts if accounts_for(finding, fact)] != [], finding
    for fact in facts:
        found = [each for each in step.findings if accounts_for(each, fact)]
        assert len(found) == 1, fact["fact"]
        assert (found[0].wire.word, found[0].python.word) == (fact["wire"], fact["python"]), fact
        assert list(found[0].operations) == sorted(fact["operations"]), fact["fact"]


def test_every_finding_has_a_file_a_line_and_a_sentence(step: Step) -> None:
    for finding in step.findings:
        assert finding.file in {each.name for each in step.inputs}
        assert finding.line is not None
        assert "{" not in finding.message.replace("{", "", finding.message.count("/{"))
        assert len(finding.fingerprint) == 16
    assert len({each.fingerprint for each in step.findings}) == len(step.findings)
