"""Descriptions with one hostile part: a path, a server, a parameter, a header or a reference."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from tests.render.harness import answering, operation, taking

HEAD = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n"


def nested(levels: int, inner: Any, wrap: Callable[[Any], Any]) -> Any:
    """`inner`, wrapped `count` times."""
    for _ in range(levels):
        inner = wrap(inner)
    return inner


def at(path: str, **more: Any) -> dict[str, Any]:
    """A description of one operation at this path."""
    made = operation(**more)
    return {**made, "paths": {path: made["paths"]["/it"]}}


def of_github(**more: Any) -> dict[str, Any]:
    """As `operation`, of GitHub's API, whose `x-` keys are facts."""
    info = {"title": "tiny", "version": "1", "x-api-version": "2022-11-28"}
    return {**operation(**more), "info": info}


def served(url: Any) -> dict[str, Any]:
    """A description with this server URL."""
    return {**operation(), "servers": [{"url": url}]}


def parameter(schema: Any, **more: Any) -> dict[str, Any]:
    """A description of an operation with a parameter of this schema."""
    return taking({"name": "p", "in": "query", "schema": schema, **more})


def header(name: str) -> dict[str, Any]:
    """A description of an operation with a header of this name."""
    return taking({"name": name, "in": "header", "required": True, "schema": {"type": "string"}})


def chain(length: int) -> dict[str, Any]:
    """A description of a chain of schemas, each of which contains the next."""
    names = [f"part{number}" for number in range(length)]
    schemas = {
        name: {
            "type": "object",
            "properties": {"next": {"$ref": f"#/components/schemas/{following}"}},
        }
        for name, following in itertools.pairwise(names)
    }
    schemas[names[-1]] = {"type": "string"}
    return answering({"$ref": "#/components/schemas/part0"}, **schemas)


def reference(to: Any) -> dict[str, Any]:
    """A description whose response has this reference."""
    return answering({"$ref": to})
