"""Small pairs of schemas with the right verdict on the wire, at every place of a schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document
from generator.compare.rules.finding import Finding, Severity
from tests.compare.schema_cases import CASES, INTEGER, WAYS, Json, array, thing


def described(schema: Json, at: str, openapi: str = "3.0.3", **components: Json) -> dict[str, Any]:
    """A description with the schema at a place."""
    operation: dict[str, Any] = {"operationId": "a", "responses": {"200": {"description": "ok"}}}
    content = {"content": {"application/json": {"schema": schema}}}
    path = "/a"
    if at == "request":
        operation["requestBody"] = content
    elif at == "response":
        operation["responses"]["200"].update(content)
    elif at == "response-header":
        operation["responses"]["200"]["headers"] = {"X-A": {"schema": schema}}
    else:
        path = "/a/{a}" if at == "path" else path
        required = {"required": True} if at == "path" else {}
        operation["parameters"] = [{"name": "a", "in": at, "schema": schema, **required}]
    return {
        "openapi": openapi,
        "info": {"title": "Things", "version": "1"},
        "paths": {path: {"post": operation}},
        "components": {"schemas": components},
    }


def findings(old: dict[str, Any], new: dict[str, Any]) -> list[Finding]:
    """The findings of two descriptions on the wire."""
    read = [
        parse_document(name, json.dumps(each).encode())
        for name, each in (("old.json", old), ("new.json", new))
    ]
    return compare_documents(*read, render=None)


def wire(old: dict[str, Any], new: dict[str, Any]) -> Severity:
    """The verdict on the wire."""
    return max((each.wire for each in findings(old, new)), default=Severity.NONE)


def is_as(expected: str, verdict: Severity) -> bool:
    """Whether a verdict is that of a case: `quiet` is compatible or less, `loud` is worse."""
    if expected in ("quiet", "loud"):
        return (verdict >= Severity.WARN) == (expected == "loud")
    return verdict.word == expected


@pytest.mark.parametrize(("name", "at", "version"), WAYS)
def test_a_pair_has_its_verdict(name: str, at: str, version: str) -> None:
    case = CASES[name]
    ends = described(case.old, at, version), described(case.new, at, version)
    assert is_as(case.wire, wire(*ends)), findings(*ends)
    if case.back:
        assert is_as(case.back, wire(*reversed(ends))), findings(*reversed(ends))


INSIDE: dict[str, Callable[[Json], Json]] = {
    "a property": lambda each: thing(p=each),
    "an item": array,
    "an additional property": lambda each: {"type": "object", "additionalProperties": each},
    "a union": lambda each: {"oneOf": [each, {"type": "boolean"}]},
    "a part": lambda each: {"allOf": [thing(q=INTEGER), thing(p=each)]},
    "one part alone": lambda each: {"allOf": [each]},
}
JSON_WAYS = [way for way in WAYS if way[1] in ("request", "response")]


@pytest.mark.parametrize("inside", INSIDE)
@pytest.mark.parametrize(("name", "at", "version"), JSON_WAYS)
def test_pair_inside_another_schema_has_the_same_verdict(
    name: str, at: str, version: str, inside: str
) -> None:
    case, wrap = CASES[name], INSIDE[inside]
    ends = described(wrap(case.old), at, version), described(wrap(case.new), at, version)
    is_loud = case.wire in ("loud", "warn", "breaking")
    assert (wire(*ends) >= Severity.WARN) == is_loud, findings(*ends)


@pytest.mark.parametrize(("name", "at", "version"), JSON_WAYS)
def test_pair_behind_a_reference_has_the_same_verdict(name: str, at: str, version: str) -> None:
    case = CASES[name]
    reference = {"$ref": "#/components/schemas/T"}
    ends = [described(thing(p=reference), at, version, T=each) for each in (case.old, case.new)]
    is_loud = case.wire in ("loud", "warn", "breaking")
    assert (wire(*ends) >= Severity.WARN) == is_loud, findings(*ends)
