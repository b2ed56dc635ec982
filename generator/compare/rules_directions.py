"""Rules for schemas, in each direction in which their values travel.

A request may not become narrower, an answer not wider.
"""

from __future__ import annotations

from collections.abc import Mapping

from .finding import Severity
from .rule import B, C, D, N, Rule, W

_OF = {"arg": "A parameter's", "in": "A request's", "out": "An answer's"}
_NARROW = "What was let through before is refused now."
_WIDE_OUT = "A program that knows the old description meets what it cannot know."
_SAFE = "What was let through before still is."
_SAFE_OUT = "Answers hold nothing that they could not hold before."

_Judged = tuple[Severity, Severity, str]
"""Severity on the wire, the worst one for Python, and why."""

_SCHEMA: tuple[tuple[str, str, str, str, Mapping[str, _Judged]], ...] = (
    # kind, what happens, the sentence, an example, and how it is judged in each direction
    (
        "null-less",
        "may no longer be null",
        "{subject} may no longer be null",
        "nullable: true is removed",
        {"arg": (B, N, _NARROW), "in": (B, N, _NARROW), "out": (C, C, _SAFE_OUT)},
    ),
    (
        "null-more",
        "may be null",
        "{subject} may be null",
        "nullable: true is added",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (B, B, "Code that uses the value fails on null."),
        },
    ),
    (
        "type-narrower",
        "type is narrower",
        "{subject} is {new}, no longer {old}",
        "type: number becomes integer",
        {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, W, _SAFE_OUT)},
    ),
    (
        "type-wider",
        "type is wider",
        "{subject} is {new}, no longer only {old}",
        "type: integer becomes number",
        {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, B, _WIDE_OUT)},
    ),
    (
        "type-other",
        "type is another",
        "{subject} is {new}, no longer {old}",
        "type: integer becomes string",
        dict.fromkeys(
            ("arg", "in", "out"), (B, B, "No value of the old type is one of the new type.")
        ),
    ),
    (
        "enum-less",
        "values are fewer",
        "{subject} may no longer be {old}",
        "a value of enum is removed",
        {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)},
    ),
    (
        "enum-more",
        "values are more",
        "{subject} may be {new}",
        "a value of enum is added",
        {
            "arg": (C, C, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "A program that tells the old values apart meets a new one."),
        },
    ),
    (
        "enum-set",
        "values are listed",
        "{subject} is one of {new} now",
        "enum is added",
        {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)},
    ),
    (
        "enum-lifted",
        "values are no longer listed",
        "{subject} is no longer one of {old} only",
        "enum is removed",
        {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, N, _WIDE_OUT)},
    ),
    (
        "const",
        "constant is another",
        "{subject} is {new}, no longer {old}",
        "const: a becomes b",
        dict.fromkeys(
            ("arg", "in", "out"), (B, B, "The only value that was possible is none any more.")
        ),
    ),
    (
        "limit-new",
        "limit is new",
        "{subject} has a limit now: {new}",
        "maximum: 100 is added",
        {
            "arg": (W, N, "What was beyond it may have worked before."),
            "in": (W, N, "What was beyond it may have worked."),
            "out": (C, N, _SAFE_OUT),
        },
    ),
    (
        "limit-tighter",
        "limit is tighter",
        "a limit of {subject} is {new}, no longer {old}",
        "maximum: 100 becomes 28",
        {"arg": (B, N, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)},
    ),
    (
        "limit-looser",
        "limit is looser or gone",
        "a limit of {subject} is {new}, no longer {old}",
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
        "condition is another",
        "{subject} fulfils another condition",
        "not, if or anyOf beside properties changes",
        dict.fromkeys(
            ("arg", "in", "out"), (W, N, "Whether it is narrower or wider is not decided here.")
        ),
    ),
    (
        "variant-gone",
        "branch is gone",
        "{subject} is no longer {old}",
        "a branch of oneOf or anyOf is removed",
        {
            "arg": (B, B, _NARROW),
            "in": (B, N, _NARROW),
            "out": (C, B, f"{_SAFE_OUT} But classes may go with it."),
        },
    ),
    (
        "variant-new",
        "branch is new",
        "{subject} may be {new}",
        "a branch of oneOf or anyOf is added",
        {"arg": (C, B, _SAFE), "in": (C, N, _SAFE), "out": (B, B, _WIDE_OUT)},
    ),
    (
        "default-changed",
        "default is another",
        "{subject} is {new} by default, no longer {old}",
        "default: 28 becomes 100",
        {
            "arg": (W, D, "Who leaves it out gets something else."),
            "in": (W, N, "Who leaves it out gets something else."),
            "out": (D, N, "Answers say what they say."),
        },
    ),
    (
        "default-set",
        "default is set",
        "{subject} is {new} by default",
        "default: 28 is added",
        {
            "arg": (W, D, "Who leaves it out may get something else."),
            "in": (W, N, "Who leaves it out may get something else."),
            "out": (D, N, "Answers say what they say."),
        },
    ),
    (
        "default-lifted",
        "default is lifted",
        "{subject} is no longer {old} by default",
        "default: 28 is removed",
        {
            "arg": (W, D, "Who leaves it out may get something else."),
            "in": (W, N, "Who leaves it out may get something else."),
            "out": (D, N, "Answers say what they say."),
        },
    ),
    (
        "deprecated",
        "use is deprecated",
        "{subject} is deprecated",
        "deprecated: true is added",
        dict.fromkeys(("arg", "in", "out"), (C, D, "It works as before.")),
    ),
    (
        "revived",
        "use is no longer deprecated",
        "{subject} is no longer deprecated",
        "deprecated: true is removed",
        dict.fromkeys(("arg", "in", "out"), (C, D, "It works as before.")),
    ),
    (
        "selector-changed",
        "branches are told apart by another property",
        "{subject} is told apart by {new}, no longer {old}",
        "discriminator.propertyName changes",
        {
            "arg": (B, N, "The old property no longer says what the object is."),
            "in": (B, N, "The old property no longer says what the body is."),
            "out": (B, N, "The old property no longer says what the answer is."),
        },
    ),
    (
        "selector-value-gone",
        "discriminator value is gone or another",
        "{subject} is no longer told apart by {old}",
        "a value of discriminator.mapping is removed",
        {
            "arg": (B, N, _NARROW),
            "in": (B, N, _NARROW),
            "out": (B, N, "The value may mean another shape now."),
        },
    ),
    (
        "selector-value-new",
        "discriminator value is new",
        "{subject} may be told apart by {new}",
        "a value of discriminator.mapping is added",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "A program that tells the old values apart meets a new one."),
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
        "property is required",
        "{subject} is always there",
        "a name is added to required",
        {
            "arg": (B, N, "Calls without it are refused."),
            "in": (B, N, "Bodies without it are refused."),
            "out": (C, C, _SAFE_OUT),
        },
    ),
    (
        "field-now-optional",
        "property is optional",
        "{subject} may be missing",
        "a name is removed from required",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (B, B, "Code that uses the value fails where it is missing."),
        },
    ),
    (
        "field-renamed",
        "property is renamed",
        "{old} is called {new}",
        "a property has another name and is else the same",
        {
            "arg": (B, N, "The old name says nothing any more."),
            "in": (B, N, "The old name says nothing any more."),
            "out": (B, B, "The old name is not there any more."),
        },
    ),
    (
        "closed",
        "object takes no further keys",
        "{subject} takes no further keys",
        "additionalProperties: false is added",
        {
            "arg": (B, N, "Objects with further keys are refused."),
            "in": (B, N, "Bodies with further keys are refused."),
            "out": (C, N, _SAFE_OUT),
        },
    ),
    (
        "opened",
        "object takes further keys",
        "{subject} takes further keys",
        "additionalProperties: false is removed",
        {
            "arg": (C, N, _SAFE),
            "in": (C, N, _SAFE),
            "out": (W, N, "A reader that refuses unknown keys refuses some answers."),
        },
    ),
    (
        "read-only",
        "property is read only",
        "{subject} can no longer be written",
        "readOnly: true is added",
        {
            "arg": (B, N, "What is written there is refused or ignored."),
            "in": (B, N, "What is written there is refused or ignored."),
            "out": (D, N, "It is still sent."),
        },
    ),
    (
        "read-only-lifted",
        "property can be written",
        "{subject} can be written",
        "readOnly: true is removed",
        {"arg": (C, N, _SAFE), "in": (C, N, _SAFE), "out": (D, N, "It is still sent.")},
    ),
    (
        "write-only",
        "property is no longer sent",
        "{subject} is no longer sent",
        "writeOnly: true is added",
        {
            "arg": (D, N, "It can still be written."),
            "in": (D, N, "It can still be written."),
            "out": (B, N, "Code that uses the value finds none."),
        },
    ),
    (
        "write-only-lifted",
        "property is sent",
        "{subject} is sent",
        "writeOnly: true is removed",
        {
            "arg": (D, N, "It can still be written."),
            "in": (D, N, "It can still be written."),
            "out": (C, N, "Nobody reads it yet."),
        },
    ),
)


def _schema_rules() -> list[Rule]:
    return [
        Rule(
            id=f"{direction}.{kind}",
            kind=kind,
            direction=direction,
            condition=f"{_OF[direction]} {what}",
            wire=wire,
            python=python,
            title=f"{_OF[direction]} {what}",
            message=message,
            why=why,
            example=example,
        )
        for kind, what, message, example, judged in _SCHEMA
        for direction, (wire, python, why) in judged.items()
    ]


_HINT = "Values look the same to most programs."


def _formats() -> list[Rule]:
    rules = []
    for direction in ("arg", "in", "out"):
        for hint in (True, False):
            title = f"{_OF[direction]} format is another" + (", a hint only" if hint else "")
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
                    message="{subject} has the format {new}, no longer {old}",
                    why=_HINT if hint else "Values are written in another way.",
                    example=f"format: {'int32 becomes int64' if hint else 'date becomes date-time'}",
                )
            )
    return rules


DIRECTIONS: tuple[Rule, ...] = (*_schema_rules(), *_formats())
