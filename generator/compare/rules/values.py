"""Rules for what is proved, refuted or open about the values that travel."""

from __future__ import annotations

from .finding import Severity
from .rule import B, C, N, Rule, W


def _rule(
    name: str,
    kind: str,
    direction: str,
    wire: Severity,
    title: str,
    message: str,
    why: str,
    example: str,
) -> Rule:
    return Rule(
        id=name,
        kind=kind,
        direction=direction,
        wire=wire,
        python=N if kind == "not-judged" else B,
        title=title,
        message=message,
        condition=title,
        why=why,
        example=example,
    )


_REFUSED = (
    "The value in the finding was taken by the old description and is refused by the new one."
)
_SENT = "The value in the finding was excluded by the old description and may be sent now."
_STRICT = (
    "JSON Schema, read by the letter, says so; as the description is probably meant, nothing changes: without"
    " `type`, `properties` speak of an object, and nobody sends a property that is declared as impossible."
)

VALUES: tuple[Rule, ...] = (
    _rule(
        "arg.value-refused",
        "value-refused",
        "arg",
        B,
        "A value of a parameter is refused",
        "{subject} may no longer be {old}",
        _REFUSED,
        "a second part of allOf sets an enum",
    ),
    _rule(
        "in.value-refused",
        "value-refused",
        "in",
        B,
        "A value of a request is refused",
        "{subject} of a request may no longer be {old}",
        _REFUSED,
        "a second part of allOf sets an enum",
    ),
    _rule(
        "out.value-new",
        "value-refused",
        "out",
        B,
        "A response may hold a value that was excluded",
        "{subject} of a response may be {new} now",
        _SENT,
        "a second part of allOf loses its enum",
    ),
    _rule(
        "arg.value-strict",
        "value-strict",
        "arg",
        W,
        "A value of a parameter is refused by the letter",
        "{subject} may, by the letter, no longer be {old}",
        _STRICT,
        "type: object is added beside properties",
    ),
    _rule(
        "in.value-strict",
        "value-strict",
        "in",
        W,
        "A value of a request is refused by the letter",
        "{subject} of a request may, by the letter, no longer be {old}",
        _STRICT,
        "type: object is added beside properties",
    ),
    _rule(
        "out.value-strict",
        "value-strict",
        "out",
        W,
        "A response may, by the letter, hold a value that was excluded",
        "{subject} of a response may, by the letter, be {new} now",
        _STRICT,
        "type: object is removed beside properties",
    ),
    _rule(
        "arg.value-wider",
        "value-wider",
        "arg",
        C,
        "A parameter takes at least the same values, written otherwise",
        "{subject} is written otherwise and takes what it took",
        "It is proved that every value that was taken still is.",
        "a second part of allOf loses its enum",
    ),
    _rule(
        "in.value-wider",
        "value-wider",
        "in",
        C,
        "A request takes at least the same values, written otherwise",
        "{subject} of a request is written otherwise and takes what it took",
        "It is proved that every value that was taken still is.",
        "a second part of allOf loses its enum",
    ),
    _rule(
        "out.value-narrower",
        "value-wider",
        "out",
        C,
        "A response holds no other values, written otherwise",
        "{subject} of a response is written otherwise and holds no other values",
        "It is proved that every value that may be sent might be sent before.",
        "a second part of allOf sets an enum",
    ),
)
