"""Reads schemas: references followed, keywords sorted, direction and dialect applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from ..openapi.references import Document, items, obj, target_of
from .numbers import exact, identity
from .schemas import Schema, Words

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
"""Assertions that are only compared, not evaluated."""


@attrs.define
class _Known:
    """Cached results."""

    words: dict[Schema, Words] = attrs.field(factory=dict)
    hidden: dict[Schema, frozenset[str]] = attrs.field(factory=dict)


class Reader:
    """Reads the schemas of two documents for one direction."""

    def __init__(
        self,
        documents: tuple[Document, Document],
        *,
        is_request: bool,
        lenient: bool,
        is_open: bool = False,
        is_careful: bool = False,
        like: Reader | None = None,
        letter: dict[Schema, Words] | None = None,
    ) -> None:
        self.documents = documents
        self.letter: dict[Schema, Words] = {} if letter is None else letter
        """The keywords of schemas in the literal reading, shared by all readers of two documents."""
        self.lenient = lenient
        self.is_open = is_open
        """Whether values may have properties that only the other side declares."""
        self.is_careful = is_careful
        """Whether a branch of a union accepts only the properties that it declares: an open branch must not accept the
        values of another branch that has changed."""
        self._not_sent = "readOnly" if is_request else "writeOnly"
        # the results depend only on the direction and the reading
        self.known: _Known = _Known() if like is None else like.known

    @property
    def no_further(self) -> bool:
        """Whether values have only declared properties."""
        return self.lenient and not self.is_open

    def __call__(self, schema: Schema) -> Words:
        """The keywords of a schema."""
        known = self.known.words.get(schema)
        if known is None:
            known = self.letter.get(schema)
            if known is None:
                known = self.letter[schema] = self._read(schema)
            if self.lenient and known.types is None and isinstance(schema.raw, dict):
                implied = None if "$ref" in schema.raw else _implied(schema.raw)
                known = known if implied is None else attrs.evolve(known, types=implied)
            self.known.words[schema] = known
        return known

    def is_hidden(self, schema: Schema) -> bool:
        """Whether a property of this schema is not sent in this direction."""
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
        """The names of properties that are not sent, by a schema and its parts."""
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
        found: dict[str, Any] = {}
        for word in raw:
            for name, read in _KEYWORDS.get(word, ()):
                if name not in found:
                    found[name] = read(schema)
        return Words(**found)

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


def _types(value: Any) -> tuple[frozenset[str] | None, bool]:
    if value is None:
        return None, False
    names = {each for each in (value if isinstance(value, list) else [value]) if type(each) is str}
    is_integer = "integer" in names and "number" not in names
    return frozenset("number" if each == "integer" else each for each in names), is_integer


def _implied(words: Mapping[str, Any]) -> frozenset[str] | None:
    """The type that the keywords of a schema without a type imply."""
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
    """Either form of an exclusive bound: a flag next to the bound in 3.0, a separate number in 3.1."""
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


def _range(noun: str) -> Callable[[Schema], tuple[int, int | None]]:
    def read(schema: Schema) -> tuple[int, int | None]:
        least, most = exact(schema.raw.get(f"min{noun}")), exact(schema.raw.get(f"max{noun}"))
        return (0 if least is None else max(0, -(-least // 1))), None if most is None else most // 1

    return read


def _contained(schema: Schema) -> tuple[int, int | None]:
    least, most = _range("Contains")(schema)
    return (least if "minContains" in schema.raw else 1), most


def _format(schema: Schema) -> str | None:
    words = schema.raw
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


def _lists(schema: Schema) -> tuple[tuple[Any, ...], ...]:
    return tuple(_values(schema.raw))


def _listed(schema: Schema) -> tuple[frozenset[Any], ...]:
    return tuple(frozenset(map(identity, each)) for each in _values(schema.raw))


def _low(schema: Schema) -> tuple[Fraction, bool] | None:
    return _bound(schema.raw, "minimum", "exclusiveMinimum", max)


def _high(schema: Schema) -> tuple[Fraction, bool] | None:
    return _bound(schema.raw, "maximum", "exclusiveMaximum", min)


def _pattern(schema: Schema) -> str | None:
    return schema.raw["pattern"] if isinstance(schema.raw["pattern"], str) else None


def _names(value: Any) -> frozenset[str]:
    return frozenset(each for each in items(value) if type(each) is str)


def _needs(schema: Schema) -> dict[str, frozenset[str]]:
    needs = obj(schema.raw["dependentRequired"])
    return {name: frozenset(map(str, items(each))) for name, each in needs.items()}


def _unread(schema: Schema) -> tuple[tuple[str, Any], ...]:
    return tuple((word, schema.raw[word]) for word in _UNREAD if word in schema.raw)


def _branches(word: str) -> Callable[[Schema], tuple[Schema, ...]]:
    return lambda schema: tuple(_list(schema, word))


def _members(word: str) -> Callable[[Schema], dict[str, Schema]]:
    return lambda schema: dict(_map(schema, word))


def _inner(word: str) -> Callable[[Schema], Schema | None]:
    return lambda schema: _one(schema, word)


_Read = tuple[str, Callable[[Schema], Any]]
"""A field of `Words`, and how it is read."""
_SIZES = {"length": "Length", "count": "Items", "size": "Properties"}
_KEYWORDS: Mapping[str, Sequence[_Read]] = {
    "type": [
        ("types", lambda schema: _types(schema.raw["type"])[0]),
        ("is_integer", lambda schema: _types(schema.raw["type"])[1]),
    ],
    "nullable": [("nullable", lambda schema: schema.raw["nullable"] is True)],
    **{key: [("values", _lists), ("listed", _listed)] for key in ("enum", "const")},
    **{key: [("low", _low)] for key in ("minimum", "exclusiveMinimum")},
    **{key: [("high", _high)] for key in ("maximum", "exclusiveMaximum")},
    "multipleOf": [("multiple", lambda schema: _positive(schema.raw["multipleOf"]))],
    **{
        f"{end}{noun}": [(field, _range(noun))]
        for field, noun in _SIZES.items()
        for end in ("min", "max")
    },
    "pattern": [("pattern", _pattern)],
    **{key: [("format", _format)] for key in ("format", "contentEncoding", "contentMediaType")},
    "uniqueItems": [("unique", lambda schema: schema.raw["uniqueItems"] is True)],
    "contains": [("contains", _inner("contains"))],
    **{key: [("contained", _contained)] for key in ("minContains", "maxContains")},
    "prefixItems": [("prefix", _branches("prefixItems"))],
    "items": [("items", _inner("items"))],
    "properties": [("properties", _members("properties"))],
    "patternProperties": [("patterns", lambda schema: tuple(_map(schema, "patternProperties")))],
    "additionalProperties": [("additional", _inner("additionalProperties"))],
    "required": [("required", lambda schema: _names(schema.raw["required"]))],
    "propertyNames": [("names", _inner("propertyNames"))],
    "dependentRequired": [("needs", _needs)],
    "dependentSchemas": [("implies", _members("dependentSchemas"))],
    "allOf": [("parts", _branches("allOf"))],
    "anyOf": [("any_of", _branches("anyOf"))],
    "oneOf": [("one_of", _branches("oneOf"))],
    "not": [("not_", _inner("not"))],
    "if": [("if_", _inner("if"))],
    "then": [("then", _inner("then"))],
    "else": [("else_", _inner("else"))],
    **{key: [("unread", _unread)] for key in _UNREAD},
}
