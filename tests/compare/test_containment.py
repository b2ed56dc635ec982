"""The containment engine by itself: proofs, witnesses, and undecided cases."""

from __future__ import annotations

from typing import Any

import pytest

from generator.compare.containment import Containment, SchemaReading
from generator.compare.containment.engine import Travel
from generator.compare.containment.patterns import are_disjoint, is_within, takes_all
from generator.compare.openapi.references import Document

Json = Any
TEXT = {"type": "string"}


def thing(*required: str, **properties: Json) -> Json:
    """An object schema."""
    return {"type": "object", "properties": properties, "required": list(required)}


REQUEST = Travel(is_request=True)


class Pair:
    """Two schemas, asked about as a request."""

    def __init__(self, old: Json, new: Json, **components: Json) -> None:
        self.ends = (old, "/s"), (new, "/s")
        self.engine = Containment(
            *(
                Document({"openapi": "3.1.0", "s": each, "components": {"schemas": components}})
                for each in (old, new)
            )
        )

    def holds(self, *, is_careful: bool = False) -> bool:
        return self.engine.holds(*self.ends, REQUEST, SchemaReading.LETTER, is_careful=is_careful)

    def witness(self) -> Json:
        found = self.engine.witness(*self.ends, REQUEST, SchemaReading.LETTER)
        assert found is not None
        return found[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "number", "multipleOf": 0.3}, {"type": "number", "multipleOf": 0.1}),
        ({"type": "integer", "multipleOf": 0.5}, {"type": "integer"}),
        ({"type": "integer", "minimum": 0.5}, {"type": "integer", "exclusiveMinimum": 0}),
        ({"type": "integer", "minimum": 1, "maximum": 3}, {"enum": [1, 2, 3.0]}),
        (
            {"type": "number"},
            {"anyOf": [{"type": "number", "minimum": 0}, {"type": "number", "maximum": 0}]},
        ),
        ({"enum": [1.0]}, {"type": "integer"}),
        ({"type": "string", "minLength": 2}, {"not": {"type": "string", "maxLength": 1}}),
        ({"type": "boolean"}, {"enum": [True, False, None]}),
        ({"type": "array", "items": False}, {"maxItems": 0}),
        ({"type": "object", "required": ["a"], "properties": {"a": False}}, False),
        (
            {"if": TEXT, "then": {"maxLength": 3}, "else": {"type": "integer"}},
            {"type": ["string", "integer"], "maxLength": 3},
        ),
        (
            {**thing("a", a=TEXT), "additionalProperties": False},
            {"minProperties": 1, "maxProperties": 1},
        ),
        (
            thing("kind", kind={"enum": ["x", "y"]}),
            {"oneOf": [thing("kind", kind={"const": each}) for each in "xy"]},
        ),
        (thing("a", "b", a=TEXT, b=TEXT), {"dependentRequired": {"a": ["b"]}}),
        ({"type": "array", "items": TEXT, "minItems": 1}, {"contains": TEXT}),
    ],
)
def test_containment_is_proved(old: Json, new: Json) -> None:
    assert Pair(old, new).holds()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "number", "multipleOf": 0.1}, {"type": "number", "multipleOf": 0.3}),
        ({"type": "number"}, {"type": "integer"}),
        ({"enum": [1, True]}, {"enum": [1, 1.5]}),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": TEXT, "minItems": 1}),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": TEXT, "uniqueItems": True}),
        ({"type": "object", "additionalProperties": TEXT}, {"propertyNames": {"maxLength": 3}}),
        (
            {"type": "object", "patternProperties": {"^a": TEXT}},
            {"patternProperties": {"^a": {"maxLength": 2}}},
        ),
        (
            {"oneOf": [TEXT, {"type": "integer"}]},
            {"oneOf": [TEXT, {"enum": ["a"]}, {"type": "integer"}]},
        ),
        ({"allOf": [{"minimum": 1}, {"type": "integer"}]}, {"minimum": 2}),
    ],
)
def test_missing_containment_has_a_witness(old: Json, new: Json) -> None:
    pair = Pair(old, new)
    assert not pair.holds()
    pair.witness()


def test_recursive_schemas_are_proved() -> None:
    tree = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/T"}}}
    wide = {"anyOf": [{"$ref": "#/components/schemas/T"}, TEXT]}
    assert Pair({"$ref": "#/components/schemas/T"}, wide, T=tree).holds()
    assert not Pair(wide, {"$ref": "#/components/schemas/T"}, T=tree).holds()


def test_reference_cycle_is_left_open() -> None:
    circle = {"allOf": [{"$ref": "#/components/schemas/T"}]}
    assert not Pair(TEXT, {"$ref": "#/components/schemas/T"}, T=circle).holds()


def test_unreadable_schema_is_left_open() -> None:
    for new in ({"$ref": "#/components/schemas/Gone"}, {"$ref": "other.yaml"}):
        pair = Pair(TEXT, new)
        assert not pair.holds()
        assert pair.engine.witness(*pair.ends, REQUEST, SchemaReading.LETTER) is None


def test_a_proof_that_takes_too_long_is_given_up() -> None:
    def choices(limit: int) -> Json:
        names = [f"p{index}" for index in range(12)]
        unions = [
            {"anyOf": [{"properties": {name: {"maxLength": limit}}}, {"required": [name, "q"]}]}
            for name in names
        ]
        return {"type": "object", "properties": dict.fromkeys(names, TEXT), "allOf": unions}

    assert not Pair(choices(5), choices(4)).holds()


def test_open_branch_makes_up_for_another_branch_by_the_letter_only() -> None:
    def union(kind: str) -> Json:
        branches = (thing(a={}), thing(b={"type": kind}))
        return {"anyOf": list(branches)}

    pair = Pair(union("integer"), union("string"))
    assert pair.holds()
    assert not pair.holds(is_careful=True)


@pytest.mark.parametrize(
    ("one", "other", "within", "disjoint"),
    [
        ("^[a-z]+$", "^[a-z0-9]+$", True, False),
        ("^[a-z0-9]+$", "^[a-z]+$", False, False),
        ("^a", "a", True, False),
        ("^a$|^b$", "^[ab]$", True, False),
        ("^a+$", "^b+$", False, True),
        (r"^\d{4}-\d{2}$", "^[0-9-]{7}$", True, False),
        ("^(?:x|y){2,3}$", "^[xyz]{0,4}$", True, False),
        ("^[^a]$", "a", False, True),
        ("(?=a)b", "b", False, False),
        (r"(a)\1", "a", False, False),
        ("(", "a", False, False),
    ],
)
def test_patterns_are_compared_as_sets(one: str, other: str, within: bool, disjoint: bool) -> None:
    assert is_within(one, other) is within
    assert are_disjoint(one, other) is disjoint


@pytest.mark.parametrize("pattern", ["", ".*", "^", "$", "^.*", "x*", r"[\s\S]*"])
def test_pattern_that_matches_every_text(pattern: str) -> None:
    assert takes_all(pattern)


@pytest.mark.parametrize("pattern", ["^.*$", ".", "a", "^$", "(?i).*"])
def test_pattern_that_may_not_match_every_text(pattern: str) -> None:
    assert not takes_all(pattern)
