"""Small pairs of schemas, with the right verdict for each place of a schema."""

from __future__ import annotations

import attrs

from tests.compare.schema_pairs import INTEGER, TEXT, Json, array, thing


@attrs.frozen
class Case:
    """A pair of schemas, its places, and the verdicts in both directions."""

    old: Json
    new: Json
    at: str
    wire: str
    back: str = ""
    versions: tuple[str, ...] = ("3.0.3", "3.1.0")


ONLY_3_1 = ("3.1.0",)
REQUESTS = "request query header cookie path"
ENUM_A, ENUM_AB = ({"type": "string", "enum": list(each)} for each in ("a", "ab"))
HALF = {"type": "string", "pattern": "^a*$"}
READ = {"type": "string", "readOnly": True}
WRITE = {"type": "string", "writeOnly": True}
X_KEYS, Y_KEYS = ({"type": "object", "patternProperties": {f"^{each}-": INTEGER}} for each in "xy")
CLOSED = {"additionalProperties": False}
CASES = {
    # properties that are declared by a pattern of their names
    "pattern of names is gone": Case(
        X_KEYS, {"type": "object"}, "request response", "warn", "compatible", ONLY_3_1
    ),
    "pattern of names is another one": Case(
        X_KEYS, Y_KEYS, "request response", "warn", "warn", ONLY_3_1
    ),
    "pattern of names is another one in a closed object": Case(
        X_KEYS | CLOSED, Y_KEYS | CLOSED, "request", "breaking", "breaking", ONLY_3_1
    ),
    "pattern of names takes more names": Case(
        X_KEYS | CLOSED,
        {"type": "object", "patternProperties": {"^[xy]-": INTEGER}, **CLOSED},
        "request",
        "compatible",
        "breaking",
        ONLY_3_1,
    ),
    "property by pattern has another type": Case(
        X_KEYS,
        {"type": "object", "patternProperties": {"^x-": TEXT}},
        "request response",
        "breaking",
        "breaking",
        ONLY_3_1,
    ),
    "property by pattern is wider": Case(
        X_KEYS,
        {"type": "object", "patternProperties": {"^x-": {"type": "number"}}},
        "request",
        "compatible",
        "breaking",
        ONLY_3_1,
    ),
    "undeclared property is excluded": Case(
        {"type": "object"},
        {"type": "object", "not": {"required": ["x"]}},
        "request",
        "loud",
        "quiet",
    ),
    "undeclared property is no longer excluded": Case(
        thing(y=TEXT) | {"not": {"required": ["x"]}}, thing(y=TEXT), "response", "loud", "quiet"
    ),
    # objects in parameters
    "object gains a property": Case(
        thing(x=TEXT), thing(x=TEXT, y=TEXT), "query header request", "compatible", "loud"
    ),
    "property becomes required": Case(
        thing(x=TEXT), thing("x", x=TEXT), "query header request", "breaking", "quiet"
    ),
    "list of objects loses a property": Case(
        array(thing(x=TEXT, y=TEXT)), array(thing(x=TEXT)), "query header request", "loud", "quiet"
    ),
    "required property is new": Case(
        thing(x=TEXT), thing("y", x=TEXT, y=TEXT), "query header request", "breaking"
    ),
    # unions
    "branch has another description": Case(
        {"oneOf": [{**array(TEXT), "description": "x"}, array(INTEGER)]},
        {"oneOf": [{**array(TEXT), "description": "y"}, array(INTEGER)]},
        "response request",
        "docs",
        "docs",
    ),
    "enum of a covered branch grows": Case(
        {"anyOf": [TEXT, ENUM_A]}, {"anyOf": [TEXT, ENUM_AB]}, "request response", "quiet", "quiet"
    ),
    "enum is written as a union": Case(
        ENUM_AB,
        {"oneOf": [ENUM_A, {"type": "string", "enum": ["b"]}]},
        "response request query",
        "quiet",
        "quiet",
    ),
    "branch is repeated": Case(
        {"anyOf": [thing(x=TEXT), thing(y=TEXT)]},
        {"anyOf": [thing(x=TEXT), thing(y=TEXT), thing(y=TEXT)]},
        "response request",
        "quiet",
        "quiet",
    ),
    "list in a union gains an optional property": Case(
        {"anyOf": [array(thing(x=TEXT)), array(thing(y=TEXT))]},
        {"anyOf": [array(thing(x=TEXT, z=TEXT)), array(thing(y=TEXT))]},
        "response request",
        "quiet",
    ),
    "branches have another order": Case(
        {"anyOf": [array(thing(x=TEXT)), array(thing(y=TEXT)), INTEGER]},
        {"anyOf": [INTEGER, array(thing(y=TEXT)), array(thing(x=TEXT))]},
        "response request",
        "docs",
        "docs",
    ),
    "branch is new": Case(
        {"anyOf": [TEXT]}, {"anyOf": [TEXT, INTEGER]}, "response", "breaking", "quiet"
    ),
    "oneOf refuses what is in two branches": Case(
        {"oneOf": [{"type": "string", "maxLength": 3}]},
        {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "string", "minLength": 2}]},
        "request",
        "loud",
    ),
    # allOf
    "second part no longer takes null": Case(
        {"allOf": [thing(i={"type": ["integer", "null"]}), thing(l=TEXT)]},
        {"allOf": [thing(i={"type": ["integer", "null"]}), thing(l=TEXT, i=INTEGER)]},
        "request",
        "breaking",
        "quiet",
        ONLY_3_1,
    ),
    "second part sets an enum": Case(
        {"allOf": [thing(s=TEXT), thing(t=TEXT)]},
        {"allOf": [thing(s=TEXT), thing(t=TEXT, s=ENUM_A)]},
        "request query",
        "breaking",
        "quiet",
    ),
    "second part loses an enum": Case(
        {"allOf": [thing(s=TEXT), thing(t=TEXT, s=ENUM_A)]},
        {"allOf": [thing(s=TEXT), thing(t=TEXT)]},
        "response",
        "breaking",
        "quiet",
    ),
    "parts are swapped": Case(
        {"allOf": [thing(s=TEXT), thing(s=ENUM_A)]},
        {"allOf": [thing(s=ENUM_A), thing(s=TEXT)]},
        "response request query",
        "docs",
        "docs",
    ),
    "limit in a second part is tighter": Case(
        {"allOf": [{"type": "integer"}, {"maximum": 9}]},
        {"allOf": [{"type": "integer"}, {"maximum": 5}]},
        "request query",
        "loud",
        "quiet",
    ),
    "second part closes the object": Case(
        {"allOf": [thing(x=TEXT), {"additionalProperties": {"type": "string"}}]},
        {"allOf": [thing(x=TEXT), {"additionalProperties": False}]},
        "request",
        "loud",
    ),
    # readOnly, writeOnly
    "readOnly is lifted from a required property": Case(
        thing("x", x=READ), thing("x", x=TEXT), "request", "breaking"
    ),
    "readOnly property becomes required": Case(
        thing(x=TEXT, y=READ), thing("y", x=TEXT, y=READ), "request", "quiet", "quiet"
    ),
    "readOnly property becomes required in a response": Case(
        thing(x=TEXT, y=READ), thing("y", x=TEXT, y=READ), "response", "quiet", "breaking"
    ),
    "writeOnly property becomes optional": Case(
        thing("y", x=TEXT, y=WRITE), thing(x=TEXT, y=WRITE), "response", "quiet", "quiet"
    ),
    "limit of a readOnly property is tighter": Case(
        thing(y={**READ, "maxLength": 9}),
        thing(y={**READ, "maxLength": 5}),
        "request",
        "quiet",
        "quiet",
    ),
    "type of a writeOnly property is another": Case(
        thing(y=WRITE),
        thing(y={"type": "integer", "writeOnly": True}),
        "response",
        "quiet",
        "quiet",
    ),
    "readOnly property in a part becomes required": Case(
        {"allOf": [thing(y=READ), thing(x=TEXT)]},
        {"allOf": [thing(y=READ), thing("y", x=TEXT)]},
        "request",
        "quiet",
        "quiet",
    ),
    # limits beside a type that widens, names that are not declared
    "integer becomes a number with a limit": Case(
        INTEGER, {"type": "number", "maximum": 10}, "request query", "loud"
    ),
    "type goes and a limit comes": Case(TEXT, {"maxLength": 5}, "request", "loud", "loud"),
    "undeclared name is required": Case(
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": TEXT, "required": ["id"]},
        "request query",
        "breaking",
        "quiet",
    ),
    "property becomes impossible": Case(
        thing(x=TEXT), thing(x=TEXT, legacy=False), "request", "loud", "quiet", ONLY_3_1
    ),
    "declared property becomes impossible": Case(
        thing(x=TEXT, y=TEXT), thing(x=TEXT, y=False), "request", "breaking", "quiet", ONLY_3_1
    ),
    "new property does not take what further ones might be": Case(
        {**thing(x=TEXT), "additionalProperties": TEXT},
        {**thing(x=TEXT, y=INTEGER), "additionalProperties": TEXT},
        "request response",
        "loud",
        "loud",
    ),
    "new property where further ones may be anything": Case(
        {**thing(x=TEXT), "additionalProperties": True},
        {**thing(x=TEXT, y=INTEGER), "additionalProperties": True},
        "request",
        "loud",
    ),
    "object is closed": Case(
        thing(x=TEXT),
        {**thing(x=TEXT), "additionalProperties": False},
        "request query",
        "loud",
        "quiet",
    ),
    # limits
    "pattern is replaced": Case(
        HALF, {**HALF, "pattern": "^[ab]+$"}, "request response query", "loud", "loud"
    ),
    "pattern lets more through": Case(
        {**HALF, "pattern": "^[a-z]+$"},
        {**HALF, "pattern": "^[a-z0-9]+$"},
        "request query",
        "quiet",
        "loud",
    ),
    "multiple is looser": Case(
        {"type": "number", "multipleOf": 0.1},
        {"type": "number", "multipleOf": 0.01},
        "request query",
        "quiet",
        "loud",
    ),
    "multiple is another": Case(
        {"type": "integer", "multipleOf": 4},
        {"type": "integer", "multipleOf": 6},
        "request response",
        "loud",
        "loud",
    ),
    "multiple of an integer is one": Case(
        {"type": "integer", "multipleOf": 1}, INTEGER, "request response", "quiet", "quiet"
    ),
    "pattern lets everything through": Case(
        {**HALF, "pattern": "^[a-z]+$"}, {**HALF, "pattern": ".*"}, "request query", "quiet", "loud"
    ),
    "bound of an integer is written as excluded": Case(
        {"type": "integer", "minimum": 1},
        {"type": "integer", "exclusiveMinimum": 0},
        "request response query",
        "quiet",
        "quiet",
        ONLY_3_1,
    ),
    "minimum is excluded": Case(
        {"type": "integer", "minimum": 1, "exclusiveMinimum": False},
        {"type": "integer", "minimum": 1, "exclusiveMinimum": True},
        "request query",
        "breaking",
        "quiet",
        ("3.0.3",),
    ),
    # formats
    "format goes": Case({**TEXT, "format": "date"}, TEXT, REQUESTS, "quiet", "loud"),
    "format comes in a response": Case(
        thing(at=TEXT), thing(at={**TEXT, "format": "date-time"}), "response", "quiet", "loud"
    ),
    "int64 becomes int32": Case(
        {**INTEGER, "format": "int64"},
        {**INTEGER, "format": "int32"},
        "request query",
        "warn",
        "quiet",
    ),
    "format is another": Case(
        {**TEXT, "format": "date"},
        {**TEXT, "format": "date-time"},
        "request response",
        "loud",
        "loud",
    ),
    "format of our own": Case(
        TEXT, {**TEXT, "format": "repo.nwo"}, "request response", "quiet", "quiet"
    ),
    # text
    "integer becomes text": Case(INTEGER, TEXT, "query header path cookie", "quiet", "loud"),
    "boolean becomes text": Case(
        {"type": "boolean"}, TEXT, "query header path cookie", "quiet", "loud"
    ),
    "number becomes one of text and boolean": Case(
        {"type": "number"}, {"oneOf": [TEXT, {"type": "boolean"}]}, "query path", "quiet", "loud"
    ),
    "integer becomes text in JSON": Case(INTEGER, TEXT, "request response", "breaking", "breaking"),
    "header of a response is a number now": Case(TEXT, INTEGER, "response-header", "quiet", "loud"),
    "text becomes an exploded list": Case(TEXT, array(TEXT), "query cookie", "quiet", "loud"),
    "integer becomes an exploded list of text": Case(
        INTEGER, array(TEXT), "query", "quiet", "loud"
    ),
    "integer becomes a list": Case(INTEGER, array(INTEGER), "query header path", "quiet", "loud"),
    "text becomes a list that is split at commas": Case(
        TEXT, array(TEXT), "header path", "loud", "loud"
    ),
    "text becomes a list of two": Case(TEXT, {**array(TEXT), "minItems": 2}, "query", "loud"),
    "list of types widens": Case(
        {"type": ["integer", "string"]},
        {"type": ["number", "string"]},
        "request",
        "quiet",
        "loud",
        ONLY_3_1,
    ),
}
WAYS = [
    (name, at, version)
    for name, case in CASES.items()
    for at in case.at.split()
    for version in case.versions
]
