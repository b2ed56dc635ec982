"""Small pairs of schemas with the right verdict on the wire, at every place of a schema."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.compare.rules.finding import Severity
from tests.compare.schema_cases import CASES, WAYS
from tests.compare.schema_pairs import INTEGER, Json, array, described, findings, thing, wire


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
