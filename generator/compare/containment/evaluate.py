"""Evaluates a value against a schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from .numbers import exact, identity
from .reader import Reader
from .schemas import Schema, Words, matches

_DEEP = 60
Verdict = bool | None


def kind_of(value: Any) -> str:
    """The JSON type of a value; integers are numbers."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object" if isinstance(value, dict) else "number"


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """Whether all hold."""
    unknown = False
    for each in verdicts:
        if each is False:
            return False
        unknown = unknown or each is None
    return None if unknown else True


def some(verdicts: Iterable[Verdict]) -> Verdict:
    """Whether one holds."""
    return negated(every(negated(each) for each in verdicts))


def negated(verdict: Verdict) -> Verdict:
    """The opposite; unknown stays unknown."""
    return None if verdict is None else not verdict


def views(value: Any, *, as_list: bool) -> list[Any]:
    """The other values that the text of a value may be parsed as."""
    found = [value]
    if isinstance(value, str):
        try:
            read = json.loads(value)
        except ValueError:
            read = None
        if isinstance(read, (bool, int, float)) and json.dumps(read) == value:
            found.append(read)
    elif isinstance(value, (bool, int, float)):
        found.append(json.dumps(value))
    if as_list and not isinstance(value, (list, dict)) and value is not None:
        found += [[each] for each in list(found)]
    return found


class Evaluator:
    """Evaluates values; the verdict is None if it cannot be decided."""

    def __init__(self, reader: Reader, *, as_text: bool = False) -> None:
        self.read = reader
        self.as_text = as_text
        self.steps = 0
        """How many schemas have been evaluated so far."""

    def __call__(
        self, schema: Schema, value: Any, hidden: frozenset[str] = frozenset(), depth: int = 0
    ) -> Verdict:
        """Evaluates a value against a schema."""
        self.steps += 1
        words = self.read(schema)
        if words.never:
            return False
        if words.is_unread or depth > _DEEP:
            return None
        if words.nullable and value is None:
            return True
        hidden |= self.read.hidden(schema)
        return every(self._checks(words, value, hidden, depth + 1))

    def _checks(
        self, words: Words, value: Any, hidden: frozenset[str], depth: int
    ) -> Iterable[Verdict]:
        kind = kind_of(value)
        if words.types is not None:
            yield kind in words.types
        if words.listed:
            key = identity(value)
            yield all(key in values for values in words.listed)
        if kind == "number":
            number = exact(value)
            yield None if number is None else _number(words, number)
        elif kind == "string":
            yield _within(len(value), words.length)
            if words.pattern is not None:
                yield matches(words.pattern, value)
        elif kind == "array":
            yield from self._array(words, value, depth)
        elif kind == "object":
            yield from self._object(words, value, hidden, depth)
        yield from self._applied(words, value, hidden, depth)

    def _applied(
        self, words: Words, value: Any, hidden: frozenset[str], depth: int
    ) -> Iterable[Verdict]:
        def takes(schema: Schema) -> Verdict:
            return self(schema, value, hidden, depth)

        yield from map(takes, words.parts)
        if words.any_of:
            yield some(map(takes, words.any_of))
        if words.one_of:
            found = [takes(each) for each in words.one_of]
            if self.read.lenient:
                yield some(found)
            else:
                sure = found.count(True)
                yield False if sure > 1 else None if None in found else sure == 1
        if words.not_ is not None:
            yield negated(takes(words.not_))
        if words.if_ is not None:
            condition = takes(words.if_)
            branches = [True if each is None else takes(each) for each in (words.then, words.else_)]
            if condition is None:
                yield branches[0] if branches[0] is branches[1] else None
            else:
                yield branches[0 if condition else 1]
        if any(
            word not in _OF_KIND or _OF_KIND[word] == kind_of(value) for word, _ in words.unread
        ):
            yield None

    def _part(self, schema: Schema, value: Any, depth: int) -> Verdict:
        """Evaluates a value inside another one."""
        if self.as_text:
            return some(self(schema, each, depth=depth) for each in views(value, as_list=False))
        return self(schema, value, depth=depth)

    def _array(self, words: Words, value: list[Any], depth: int) -> Iterable[Verdict]:
        yield _within(len(value), words.count)
        if words.unique:
            yield len({identity(each) for each in value}) == len(value)
        if words.contains is not None:
            found = [self._part(words.contains, each, depth) for each in value]
            least, most = words.contained
            if found.count(True) < least <= len(found) - found.count(False) or (
                most is not None and found.count(True) <= most < len(found) - found.count(False)
            ):
                yield None
            else:
                yield _within(found.count(True), words.contained)
        for index, each in enumerate(value):
            schema = words.prefix[index] if index < len(words.prefix) else words.items
            if schema is not None:
                yield self._part(schema, each, depth)

    def _object(
        self, words: Words, value: dict[str, Any], hidden: frozenset[str], depth: int
    ) -> Iterable[Verdict]:
        yield words.required - hidden <= value.keys()
        yield _within(len(value), words.size)
        for name, each in value.items():
            # a property that should not be sent is judged like any other if it is sent
            is_declared = name in words.properties and name not in hidden
            schemas = [words.properties[name]] if is_declared else []
            for pattern, schema in words.patterns:
                found = matches(pattern, name)
                if found is None:
                    yield None
                elif found:
                    schemas.append(schema)
            if not schemas and words.additional is not None:
                schemas.append(words.additional)
            for schema in schemas:
                yield self._part(schema, each, depth)
            if words.names is not None:
                yield self(words.names, name, depth=depth)
            yield words.needs.get(name, frozenset()) <= value.keys()
            if name in words.implies:
                yield self(words.implies[name], value, hidden, depth)


_OF_KIND = {
    "unevaluatedItems": "array",
    "unevaluatedProperties": "object",
}


def _within(count: int, limits: tuple[int, int | None]) -> bool:
    least, most = limits
    return least <= count and (most is None or count <= most)


def _number(words: Words, number: Fraction) -> bool:
    if words.is_integer and number.denominator != 1:
        return False
    if words.low is not None and (
        number < words.low[0] or (number == words.low[0] and words.low[1])
    ):
        return False
    if words.high is not None and (
        number > words.high[0] or (number == words.high[0] and words.high[1])
    ):
        return False
    return words.multiple is None or (number / words.multiple).denominator == 1
