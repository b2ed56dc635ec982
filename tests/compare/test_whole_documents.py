"""Changes outside of schemas: paths, servers, security, webhooks, parameters, bodies and responses."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document
from generator.compare.rules.finding import Finding, Severity

CASES: dict[str, dict[str, Any]] = {
    case["name"]: case for case in document.read(Path(__file__).with_name("whole_documents.yaml"))
}
RULES = {case[key] for case in CASES.values() for key in ("rule", "back_rule") if key in case}
"""Rules that a case is for."""
_SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "token": {"type": "http", "scheme": "bearer"},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://id.example"},
    "oauth": {
        "type": "oauth2",
        "flows": {
            "password": {"tokenUrl": "https://t.example", "scopes": {"read": "", "write": ""}}
        },
    },
}
_WEBHOOK = {"responses": {"200": {"description": "ok"}}}


def made(case: dict[str, Any], side: int) -> dict[str, Any]:
    """One document of a case."""
    parts = {
        key: copy.deepcopy(case.get(key, [{}, {}])[side])
        for key in ("document", "components", "path", "operation", "webhook")
    }
    operation = {"responses": {"204": {"description": "ok"}}, **parts["operation"]}
    whole = {
        "openapi": case.get("openapi", "3.1.0"),
        "info": {"title": "Seats", "version": "1"},
        "paths": {"/a": {"get": operation, **parts["path"]}},
        "components": {"securitySchemes": _SCHEMES, **parts["components"]},
        **parts["document"],
    }
    if "webhook" in case:
        whole["webhooks"] = {"seat": {"post": {**_WEBHOOK, **parts["webhook"]}}}
    return whole


@cache
def findings_of(name: str, *, back: bool = False) -> list[Finding]:
    """The findings on the wire."""
    sides = [json.dumps(made(CASES[name], side)).encode() for side in (0, 1)]
    old, new = reversed(sides) if back else sides
    return compare_documents(
        parse_document("old.json", old), parse_document("new.json", new), render=None
    )


def check(verdict: str, findings: list[Finding]) -> None:
    worst = max((each.wire for each in findings), default=Severity.NONE)
    told = [(each.rule, each.wire.word, each.message) for each in findings]
    if verdict == "quiet":
        assert worst <= Severity.COMPATIBLE, told
    elif verdict == "loud":
        assert worst >= Severity.WARN, told
    else:
        assert worst.word == verdict, told


@pytest.mark.parametrize("name", CASES)
def test_change_of_a_whole_document_has_its_verdict(name: str) -> None:
    case = CASES[name]
    check(case["wire"], findings_of(name))
    if "back" in case:
        check(case["back"], findings_of(name, back=True))
    for key, back in (("rule", False), ("back_rule", True)):
        if key in case:
            assert case[key] in {each.rule for each in findings_of(name, back=back)}


@pytest.mark.parametrize("name", CASES)
def test_no_change_of_a_document_is_unreported(name: str) -> None:
    for back in (False, True):
        findings = findings_of(name, back=back)
        assert findings
        assert all(each.line and each.message for each in findings)
