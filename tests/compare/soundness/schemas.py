"""Random schemas, and random edits of them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Json = Any
NAMES = ("a", "b", "c", "state")
WORDS = ("x", "y", "open", "closed")
PATTERNS = ("^[a-z]+$", "^[0-9]*$", "^a", "^(x|y)$", ".*", "^[a-z0-9]+$")
HIDDEN = "made"
"""The name of properties that travel in one direction; in one description all of them do, or none."""
COMPONENTS = ("Tree", "Pet", "Tag")


class Schemas:
    """Draws schemas of one OpenAPI version."""

    def __init__(self, random: Random, *, is_3_0: bool, components: bool = False) -> None:
        self.random = random
        self.is_3_0 = is_3_0
        self.components = components
        self.hidden = random.choice(["readOnly", "writeOnly"])

    def __call__(self, depth: int = 3) -> Json:
        """A schema; `depth` limits its nesting."""
        draw = self.random
        makers: list[tuple[int, Callable[[int], Json]]] = [
            (5, self._string),
            (5, self._number),
            (1, self._boolean),
            (2, self._enum),
        ]
        if depth > 0:
            makers += [
                (8, self._object),
                (4, self._array),
                (2, self._any_of),
                (2, self._one_of),
                (2, self._all_of),
                (1, self._negation),
                (1, self._untyped),
            ]
            if not self.is_3_0:
                makers += [(2, self._types), (1, self._conditional), (1, self._any)]
            if self.components:
                makers.append((4, self._reference))
        (maker,) = draw.choices([each for _, each in makers], [weight for weight, _ in makers])
        schema = maker(depth)
        if isinstance(schema, dict) and "type" in schema and draw.random() < 0.12:
            self._make_nullable(schema)
        return schema

    def parts(self) -> dict[str, Json]:
        """Components, which may refer to each other."""
        return {name: self._object(2) for name in COMPONENTS}

    def _make_nullable(self, schema: dict[str, Any]) -> None:
        if self.is_3_0:
            schema["nullable"] = True
            if "enum" in schema and None not in schema["enum"]:
                schema["enum"] = [*schema["enum"], None]
        elif isinstance(schema["type"], str) and "enum" not in schema:
            schema["type"] = [schema["type"], "null"]

    def _reference(self, _: int) -> Json:
        return {"$ref": f"#/components/schemas/{self.random.choice(COMPONENTS)}"}

    def _string(self, _: int = 0) -> Json:
        schema: dict[str, Any] = {"type": "string"}
        draw = self.random
        if draw.random() < 0.25:
            schema["minLength"] = draw.randint(0, 3)
        if draw.random() < 0.25:
            schema["maxLength"] = draw.randint(2, 5)
        if draw.random() < 0.15:
            schema["pattern"] = draw.choice(PATTERNS)
        return schema

    def _number(self, _: int = 0) -> Json:
        draw = self.random
        schema: dict[str, Any] = {"type": draw.choice(["integer", "integer", "number"])}
        for bound, values in (("inimum", (-3, 4)), ("aximum", (3, 9))):
            kind = draw.random()
            value: float = draw.randint(*values)
            if draw.random() < 0.2:
                value += 0.5
            letter = "m"
            if kind < 0.2:
                schema[letter + bound] = value
            elif kind < 0.3:
                if self.is_3_0:
                    schema[letter + bound] = value
                    schema["exclusiveM" + bound] = draw.random() < 0.8
                else:
                    schema["exclusiveM" + bound] = value
        if draw.random() < 0.15:
            schema["multipleOf"] = draw.choice([1, 2, 3, 4, 0.1, 0.01, 0.5])
        return schema

    def _boolean(self, _: int = 0) -> Json:
        return {"type": "boolean"}

    def _enum(self, _: int = 0) -> Json:
        draw = self.random
        values = draw.sample(WORDS, draw.randint(1, 3))
        if draw.random() < 0.2:
            return {"enum": [*values, draw.choice([1, 2, True, 1.5])]}
        if draw.random() < 0.3 and not self.is_3_0:
            return {"const": draw.choice([*values, 1, None])}
        return {"type": "string", "enum": values}

    def _object(self, depth: int) -> Json:
        draw = self.random
        names = draw.sample(NAMES, draw.randint(0, 3))
        schema: dict[str, Any] = {"type": "object"}
        if names:
            schema["properties"] = {name: self(depth - 1) for name in names}
        candidates = [*names, *(NAMES if draw.random() < 0.1 else ())]
        required = [name for name in dict.fromkeys(candidates) if draw.random() < 0.35]
        if required:
            schema["required"] = required
        kind = draw.random()
        if kind < 0.15:
            schema["additionalProperties"] = False
        elif kind < 0.25:
            schema["additionalProperties"] = self(depth - 1)
        elif kind < 0.3:
            schema["additionalProperties"] = True
        if draw.random() < 0.06:
            schema["minProperties"] = draw.randint(0, 2)
        if draw.random() < 0.06:
            schema["maxProperties"] = draw.randint(1, 3)
        if draw.random() < 0.08:
            schema.setdefault("properties", {})[HIDDEN] = {"type": "string", self.hidden: True}
            if draw.random() < 0.5:
                schema["required"] = [*schema.get("required", ()), HIDDEN]
        if not self.is_3_0 and draw.random() < 0.05:
            schema["patternProperties"] = {"^[ab]$": self(depth - 1)}
        if not self.is_3_0 and draw.random() < 0.04:
            schema["dependentRequired"] = {draw.choice(NAMES): [draw.choice(NAMES)]}
        if not self.is_3_0 and draw.random() < 0.03:
            schema["propertyNames"] = {"maxLength": draw.randint(1, 4)}
        return schema

    def _array(self, depth: int) -> Json:
        draw = self.random
        schema: dict[str, Any] = {"type": "array", "items": self(depth - 1)}
        if draw.random() < 0.2:
            schema["minItems"] = draw.randint(0, 2)
        if draw.random() < 0.2:
            schema["maxItems"] = draw.randint(1, 3)
        if draw.random() < 0.1:
            schema["uniqueItems"] = True
        if not self.is_3_0 and draw.random() < 0.1:
            schema["prefixItems"] = [self(depth - 1)]
        if not self.is_3_0 and draw.random() < 0.05:
            schema["contains"] = self(0)
        return schema

    def _branches(self, depth: int) -> list[Json]:
        return [self(depth - 1) for _ in range(self.random.randint(1, 3))]

    def _any_of(self, depth: int) -> Json:
        return {"anyOf": self._branches(depth)}

    def _one_of(self, depth: int) -> Json:
        return {"oneOf": self._branches(depth)}

    def _all_of(self, depth: int) -> Json:
        if self.random.random() < 0.7:
            return {"allOf": [self._object(depth - 1) for _ in range(self.random.randint(1, 2))]}
        return {"allOf": self._branches(depth)}

    def _negation(self, depth: int) -> Json:
        base = self(depth - 1)
        return {**base, "not": self(0)} if isinstance(base, dict) and "$ref" not in base else base

    def _untyped(self, depth: int) -> Json:
        schema = self(depth - 1)
        if isinstance(schema, dict):
            schema.pop("type", None)
            schema.pop("nullable", None)
        return schema

    def _types(self, _: int) -> Json:
        draw = self.random
        schema = draw.choice([self._string, self._number])()
        kinds = draw.sample(["integer", "number", "string", "boolean", "null"], draw.randint(1, 3))
        return {**schema, "type": kinds}

    def _conditional(self, depth: int) -> Json:
        return {"if": self(depth - 1), "then": self(depth - 1), "else": self(depth - 1)}

    def _any(self, _: int) -> Json:
        return self.random.choice([True, {}, False])


class Edits:
    """Edits of a schema that people make."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.random = schemas.random

    def __call__(self, schema: Json, count: int = 1) -> Json:
        """A copy with some edits."""
        root = {"root": copy.deepcopy(schema)}
        for _ in range(count):
            owner, key = self.random.choice(list(places(root, "root")))
            owner[key] = self._edited(owner[key])
        return root["root"]

    def unhidden(self, schema: Json) -> Json:
        """A copy in which all properties travel both ways."""
        if isinstance(schema, dict):
            return {
                word: self.unhidden(value)
                for word, value in schema.items()
                if word not in ("readOnly", "writeOnly")
            }
        return [self.unhidden(each) for each in schema] if isinstance(schema, list) else schema

    def _edited(self, schema: Json) -> Json:
        draw = self.random
        if not isinstance(schema, dict) or "$ref" in schema:
            return self.schemas(1)
        edits: list[Callable[[dict[str, Any]], Json]] = [
            self._limit,
            self._limit,
            self._type,
            self._word,
            self._word,
            lambda each: self.schemas(1),
            lambda each: {"allOf": [each]},
            lambda each: {"anyOf": [each, self.schemas(0)]},
            lambda each: {"oneOf": [each]},
            self._nullable,
            self._described,
        ]
        if "properties" in schema or schema.get("type") == "object":
            edits += [self._property, self._property, self._required, self._required, self._extra]
        if "enum" in schema:
            edits += [self._values, self._values, self._listed]
        for word in ("anyOf", "oneOf", "allOf"):
            if word in schema:
                edits += [lambda each, word=word: self._branches(each, word)] * 3  # type: ignore[misc]
        return draw.choice(edits)(schema)

    def _described(self, schema: dict[str, Any]) -> Json:
        return {**schema, "description": f"Text {self.random.randint(0, 99)}."}

    def _nullable(self, schema: dict[str, Any]) -> Json:
        if self.schemas.is_3_0 and "type" in schema and "enum" not in schema:
            schema["nullable"] = not schema.get("nullable", False)
        elif isinstance(schema.get("type"), str) and "enum" not in schema:
            schema["type"] = [schema["type"], "null"] if not self.schemas.is_3_0 else schema["type"]
        return schema

    def _limit(self, schema: dict[str, Any]) -> Json:
        words = [
            word
            for word, value in schema.items()
            if isinstance(value, (int, float)) and not isinstance(value, bool) and word != "const"
        ]
        if not words:
            other = self.schemas._string() | self.schemas._number()
            word = self.random.choice(list(other))
            return schema if word == "type" else {**schema, word: other[word]}
        word = self.random.choice(words)
        value = schema[word] + self.random.choice([-1, 1, 2])
        if (value < 0 and word not in ("minimum", "maximum")) or (
            word == "multipleOf" and value <= 0
        ):
            value = 1
        return {**schema, word: value}

    def _word(self, schema: dict[str, Any]) -> Json:
        words = [word for word in schema if word not in ("if", "then", "else")]
        if words:
            gone = self.random.choice(words)
            gone_too = {gone} | ({"nullable"} if gone == "type" else set())
            schema = {word: value for word, value in schema.items() if word not in gone_too}
        return schema

    def _type(self, schema: dict[str, Any]) -> Json:
        if "type" not in schema or schema.get("nullable"):
            return schema
        kinds = ["string", "integer", "number", "boolean", "object", "array"]
        if self.schemas.is_3_0 or self.random.random() < 0.5:
            return {**schema, "type": self.random.choice(kinds)}
        return {**schema, "type": self.random.sample([*kinds, "null"], 2)}

    def _property(self, schema: dict[str, Any]) -> Json:
        properties = dict(schema.get("properties", {}))
        name = self.random.choice(NAMES)
        if name in properties and self.random.random() < 0.5:
            del properties[name]
        else:
            properties[name] = self.schemas(1)
        return {**schema, "properties": properties}

    def _required(self, schema: dict[str, Any]) -> Json:
        required = set(schema.get("required", ()))
        required ^= {self.random.choice([*schema.get("properties", NAMES), *NAMES[:1]])}
        rest = {word: value for word, value in schema.items() if word != "required"}
        return {**rest, "required": sorted(required)} if required else rest

    def _extra(self, schema: dict[str, Any]) -> Json:
        choice = self.random.choice([True, False, self.schemas(0), None])
        rest = {word: value for word, value in schema.items() if word != "additionalProperties"}
        return rest if choice is None else {**rest, "additionalProperties": choice}

    def _values(self, schema: dict[str, Any]) -> Json:
        values = list(schema["enum"])
        word = self.random.choice(WORDS)
        values = [each for each in values if each != word] if word in values else [*values, word]
        return {**schema, "enum": values or [word]}

    def _listed(self, schema: dict[str, Any]) -> Json:
        values = [each for each in schema["enum"] if each is not None]
        rest = {word: value for word, value in schema.items() if word != "enum"}
        return {"oneOf": [{**rest, "enum": [each]} for each in values]} if values else schema

    def _branches(self, schema: dict[str, Any], word: str) -> Json:
        branches = list(schema[word])
        kind = self.random.random()
        if kind < 0.3:
            self.random.shuffle(branches)
        elif kind < 0.5 and len(branches) > 1:
            branches.pop(self.random.randrange(len(branches)))
        elif kind < 0.7:
            branches.append(self.schemas(1))
        elif kind < 0.85:
            branches.append(copy.deepcopy(self.random.choice(branches)))
        else:
            index = self.random.randrange(len(branches))
            branches[index] = self._edited(copy.deepcopy(branches[index]))
        return {**schema, word: branches}


def places(owner: dict[str, Any], key: Any) -> Iterator[tuple[Any, Any]]:
    """Every place below that holds a schema: its owner and its key."""
    yield owner, key
    schema = owner[key]
    if not isinstance(schema, dict):
        return
    for word in ("properties", "patternProperties"):
        for name in schema.get(word, {}):
            yield from places(schema[word], name)
    for word in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for index in range(len(schema.get(word, []))):
            yield from places(schema[word], index)
    for word in ("items", "additionalProperties", "not", "if", "then", "else"):
        if isinstance(schema.get(word), dict):
            yield from places(schema, word)
