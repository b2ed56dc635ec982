"""Rules for schemas, in each direction in which their values travel.

A request may not become narrower, a response not wider.
"""

from __future__ import annotations

from collections.abc import Mapping

from .finding import Severity
from .rule import B, C, D, N, Rule, W

_OF = {"arg": "Parameter", "in": "Request", "out": "Response"}
_NARROW = "Requests that were accepted before are refused now."
_WIDE_OUT = "Code written for the old description receives values that it does not know."
_SAFE = "Requests that were accepted before are still accepted."
_SAFE_OUT = "Responses contain nothing that they could not contain before."

_Judged = tuple[Severity, Severity, str]
"""Severity on the wire, the worst one for Python, and why."""

_SCHEMA: tuple[tuple[str, str, str | Mapping[str, str], str, Mapping[str, _Judged]], ...] = (
    # kind, what happens, the sentence (of each direction), an example, and how each direction is judged
    (
        "null-less",
        "a value may no longer be null",
        {
            "arg": "{subject} may no longer be null",
            "in": "{subject} may no longer be null in a request",
            "out": "{subject} is never null in a response now",
        },
        "nullable: true is removed",
        {"arg": (B, N, _NARROW), "in": (B, N, _NARROW), "out": (C, C, _SAFE_OUT)},
    ),
    (
        "null-more",
        "a value may be null",
        {
            "arg": "{subject} may now be null",
            "in": "{subject} may now be null in a request",
            "out": "{subject} may now be null in a response",
        },
        "nullable: true is added",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (B, B, "Code that uses the value fails on null."),
        },
    ),
    (
        "type-narrower",
        "the type is narrower",
        {
            "arg": "{subject} must now be {new}, no longer {old}",
            "in": "{subject} must now be {new} in a request, no longer {old}",
            "out": "{subject} is always {new} in a response now, no longer {old}",
        },
        "type: number becomes integer",
        {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, W, _SAFE_OUT)},
    ),
    (
        "type-wider",
        "the type is wider",
        {
            "arg": "{subject} may now be {new}, no longer only {old}",
            "in": "{subject} may now be {new} in a request, no longer only {old}",
            "out": "{subject} may now be {new} in a response, no longer only {old}",
        },
        "type: integer becomes number",
        {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, B, _WIDE_OUT)},
    ),
    (
        "type-other",
        "the type is a different one",
        {
            "arg": "{subject} must now be {new}, no longer {old}",
            "in": "{subject} must now be {new} in a request, no longer {old}",
            "out": "{subject} is now {new} in a response, no longer {old}",
        },
        "type: integer becomes string",
        dict.fromkeys(
            ("arg", "in", "out"), (B, B, "No value of the old type is a value of the new type.")
        ),
    ),
    (
        "enum-less",
        "values were removed from a list",
        {
            "arg": "{subject} may no longer be {old}",
            "in": "{subject} may no longer be {old} in a request",
            "out": "{subject} is no longer {old} in a response",
        },
        "a value of enum is removed",
        {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)},
    ),
    (
        "enum-more",
        "values were added to a list",
        {
            "arg": "{subject} may now be {new}",
            "in": "{subject} may now be {new} in a request",
            "out": "{subject} may now be {new} in a response",
        },
        "a value of enum is added",
        {
            "arg": (C, C, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "Code that handles each old value receives a new one."),
        },
    ),
    (
        "enum-set",
        "the allowed values are listed",
        {
            "arg": "{subject} must now be one of {new}",
            "in": "{subject} must now be one of {new} in a request",
            "out": "{subject} is always one of {new} in a response now",
        },
        "enum is added",
        {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)},
    ),
    (
        "enum-lifted",
        "the allowed values are no longer listed",
        {
            "arg": "{subject} may now be anything, not only {old}",
            "in": "{subject} may now be anything in a request, not only {old}",
            "out": "{subject} may now be anything in a response, not only {old}",
        },
        "enum is removed",
        {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, N, _WIDE_OUT)},
    ),
    (
        "const",
        "the only allowed value is a different one",
        {
            "arg": "{subject} must now be {new}, no longer {old}",
            "in": "{subject} must now be {new} in a request, no longer {old}",
            "out": "{subject} is now {new} in a response, no longer {old}",
        },
        "const: a becomes b",
        dict.fromkeys(
            ("arg", "in", "out"), (B, B, "The only value that was valid is invalid now.")
        ),
    ),
    (
        "limit-new",
        "a limit was added",
        {
            "arg": "{subject} now has the limit {new}",
            "in": "{subject} now has the limit {new} in a request",
            "out": "{subject} now has the limit {new} in a response",
        },
        "maximum: 100 is added",
        {
            "arg": (W, N, "Values beyond the limit may have worked before."),
            "in": (W, N, "Values beyond the limit may have worked before."),
            "out": (C, N, _SAFE_OUT),
        },
    ),
    (
        "limit-tighter",
        "a limit is tighter",
        {
            "arg": "{subject} now has the limit {new}, no longer {old}",
            "in": "{subject} now has the limit {new} in a request, no longer {old}",
            "out": "{subject} now has the limit {new} in a response, no longer {old}",
        },
        "maximum: 100 becomes 28",
        {"arg": (B, N, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)},
    ),
    (
        "limit-looser",
        "a limit is looser or gone",
        {
            "arg": "the limit of {subject} is now {new}, no longer {old}",
            "in": "the limit of {subject} in a request is now {new}, no longer {old}",
            "out": "the limit of {subject} in a response is now {new}, no longer {old}",
        },
        "maximum: 28 becomes 100",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "Buffers and columns may be too small."),
        },
    ),
    (
        "limit-other",
        "limit is another",
        "a limit of {subject} is {new}, no longer {old}",
        "pattern: ^a*$ becomes ^b*$",
        {
            "arg": (B, N, _NARROW),
            "in": (B, N, _NARROW),
            "out": (W, N, "Answers may hold what they could not hold before."),
        },
    ),
    (
        "constraint",
        "a condition changed",
        {
            "arg": "{subject} must now meet a different condition",
            "in": "{subject} must now meet a different condition in a request",
            "out": "{subject} meets a different condition in a response",
        },
        "not, if or anyOf beside properties changes",
        dict.fromkeys(
            ("arg", "in", "out"),
            (W, N, "The comparison does not decide whether the condition is narrower or wider."),
        ),
    ),
    (
        "variant-gone",
        "an alternative was removed",
        {
            "arg": "{subject} may no longer be {old}",
            "in": "{subject} may no longer be {old} in a request",
            "out": "{subject} is no longer {old} in a response",
        },
        "a branch of oneOf or anyOf is removed",
        {
            "arg": (B, B, _NARROW),
            "in": (B, N, _NARROW),
            "out": (C, B, f"{_SAFE_OUT} But a class may be removed with it."),
        },
    ),
    (
        "variant-new",
        "an alternative was added",
        {
            "arg": "{subject} may now be {new}",
            "in": "{subject} may now be {new} in a request",
            "out": "{subject} may now be {new} in a response",
        },
        "a branch of oneOf or anyOf is added",
        {"arg": (C, B, _SAFE), "in": (C, N, _SAFE), "out": (B, B, _WIDE_OUT)},
    ),
    (
        "default-changed",
        "the default changed",
        {
            "arg": "the default of {subject} is now {new}, no longer {old}",
            "in": "the default of {subject} in a request is now {new}, no longer {old}",
            "out": "the default of {subject} in a response is now {new}, no longer {old}",
        },
        "default: 28 becomes 100",
        {
            "arg": (W, D, "Callers that leave it out get a different result."),
            "in": (W, N, "Callers that leave it out get a different result."),
            "out": (D, N, "A default changes nothing in a response that has the value."),
        },
    ),
    (
        "default-set",
        "a default was added",
        {
            "arg": "the default of {subject} is now {new}",
            "in": "the default of {subject} in a request is now {new}",
            "out": "the default of {subject} in a response is now {new}",
        },
        "default: 28 is added",
        {
            "arg": (W, D, "Callers that leave it out may get a different result."),
            "in": (W, N, "Callers that leave it out may get a different result."),
            "out": (D, N, "A default changes nothing in a response that has the value."),
        },
    ),
    (
        "default-lifted",
        "the default was removed",
        {
            "arg": "{subject} no longer has the default {old}",
            "in": "{subject} no longer has the default {old} in a request",
            "out": "{subject} no longer has the default {old} in a response",
        },
        "default: 28 is removed",
        {
            "arg": (W, D, "Callers that leave it out may get a different result."),
            "in": (W, N, "Callers that leave it out may get a different result."),
            "out": (D, N, "A default changes nothing in a response that has the value."),
        },
    ),
    (
        "deprecated",
        "it is deprecated",
        "{subject} is deprecated",
        "deprecated: true is added",
        dict.fromkeys(("arg", "in", "out"), (C, D, "It works as before.")),
    ),
    (
        "revived",
        "it is no longer deprecated",
        "{subject} is no longer deprecated",
        "deprecated: true is removed",
        dict.fromkeys(("arg", "in", "out"), (C, D, "It works as before.")),
    ),
    (
        "selector-changed",
        "the discriminator is a different property",
        {
            "in": "the discriminator of {subject} in a request is now {new}, no longer {old}",
            "out": "the discriminator of {subject} in a response is now {new}, no longer {old}",
        },
        "discriminator.propertyName changes",
        {
            "arg": (B, N, "The old property no longer says what the object is."),
            "in": (B, N, "The old property no longer selects the schema of the request body."),
            "out": (B, N, "The old property no longer selects the schema of the response."),
        },
    ),
    (
        "selector-value-gone",
        "a discriminator value was removed or changed",
        {
            "in": "the discriminator of {subject} in a request may no longer be {old}",
            "out": "the discriminator of {subject} in a response is no longer {old}, or means another schema",
        },
        "a value of discriminator.mapping is removed",
        {
            "arg": (B, N, _NARROW),
            "in": (B, N, _NARROW),
            "out": (B, N, "The value may select another schema now."),
        },
    ),
    (
        "selector-value-new",
        "a discriminator value was added",
        {
            "in": "the discriminator of {subject} in a request may now be {new}",
            "out": "the discriminator of {subject} in a response may now be {new}",
        },
        "a value of discriminator.mapping is added",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "Code that handles each old value receives a new one."),
        },
    ),
    (
        "selector-set",
        "branches are told apart by a property now",
        "{subject} is told apart by {new}",
        "discriminator is added",
        {
            "arg": (
                W,
                N,
                "A server that goes by the property refuses what does not name its branch.",
            ),
            "in": (
                W,
                N,
                "A server that goes by the property refuses what does not name its branch.",
            ),
            "out": (C, N, _SAFE_OUT),
        },
    ),
    (
        "selector-lifted",
        "branches are no longer told apart by a property",
        "{subject} is no longer told apart by {old}",
        "discriminator is removed",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "A program that goes by the property may no longer find it."),
        },
    ),
    (
        "xml",
        "name or place in XML is another",
        "{subject} is written as {new} in XML, no longer as {old}",
        "xml.name changes",
        dict.fromkeys(
            ("arg", "in", "out"), (B, N, "Programs look for the old element or attribute.")
        ),
    ),
    (
        "format-narrower",
        "format excludes more",
        "{subject} has the format {new}, no longer {old}",
        "format: int64 becomes int32",
        {
            "arg": (W, B, "Values without the format may have worked."),
            "in": (W, B, "Values without the format may have worked."),
            "out": (C, B, _SAFE_OUT),
        },
    ),
    (
        "format-wider",
        "format excludes less",
        "{subject} has the format {new}, no longer {old}",
        "format: int32 becomes int64",
        {
            "arg": (C, B, _SAFE),
            "in": (C, B, _SAFE),
            "out": (W, B, "Programs that rely on the format meet other values."),
        },
    ),
    (
        "field-now-required",
        "a property is now required",
        {
            "in": "a request must now have {subject}",
            "out": "a response now always has {subject}",
        },
        "a name is added to required",
        {
            "arg": (B, N, "Calls without it are refused."),
            "in": (B, N, "Requests without it are refused."),
            "out": (C, C, _SAFE_OUT),
        },
    ),
    (
        "field-now-optional",
        "a property is now optional",
        {
            "in": "a request may now leave out {subject}",
            "out": "a response may no longer have {subject}",
        },
        "a name is removed from required",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (B, B, "Code that uses the value fails where it is missing."),
        },
    ),
    (
        "field-renamed",
        "a property was renamed",
        {
            "in": "a request now has {new} instead of {old}",
            "out": "a response now has {new} instead of {old}",
        },
        "a property has another name and the same schema",
        {
            "arg": (B, N, "The old name says nothing any more."),
            "in": (B, N, "The server no longer reads the old name."),
            "out": (B, B, "Responses no longer have the old name."),
        },
    ),
    (
        "closed",
        "further keys are no longer allowed",
        {
            "in": "a request may no longer have further keys in {subject}",
            "out": "a response no longer has further keys in {subject}",
        },
        "additionalProperties: false is added",
        {
            "arg": (B, N, "Objects with further keys are refused."),
            "in": (B, N, "Requests with further keys are refused."),
            "out": (C, N, _SAFE_OUT),
        },
    ),
    (
        "opened",
        "further keys are allowed",
        {
            "in": "a request may now have further keys in {subject}",
            "out": "a response may now have further keys in {subject}",
        },
        "additionalProperties: false is removed",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "A reader that refuses unknown keys fails on some responses."),
        },
    ),
    (
        "read-only",
        "a property is now read-only",
        {
            "in": "a request may no longer set {subject}",
            "out": "{subject} is now read-only",
        },
        "readOnly: true is added",
        {
            "arg": (B, N, "What is written there is refused or ignored."),
            "in": (B, N, "The server refuses or ignores what a request sends there."),
            "out": (D, N, "Responses still have it."),
        },
    ),
    (
        "read-only-lifted",
        "a property is no longer read-only",
        {
            "in": "a request may now set {subject}",
            "out": "{subject} is no longer read-only",
        },
        "readOnly: true is removed",
        {"arg": (C, N, _SAFE), "in": (C, N, _SAFE), "out": (D, N, "Responses still have it.")},
    ),
    (
        "write-only",
        "a property is now write-only",
        {
            "in": "{subject} is now write-only",
            "out": "a response no longer has {subject}",
        },
        "writeOnly: true is added",
        {
            "arg": (D, N, "It can still be written."),
            "in": (D, N, "Requests may still send it."),
            "out": (B, N, "Code that uses the value fails."),
        },
    ),
    (
        "write-only-lifted",
        "a property is no longer write-only",
        {
            "in": "{subject} is no longer write-only",
            "out": "a response now has {subject}",
        },
        "writeOnly: true is removed",
        {
            "arg": (D, N, "It can still be written."),
            "in": (D, N, "Requests may still send it."),
            "out": (C, N, "No code reads it yet."),
        },
    ),
)


def _schema_rules() -> list[Rule]:
    return [
        Rule(
            id=f"{direction}.{kind}",
            kind=kind,
            direction=direction,
            condition=f"{_OF[direction]}: {what}",
            wire=wire,
            python=python,
            title=f"{_OF[direction]}: {what}",
            message=message
            if isinstance(message, str)
            else message.get(direction) or message["in"],
            why=why,
            example=example,
        )
        for kind, what, message, example, judged in _SCHEMA
        for direction, (wire, python, why) in judged.items()
    ]


_HINT = "Most programs read the values in the same way."


def _formats() -> list[Rule]:
    rules = []
    for direction in ("arg", "in", "out"):
        for hint in (True, False):
            title = f"{_OF[direction]}: the format changed" + (", a hint only" if hint else "")
            rules.append(
                Rule(
                    id=f"{direction}.format-hint" if hint else f"{direction}.format",
                    kind="format",
                    direction=direction,
                    condition=title,
                    when={"hint": hint},
                    wire=C if hint else B,
                    python=N if hint else B,
                    title=title,
                    message="the format of {subject} is now {new}, no longer {old}",
                    why=_HINT if hint else "Values are written in a different form.",
                    example=f"format: {'int32 becomes int64' if hint else 'date becomes date-time'}",
                )
            )
    return rules


DIRECTIONS: tuple[Rule, ...] = (*_schema_rules(), *_formats())
