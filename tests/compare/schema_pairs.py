"""Small schemas, a description with a schema at any place, and the findings of two descriptions."""

from __future__ import annotations

import json
from typing import Any

from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document
from generator.compare.rules.finding import Finding, Severity

Json = Any
TEXT, INTEGER = {"type": "string"}, {"type": "integer"}


def thing(*required: str, **properties: Json) -> dict[str, Json]:
    """An object schema."""
    return {
        "type": "object",
        "properties": properties,
        **({"required": list(required)} if required else {}),
    }


def array(items: Json) -> dict[str, Json]:
    """An array schema."""
    return {"type": "array", "items": items}


def described(schema: Json, at: str, openapi: str = "3.0.3", **components: Json) -> dict[str, Any]:
    """A description with the schema at a place."""
    operation: dict[str, Any] = {"operationId": "a", "responses": {"200": {"description": "ok"}}}
    content = {"content": {"application/json": {"schema": schema}}}
    path = "/a"
    if at == "request":
        operation["requestBody"] = content
    elif at == "response":
        operation["responses"]["200"].update(content)
    elif at == "response-header":
        operation["responses"]["200"]["headers"] = {"X-A": {"schema": schema}}
    else:
        path = "/a/{a}" if at == "path" else path
        required = {"required": True} if at == "path" else {}
        operation["parameters"] = [{"name": "a", "in": at, "schema": schema, **required}]
    return {
        "openapi": openapi,
        "info": {"title": "Things", "version": "1"},
        "paths": {path: {"post": operation}},
        "components": {"schemas": components},
    }


def findings(old: dict[str, Any], new: dict[str, Any]) -> list[Finding]:
    """The findings of two descriptions on the wire."""
    read = [
        parse_document(name, json.dumps(each).encode())
        for name, each in (("old.json", old), ("new.json", new))
    ]
    return compare_documents(*read, render=None)


def wire(old: dict[str, Any], new: dict[str, Any]) -> Severity:
    """The verdict on the wire."""
    return max((each.wire for each in findings(old, new)), default=Severity.NONE)
