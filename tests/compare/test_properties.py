"""Properties of the comparison of any two descriptions."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document
from generator.compare.rules.finding import Finding, Severity
from generator.errors import InputError

from .descriptions import descriptions, edited, respelled

PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Pair = tuple[dict[str, Any], dict[str, Any]]


def compared(pair: Pair, **options: Any) -> list[Finding]:
    old, new = (
        parse_document(name, json.dumps(each, indent=1).encode())
        for name, each in zip(("old.json", "new.json"), pair, strict=True)
    )
    return compare_documents(old, new, **options)


def judged(pair: Pair, **options: Any) -> list[Finding] | str:
    """The findings, or why there is no verdict."""
    try:
        return compared(pair, **options)
    except InputError as error:
        return error.message[-len("leads nowhere") :]


@PATIENT
@given(descriptions())
def test_document_does_not_differ_from_itself(document: dict[str, Any]) -> None:
    assert compared((document, document), notices=True) == []


@PATIENT
@given(respelled())
def test_another_notation_is_documentation_at_most(pair: Pair) -> None:
    old, new = pair
    for each in ((old, new), (new, old)):
        assert max((one.wire for one in compared(each, render=None)), default=0) <= Severity.DOCS


@PATIENT
@given(edited())
def test_every_edit_is_reported(pair: Pair) -> None:
    old, new = pair
    for both in ((old, new), (new, old)):
        findings = judged(both, render=None)
        assert findings
        if isinstance(findings, str):
            assert findings == "leads nowhere"
        else:
            assert all(each.line for each in findings)


@settings(PATIENT, max_examples=40)
@given(edited())
def test_any_edit_can_be_judged_for_python(pair: Pair) -> None:
    findings = judged(pair)
    assert findings
    if isinstance(findings, str):
        assert findings == "leads nowhere"
        return
    assert len({each.fingerprint for each in findings}) == len(findings)
