"""The kind of each object in an OpenAPI 3.0 document, and which texts are prose.

A location has a *shape*: the name of a kind (`schema`), a list of it (`schema[]`) or a map of it
(`schema{}`). `step` goes from one shape to the next by a key. A location without a shape contains data:
an example, a default, an enum, an extension. This distinguishes a property called `description`
from a schema's description.

Source: OpenAPI Specification 3.0.3, and the schema keywords of 3.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_FIELDS: dict[str, dict[str, str]] = {
    "document": {
        "info": "info",
        "servers": "server[]",
        "externalDocs": "externalDocs",
        "tags": "tag[]",
        "paths": "paths",
        "webhooks": "pathItem{}",
        "x-webhooks": "pathItem{}",
        "components": "components",
    },
    "components": {
        "schemas": "schema{}",
        "responses": "response{}",
        "parameters": "parameter{}",
        "examples": "example{}",
        "requestBodies": "requestBody{}",
        "headers": "header{}",
        "securitySchemes": "securityScheme{}",
        "links": "link{}",
        "callbacks": "callback{}",
        "pathItems": "pathItem{}",
    },
    "server": {"variables": "serverVariable{}"},
    "tag": {"externalDocs": "externalDocs"},
    "pathItem": {
        **dict.fromkeys(
            ("get", "put", "post", "delete", "options", "head", "patch", "trace"), "operation"
        ),
        "servers": "server[]",
        "parameters": "parameter[]",
    },
    "operation": {
        "externalDocs": "externalDocs",
        "parameters": "parameter[]",
        "requestBody": "requestBody",
        "responses": "responses",
        "callbacks": "callback{}",
        "servers": "server[]",
    },
    "parameter": {"schema": "schema", "examples": "example{}", "content": "mediaType{}"},
    "header": {"schema": "schema", "examples": "example{}", "content": "mediaType{}"},
    "requestBody": {"content": "mediaType{}"},
    "response": {"headers": "header{}", "content": "mediaType{}", "links": "link{}"},
    "mediaType": {"schema": "schema", "examples": "example{}", "encoding": "encoding{}"},
    "encoding": {"headers": "header{}"},
    "link": {"server": "server"},
    "schema": {
        **dict.fromkeys(
            ("properties", "patternProperties", "dependentSchemas", "$defs"), "schema{}"
        ),
        **dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), "schema[]"),
        **dict.fromkeys(
            (
                "items",
                "additionalProperties",
                "unevaluatedItems",
                "unevaluatedProperties",
                "propertyNames",
                "contains",
                "not",
                "if",
                "then",
                "else",
            ),
            "schema",
        ),
        "discriminator": "discriminator",
        "externalDocs": "externalDocs",
    },
}

# Objects whose keys are patterns: every key but an extension leads to the same kind.
_PATTERNED = {"paths": "pathItem", "responses": "response", "callback": "pathItem"}

_PROSE: dict[str, frozenset[str]] = {
    "info": frozenset({"summary", "description"}),
    "pathItem": frozenset({"summary", "description"}),
    "operation": frozenset({"summary", "description"}),
    "example": frozenset({"summary", "description"}),
    "schema": frozenset({"description", "$comment"}),
    **dict.fromkeys(
        (
            "externalDocs",
            "server",
            "serverVariable",
            "tag",
            "parameter",
            "header",
            "requestBody",
            "response",
            "link",
            "securityScheme",
        ),
        frozenset({"description"}),
    ),
}

# Kinds that a Reference Object may replace, and the section of `components` that it usually names.
SECTIONS = {shape.removesuffix("{}"): section for section, shape in _FIELDS["components"].items()}

METHODS = tuple(key for key, shape in _FIELDS["pathItem"].items() if shape == "operation")


def step(shape: str, key: str) -> str | None:
    """The shape of the value of `key` in an object of this shape; None for data."""
    if shape.endswith(("{}", "[]")):
        return shape[:-2]
    if shape in _PATTERNED:
        return None if key.startswith("x-") or key == "$ref" else _PATTERNED[shape]
    return _FIELDS.get(shape, {}).get(key)


def follow(shape: str | None, tokens: list[str]) -> str | None:
    """The shape of the value at a pointer's tokens; None for data."""
    for token in tokens:
        if shape is None:
            return None
        shape = shape if shape == "schema" and token.isdecimal() else step(shape, token)
    return shape


def is_prose(shape: str | None, key: str) -> bool:
    """Whether `key` of an object of this shape is text for readers only."""
    return shape is not None and key in _PROSE.get(shape, frozenset())


def is_reference(shape: str, node: object) -> bool:
    """Whether an object is a Reference Object."""
    return shape in SECTIONS and isinstance(node, dict) and isinstance(node.get("$ref"), str)


def parts(shape: str, node: Any) -> Iterator[tuple[str, Any, str]]:
    """The objects directly below `node`: each with its key and its shape."""
    if isinstance(node, dict) and not shape.endswith("[]"):
        for key, value in node.items():
            below = step(shape, key)
            if below is not None and isinstance(value, (dict, list)):
                yield key, value, below
    elif isinstance(node, list):
        below = shape.removesuffix(
            "[]"
        )  # a schema's `items` may be a list without being declared one
        for index, value in enumerate(node):
            if isinstance(value, (dict, list)):
                yield str(index), value, below


def objects(
    shape: str, node: Any, pointer: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any], str]]:
    """Every object at and below `node`, parents first: its pointer as tokens, itself, its kind."""
    if isinstance(node, dict) and not shape.endswith(("{}", "[]")):
        yield pointer, node, shape
    for key, value, below in parts(shape, node):
        yield from objects(below, value, (*pointer, key))
