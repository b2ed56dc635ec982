"""The objects of OpenAPI 3.0, 3.1 and 3.2: which fields each has and what a field is for.

A field is a purpose (`judged`: the comparison evaluates it; `text`, `example`, `link`, `info`, `tags`, `name`,
`dialect`) or another object: `Server`, a list of them `[Server]`, an object with free keys `{Server}`.
A field that is not listed is unknown: its effect on requests and responses is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...document import escape

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The fields of a path item that are operations."""
UNKNOWN = "not-judged"
EXTENSION = "extension"

_TEXTS = {"summary": "text", "description": "text"}
_EXAMPLES = {"example": "example", "examples": "{Example}"}
_PARAMETER = {
    **_TEXTS,
    **_EXAMPLES,
    **dict.fromkeys(("required", "deprecated", "allowEmptyValue"), "judged"),
    **dict.fromkeys(("style", "explode", "allowReserved"), "judged"),
    "schema": "Schema",
    "content": "{MediaType}",
}
_SCHEMA = {
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas"), "{Schema}"),
    **dict.fromkeys(("$defs", "definitions"), "{Schema}"),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "[Schema]"),
    **dict.fromkeys(("items", "additionalProperties", "not", "if", "then", "else"), "Schema"),
    **dict.fromkeys(("contains", "propertyNames", "contentSchema"), "Schema"),
    **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties"), "Schema"),
    **dict.fromkeys(("$dynamicRef", "$recursiveRef", "$id", "$anchor", "$dynamicAnchor"), UNKNOWN),
    **dict.fromkeys(("$recursiveAnchor", "$schema", "$vocabulary"), UNKNOWN),
    **dict.fromkeys(("example", "examples"), "example"),
    "title": "name",
    "description": "text",
    "$comment": "text",
    "externalDocs": "link",
}
_OBJECTS: Mapping[str, Mapping[str, str]] = {
    "OpenAPI": {
        "openapi": "dialect",
        "info": "info",
        "tags": "tags",
        "externalDocs": "link",
        "servers": "[Server]",
        "paths": "{PathItem}",
        "webhooks": "{PathItem}",
        "x-webhooks": "{PathItem}",
        "components": "Components",
        "security": "[{judged}]",
    },
    "Components": {
        "schemas": "{Schema}",
        "responses": "{Response}",
        "parameters": "{Parameter}",
        "examples": "{Example}",
        "requestBodies": "{RequestBody}",
        "headers": "{Header}",
        "securitySchemes": "{SecurityScheme}",
        "links": "{Link}",
        "callbacks": "{Callback}",
        "pathItems": "{PathItem}",
        "mediaTypes": "{MediaType}",
    },
    "PathItem": {
        **_TEXTS,
        **dict.fromkeys(METHODS, "Operation"),
        "additionalOperations": "{Operation}",
        "servers": "[Server]",
        "parameters": "[Parameter]",
    },
    "Operation": {
        **_TEXTS,
        "tags": "tags",
        "externalDocs": "link",
        "operationId": "name",
        "parameters": "[Parameter]",
        "requestBody": "RequestBody",
        "responses": "{Response}",
        "callbacks": "{Callback}",
        "deprecated": "judged",
        "security": "[{judged}]",
        "servers": "[Server]",
    },
    "Parameter": {**_PARAMETER, "name": "judged", "in": "judged"},
    "Header": _PARAMETER,
    "RequestBody": {**_TEXTS, "content": "{MediaType}", "required": "judged"},
    "MediaType": {
        **_EXAMPLES,
        "schema": "Schema",
        "itemSchema": "Schema",
        "encoding": "{Encoding}",
    },
    "Encoding": {
        "headers": "{Header}",
        **dict.fromkeys(("contentType", "style", "explode", "allowReserved"), "judged"),
    },
    "Response": {
        **_TEXTS,
        "headers": "{Header}",
        "content": "{MediaType}",
        "links": "{Link}",
    },
    "Callback": {"*": "PathItem"},
    "Example": {"*": "example"},
    "Link": {
        **_TEXTS,
        **dict.fromkeys(("operationRef", "operationId", "parameters", "requestBody"), "judged"),
        "server": "Server",
    },
    "SecurityScheme": {
        **_TEXTS,
        **dict.fromkeys(("type", "name", "in", "scheme", "bearerFormat", "deprecated"), "judged"),
        **dict.fromkeys(("openIdConnectUrl", "oauth2MetadataUrl"), "judged"),
        "flows": "Flows",
    },
    "Flows": dict.fromkeys(
        ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"),
        "Flow",
    ),
    "Flow": {
        **dict.fromkeys(("authorizationUrl", "tokenUrl", "refreshUrl"), "judged"),
        "deviceAuthorizationUrl": "judged",
        "scopes": "text",
    },
    "Server": {"url": "judged", "description": "text", "name": "text", "variables": "{Variable}"},
    "Variable": {"enum": "judged", "default": "judged", "description": "text"},
    "Schema": _SCHEMA,
}
SECTIONS: Mapping[str, str] = {
    kind.strip("{}"): section
    for section, kind in _OBJECTS["Components"].items()
    if kind.startswith("{")
}
"""Object → the section of `components` that holds such objects."""
_OURS = frozenset({"x-python-name", "x-python-class", "x-python-aliases"})


def field_of(kind: str, key: str) -> str:
    """The kind of the value under a key of an object: a purpose, or the kind of the object there."""
    if kind.startswith("{"):
        # extensions are allowed beside paths, status codes and expressions
        return EXTENSION if key.startswith("x-") and kind in _EXTENSIBLE else kind[1:-1]
    if kind.startswith("["):
        return kind[1:-1] if key.isdecimal() else UNKNOWN
    fields = _OBJECTS[kind]
    if key in fields:
        return fields[key]
    if key in _OURS:
        return "name"
    if key.startswith("x-"):
        return EXTENSION
    if key == "$ref" and kind in SECTIONS:
        return "judged"
    return "judged" if kind == "Schema" else fields.get("*", UNKNOWN)


_EXTENSIBLE = ("{PathItem}", "{Response}")


def purpose(tokens: Sequence[str]) -> str:
    """The purpose of a place in a document.

    `text`, `example`, `link`, `info`, `extension`, `tags`, `dialect`, `name` (a source of generated names),
    `respelled` for fields that the comparison evaluates, `not-judged` for fields that it does not know.
    """
    kind = _kind_of(tokens)
    if kind.strip("{}") == "Example":
        return "example"
    return "respelled" if kind == "judged" or is_object(kind) else kind


def _kind_of(tokens: Sequence[str]) -> str:
    kind = "OpenAPI"
    for token in tokens:
        kind = field_of(kind, token)
        if not is_object(kind):
            break
    return kind


def is_readable(tokens: Sequence[str], *values: Any) -> bool:
    """Whether the values at a place have the type that OpenAPI requires, as far as the comparison relies on it.

    None means no value.
    """
    kind = _kind_of(tokens)
    if kind == "Schema" or not tokens or _kind_of(tokens[:-1]) == "Schema":
        return True
    wanted: type | tuple[type, ...] | None = _TYPES.get(tokens[-1]) if kind == "judged" else None
    if is_object(kind):
        wanted = list if kind.startswith("[") else dict
    return wanted is None or all(each is None or isinstance(each, wanted) for each in values)


_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("required", "deprecated", "explode"), bool),
    **dict.fromkeys(("allowReserved", "allowEmptyValue"), bool),
    "enum": list,
    **dict.fromkeys(("name", "in", "style", "contentType", "url", "type", "scheme"), str),
    **dict.fromkeys(("authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl"), str),
}
"""Judged fields, and the type that their value must have."""


def is_object(kind: str) -> bool:
    """Whether a kind names an object, or a list or map of objects, and not a purpose."""
    return kind[:1] in "{[" or kind[:1].isupper()


def places(
    value: Any, pointer: str = "", kind: str = "OpenAPI"
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Pointer, kind and value of every object, in document order; a value that YAML shares is listed once."""
    seen: set[tuple[int, str]] = set()
    stack = [(value, pointer, kind)]
    while stack:
        node, place, kind = stack.pop()
        if (id(node), kind) in seen:
            continue
        children: list[tuple[Any, str, str]] = []
        if isinstance(node, dict):
            seen.add((id(node), kind))
            if kind[:1] not in "{[":
                yield place, kind, node
            children = [
                (each, f"{place}/{escape(key)}", field_of(kind, key)) for key, each in node.items()
            ]
        elif isinstance(node, list) and kind.startswith("["):
            children = [(each, f"{place}/{index}", kind[1:-1]) for index, each in enumerate(node)]
        stack += [each for each in reversed(children) if is_object(each[2])]
