"""What a place of an OpenAPI document is for: what is written there for readers, for tools, or as data."""

from __future__ import annotations

from collections.abc import Sequence

_MAPS = frozenset(
    {"properties", "patternProperties", "$defs", "dependentSchemas", "responses", "headers"}
    | {"schemas", "parameters", "requestBodies", "securitySchemes", "links", "callbacks", "paths"}
    | {"content", "variables", "pathItems", "webhooks", "x-webhooks", "encoding", "mapping"}
)
"""Keys whose value is an object with free keys."""
_LISTS = frozenset({"allOf", "oneOf", "anyOf", "prefixItems", "parameters", "servers", "security"})
_PROSE = frozenset({"description", "summary", "$comment", "title"})
_EXAMPLES = frozenset({"example", "examples"})


def purpose(tokens: Sequence[str]) -> str:
    """Which documentation rule a difference at a place falls under.

    `text`, `example`, `link`, `info`, `extension`, `tags`, `name` (that generated names are made of), or
    `respelled` for words with a meaning, of which the caller knows that none has changed.
    """
    if tokens[:1] == ["info"]:
        return "info"
    if tokens[:2] == ["components", "examples"]:
        return "example"
    free = False
    for index, token in enumerate(tokens):
        if free:
            free = False
            continue
        if token in _EXAMPLES:
            return "example"
        if token == "externalDocs":  # noqa: S105 - no password
            return "link"
        if token in ("x-python-name", "x-python-class", "x-python-aliases", "operationId", "title"):
            return "name"
        if token.startswith("x-"):
            return "extension"
        if token in ("default", "enum", "const"):
            return "respelled"
        if token in _PROSE:
            return "text"
        if token == "tags":  # noqa: S105 - no password
            return "tags"
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        free = token in _MAPS and not (token in _LISTS and following.isdecimal())
    return "dialect" if list(tokens) == ["openapi"] else "respelled"
