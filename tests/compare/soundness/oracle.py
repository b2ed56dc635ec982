"""An oracle that shares no code with the diff: values made from the sender's schema, and `jsonschema`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from .schemas import HIDDEN

Json = Any
_TEXTS = ("", "a", "b", "x", "y", "open", "closed", "0", "12", "ab", "abc", "abcd", "abcdef", "A-")
_NUMBERS = (
    0,
    1,
    -1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    12,
    -3,
    -4,
    0.5,
    1.5,
    0.1,
    0.01,
    0.3,
    2.5,
    3.5,
    100,
)
_DEEP = 6


def _multiple_of(_: Any, divisor: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    is_number = isinstance(instance, (int, float)) and not isinstance(instance, bool)
    if is_number and Decimal(str(instance)) % Decimal(str(divisor)):
        yield ValidationError(f"{instance} is not a multiple of {divisor}")


Validator = extend(Draft202012Validator, {"multipleOf": _multiple_of})  # type: ignore[no-untyped-call]


class Side:
    """One description's schema, as JSON Schema 2020-12, in one direction."""

    def __init__(
        self, schema: Json, components: Mapping[str, Json], *, is_request: bool, is_3_0: bool
    ) -> None:
        flag = "readOnly" if is_request else "writeOnly"
        self._is_hidden = f"'{flag}': True" in str([schema, components])
        self._is_3_0 = is_3_0
        self.components = {name: self._converted(each) for name, each in components.items()}
        self.schema = self._converted(schema)
        root: dict[str, Any] = {"components": {"schemas": self.components}}
        if isinstance(self.schema, dict):
            root |= self.schema if "$ref" not in self.schema else {"allOf": [self.schema]}
            self._validator = Validator(root)
        else:
            self._validator = Validator(self.schema)

    def takes(self, value: Json) -> bool:
        """Whether the schema accepts a value."""
        return bool(self._validator.is_valid(value))

    def _converted(self, schema: Json) -> Json:
        if not isinstance(schema, dict):
            return schema
        found: dict[str, Any] = {}
        for word, value in schema.items():
            if word in ("properties", "patternProperties"):
                found[word] = {name: self._converted(each) for name, each in value.items()}
            elif word in ("allOf", "anyOf", "oneOf", "prefixItems"):
                found[word] = [self._converted(each) for each in value]
            elif isinstance(value, dict) and word in _SINGLE:
                found[word] = self._converted(value)
            else:
                found[word] = value
        is_nullable = self._is_3_0 and found.pop("nullable", False)
        if self._is_3_0:
            self._modernize(found)
        if self._is_hidden:
            found.get("properties", {}).pop(HIDDEN, None)
            if HIDDEN in found.get("required", ()):
                found["required"] = [name for name in found["required"] if name != HIDDEN]
        # null is accepted whatever is next to `nullable`, as in the comparison
        return {"anyOf": [found, {"type": "null"}]} if is_nullable else found

    def _modernize(self, found: dict[str, Any]) -> None:
        for bound, flag in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
            if found.pop(flag, False) is True and bound in found:
                found[flag] = found.pop(bound)


_SINGLE = (
    *("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"),
)


class Values:
    """Draws values that a schema is likely to take, with undeclared names only where that is written."""

    def __init__(
        self, random: Random, side: Side, names: tuple[str, ...], hints: list[Json]
    ) -> None:
        self.random = random
        self.side = side
        self.names = names
        self.hints = hints

    def __call__(self, schema: Json, depth: int = 0) -> Json:
        """A value."""
        draw = self.random
        if schema is True or schema == {} or not isinstance(schema, dict):
            return draw.choice([None, True, 0, "a", [], {}, 1.5, "abc"])
        if "$ref" in schema:
            return self(self.side.components[schema["$ref"].rsplit("/", 1)[-1]], depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema and draw.random() < 0.95:
            return draw.choice(schema["enum"])
        found = [self._own(schema, depth)] if self._speaks(schema) else []
        unions = [schema[word] for word in ("anyOf", "oneOf") if word in schema]
        found += [self(draw.choice(union), depth) for union in unions]
        if "anyOf" in schema and draw.random() < 0.3:  # a value of several branches at once
            found.append(self(draw.choice(schema["anyOf"]), depth))
        found += [self(each, depth) for each in schema.get("allOf", ())]
        if "if" in schema:
            if draw.random() < 0.6 and "then" in schema:
                found += [self(schema["if"], depth), self(schema["then"], depth)]
            elif "else" in schema:
                found.append(self(schema["else"], depth))
        if not found:
            return draw.choice([None, True, 0, "a", [], {}, 1.5])
        if all(isinstance(each, dict) for each in found):
            merged: dict[str, Any] = {}
            for each in draw.sample(found, len(found)):
                merged |= each
            return merged
        return draw.choice(found)

    def _speaks(self, schema: dict[str, Any]) -> bool:
        return bool(schema.keys() - {"anyOf", "oneOf", "allOf", "if", "then", "else", "not"})

    def _own(self, schema: dict[str, Any], depth: int) -> Json:
        kinds = schema.get("type", ["object", "array", "string", "number", "null", "boolean"])
        if "type" not in schema and self.random.random() < 0.6:
            kinds = _likely(schema) or kinds
        kind = self.random.choice(kinds if isinstance(kinds, list) else [kinds])
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            return self._array(schema, depth)
        if kind == "null":
            return None
        if kind == "boolean":
            return self.random.random() < 0.5
        return self._string(schema) if kind == "string" else self._number(schema, kind)

    def _object(self, schema: dict[str, Any], depth: int) -> Json:
        found: dict[str, Any] = {}
        properties = schema.get("properties", {})
        style = self.random.random()
        for name in dict.fromkeys((*properties, *schema.get("required", ()))):
            is_needed = name in schema.get("required", ())
            chance = 0.97 if is_needed else 0.1 if style < 0.3 or depth > _DEEP else 0.7
            if self.random.random() < chance:
                found[name] = self(properties.get(name, True), depth + 1)
        extra = schema.get("additionalProperties")
        patterns = schema.get("patternProperties", {})
        if extra is not None and extra is not False and self.random.random() < 0.7:
            for name in self.random.sample((*self.names, "other"), self.random.randint(1, 3)):
                if name not in properties and not (patterns and name in "ab"):
                    found[name] = self(extra, depth + 1)
        for each in patterns.values():
            name = self.random.choice("ab")
            if name not in found and self.random.random() < 0.5:
                found[name] = self(each, depth + 1)
        return found

    def _array(self, schema: dict[str, Any], depth: int) -> Json:
        least, most = schema.get("minItems", 0), schema.get("maxItems", 4)
        count = self.random.choice([least, most, least + 1, 0, 1, 2])
        if depth > _DEEP:
            count = least
        found = [
            self(schema["prefixItems"][index], depth + 1)
            if index < len(schema.get("prefixItems", ()))
            else self(schema.get("items", True), depth + 1)
            for index in range(min(count, 6))
        ]
        if "contains" in schema and self.random.random() < 0.6:
            found.append(self(schema["contains"], depth + 1))
        return found

    def _string(self, schema: dict[str, Any]) -> str:
        draw = self.random
        texts = [each for each in self.hints if isinstance(each, str)]
        lengths = [each for each in self.hints if type(each) is int and 0 <= each < 20]
        size = draw.choice([schema.get("minLength", 0), schema.get("maxLength", 3), *lengths])
        letters = draw.choice(["a", "0", "x", "Z-"])
        return str(
            draw.choice([letters * size, letters * (size + 1), draw.choice(_TEXTS), *texts[:3]])
        )

    def _number(self, schema: dict[str, Any], kind: str) -> float:
        draw = self.random
        bounds = [
            each for each in self.hints if isinstance(each, (int, float)) and type(each) is not bool
        ]
        value = draw.choice([*_NUMBERS, *bounds, *bounds])
        value += draw.choice([0, 0, 1, -1, 0.5])
        if "multipleOf" in schema and draw.random() < 0.7:
            step = Decimal(str(schema["multipleOf"]))
            value = float(step * draw.choice([0, 1, 2, 3, 5, 10, 100, -1]))
        if kind == "integer":
            value = int(value)
        return int(value) if value == int(value) else round(value, 4)


def _likely(schema: dict[str, Any]) -> list[str]:
    if schema.keys() & {"properties", "required", "additionalProperties", "minProperties"}:
        return ["object"]
    if schema.keys() & {"items", "minItems", "prefixItems", "contains"}:
        return ["array"]
    if schema.keys() & {"minLength", "maxLength", "pattern"}:
        return ["string"]
    if schema.keys() & {"minimum", "maximum", "multipleOf"}:
        return ["number"]
    return []


def hints_of(*schemas: Json) -> list[Json]:
    """The scalars that schemas mention."""
    found: list[Json] = []
    stack = list(schemas)
    while stack:
        each = stack.pop()
        if isinstance(each, dict):
            stack += [value for word, value in each.items() if word not in ("type", "description")]
        elif isinstance(each, list):
            stack += each
        elif isinstance(each, (str, int, float)) and not isinstance(each, bool):
            found.append(each)
    return sorted(set(found), key=str)


def witness(
    random: Random, sender: Side, receiver: Side, names: tuple[str, ...], tries: int = 60
) -> tuple[Json] | None:
    """A value that the sender's schema accepts and the receiver's refuses, in a tuple."""
    values = Values(random, sender, names, hints_of(sender.schema, receiver.schema))
    for _ in range(tries):
        value = values(sender.schema)
        if sender.takes(value) and not receiver.takes(value):
            return (value,)
    return None
