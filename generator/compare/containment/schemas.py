"""Schemas of two documents, and their keywords, each in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from ...document import escape

KINDS = ("null", "boolean", "number", "string", "array", "object")


@attrs.frozen(cache_hash=True)
class Schema:
    """A schema of one of the two documents."""

    side: int
    pointer: str
    raw: Any = attrs.field(eq=False, repr=False)

    def below(self, *tokens: str) -> Schema:
        """The schema under a keyword."""
        value: Any = self.raw
        for token in tokens:
            value = value[int(token)] if isinstance(value, list) else value[token]
        return Schema(self.side, "/".join((self.pointer, *map(escape, tokens))), value)


Term = frozenset[Schema]
"""Schemas that a value has to satisfy together; without any, every value does."""

NEVER = Schema(-1, "false", False)
NOTHING: Term = frozenset({NEVER})
ANYTHING: Term = frozenset()


def only(value: Any) -> Schema:
    """The schema of a single value."""
    return Schema(-1, f"only {value!r}", {"enum": [value]})


def of_type(kind: str) -> Schema:
    """The schema of one JSON type."""
    return Schema(-1, f"type {kind}", {"type": kind})


@attrs.frozen(kw_only=True)
class Words:
    """The keywords of a schema, each in one form."""

    never: bool = False
    is_unread: bool = False
    """Whether it has a reference without a target."""
    parts: tuple[Schema, ...] = ()
    """Further schemas that a value must satisfy: the target of a reference, the parts of `allOf`."""
    nullable: bool = False
    types: frozenset[str] | None = None
    is_integer: bool = False
    """Whether its numbers are integers."""
    values: tuple[tuple[Any, ...], ...] = ()
    """The lists of `enum` and `const`."""
    listed: tuple[frozenset[Any], ...] = ()
    """The same values by identity."""
    low: tuple[Fraction, bool] | None = None
    """The lower bound, and whether it is excluded."""
    high: tuple[Fraction, bool] | None = None
    multiple: Fraction | None = None
    length: tuple[int, int | None] = (0, None)
    pattern: str | None = None
    format: str | None = None
    count: tuple[int, int | None] = (0, None)
    """How many items."""
    unique: bool = False
    contains: Schema | None = None
    contained: tuple[int, int | None] = (1, None)
    """How many items satisfy `contains`."""
    prefix: tuple[Schema, ...] = ()
    items: Schema | None = None
    size: tuple[int, int | None] = (0, None)
    """How many properties."""
    properties: Mapping[str, Schema] = {}
    patterns: tuple[tuple[str, Schema], ...] = ()
    additional: Schema | None = None
    """None if it is absent."""
    required: frozenset[str] = frozenset()
    names: Schema | None = None
    needs: Mapping[str, frozenset[str]] = {}
    """`dependentRequired`."""
    implies: Mapping[str, Schema] = {}
    """`dependentSchemas`."""
    any_of: tuple[Schema, ...] = ()
    one_of: tuple[Schema, ...] = ()
    not_: Schema | None = None
    if_: Schema | None = None
    then: Schema | None = None
    else_: Schema | None = None
    unread: tuple[tuple[str, Any], ...] = ()
    """Assertions that are only compared."""


@cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """A compiled pattern; None for one that Python cannot compile."""
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def matches(pattern: str, text: str) -> bool | None:
    """Whether a text matches; None if that is unknown."""
    expression = compiled(pattern)
    return None if expression is None else expression.search(text) is not None
