"""Trimming: the selected paths and everything that they refer to remain, the rest and all prose is removed."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from generator import document
from generator.errors import PrepareError
from generator.prepare import prose
from generator.prepare.trim import TrimSource, prune, trim
from generator.prepare.versions import KEY

REF = "#/components/{}/{}"
REFERENCES = re.compile(r"#/components/schemas/([^\"]*)")


def ref(section: str, name: str) -> dict[str, str]:
    return {"$ref": REF.format(section, name)}


def spec(paths: Any = None, components: Any = None, **head: Any) -> dict[str, Any]:
    return {
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1", "description": "prose"},
        "paths": paths if paths is not None else {"/a": {"get": {"responses": {}}}},
        "components": components or {},
        **head,
    }


def trimmed(description: dict[str, Any], *paths: str, name: str = "one") -> dict[str, Any]:
    before = copy.deepcopy(description)
    result = trim([TrimSource(name, description, paths or tuple(description["paths"]))])
    assert description == before
    return result


def test_referenced_components_of_every_kind_remain_and_no_others() -> None:
    everything: dict[str, dict[str, Any]] = {
        "schemas": {
            "Deep": {"type": "string"},
            "Pet": {
                "type": "object",
                "properties": {"deep": ref("schemas", "Deep")},
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {"cat": "Cat", "dog": "#/components/schemas/Dog"},
                },
            },
            "Cat": {"allOf": [ref("schemas", "Pet")]},
            "Dog": {"not": {"additionalProperties": ref("schemas", "Loop")}},
            "Loop": {"type": "object", "properties": {"self": ref("schemas", "Loop")}},
            "Unused": ref("schemas", "AlsoUnused"),
            "AlsoUnused": {},
        },
        "responses": {
            "R": {"headers": {"X": ref("headers", "H")}, "links": {"l": ref("links", "L")}, "description": "prose",
                  "content": {"a/b": {"schema": ref("schemas", "Pet"), "examples": {"e": ref("examples", "E")}}}},
            "Unused": {"description": "x"},
        },
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}, "Unused": {}},
        "examples": {"E": {"value": ref("schemas", "Nowhere")}, "Unused": {}},
        "requestBodies": {"B": {"content": {}}, "Unused": {}},
        "headers": {"H": {"schema": {"type": "string"}}, "Unused": {}},
        "securitySchemes": {"S": {"type": "http", "scheme": "bearer"}, "Root": {"type": "http"}, "Unused": {}},
        "links": {"L": {"operationId": "getA"}, "Unused": {}},
        "callbacks": {"C": {"{$url}": {"post": {"responses": {"200": ref("responses", "R")}}}}, "Unused": {}},
        "pathItems": {"I": {"get": {"responses": {"200": {"description": ""}}}}, "Unused": {}},
    }  # fmt: skip
    description = spec(
        {
            "/a": {
                "parameters": [ref("parameters", "P")],
                "post": {
                    "operationId": "getA",
                    "requestBody": ref("requestBodies", "B"),
                    "responses": {"200": ref("responses", "R")},
                    "callbacks": {"c": ref("callbacks", "C")},
                    "security": [{"S": ["read"]}],
                },
            },
            "/b": ref("pathItems", "I"),
            "/unused": {"get": {"responses": {"200": ref("responses", "Unused")}}},
        },
        everything,
        security=[{"Root": []}],
    )
    result = trimmed(description, "/a", "/b")
    others = everything.keys() - {"schemas", "securitySchemes"}
    assert set(result["paths"]) == {"/a", "/b"}
    assert {section: set(members) for section, members in result["components"].items()} == {
        "schemas": {"Deep", "Pet", "Cat", "Dog", "Loop"},
        **{section: set(everything[section]) - {"Unused"} for section in others},
        "securitySchemes": {"S", "Root"},
    }


def test_prose_is_removed_and_data_remains() -> None:
    schema: dict[str, Any] = {
        "type": "object",
        "description": "prose",
        "externalDocs": {"url": "https://example.com", "description": "prose"},
        "required": ["summary", "description"],
        "properties": {
            "description": {"type": "string", "description": "prose"},
            "summary": {"$ref": "#/components/schemas/S", "description": "prose"},
            "x-octokit": {"type": "object"},
            "$ref": {"type": "string", "description": "prose"},
        },
        "default": {"description": "data"},
        "enum": [{"description": "data"}],
        "example": {"description": "data"},
        "x-data": {"description": "data"},
    }
    description = spec(
        {
            "/a": {
                "summary": "prose",
                "description": "prose",
                "get": {
                    "summary": "prose",
                    "description": "prose",
                    "externalDocs": {"url": "https://example.com", "description": "prose"},
                    "tags": ["b", "a"],
                    "parameters": [{"name": "description", "in": "query", "description": "prose"}],
                    "requestBody": {"description": "prose", "content": {}},
                    "responses": {
                        "200": {
                            "description": "prose",
                            "headers": {"description": {"description": "prose"}},
                            "content": {
                                "x": {
                                    "schema": schema,
                                    "example": {"description": "data"},
                                    "examples": {
                                        "description": {
                                            "summary": "prose",
                                            "value": {"summary": "data"},
                                        }
                                    },
                                }
                            },
                        },
                        "description": {"$ref": "#/components/responses/R"},
                        "x-note": {"description": "data"},
                    },
                    "x-octokit": {},
                    "x-github": {"description": "data"},
                },
            }
        },
        {"schemas": {"S": {"description": "prose"}}, "responses": {"R": {"description": "prose"}}},
        servers=[
            {
                "url": "/",
                "description": "prose",
                "variables": {"v": {"default": "d", "description": "prose"}},
            }
        ],
        tags=[{"name": "b", "description": "prose"}, {"name": "a"}, {"name": "unused"}],
        externalDocs={"url": "https://example.com", "description": "prose"},
    )
    result = trimmed(description)
    found = {
        pointer: value for pointer, value in document.walk(result) if value in ("prose", "data")
    }
    operation = "/paths/~1a/get"
    response = f"{operation}/responses/200"
    in_schema = f"{response}/content/x/schema"
    assert found == {
        f"{operation}/x-github/description": "data",
        f"{operation}/responses/x-note/description": "data",
        f"{response}/content/x/example/description": "data",
        f"{response}/content/x/examples/description/value/summary": "data",
        **{
            f"{in_schema}/{key}/description": "data"
            for key in ("default", "enum/0", "example", "x-data")
        },
    }
    assert document.resolve(result, response)["description"] == ""
    assert result["components"]["responses"]["R"] == {"description": ""}
    assert document.resolve(result, f"{operation}/responses/description") == ref("responses", "R")
    assert set(document.resolve(result, f"{in_schema}/properties")) == set(schema["properties"])
    assert document.resolve(result, f"{in_schema}/required") == ["description", "summary"]
    assert "x-octokit" not in document.resolve(result, operation)
    assert document.resolve(result, f"{operation}/tags") == ["a", "b"]
    assert [tag["name"] for tag in result["tags"]] == ["a", "b"]
    assert result["externalDocs"] == {"url": "https://example.com"}
    assert result["info"] == {"title": "T", "version": "1"}


def test_announced_changes_remain_without_prose_and_with_their_references() -> None:
    node = {
        "type": "object",
        "required": ["b", "a"],
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        KEY: [
            {"version": "2027-01-01", "patch": {"description": "prose", "properties": {"a": None}}},
            {
                "version": "2027-01-01",
                "patch": [
                    {"op": "replace", "path": "/description", "value": "prose"},
                    {"op": "remove", "path": "/required/1"},
                    {"op": "add", "path": "/properties/c",
                     "value": {"description": "prose", "allOf": [ref("schemas", "Later")]}},
                ],
            },
        ],
    }  # fmt: skip
    use = {"200": {"description": "x", "content": {"j": {"schema": ref("schemas", "S")}}}}
    description = spec({"/a": {"get": {"responses": use}}}, {"schemas": {"S": node, "Later": {}}})
    result = trimmed(description)["components"]["schemas"]
    assert set(result) == {"S", "Later"}
    assert result["S"]["required"] == ["b", "a"]
    assert result["S"][KEY] == [
        {"version": "2027-01-01", "patch": {"properties": {"a": None}}},
        {
            "version": "2027-01-01",
            "patch": [
                {"op": "remove", "path": "/required/1"},
                {
                    "op": "add",
                    "path": "/properties/c",
                    "value": {"allOf": [ref("schemas", "Later")]},
                },
            ],
        },
    ]


def test_the_order_of_upstream_does_not_matter() -> None:
    paths = {f"/{name}": {"get": {"tags": [name], "responses": {}}} for name in "abc"}
    tags = [{"name": name} for name in "cab"]
    one = trimmed(spec(paths, tags=tags), "/a", "/b", "/c")
    other = trimmed(spec(dict(reversed(paths.items())), tags=tags[::-1]), "/c", "/b", "/a")
    assert document.dump(one) == document.dump(other)


def test_a_renamed_path_parameter_is_found() -> None:
    description = spec({"/orgs/{organization}/x": {"get": {"responses": {}}}})
    result = trim([TrimSource("one", description, ("/orgs/{org}/x",))])
    assert list(result["paths"]) == ["/orgs/{organization}/x"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("#/components/schemas/Nowhere", "dangling reference: #/components/schemas/Nowhere"),
        ("#/components/schemas/S/properties/no", "dangling reference"),
        ("#/paths/~1unselected", "dangling reference"),
        ("other.yaml#/X", "to another document: other.yaml#/X"),
        ("https://example.com/x", "to another document"),
        ("#not-a-pointer", "to another document"),
    ],
)
def test_a_dangling_reference_is_an_error_with_its_pointer(target: str, message: str) -> None:
    schema = {"type": "array", "items": {"$ref": target}}
    use = {"200": {"description": "x", "content": {"a/b": {"schema": schema}}}}
    description = spec(
        {"/a": {"get": {"responses": use}}, "/unselected": {}},
        {"schemas": {"S": {"properties": {}}}},
    )
    with pytest.raises(PrepareError, match=message) as caught:
        trim([TrimSource("current", description, ("/a",))])
    assert caught.value.pointer == "/paths/~1a/get/responses/200/content/a~1b/schema/items/$ref"
    assert caught.value.file == "current"


def test_other_dangling_references_are_errors() -> None:
    operation: dict[str, Any] = {"responses": {}, "security": [{"Missing": []}]}
    with pytest.raises(PrepareError, match="securitySchemes/Missing") as caught:
        trimmed(spec({"/a": {"get": operation}}))
    assert caught.value.pointer == "/paths/~1a/get/security/0/Missing"

    links = {"200": {"description": "", "links": {"l": {"operationId": "absent"}}}}
    with pytest.raises(PrepareError, match="operationId:absent"):
        trimmed(spec({"/a": {"get": {"responses": links}}}))

    schema = {"discriminator": {"propertyName": "k", "mapping": {"x": "Missing"}}}
    content = {"200": {"description": "", "content": {"j": {"schema": schema}}}}
    with pytest.raises(PrepareError, match="Missing") as caught:
        trimmed(spec({"/a": {"get": {"responses": content}}}))
    assert str(caught.value.pointer).endswith("/schema/discriminator/mapping/x")


def test_references_with_escapes_are_followed() -> None:
    use = {
        "200": {
            "description": "",
            "content": {"j": {"schema": {"$ref": "#/components/schemas/a%20b~1c"}}},
        }
    }
    description = spec(
        {"/a": {"get": {"responses": use}}}, {"schemas": {"a b/c": {"type": "string"}}}
    )
    assert list(trimmed(description)["components"]["schemas"]) == ["a b/c"]


def test_a_missing_selected_path_is_an_error() -> None:
    with pytest.raises(PrepareError, match="not in the document") as caught:
        trim([TrimSource("current", spec(), ("/gone/{x}",))])
    assert caught.value.pointer == "/paths/~1gone~1{x}"
    with pytest.raises(PrepareError, match="has no paths"):
        trim([TrimSource("current", {"openapi": "3.0.3"}, ("/a",))])


def use_of(name: str) -> dict[str, Any]:
    content = {"j": {"schema": ref("schemas", name)}}
    return {"get": {"responses": {"200": {"description": "x", "content": content}}}}


def test_sources_are_merged_and_the_first_gives_the_head() -> None:
    shared = {"type": "object", "required": ["a", "b"]}
    first = spec({"/a": use_of("S")}, {"schemas": {"S": {**shared, "description": "one way"}}})
    second = spec(
        {"/b": use_of("S"), "/c": use_of("T")},
        {"schemas": {"S": {**shared, "required": ["b", "a"], "description": "another"}, "T": {}}},
        info={"title": "Second", "version": "2"},
    )
    result = trim([TrimSource("one", first, ("/a",)), TrimSource("two", second, ("/b", "/c"))])
    assert set(result["paths"]) == {"/a", "/b", "/c"}
    assert result["components"]["schemas"] == {"S": shared, "T": {}}
    assert result["info"]["title"] == "T"


def test_an_operation_of_two_sources_is_an_error() -> None:
    first = spec({"/a": {"get": {"responses": {}}, "put": {"responses": {}}}})
    with pytest.raises(PrepareError, match="both one and two define this operation") as caught:
        trim([TrimSource("one", first, ("/a",)), TrimSource("two", first, ("/a",))])
    assert caught.value.pointer == "/paths/~1a/get"
    apart = [
        TrimSource(name, first, ("/a",), frozenset({f"{method} /a"}))
        for name, method in (("one", "get"), ("two", "put"))
    ]
    assert trim(apart)["paths"] == first["paths"]


def number(kind: str) -> dict[str, Any]:
    return {"properties": {"x": {"type": kind}}}


def test_a_component_that_sources_define_differently_is_duplicated() -> None:
    """The same applies to its referrers; an earlier component is shared with a later source that equals it."""
    outer = {"properties": {"inner": ref("schemas", "S")}}
    sources = [
        TrimSource(
            "current",
            spec({"/a": use_of("T")}, {"schemas": {"S": number("a"), "T": outer}}),
            ("/a",),
        ),
        TrimSource(
            "2.0.0", spec({"/b": use_of("T")}, {"schemas": {"S": number("b"), "T": outer}}), ("/b",)
        ),
        TrimSource(
            "1.0.0", spec({"/c": use_of("T")}, {"schemas": {"S": number("b"), "T": outer}}), ("/c",)
        ),
        TrimSource("0.9.0", spec({"/d": use_of("S")}, {"schemas": {"S": number("c")}}), ("/d",)),
        TrimSource("0.8.0", spec({"/e": use_of("S")}, {"schemas": {"S": number("a")}}), ("/e",)),
    ]
    result = trim(sources)
    assert result["components"]["schemas"] == {
        "S": number("a"),
        "T": outer,
        "S--2.0.0": number("b"),
        "T--2.0.0": {"properties": {"inner": ref("schemas", "S--2.0.0")}},
        "S--0.9.0": number("c"),
    }
    used = {path: REFERENCES.findall(json.dumps(item)) for path, item in result["paths"].items()}
    assert used == {
        "/a": ["T"],
        "/b": ["T--2.0.0"],
        "/c": ["T--2.0.0"],
        "/d": ["S--0.9.0"],
        "/e": ["S"],
    }


def test_pruning_removes_unreferenced_components() -> None:
    description = spec({"/a": use_of("S")}, {"schemas": {"S": {}, "T": {}}, "examples": {"E": {}}})
    assert prune(description)["components"] == {"schemas": {"S": {}}}


def test_stripping_is_idempotent() -> None:
    description = spec({"/a": use_of("S")}, {"schemas": {"S": {"description": "x"}}})
    once = prose.strip("document", description)
    assert prose.strip("document", once) == once
