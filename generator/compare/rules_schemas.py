"""Rules for parameters, bodies, answers, and the schemas in them.

What a schema's change means depends on the direction in which its values travel: a request may not become
narrower, an answer not wider.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    ("null-less", "may no longer be null", "{subject} may no longer be null", "nullable: true is removed",
     {"arg": (B, N, _NARROW), "in": (B, N, _NARROW), "out": (C, C, _SAFE_OUT)}),
    ("null-more", "may be null", "{subject} may be null", "nullable: true is added",
     {"arg": (C, N, _SAFE), "in": (C, N, _SAFE), "out": (B, B, "Code that uses the value fails on null.")}),
    ("type-narrower", "type is narrower", "{subject} is {new}, no longer {old}", "type: number becomes integer",
     {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, W, _SAFE_OUT)}),
    ("type-wider", "type is wider", "{subject} is {new}, no longer only {old}", "type: integer becomes number",
     {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, B, _WIDE_OUT)}),
    ("type-other", "type is another", "{subject} is {new}, no longer {old}", "type: integer becomes string",
     {d: (B, B, "No value of the old type is one of the new type.") for d in ("arg", "in", "out")}),
    ("enum-less", "values are fewer", "{subject} is no longer said to be {old}", "a value of enum is removed",
     {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)}),
    ("enum-more", "values are more", "{subject} may be {new}", "a value of enum is added",
     {"arg": (C, C, _SAFE), "in": (C, N, _SAFE),
      "out": (W, N, "A program that tells the old values apart meets a new one.")}),
    ("enum-set", "values are listed", "{subject} is one of {new} now", "enum is added",
     {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)}),
    ("enum-lifted", "values are no longer listed", "{subject} is no longer one of {old} only", "enum is removed",
     {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, N, _WIDE_OUT)}),
    ("const", "constant is another", "{subject} is {new}, no longer {old}", "const: a becomes b",
     {d: (B, B, "The only value that was possible is none any more.") for d in ("arg", "in", "out")}),
    ("limit-new", "limit is new", "{subject} has a limit now: {new}", "maximum: 100 is added",
     {"arg": (W, D, "What was beyond it may have worked before."), "in": (W, N, "What was beyond it may have worked."),
      "out": (C, N, _SAFE_OUT)}),
    ("limit-tighter", "limit is tighter", "a limit of {subject} is {new}, no longer {old}", "maximum: 100 becomes 28",
     {"arg": (B, D, _NARROW), "in": (B, N, _NARROW), "out": (C, N, _SAFE_OUT)}),
    ("limit-looser", "limit is looser or gone", "a limit of {subject} is {new}, no longer {old}", "maximum: 28 becomes 100",
     {"arg": (C, D, _SAFE), "in": (C, N, _SAFE), "out": (W, N, "Buffers and columns may be too small.")}),
    ("constraint", "condition is another", "{subject} fulfils another condition", "not, if or anyOf beside properties changes",
     {d: (W, N, "Whether it is narrower or wider is not decided here.") for d in ("arg", "in", "out")}),
    ("variant-gone", "branch is gone", "{subject} is no longer {old}", "a branch of oneOf or anyOf is removed",
     {"arg": (B, B, _NARROW), "in": (B, N, _NARROW), "out": (C, B, f"{_SAFE_OUT} But classes may go with it.")}),
    ("variant-new", "branch is new", "{subject} may be {new}", "a branch of oneOf or anyOf is added",
     {"arg": (C, C, _SAFE), "in": (C, N, _SAFE), "out": (B, B, _WIDE_OUT)}),
    ("default-changed", "default is another", "{subject} is {new} by default, no longer {old}", "default: 28 becomes 100",
     {"arg": (W, D, "Who leaves it out gets something else."), "in": (W, N, "Who leaves it out gets something else."),
      "out": (D, N, "Answers say what they say.")}),
    ("default-set", "default is set", "{subject} is {new} by default", "default: 28 is added",
     {"arg": (W, D, "Who leaves it out may get something else."), "in": (W, N, "Who leaves it out may get something else."),
      "out": (D, N, "Answers say what they say.")}),
    ("default-lifted", "default is lifted", "{subject} is no longer {old} by default", "default: 28 is removed",
     {"arg": (W, D, "Who leaves it out may get something else."), "in": (W, N, "Who leaves it out may get something else."),
      "out": (D, N, "Answers say what they say.")}),
    ("deprecated", "use is deprecated", "{subject} is deprecated", "deprecated: true is added",
     {d: (C, D, "It works as before.") for d in ("arg", "in", "out")}),
    ("revived", "use is no longer deprecated", "{subject} is no longer deprecated", "deprecated: true is removed",
     {d: (C, D, "It works as before.") for d in ("arg", "in", "out")}),
    ("selector-changed", "branches are told apart by another property", "{subject} is told apart by {new}, no longer {old}",
     "discriminator.propertyName changes",
     {"in": (B, N, "The old property no longer says what the body is."),
      "out": (B, N, "The old property no longer says what the answer is.")}),
    ("selector-value-gone", "discriminator value is gone or another", "{subject} is no longer told apart by {old}",
     "a value of discriminator.mapping is removed",
     {"in": (B, N, _NARROW), "out": (B, N, "The value may mean another shape now.")}),
    ("selector-value-new", "discriminator value is new", "{subject} may be told apart by {new}",
     "a value of discriminator.mapping is added",
     {"in": (C, N, _SAFE), "out": (W, N, "A program that tells the old values apart meets a new one.")}),
    ("field-now-required", "property is required", "{subject} is always there", "a name is added to required",
     {"in": (B, N, "Bodies without it are refused."), "out": (C, C, _SAFE_OUT)}),
    ("field-now-optional", "property is optional", "{subject} may be missing", "a name is removed from required",
     {"in": (C, N, _SAFE), "out": (B, B, "Code that uses the value fails where it is missing.")}),
    ("field-renamed", "property is renamed", "{old} is called {new}", "a property has another name and is else the same",
     {"in": (B, N, "The old name says nothing any more."), "out": (B, B, "The old name is not there any more.")}),
    ("closed", "object takes no further keys", "{subject} takes no further keys", "additionalProperties: false is added",
     {"in": (B, N, "Bodies with further keys are refused."), "out": (C, B, _SAFE_OUT)}),
    ("opened", "object takes further keys", "{subject} takes further keys", "additionalProperties: false is removed",
     {"in": (C, N, _SAFE), "out": (W, C, "A reader that refuses unknown keys refuses some answers.")}),
    ("read-only", "property is read only", "{subject} can no longer be written", "readOnly: true is added",
     {"in": (B, N, "What is written there is refused or ignored."), "out": (D, N, "It is still sent.")}),
    ("read-only-lifted", "property can be written", "{subject} can be written", "readOnly: true is removed",
     {"in": (C, N, _SAFE), "out": (D, N, "It is still sent.")}),
    ("write-only", "property is no longer sent", "{subject} is no longer sent", "writeOnly: true is added",
     {"in": (D, N, "It can still be written."), "out": (B, N, "Code that uses the value finds none.")}),
    ("write-only-lifted", "property is sent", "{subject} is sent", "writeOnly: true is removed",
     {"in": (D, N, "It can still be written."), "out": (C, N, "Nobody reads it yet.")}),
)


def _schema_rules() -> list[Rule]:
    return [
        Rule(
            id=f"{direction}.{kind}", kind=kind, direction=direction,
            condition=f"{_OF[direction]} {what}", wire=wire, python=python,
            title=f"{_OF[direction]} {what}", message=message, why=why, example=example,
        )
        for kind, what, message, example, judged in _SCHEMA
        for direction, (wire, python, why) in judged.items()
    ]


def _rule(id: str, kind: str, direction: str, wire: Any, python: Any, title: str, message: str,  # noqa: A002
          why: str, example: str, **when: Any) -> Rule:
    return Rule(
        id=id, kind=kind, direction=direction, wire=wire, python=python, title=title, message=message,
        condition=title, why=why, example=example, when=when,
    )


def _formats() -> list[Rule]:
    rules = []
    for direction in ("arg", "in", "out"):
        for hint in (True, False):
            title = f"{_OF[direction]} format is another" + (", a hint only" if hint else "")
            rules.append(_rule(
                f"{direction}.format-hint" if hint else f"{direction}.format", "format", direction,
                C if hint else B, N if hint else B, title, "{subject} has the format {new}, no longer {old}",
                "Values look the same to most programs." if hint else "Values are written in another way.",
                "format: int32 becomes int64" if hint else "format: date becomes date-time", hint=hint,
            ))
    return rules


SCHEMAS: tuple[Rule, ...] = (
    *_schema_rules(),
    *_formats(),
    _rule("in.field-gone", "field-gone", "in", W, N, "A request's property is gone",
          "{subject} is gone", "What is sent there is ignored.", "a property of a body is removed", closed=False),
    _rule("in.field-gone-closed", "field-gone", "in", B, N, "A property is gone and further keys are refused",
          "{subject} is gone, and the body takes no further keys", _NARROW, "a property of a closed body is removed"),
    _rule("in.field-new-required", "field-new", "in", B, N, "A request's property is new and required",
          "{subject} is new and required", "Bodies without it are refused.", "a required property is added", required=True),
    _rule("in.field-new", "field-new", "in", C, N, "A request's property is new",
          "{subject} is new", _SAFE, "an optional property is added"),
    _rule("out.field-gone-required", "field-gone", "out", B, B, "A property that was always there is gone",
          "{subject} is gone", "Code that uses it fails.", "a required property is removed", required=True),
    _rule("out.field-gone", "field-gone", "out", W, B, "A property that might be missing is gone",
          "{subject} is gone", "Code that uses it finds it missing, which it had to reckon with.",
          "an optional property is removed"),
    _rule("out.field-new-closed", "field-new", "out", W, C, "A property is new where no further keys were let in",
          "{subject} is new, and the old description let no further keys in",
          "A reader that holds to the old description refuses the answer.",
          "a property is added beside additionalProperties: false", closed=True),
    _rule("out.field-new", "field-new", "out", C, C, "A property is new", "{subject} is new",
          "Readers pass over keys that they do not know.", "a property is added"),
    _rule("arg.new-required", "arg-new", "arg", B, B, "A parameter is new and required", "{subject} is new and required",
          "Calls without it are refused; a default does not help.", "a required query parameter is added", required=True),
    _rule("arg.new", "arg-new", "arg", C, C, "A parameter is new", "{subject} is new",
          "Calls without it work as before.", "an optional query parameter is added"),
    _rule("arg.gone", "arg-gone", "arg", W, B, "A parameter is gone", "{subject} is gone",
          "It is ignored at best; the argument is no longer generated.", "a query parameter is removed"),
    _rule("arg.renamed", "arg-renamed", "arg", B, B, "A parameter is renamed", "{subject} is called {new} now",
          "The old name is ignored at best.", "per-page becomes per_page"),
    _rule("arg.moved", "arg-moved", "arg", B, B, "A parameter goes elsewhere", "{subject} goes into the {new} now",
          "Where it went it is ignored at best.", "in: query becomes in: header"),
    _rule("arg.now-required", "arg-now-required", "arg", B, B, "A parameter is required", "{subject} is required now",
          "Calls without it are refused.", "required: true is added"),
    _rule("arg.now-optional", "arg-now-optional", "arg", C, C, "A parameter is optional", "{subject} is optional now",
          _SAFE, "required: true is removed"),
    _rule("arg.encoding", "encoding", "arg", B, D, "A parameter is written in another way",
          "{subject} is written as {new}, no longer as {old}",
          "The old way is read as something else.", "explode: true becomes false"),
    _rule("in.encoding", "encoding", "in", B, N, "A body is written in another way",
          "{subject} is written in another way", "The old way is read as something else.", "encoding of a part changes"),
    _rule("body.new-required", "body-new", "in", B, N, "A body is needed", "a body is needed now",
          "Calls without one are refused.", "a required requestBody is added", required=True),
    _rule("body.new", "body-new", "in", C, N, "A body is taken", "a body may be sent now", _SAFE,
          "an optional requestBody is added"),
    _rule("body.gone", "body-gone", "in", W, N, "A body is no longer taken", "a body is no longer taken",
          "What is sent is ignored at best.", "requestBody is removed"),
    _rule("body.now-required", "body-now-required", "in", B, N, "A body is required", "the body is required now",
          "Calls without one are refused.", "required: true is added to requestBody"),
    _rule("body.now-optional", "body-now-optional", "in", C, N, "A body is optional", "the body is optional now",
          _SAFE, "required: true is removed from requestBody"),
    _rule("body.media-gone", "media-gone", "in", B, N, "A media type is no longer taken", "{subject} may no longer be {old}",
          _NARROW, "a media type is removed from a body"),
    _rule("body.media-new", "media-new", "in", C, N, "A media type is taken, too", "{subject} may be {new}", _SAFE,
          "a media type is added to a body"),
    _rule("body.media-parameter", "media-parameter", "in", W, N, "A media type has other parameters",
          "{subject} is {new}, no longer {old}", "A strict server refuses the old one.", "charset=utf-8 is added"),
    _rule("out.status-changed", "status-changed", "out", B, B, "A success has another code",
          "{subject} is {new} now", "Code that asks for the old code takes it for a failure.", "200 becomes 201"),
    _rule("out.success-gone", "status-gone", "out", B, B, "A success is gone", "{subject} is gone",
          "Code that waits for it never sees it.", "200 is removed beside 204", status="success"),
    _rule("out.success-new", "status-new", "out", W, W, "There is another success", "{subject} is new",
          "Code that knows one success meets another, with another body or none.", "204 is added", status="success"),
    _rule("out.error-gone", "status-gone", "out", C, W, "An error is no longer documented", "{subject} is gone",
          "Code that handles it is not needed, if the description is right.", "422 is removed", status="error"),
    _rule("out.error-new", "status-new", "out", C, C, "An error is documented", "{subject} is new",
          "It probably happened before.", "422 is added", status="error"),
    _rule("out.fallback-gone", "status-gone", "out", W, W, "The answer for all other codes is gone", "{subject} is gone",
          "Nothing is known of other codes any more.", "default is removed"),
    _rule("out.fallback-new", "status-new", "out", C, C, "There is an answer for all other codes", "{subject} is new",
          "More is known than before.", "default is added"),
    _rule("out.media-gone", "media-gone", "out", B, B, "A media type is no longer sent", "{subject} is no longer {old}",
          "Who asks for it gets 406 or something else.", "application/json is removed"),
    _rule("out.media-first", "media-new", "out", W, C, "A media type is new and comes first", "{subject} may be {new}",
          "Who names no type may get this one.", "text/csv is put before application/json", first=True),
    _rule("out.media-new", "media-new", "out", C, C, "A media type is new", "{subject} may be {new}",
          "Who does not ask for it does not get it.", "text/csv is added"),
    _rule("out.media-parameter", "media-parameter", "out", W, N, "A media type has other parameters",
          "{subject} is {new}, no longer {old}", "Programs that compare the whole header see another one.",
          "version=2 is added"),
    _rule("out.body-gone", "answer-body-gone", "out", B, B, "An answer has no body any more", "{subject} has no body any more",
          "Code that reads it finds nothing.", "content is removed"),
    _rule("out.body-new", "answer-body-new", "out", W, W, "An answer has a body", "{subject} has a body now",
          "Code that read none may leave the connection unread.", "content is added"),
    _rule("out.header-gone-needed", "header-gone", "out", B, N, "A header that was always there is gone", "{subject} is gone",
          "Code that uses it fails.", "a required header is removed", required=True),
    _rule("out.header-gone-link", "header-gone", "out", B, N, "The header that names the pages is gone", "{subject} is gone",
          "Programs that turn pages see the first one only.", "Link is removed", link=True),
    _rule("out.header-gone", "header-gone", "out", W, N, "A header is gone", "{subject} is gone",
          "Code that uses it finds it missing, which it had to reckon with.", "an optional header is removed"),
    _rule("out.header-new", "header-new", "out", C, N, "A header is new", "{subject} is new",
          "Nobody reads it yet.", "Deprecation is added"),
    _rule("out.header-now-optional", "header-now-optional", "out", B, N, "A header may be missing",
          "{subject} may be missing", "Code that uses it fails where it is missing.", "required: true is removed"),
    _rule("out.header-now-required", "header-now-required", "out", C, N, "A header is always there",
          "{subject} is always there", _SAFE_OUT, "required: true is added"),
)
