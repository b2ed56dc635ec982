"""Schemas as the engine reads them: references followed, keywords sorted, direction and dialect applied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from ...document import escape
from ..openapi.references import Document, items, obj, target_of
from .numbers import exact, identity

KINDS = ("null", "boolean", "number", "string", "array", "object")
_OBJECT = frozenset(
    {"properties", "required", "additionalProperties", "patternProperties", "minProperties"}
    | {"maxProperties", "propertyNames", "dependentRequired", "dependentSchemas"}
    | {"unevaluatedProperties"}
)
_ARRAY = frozenset(
    {"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"}
)
_LEADING_ON = frozenset({"$ref", "allOf", "anyOf", "oneOf"})
"""Keywords under which another schema judges the same value."""
_UNREAD = ("unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$recursiveRef")
"""Assertions that are only compared: what they say is not decided here."""


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
    """Whether it refers to what is not there."""
    parts: tuple[Schema, ...] = ()
    """What has to hold besides: the target of a reference, the parts of `allOf`."""
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
    """None where it is not written."""
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


@attrs.define
class _Known:
    """What has been read."""

    words: dict[Schema, Words] = attrs.field(factory=dict)
    hidden: dict[Schema, frozenset[str]] = attrs.field(factory=dict)


class Reader:
    """Reads the schemas of two documents as one direction sees them."""

    def __init__(
        self,
        documents: tuple[Document, Document],
        *,
        is_request: bool,
        lenient: bool,
        is_open: bool = False,
        is_careful: bool = False,
        like: Reader | None = None,
    ) -> None:
        self.documents = documents
        self.lenient = lenient
        self.is_open = is_open
        """Whether values may have properties that only the other side speaks of."""
        self.is_careful = is_careful
        """Whether a branch of a union takes no properties but those that it declares: it is open to any by the
        letter alone, and does not stand for another branch that has changed."""
        self._not_sent = "readOnly" if is_request else "writeOnly"
        # what is read depends on the direction and the reading alone
        self.known: _Known = _Known() if like is None else like.known

    @property
    def no_further(self) -> bool:
        """Whether values have no properties that nothing is written about."""
        return self.lenient and not self.is_open

    def __call__(self, schema: Schema) -> Words:
        """The keywords of a schema."""
        known = self.known.words.get(schema)
        if known is None:
            known = self.known.words[schema] = self._read(schema)
        return known

    def is_hidden(self, schema: Schema) -> bool:
        """Whether a property of this schema does not travel in this direction."""
        raw = obj(schema.raw)
        if _LEADING_ON.isdisjoint(raw):
            return raw.get(self._not_sent) is True
        stack = [schema]
        seen: set[Schema] = set()
        while stack:
            each = stack.pop()
            if each in seen:
                continue
            seen.add(each)
            if obj(each.raw).get(self._not_sent) is True and not self._is_ignored(each):
                return True
            words = self(each)
            stack += words.parts
            stack += [union[0] for union in (words.any_of, words.one_of) if len(union) == 1]
        return False

    def hidden(self, schema: Schema) -> frozenset[str]:
        """The names of properties that do not travel, as a schema and its parts say."""
        known = self.known.hidden.get(schema)
        if known is not None:
            return known
        self.known.hidden[schema] = frozenset()
        words = self(schema)
        found = {name for name, each in words.properties.items() if self.is_hidden(each)}
        for part in words.parts:
            found |= self.hidden(part)
        self.known.hidden[schema] = frozenset(found)
        return self.known.hidden[schema]

    def _is_ignored(self, schema: Schema) -> bool:
        return self._is_3_0(schema) and "$ref" in obj(schema.raw)

    def _is_3_0(self, schema: Schema) -> bool:
        return schema.side >= 0 and self.documents[schema.side].is_3_0

    def _read(self, schema: Schema) -> Words:
        raw = schema.raw
        if raw is False:
            return Words(never=True)
        if not isinstance(raw, dict):
            return Words(is_unread=raw is not True)
        if "$ref" in raw:
            return self._reference(schema)
        words: Mapping[str, Any] = raw
        types, is_integer = _types(words.get("type"))
        if types is None and self.lenient:
            types = _implied(words)
        values = tuple(_values(words))
        return Words(
            parts=tuple(_list(schema, "allOf")),
            nullable=words.get("nullable") is True,
            types=types,
            is_integer=is_integer,
            values=values,
            listed=tuple(frozenset(map(identity, each)) for each in values),
            low=_bound(words, "minimum", "exclusiveMinimum", max),
            high=_bound(words, "maximum", "exclusiveMaximum", min),
            multiple=_positive(words.get("multipleOf")),
            length=_range(words, "Length"),
            pattern=words["pattern"] if isinstance(words.get("pattern"), str) else None,
            format=_format(words),
            count=_range(words, "Items"),
            unique=words.get("uniqueItems") is True,
            contains=_one(schema, "contains"),
            contained=_contained(words),
            prefix=tuple(_list(schema, "prefixItems")),
            items=_one(schema, "items"),
            size=_range(words, "Properties"),
            properties=dict(_map(schema, "properties")),
            patterns=tuple(_map(schema, "patternProperties")),
            additional=_one(schema, "additionalProperties"),
            required=frozenset(each for each in items(words.get("required")) if type(each) is str),
            names=_one(schema, "propertyNames"),
            needs={
                name: frozenset(map(str, items(each)))
                for name, each in obj(words.get("dependentRequired")).items()
            },
            implies=dict(_map(schema, "dependentSchemas")),
            any_of=tuple(_list(schema, "anyOf")),
            one_of=tuple(_list(schema, "oneOf")),
            not_=_one(schema, "not"),
            if_=_one(schema, "if"),
            then=_one(schema, "then"),
            else_=_one(schema, "else"),
            unread=tuple((word, words[word]) for word in _UNREAD if word in words),
        )

    def _reference(self, schema: Schema) -> Words:
        target = target_of(schema.raw)
        document = self.documents[schema.side]
        if target is None or document.at(target) is None:
            return Words(is_unread=True)
        parts = [Schema(schema.side, target, document.at(target))]
        if len(schema.raw) > 1 and not document.is_3_0:
            rest = {key: each for key, each in schema.raw.items() if key != "$ref"}
            parts.append(Schema(schema.side, f"{schema.pointer}#", rest))
        return Words(parts=tuple(parts))


@cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern; None for one that Python cannot read."""
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def matches(pattern: str, text: str) -> bool | None:
    """Whether a text matches; None where that cannot be said."""
    expression = compiled(pattern)
    return None if expression is None else expression.search(text) is not None


def _types(value: Any) -> tuple[frozenset[str] | None, bool]:
    if value is None:
        return None, False
    names = {each for each in (value if isinstance(value, list) else [value]) if type(each) is str}
    is_integer = "integer" in names and "number" not in names
    return frozenset("number" if each == "integer" else each for each in names), is_integer


def _implied(words: Mapping[str, Any]) -> frozenset[str] | None:
    """The type that a schema without one speaks of."""
    if words.keys() & _OBJECT:
        return frozenset({"object"})
    return frozenset({"array"}) if words.keys() & _ARRAY else None


def _values(words: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    if isinstance(words.get("enum"), list):
        yield tuple(words["enum"])
    if "const" in words:
        yield (words["const"],)


def _bound(
    words: Mapping[str, Any], inclusive: str, exclusive: str, tighter: Any
) -> tuple[Fraction, bool] | None:
    """Either form of an exclusive bound: a flag beside the other in 3.0, a number of its own in 3.1."""
    plain, other = exact(words.get(inclusive)), words.get(exclusive)
    if isinstance(other, bool):
        return None if plain is None else (plain, other)
    excluded = exact(other)
    if plain is None or excluded is None:
        return (
            (excluded, True) if excluded is not None else None if plain is None else (plain, False)
        )
    return (excluded, True) if tighter(plain, excluded) == excluded else (plain, False)


def _positive(value: Any) -> Fraction | None:
    number = exact(value)
    return number if number is not None and number > 0 else None


def _range(words: Mapping[str, Any], noun: str) -> tuple[int, int | None]:
    least, most = exact(words.get(f"min{noun}")), exact(words.get(f"max{noun}"))
    return (0 if least is None else max(0, -(-least // 1))), None if most is None else most // 1


def _contained(words: Mapping[str, Any]) -> tuple[int, int | None]:
    least, most = _range(words, "Contains")
    return (least if "minContains" in words else 1), most


def _format(words: Mapping[str, Any]) -> str | None:
    if words.get("contentEncoding") == "base64":
        return "byte"
    if words.get("contentMediaType") == "application/octet-stream":
        return "binary"
    return words["format"] if isinstance(words.get("format"), str) else None


def _one(schema: Schema, word: str) -> Schema | None:
    if word not in schema.raw:
        return None
    return schema.below(word) if isinstance(schema.raw[word], (dict, bool)) else None


def _list(schema: Schema, word: str) -> Iterator[Schema]:
    if word not in schema.raw:
        return
    for index in range(len(items(schema.raw[word]))):
        yield schema.below(word, str(index))


def _map(schema: Schema, word: str) -> Iterator[tuple[str, Schema]]:
    if word not in schema.raw:
        return
    for name in obj(schema.raw[word]):
        yield name, schema.below(word, name)
