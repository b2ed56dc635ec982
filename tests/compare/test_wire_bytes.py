"""A change of the bytes on the wire is never reported as a change of notation."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.compare.rules.finding import Severity

from .schema_pairs import Json, described, findings, thing, wire

TEXT = {"type": "string"}
PAIR = [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]
CAT, DOG = thing("kind", kind=TEXT, lives={"type": "integer"}), thing("kind", kind=TEXT, bark=TEXT)


def pets(**discriminator: Json) -> Json:
    """A union of cats and dogs."""
    return {"oneOf": PAIR, "discriminator": {"propertyName": "kind", **discriminator}}


def xml(at: str, schema: Json, media: str = "application/xml") -> dict[str, Any]:
    """A description in which the schema is sent as another media type."""
    document = described(schema, at)
    operation = document["paths"]["/a"]["post"]
    owner = operation["requestBody"] if at == "request" else operation["responses"]["200"]
    owner["content"] = {media: owner["content"]["application/json"]}
    return document


@pytest.mark.parametrize("at", ["request", "response"])
@pytest.mark.parametrize(
    "words", [{"name": "uno"}, {"attribute": True}, {"prefix": "p"}, {"wrapped": True}]
)
def test_renamed_xml_element_is_breaking_for_xml(at: str, words: dict[str, Any]) -> None:
    old, new = thing(one=TEXT), thing(one={**TEXT, "xml": words})
    for media in ("application/xml", "application/atom+xml", "text/xml; charset=utf-8"):
        assert wire(xml(at, old, media), xml(at, new, media)) is Severity.BREAKING
    assert wire(described(old, at), described(new, at)) <= Severity.DOCS


@pytest.mark.parametrize("schema", [thing(x=TEXT), {"type": "array", "items": TEXT}])
def test_explode_of_a_list_or_object_is_breaking(schema: Json) -> None:
    # `simple` writes a list with commas, exploded or not
    for at in ("query", "cookie", *(["header"] if schema["type"] == "object" else [])):
        old = described(schema, at)
        new = copy.deepcopy(old)
        parameter = new["paths"]["/a"]["post"]["parameters"][0]
        parameter["explode"] = at == "header"
        assert wire(old, new) is Severity.BREAKING
    old = described(schema, "response-header")
    new = copy.deepcopy(old)
    new["paths"]["/a"]["post"]["responses"]["200"]["headers"]["X-A"]["explode"] = True
    if schema["type"] == "object":
        assert wire(old, new) is Severity.BREAKING


def test_explode_of_a_scalar_is_no_change() -> None:
    old = described(TEXT, "query")
    new = copy.deepcopy(old)
    new["paths"]["/a"]["post"]["parameters"][0]["explode"] = False
    assert wire(old, new) <= Severity.DOCS


@pytest.mark.parametrize("key", ["allowEmptyValue", "allowReserved"])
def test_serialization_of_a_parameter_is_judged(key: str) -> None:
    old = described(TEXT, "query")
    old["paths"]["/a"]["post"]["parameters"][0][key] = True
    new = described(TEXT, "query")
    assert wire(old, new) is Severity.BREAKING
    assert {each.rule for each in findings(new, old)} & {"arg.empty-more", "arg.reserved-more"}


@pytest.mark.parametrize("at", ["request", "response"])
def test_encoding_of_a_part_is_judged(at: str) -> None:
    old = xml(at, thing(one=thing(x=TEXT)), "multipart/form-data")
    new = copy.deepcopy(old)
    operation = new["paths"]["/a"]["post"]
    owner = operation["requestBody"] if at == "request" else operation["responses"]["200"]
    owner["content"]["multipart/form-data"]["encoding"] = {"one": {"contentType": "text/plain"}}
    assert wire(old, new) is Severity.BREAKING


def test_header_with_content_is_compared() -> None:
    def having(schema: Json) -> dict[str, Any]:
        document = described(TEXT, "response-header")
        headers = document["paths"]["/a"]["post"]["responses"]["200"]["headers"]
        headers["X-A"] = {"content": {"application/json": {"schema": schema}}}
        return document

    assert wire(having({"type": "integer"}), having(TEXT)) is Severity.BREAKING


def test_discriminator_may_refer_to_a_renamed_component() -> None:
    mapping = {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"}
    for at in ("request", "response"):
        old = described(pets(mapping=mapping), at, Cat=CAT, Dog=DOG)
        new = described(pets(mapping={**mapping, "dog": "#/components/schemas/Hound"}), at, Cat=CAT)
        new["components"]["schemas"]["Hound"] = DOG
        schema = _schema(new, at)
        schema["oneOf"] = [PAIR[0], {"$ref": "#/components/schemas/Hound"}]
        assert wire(old, new) <= Severity.DOCS, findings(old, new)
        new["components"]["schemas"]["Hound"] = thing("kind", kind=TEXT, bark={"type": "integer"})
        assert wire(old, new) is Severity.BREAKING


def test_renamed_component_changes_an_implicit_discriminator_value() -> None:
    old = described(pets(), "response", Cat=CAT, Dog=DOG)
    new = described(pets(), "response", Cat=CAT, Hound=DOG)
    _schema(new, "response")["oneOf"] = [PAIR[0], {"$ref": "#/components/schemas/Hound"}]
    assert wire(old, new) is Severity.BREAKING


@pytest.mark.parametrize("at", ["request", "response", "query"])
def test_discriminator_with_another_property_is_breaking(at: str) -> None:
    old = described(pets(), at, Cat=CAT, Dog=DOG)
    new = described(pets(propertyName="sort"), at, Cat=CAT, Dog=DOG)
    assert wire(old, new) is Severity.BREAKING


def _schema(document: dict[str, Any], at: str) -> dict[str, Any]:
    operation = document["paths"]["/a"]["post"]
    owner = operation["requestBody"] if at == "request" else operation["responses"]["200"]
    schema: dict[str, Any] = owner["content"]["application/json"]["schema"]
    return schema
