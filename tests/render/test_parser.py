"""The behaviour of openapi-python-client 0.29.1 on a description, and the reasons for the flat document.

Each test shows a behaviour of the library itself. If a new version behaves better, its test fails, and the
workaround in `generator/render/flatten.py` and `schemas.py` can be removed.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pytest
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData

from generator.render.adapter import parse
from generator.render.build import build_api
from generator.render.classnames import class_names, component_names
from generator.render.flatten import flatten
from generator.render.pins import OPENAPI_PYTHON_CLIENT
from tests.render.harness import answering, operation, taking
from tests.render.test_bodies import sending

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


def ref(name: str) -> dict[str, Any]:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(**properties: Any) -> dict[str, Any]:
    """An object schema."""
    return {"type": "object", "properties": properties}


def library(description: dict[str, Any], *, literal_enums: bool = True) -> GeneratorData:
    """The parsed result of the library for a description."""
    config = Config.from_sources(
        ConfigFile(literal_enums=literal_enums), MetaType.NONE, "", "utf-8", False, None
    )
    data = GeneratorData.from_dict(description, config=config)
    assert isinstance(data, GeneratorData)
    return data


def problems(description: dict[str, Any]) -> list[str]:
    """The warnings of the library."""
    data = library(description)
    collections = data.endpoint_collections_by_tag.values()
    found = [*data.errors, *(each for tag in collections for each in tag.parse_errors)]
    return [f"{each.header} {each.detail}" for each in found]


def flat(description: dict[str, Any]) -> dict[str, Any]:
    """The flat document that the library gets."""
    found = flatten(description)
    return found.document(component_names(found.schemas.components, class_names(found.classes)))


def test_the_tested_version_is_the_pinned_one() -> None:
    assert version("openapi-python-client") == OPENAPI_PYTHON_CLIENT == "0.29.1"


LOST: dict[str, tuple[dict[str, Any], str]] = {
    "inline objects of a nullable component are registered twice": (
        answering(
            thing(a=ref("editor"), b=ref("editor")),
            editor={
                **thing(models={"type": "array", "items": thing(n=NUMBER)}),
                "type": ["object", "null"],
            },
        ),
        "duplicate models",
    ),
    "two schemas of one title are one class": (
        answering(
            thing(a=ref("one"), b=ref("two")),
            one={**thing(x=TEXT), "title": "Simple User"},
            two={**thing(y=TEXT), "title": "Simple User"},
        ),
        "duplicate models",
    ),
    "two inline enums of one place have one name": (
        answering(
            thing(a=ref("whole"), b=ref("whole_kind")),
            whole=thing(kind={"enum": ["a"], "type": "string"}),
            whole_kind={"type": "string", "enum": ["b"]},
        ),
        "conflicting enums",
    ),
    "an enum of values of several types": (
        answering(thing(a={"enum": [1, "a"]})),
        "Got {",
    ),
    "two properties that become one identifier": (
        answering(thing(**{"+1": NUMBER, "-1": NUMBER})),
        "same python_name",
    ),
    "two parameters that become one identifier": (
        taking(*({"name": name, "in": "query", "schema": TEXT} for name in ("+1", "-1"))),
        "same Python identifier",
    ),
    "a parameter of the path that is not an identifier": (
        {
            **operation(),
            "paths": {
                "/{a.b}": {
                    "get": {
                        "parameters": [
                            {"name": "a.b", "in": "path", "required": True, "schema": TEXT}
                        ],
                        "responses": {"204": {"description": ""}},
                    }
                }
            },
        },
        "Incorrect path templating",
    ),
    "a list in a header": (
        taking({"name": "x", "in": "header", "schema": {"type": "array", "items": TEXT}}),
        "is not allowed in header",
    ),
    "a default of another type": (
        taking({"name": "x", "in": "query", "schema": {"type": "integer", "default": "many"}}),
        "Invalid int value",
    ),
    "a request body of text": (sending(TEXT, "text/plain"), "Unsupported content type"),
    "a response that is an image": (
        operation(responses={"200": {"description": "", "content": {"image/png": {}}}}),
        "Unsupported content_type",
    ),
    "a list without items": (answering(thing(a={"type": "array"})), "must have items"),
}


@pytest.mark.parametrize("case", LOST)
def test_flattening_makes_refused_descriptions_acceptable(case: str) -> None:
    description, words = LOST[case]
    refused = problems(description)
    assert any(words in each for each in refused), refused
    assert problems(flat(description)) == []
    build_api(description, api_version="", spec_sha256="", row_keys={})


def test_parts_of_an_all_of_that_are_not_objects_become_a_class_without_properties() -> None:
    description = answering({"allOf": [TEXT, {"type": "string", "maxLength": 3}]})
    (tag,) = library(description).endpoint_collections_by_tag.values()
    (response,) = tag.endpoints[0].responses
    assert type(response.prop).__name__ == "ModelProperty"
    assert parse(flatten(description), {}).operations[0].answers == {"200": ("str",)}


def test_the_values_of_an_enum_lose_their_order() -> None:
    """Literals are a set, so their order is taken from the description."""
    kinds = ["zebra", "ant", "bee"]
    description = answering(ref("kind"), kind={"type": "string", "enum": kinds})
    (enum,) = library(description).enums
    assert isinstance(enum.values, set)
    assert next(iter(flatten(description).schemas.components.values())).values == tuple(kinds)


def test_enums_of_unnamed_values_crash_the_library() -> None:
    """Without literals, hence the configuration."""
    description = answering(ref("kind"), kind={"type": "string", "enum": ["a", "A"]})
    with pytest.raises(ValueError, match="Duplicate key"):
        library(description, literal_enums=False)
    assert problems(flat(description)) == []


def test_the_library_uses_one_of_several_media_types_of_a_response() -> None:
    content = {
        name: {"schema": {"type": kind}}
        for name, kind in (("application/json", "integer"), ("application/x+json", "string"))
    }
    description = operation(responses={"200": {"description": "", "content": content}})
    (tag,) = library(description).endpoint_collections_by_tag.values()
    assert len(tag.endpoints[0].responses) == 1
    found = flatten(description)
    assert parse(found, {}).operations[0].answers == {"200": ("int", "str")}


def test_two_operations_with_one_identifier_are_one_endpoint_module() -> None:
    description = operation()
    get = description["paths"]["/it"]["get"]
    description["paths"] = {
        "/a": {"get": {**get, "operationId": "a/x"}},
        "/b": {"get": {**get, "operationId": "ax"}},
    }
    (tag,) = library(description).endpoint_collections_by_tag.values()
    assert len({str(each.name) for each in tag.endpoints}) == 1
    (tag,) = library(flat(description)).endpoint_collections_by_tag.values()
    assert len({str(each.name) for each in tag.endpoints}) == 2


def test_a_discriminator_is_not_used() -> None:
    pets = {
        "cat": {**thing(kind=TEXT), "required": ["kind"]},
        "dog": {**thing(kind=TEXT), "required": ["kind"]},
    }
    union = {
        "oneOf": [ref("cat"), ref("dog")],
        "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/cat"}},
    }
    (tag,) = library(answering(union, **pets)).endpoint_collections_by_tag.values()
    (response,) = tag.endpoints[0].responses
    assert not hasattr(response.prop, "discriminator")
    found = flatten(answering(union, **pets))
    names = class_names(found.classes)
    tags = parse(found, component_names(found.schemas.components, names)).tags
    assert tags == {"Cat": {"kind": ("c",)}, "Dog": {"kind": ("dog",)}}


def test_the_flat_document_has_the_paths_and_parameters_of_the_description() -> None:
    description = sending(thing(kind={"type": "string", "enum": ["a"]}), method="patch")
    item = description["paths"].pop("/it")
    description["paths"]["/it/{id}"] = item
    item["parameters"] = [
        {"name": "id", "in": "path", "required": True, "schema": NUMBER},
        {"name": "page", "in": "query", "schema": NUMBER},
        {"name": "x-y", "in": "header", "schema": TEXT},
    ]
    document = flat(description)
    (path,) = document["paths"]
    found = document["paths"][path]["patch"]
    assert path == "/it/{id}"
    assert [(each["in"], each["required"]) for each in found["parameters"]] == [
        ("path", True),
        ("query", False),
        ("header", False),
    ]
    assert [each["name"] for each in found["parameters"]][:2] == ["id", "page"]
    schema = {"schema": ref("SendItBody")}
    assert found["requestBody"] == {"required": True, "content": {"application/json": schema}}
    assert document["components"]["schemas"] == {
        "SendItBody": {
            "type": "object",
            "properties": {"kind": ref("SendItBodyKindEnum")},
            "required": [],
        },
        "SendItBodyKindEnum": {"type": "string", "enum": ["a"]},
    }
