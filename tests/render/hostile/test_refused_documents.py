"""Hostile documents that are refused, with their exit code and reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import answering, generate, operation, refused, taking
from tests.render.hostile.descriptions import (
    HEAD,
    at,
    chain,
    header,
    nested,
    of_github,
    parameter,
    reference,
    served,
)
from tests.render.hostile.test_texts import _watched
from tests.render.hostile.texts import RUN

__all__ = ["_watched"]

pytestmark = pytest.mark.usefixtures("made_once")
GET = "/paths/~1it/get"
REFUSED: dict[str, tuple[Any, int, str]] = {
    "a media type with code": (
        operation(
            responses={
                "200": {
                    "content": {f'application/vnd.x"""+{RUN}+json': {"schema": {"type": "object"}}}
                }
            }
        ),
        7,
        f"{GET}/responses/200/content/application~1vnd",
    ),
    # a path or server that would send the request, or the token, elsewhere
    "a path without a slash": (at("@evil.test/it"), 7, ": /paths/@evil.test~1it: "),
    "a path that is a host's end": (at(".evil.test/"), 7, ": /paths/.evil.test~1: "),
    "an empty path": (at(""), 7, ": /paths/: "),
    "a server without TLS": (served("http://api.github.com"), 7, "/servers/0/url: "),
    "a server with a user": (served("https://api.github.com@evil.test"), 7, "/servers/0/url: "),
    "a server with a query": (served("https://evil.test/?x="), 7, "/servers/0/url: "),
    "a server with variables": (served("https://{host}/"), 7, "/servers/0/url: "),
    "a server with a line end": (served("https://a.test\n.evil.test"), 7, "/servers/0/url: "),
    "a server with a backslash": (served("https://a.test\\@evil.test"), 7, "/servers/0/url: "),
    "a server that is a file": (served("file:///etc/passwd"), 7, "/servers/0/url: "),
    "a server that is a script": (served("javascript:alert(1)"), 7, "/servers/0/url: "),
    "a server that is not a string": (served(["x"]), 7, "/servers/0/url: "),
    "a server with a bad port": (served("https://a.test:99999999"), 7, "/servers/0/url: "),
    "servers that are no list": ({**operation(), "servers": {"url": "x"}}, 7, ": /servers: "),
    "a server of one operation without TLS": (
        operation(servers=[{"url": "http://evil.test"}]),
        7,
        f"{GET}/servers/0/url: ",
    ),
    "a server of one operation with a user": (
        operation(servers=[{"url": "https://api.github.com@evil.test"}]),
        7,
        f"{GET}/servers/0/url: ",
    ),
    "the header Host": (header("Host"), 7, f"{GET}/parameters/0: "),
    "the header Cookie": (header("cookie"), 7, f"{GET}/parameters/0: "),
    "the header Content-Length": (header("Content-Length"), 7, f"{GET}/parameters/0: "),
    "a header with a line end": (header("X-A\r\nAuthorization"), 7, f"{GET}/parameters/0: "),
    # references
    "a reference to a file": (
        reference("file:///etc/passwd"),
        7,
        "only references within the document",
    ),
    "a reference to a path": (
        reference("../../../etc/passwd#/a"),
        7,
        "only references within the document",
    ),
    "a reference to a server": (reference("http://127.0.0.1:9/a#/b"), 7, "only references within"),
    "a reference to the environment": (
        reference("${CANARY}"),
        7,
        "only references within the document",
    ),
    "a reference to nothing": (reference("#/components/schemas/gone"), 7, "leads nowhere"),
    "a reference to no pointer": (reference("#components"), 7, "cannot follow the anchor "),
    "a reference that is not a string": (
        reference({"a": 1}),
        7,
        "only references within the document",
    ),
    "a reference to itself": (
        answering({"$ref": "#/components/schemas/a"}, a={"$ref": "#/components/schemas/a"}),
        7,
        "leads back to itself",
    ),
    "references in a circle": (
        answering(
            {"$ref": "#/components/schemas/a"},
            a={"$ref": "#/components/schemas/b"},
            b={"$ref": "#/components/schemas/a"},
        ),
        7,
        "leads back to itself",
    ),
    "a reference to a text": (reference("#/info/title"), 7, "expected an object"),
    "a path item elsewhere": (
        {**operation(), "paths": {"/it": {"$ref": "x.yaml"}}},
        7,
        ": /paths/~1it: ",
    ),
    # schemas that contain themselves without a property in between
    "a list of itself": (
        answering(
            {"$ref": "#/components/schemas/a"},
            a={"type": "array", "items": {"$ref": "#/components/schemas/a"}},
        ),
        7,
        ": /components/schemas/a: ",
    ),
    "an allOf of itself": (
        answering(
            {"$ref": "#/components/schemas/a"}, a={"allOf": [{"$ref": "#/components/schemas/a"}]}
        ),
        7,
        ": /components/schemas/a: ",
    ),
    "an allOf of itself beside another": (
        answering(
            {"$ref": "#/components/schemas/a"},
            a={"allOf": [{"$ref": "#/components/schemas/b"}, {"$ref": "#/components/schemas/a"}]},
            b={"type": "object", "properties": {"x": {}}},
        ),
        7,
        ": /components/schemas/a: ",
    ),
    "a oneOf of itself": (
        answering(
            {"$ref": "#/components/schemas/a"},
            a={"oneOf": [{"$ref": "#/components/schemas/a"}, {"type": "string"}]},
        ),
        7,
        ": /components/schemas/a: ",
    ),
    # too deep, too large
    "lists without end": (
        answering(nested(45, {}, lambda s: {"type": "array", "items": s})),
        7,
        "too deeply",
    ),
    "a document without end": (
        operation(**{"x-deep": nested(200, 1, lambda value: [value])}),
        3,
        "too deeply",
    ),
    "a document beyond all stacks": ("[" * 100_000, 3, ""),
    "objects beyond all stacks": ('{"a":' * 100_000, 3, ""),
    "an object of many properties": (
        answering({"type": "object", "properties": {f"p{n}": {} for n in range(1_001)}}),
        7,
        "1,001 properties",
    ),
    "a chain of schemas without end": (chain(3_000), 7, "too deeply"),
    "aliases of aliases": (
        HEAD
        + "x0: &x0 [1,1]\n"
        + "".join(f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, 60))
        + "paths: {}\n",
        3,
        ":20: more than 1,000,000 values, aliases included",
    ),
    "an alias of itself": (HEAD + "x: &x [*x]\npaths: {}\n", 3, ":3: the alias"),
    "a number of 5,000 digits": (HEAD + f"x: {'9' * 5_000}\npaths: {{}}\n", 3, ""),
    "a JSON number of 5,000 digits": ('{"x": ' + "9" * 5_000 + "}", 3, ""),
    # values that are not JSON
    "a Python object": (
        HEAD + "x: !!python/object/apply:os.system ['true']\npaths: {}\n",
        3,
        ":3: ",
    ),
    "a Python name": (HEAD + "x: !!python/name:os.environ\npaths: {}\n", 3, ":3: "),
    "bytes": (HEAD + "x: !!binary aGk=\npaths: {}\n", 3, ":3: unsupported tag"),
    "a set": (HEAD + "x: !!set {a, b}\npaths: {}\n", 3, ":3: unsupported tag"),
    "a moment": (
        HEAD + "x: !!timestamp 2001-12-14t21:59:43.10-05:00\npaths: {}\n",
        3,
        ":3: unsupported tag",
    ),
    "a broken moment": (HEAD + "x: !!timestamp never\npaths: {}\n", 3, ":3: unsupported tag"),
    "an invalid number": (HEAD + "x: !!int many\npaths: {}\n", 3, ":3: 'many' is not a valid int"),
    "an invalid boolean": (
        HEAD + "x: !!bool maybe\npaths: {}\n",
        3,
        ":3: 'maybe' is not a valid bool",
    ),
    "an invalid mapping": (HEAD + "x: !!map text\npaths: {}\n", 3, ""),
    "a key that is a list": (HEAD + "x: {[a]: b}\npaths: {}\n", 3, ":3: "),
    "a duplicate key": (HEAD + "x: {a: 1, a: 2}\npaths: {}\n", 3, ":3: "),
    "two documents": (HEAD + "---\n" + HEAD, 3, ":3: "),
    "a null byte in YAML": (HEAD + "x: \0\n", 3, ""),
    "not a number": ('{"openapi": NaN}', 3, ""),
    # our own facts, of another shape
    "roles that are no list": (of_github(**{"x-roles": "admin"}), 7, f"{GET}/x-roles: "),
    "roles that are no texts": (of_github(**{"x-roles": [{}]}), 7, f"{GET}/x-roles: "),
    "permissions of another shape": (
        of_github(**{"x-permissions": ["x"]}),
        7,
        f"{GET}/x-permissions: ",
    ),
    "a permission with more": (
        of_github(**{"x-permissions": [{"eval": "1"}]}),
        7,
        f"{GET}/x-permissions: ",
    ),
    "pages that are no object": (of_github(**{"x-pagination": [1]}), 7, f"{GET}/x-pagination: "),
    "a truth for a number": (
        of_github(**{"x-since-max-age-days": True}),
        7,
        f"{GET}/x-since-max-age-days: ",
    ),
    "an invalid day": (of_github(**{"x-sunset": "2025-02-31"}), 7, f"{GET}/x-sunset: "),
    "an invalid window": (
        of_github(**{"x-day-window": {"first": 5}}),
        7,
        f"{GET}/x-day-window: ",
    ),
    "licences that are none": (of_github(**{"x-min-licenses": 5}), 7, f"{GET}/x-min-licenses: "),
    "kinds that are none": (
        of_github(**{"x-token-kinds": {"works": 1}}),
        7,
        f"{GET}/x-token-kinds: ",
    ),
    "kinds of another kind": (
        of_github(**{"x-token-kinds": {"maybe": []}}),
        7,
        f"{GET}/x-token-kinds: ",
    ),
    "a stage that is a list": (of_github(**{"x-stage": []}), 7, f"{GET}/x-stage: "),
    "an invalid link": (operation(externalDocs={"url": 5}), 7, f"{GET}/externalDocs: "),
    "links that are none": (operation(externalDocs="https://x"), 7, f"{GET}/externalDocs: "),
    "an id that is a list": (operation(operationId=["a"]), 7, f"{GET}/operationId: "),
    "an invalid upstream id": (
        operation(**{"x-upstream-operation-id": {}}),
        7,
        f"{GET}/x-upstream-operation-id: ",
    ),
    "aliases that are no list": (
        operation(**{"x-python-aliases": "old"}),
        7,
        f"{GET}/x-python-aliases: ",
    ),
    "an alias that is a number": (
        operation(**{"x-python-aliases": [1]}),
        7,
        f"{GET}/x-python-aliases/0: ",
    ),
    "a name that is a number": (operation(**{"x-python-name": 1}), 7, f"{GET}/x-python-name: "),
    "facts of no parameter": (
        operation(**{"x-parameter-facts": {"gone": {}}}),
        7,
        f"{GET}/x-parameter-facts/gone: ",
    ),
    "facts that are no object": (
        operation(**{"x-parameter-facts": [1]}),
        7,
        f"{GET}/x-parameter-facts: ",
    ),
    "an unknown fact": (
        {
            **parameter({}),
            "paths": {
                "/it": {
                    "get": {
                        **parameter({})["paths"]["/it"]["get"],
                        "x-parameter-facts": {"p": {"x": 1}},
                    }
                }
            },
        },
        7,
        f"{GET}/x-parameter-facts/p: ",
    ),
    "a case that is not a boolean": (
        parameter({}, **{"x-case-sensitive": "no"}),
        7,
        "/parameters/0/x-case-sensitive: ",
    ),
    "an order of no parameter": (
        parameter({}, **{"x-not-before": ["a"]}),
        7,
        "/parameters/0/x-not-before: ",
    ),
    "qualifiers that are a list": (
        parameter({}, **{"x-qualifiers": ["a"]}),
        7,
        "/parameters/0/x-qualifiers: ",
    ),
    "an API version with code": (
        {**operation(), "info": {"x-api-version": RUN}},
        3,
        "expected a date",
    ),
    # OpenAPI of another shape
    "an unknown type": (answering({"type": RUN}), 7, "is not a type: expected array, "),
    "a type that is an object": (
        answering({"type": {"a": 1}}),
        7,
        "is not a type: expected array, ",
    ),
    "properties that are a list": (
        answering({"type": "object", "properties": ["a"]}),
        7,
        "/properties: ",
    ),
    "a property that is a text": (answering({"properties": {"a": "b"}}), 7, "/properties/a: "),
    "items that are a list": (answering({"type": "array", "items": [1]}), 7, "/items: "),
    "an enum that is a text": (answering({"enum": "a"}), 7, "/enum: "),
    "required that is true": (
        answering({"properties": {"a": {}}, "required": True}),
        7,
        "/required: ",
    ),
    "parts that disagree": (
        answering(
            {
                "allOf": [
                    {"properties": {"a": {"type": "string"}}},
                    {"properties": {"a": {"type": "integer"}}},
                ]
            }
        ),
        7,
        "/allOf/1/properties/a: ",
    ),
    "a parameter that is null": (taking(None), 7, "/parameters/0: "),  # type: ignore[arg-type]
    "parameters that are an object": (operation(parameters={}), 7, f"{GET}/parameters: "),
    "a parameter nowhere": (
        taking({"name": "p", "in": "body", "schema": {}}),
        7,
        "/parameters/0: ",
    ),
    "a parameter in a list": (
        taking({"name": "p", "in": ["query"], "schema": {}}),
        7,
        "/parameters/0: ",
    ),
    "a parameter without a name": (taking({"in": "query", "schema": {}}), 7, "/parameters/0: "),
    "a parameter whose name is a list": (
        taking({"name": ["p"], "in": "query", "schema": {}}),
        7,
        "/parameters/0: ",
    ),
    "a parameter with an empty name": (
        taking({"name": "", "in": "query", "schema": {}}),
        7,
        "/parameters/0: ",
    ),
    "a parameter without a schema": (taking({"name": "p", "in": "query"}), 7, "/parameters/0: "),
    "a duplicate parameter": (
        taking(*[{"name": "p", "in": "query", "schema": {}}] * 2),
        7,
        "/parameters/1: ",
    ),
    "a path parameter that is not in the path": (
        taking({"name": "p", "in": "path", "required": True, "schema": {}}),
        7,
        f": {GET}/parameters/0: the path /it has no parameter 'p'",
    ),
    "a path with braces": (at("/{{ environ }}"), 7, ": /paths/~1{{ environ }}/get: "),
    "responses that are a list": (operation(responses=[]), 7, f": {GET}: "),
    "an invalid status": (operation(responses={"200\n": {}}), 7, "/responses/200\\n: "),
    "a status with other digits": (operation(responses={"２００": {}}), 7, "/responses/２００: "),
    "no success": (operation(responses={"404": {}}), 7, f"{GET}/responses: "),
    "content that is a list": (operation(responses={"200": {"content": [1]}}), 7, "/content: "),
    "an operation that is a list": (
        {**operation(), "paths": {"/it": {"get": []}}},
        7,
        f": {GET}: ",
    ),
    "paths that are a list": ({**operation(), "paths": []}, 7, "`paths` is missing"),
}


@pytest.mark.parametrize(("made", "code", "reason"), REFUSED.values(), ids=REFUSED)
def test_document_is_refused_with_its_pointer(
    made: Any, code: int, reason: str, tmp_path: Path
) -> None:
    generated = generate(tmp_path, made, suffix=".json" if str(made)[:1] in "{[" else ".yaml")
    message = refused(generated, code=code)
    assert reason in message
    assert len(message) < 1_000
    if code == 7 and isinstance(made, dict):
        assert message.removeprefix(f"{generated.spec}:")[0].isdecimal()  # the line
