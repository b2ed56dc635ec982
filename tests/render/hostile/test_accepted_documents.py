"""Hostile documents that generate a working package: names, texts, references, and shapes of schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import answering, call, generate, imported, operation, taking
from tests.render.hostile.descriptions import HEAD, at, chain, nested, parameter, served
from tests.render.hostile.test_texts import _watched, assert_nothing_escaped
from tests.render.hostile.texts import RUN

__all__ = ["_watched"]

pytestmark = pytest.mark.usefixtures("made_once")
TREE = {
    "type": "object",
    "properties": {"kids": {"type": "array", "items": {"$ref": "#/components/schemas/t"}}},
}

WORKS: dict[str, Any] = {
    "a path with quotes and code": at(f'/it\'"""{RUN}'),
    "a path with dot segments": at("/../..//it/./"),
    "a path with Jinja and percent signs": at("/%7B%7B environ %}/%00/☃/"),
    "a path with a line end": at("/it\n/x"),
    "a path with a user and a host": at("/@evil.test/x"),
    "a path with two slashes": at("//evil.test/x"),
    "a path of 10,000 letters": at("/" + "x" * 10_000),
    "a server with a path": served("https://api.github.com/api/v3/"),
    "deep lists": answering(
        nested(30, {"type": "string"}, lambda s: {"type": "array", "items": s})
    ),
    "deep objects": answering(
        nested(30, {"type": "string"}, lambda s: {"type": "object", "properties": {"a": s}})
    ),
    "a deep fact": operation(**{"x-deep": nested(60, "leaf", lambda value: [value])}),
    "a deep default": parameter({"default": nested(60, "leaf", lambda value: {"a": value})}),
    "a chain of schemas": chain(60),
    "a recursive schema": answering({"$ref": "#/components/schemas/t"}, t=TREE),
    "a recursive list between objects": answering(
        {"$ref": "#/components/schemas/list"},
        list={"type": "array", "items": {"$ref": "#/components/schemas/node"}},
        node={"type": "object", "properties": {"kids": {"$ref": "#/components/schemas/list"}}},
    ),
    "a recursive mapping between objects": answering(
        {"$ref": "#/components/schemas/map"},
        map={"type": "object", "additionalProperties": {"$ref": "#/components/schemas/node"}},
        node={"type": "object", "properties": {"kids": {"$ref": "#/components/schemas/map"}}},
    ),
    "an enum of everything": answering({"enum": [{"a": 1}, [2], None, True, 3, 4.5, "six"]}),
    "an enum of objects in a parameter": parameter({"enum": [{"a": 1}, [2]]}),
    "an empty enum": answering({"type": "string", "enum": []}),
    "defaults of the wrong type": parameter({"type": "integer", "default": {"a": [RUN]}}),
    "numbers at the edge": operation(**{"x-numbers": [1e308, -0.0, 10**400, 5e-324, True]}),
    "unions of nullable containers": answering(
        {
            "oneOf": [
                {"type": "array", "items": {"type": "string", "nullable": True}},
                {"type": "object", "additionalProperties": {"type": "integer", "nullable": True}},
            ]
        }
    ),
    "an unknown format": answering({"type": "string", "format": RUN}),
    "a format that is not a string": answering({"type": "string", "format": {"a": 1}}),
    "limits of the wrong type": answering({"type": "integer", "minimum": "x", "multipleOf": []}),
    "a mapping of itself": answering(
        {"$ref": "#/components/schemas/a"},
        a={"type": "object", "additionalProperties": {"$ref": "#/components/schemas/a"}},
    ),
    "a summary that is not a string": operation(summary=["x"], description={"a": 1}, tags=7),
    "unknown facts": operation(**{"x-": 1, "x-\n": {"x-{{ environ }}": None}, "x-facts": []}),
    "no schema at all": answering({}),
    "an example from elsewhere": operation(
        responses={
            "200": {
                "description": "",
                "content": {
                    "application/json": {"examples": {"a": {"externalValue": "file:///etc/passwd"}}}
                },
            }
        }
    ),
    "a reference outside that nothing uses": {
        **operation(),
        "components": {"schemas": {"a": {"$ref": "http://127.0.0.1:9/x"}}},
    },
    "the ignored headers": taking(
        *(
            {"name": name, "in": "header", "schema": {}}
            for name in ("Accept", "AUTHORIZATION", "content-type")
        )
    ),
    "YAML's odd words": HEAD
    + "paths:\n  /it:\n    get:\n      operationId: yes\n      summary: 0o17\n"
    + "      x-odd: [on, no, 010, 1_000, 12:30, .5, 2001-01-01, ~, !!str null]\n"
    + "      responses: {200: {description: !!str 1e3}, 404: {description: =}}\n",
    "YAML's anchors": HEAD
    + "x-a: &a {description: d}\n"
    + "paths:\n  /it:\n    get:\n      operationId: getIt\n      responses: {'200': *a, '404': *a}\n",
    "a byte order mark": b"\xef\xbb\xbf"
    + HEAD.encode()
    + b"paths: {/it: {get: {operationId: getIt, responses: {'200': {}}}}}",
    "no paths at all": HEAD + "paths: {}\n",
    "extensions among paths and answers": HEAD
    + "paths: {x-a: 1, /it: {x-b: 2, get: {operationId: getIt, responses: {x-c: 3, '204': {}}}}}",
}


@pytest.mark.parametrize("made", WORKS.values(), ids=WORKS)
def test_document_generates_a_working_package(made: Any, tmp_path: Path) -> None:
    generated = generate(tmp_path, made)
    with imported(generated) as package:
        for operation_id, each in package.OPERATIONS.items():
            status = int(each.statuses[0])
            if each.path.isprintable():
                _, request = call(package, operation_id, None, status)
                assert request.url.host in ("api.github.com", "api.example.test")
                assert request.url.scheme == "https"
    assert_nothing_escaped(generated)
