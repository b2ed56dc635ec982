"""References to other files and in circles: a change is found behind each of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.compare.load.documents import read_document
from generator.compare.rules.finding import Severity
from tests.compare.referring_documents import SEAT, WIDER, Tree, api, compared, write

PARTS: dict[str, tuple[Any, Tree, Tree]] = {
    "whole-yaml-file": (
        {"$ref": "parts/seat.yaml"},
        {"parts/seat.yaml": SEAT},
        {"parts/seat.yaml": WIDER},
    ),
    "place-in-a-json-file": (
        {"$ref": "./parts/all.json#/Seat"},
        {"parts/all.json": {"Seat": SEAT}},
        {"parts/all.json": {"Seat": WIDER}},
    ),
    "escaped-names": (
        {"$ref": "parts/my%20seats.yaml#/a~1b/%7Bid%7D"},
        {"parts/my seats.yaml": {"a/b": {"{id}": SEAT}}},
        {"parts/my seats.yaml": {"a/b": {"{id}": WIDER}}},
    ),
    "file-that-refers-to-its-neighbour": (
        {"$ref": "parts/seat.yaml"},
        {
            "parts/seat.yaml": {"$ref": "more/other.yaml#/Seat"},
            "parts/more/other.yaml": {"Seat": SEAT},
        },
        {
            "parts/seat.yaml": {"$ref": "more/other.yaml#/Seat"},
            "parts/more/other.yaml": {"Seat": WIDER},
        },
    ),
    "file-that-refers-within-itself": (
        {"$ref": "parts/all.yaml#/Seats"},
        {"parts/all.yaml": {"Seats": {"type": "array", "items": {"$ref": "#/Seat"}}, "Seat": SEAT}},
        {
            "parts/all.yaml": {
                "Seats": {"type": "array", "items": {"$ref": "#/Seat"}},
                "Seat": WIDER,
            }
        },
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_change_in_another_file_is_found_there(tmp_path: Path, name: str) -> None:
    schema, before, after = PARTS[name]
    old = {"api.yaml": api(schema), **before}
    new = {"api.yaml": api(schema), **after}
    (finding,) = compared(tmp_path, old, new)
    assert finding.wire is Severity.BREAKING
    changed = next(file for file in after if after[file] != before[file])
    assert finding.file == str(tmp_path / "new" / changed)
    assert finding.pointer.endswith("/properties/id/type")
    assert finding.operations == ("seats/get",)
    assert finding.line
    assert compared(tmp_path, old, old) == []


def test_file_may_refer_back_to_the_document(tmp_path: Path) -> None:
    def tree(seat: Any) -> Tree:
        return {
            "api.yaml": api({"$ref": "parts/a.yaml"}, components={"schemas": {"Seat": seat}}),
            "parts/a.yaml": {"items": {"$ref": "../api.yaml#/components/schemas/Seat"}},
        }

    (finding,) = compared(tmp_path, tree(SEAT), tree(WIDER))
    assert finding.pointer == "/components/schemas/Seat/properties/id/type"
    assert finding.wire is Severity.BREAKING


def test_files_may_refer_to_each_other_in_a_circle(tmp_path: Path) -> None:
    def tree(kind: str) -> Tree:
        a = {"properties": {"b": {"$ref": "b.yaml"}}}
        b = {"properties": {"a": {"$ref": "a.yaml"}, "id": {"type": kind}}}
        return {"api.yaml": api({"$ref": "a.yaml"}), "a.yaml": a, "b.yaml": b}

    (finding,) = compared(tmp_path, tree("integer"), tree("number"))
    assert finding.wire is Severity.BREAKING


def test_inline_schema_that_moves_to_another_file_is_quiet(tmp_path: Path) -> None:
    old = {"api.yaml": api(SEAT)}
    new = {"api.yaml": api({"$ref": "seat.yaml"}), "seat.yaml": SEAT}
    for before, after in ((old, new), (new, old)):
        found = compared(tmp_path, before, after)
        assert max(each.wire for each in found) <= Severity.DOCS


def test_discriminator_may_name_a_file(tmp_path: Path) -> None:
    def tree(seat: Any) -> Tree:
        union = {
            "oneOf": [{"$ref": "seat.yaml"}],
            "discriminator": {"propertyName": "kind", "mapping": {"seat": "./seat.yaml"}},
        }
        return {"api.yaml": api(union), "seat.yaml": seat}

    assert compared(tmp_path, tree(SEAT), tree(SEAT)) == []
    assert compared(tmp_path, tree(SEAT), tree(WIDER))[0].wire is Severity.BREAKING


def test_discriminator_of_another_file_names_places_in_that_file(tmp_path: Path) -> None:
    def tree(seat: Any) -> Tree:
        union = {
            "oneOf": [{"$ref": "#/Seat"}],
            "discriminator": {"propertyName": "kind", "mapping": {"seat": "#/Seat"}},
        }
        return {
            "api.yaml": api({"$ref": "all.yaml#/Any"}),
            "all.yaml": {"Any": union, "Seat": seat},
        }

    assert compared(tmp_path, tree(SEAT), tree(SEAT)) == []
    assert compared(tmp_path, tree(SEAT), tree(WIDER))[0].wire is Severity.BREAKING


_OK = {"description": "ok"}
_Q = {"name": "q", "in": "query", "schema": {"type": "string"}}
_NEEDED = {**_Q, "required": True}
_BODY = {"content": {"application/json": {"schema": {"type": "string"}}}}
_HOOK = {"{$request.query.q}": {"post": {"requestBody": _BODY, "responses": {"200": _OK}}}}
KINDS: dict[str, tuple[dict[str, Any], Any, Any]] = {
    "parameter": ({"parameters": [{"$ref": "part.yaml"}]}, _Q, _NEEDED),
    "request-body": ({"requestBody": {"$ref": "part.yaml"}}, _BODY, {**_BODY, "required": True}),
    "response": ({"responses": {"200": {"$ref": "part.yaml"}}}, {**_OK, **_BODY}, _OK),
    "header": (
        {"responses": {"200": {**_OK, "headers": {"X-A": {"$ref": "part.yaml"}}}}},
        {"schema": {"type": "integer"}},
        {"schema": {"type": "number"}},
    ),
    "link": (
        {"responses": {"200": {**_OK, "links": {"next": {"$ref": "part.yaml"}}}}},
        {"operationId": "a"},
        {"operationId": "b"},
    ),
    "callback": ({"callbacks": {"done": {"$ref": "part.yaml"}}}, _HOOK, {}),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_object_may_be_in_another_file(tmp_path: Path, name: str) -> None:
    operation, before, after = KINDS[name]
    whole = {"responses": {"200": _OK}, **operation}
    description = {**api({}), "paths": {"/a": {"get": whole}}}
    old, new = ({"api.yaml": description, "part.yaml": each} for each in (before, after))
    assert max(each.wire for each in compared(tmp_path, old, new)) >= Severity.WARN


def test_path_item_may_be_in_another_file(tmp_path: Path) -> None:
    description = {**api({}), "paths": {"/a": {"$ref": "paths/a.yaml"}}}
    before, after = ({"get": {"responses": {"200": each}}} for each in ({**_OK, **_BODY}, _OK))
    old, new = ({"api.yaml": description, "paths/a.yaml": each} for each in (before, after))
    wire, python = compared(tmp_path, old, new)
    assert (wire.rule, wire.wire) == ("out.body-gone", Severity.BREAKING)
    assert python.rule == "py.not-judged"


def test_security_scheme_may_be_in_another_file(tmp_path: Path) -> None:
    description = api(
        {}, security=[{"key": []}], components={"securitySchemes": {"key": {"$ref": "key.yaml"}}}
    )
    old, new = (
        {"api.yaml": description, "key.yaml": {"type": "apiKey", "in": "header", "name": name}}
        for name in ("A", "B")
    )
    (finding,) = compared(tmp_path, old, new)
    assert (finding.rule, finding.pointer) == ("auth.scheme-changed", "/name")


def test_file_may_have_a_base_address_of_its_own(tmp_path: Path) -> None:
    seat = {"$id": "https://example.com/seat", "items": {"$ref": "#/$defs/b"}, "$defs": {"b": SEAT}}
    tree = {"api.yaml": api({"$ref": "seat.yaml"}), "seat.yaml": seat}
    new = {**tree, "seat.yaml": {**seat, "$defs": {"b": WIDER}}}
    assert compared(tmp_path, tree, new)[0].wire is Severity.BREAKING


@pytest.mark.parametrize("place", ["components", "$defs"])
def test_target_of_a_dynamic_reference_is_not_judged(tmp_path: Path, place: str) -> None:
    def tree(kind: str) -> Tree:
        node = {"$dynamicAnchor": "node", "type": kind}
        schema = {"type": "array", "items": {"$dynamicRef": "#node"}}
        if place == "$defs":
            return {"api.yaml": api({**schema, "$defs": {"node": node}})}
        return {"api.yaml": api(schema, components={"schemas": {"Node": node}})}

    (finding,) = compared(tmp_path, tree("integer"), tree("number"))
    assert finding.wire is Severity.WARN


def test_reference_in_an_example_is_data(tmp_path: Path) -> None:
    schema = {"type": "object", "example": {"$ref": "nowhere.yaml"}, "default": {"$ref": "#/x"}}
    path = write(tmp_path, {"api.yaml": api(schema)})
    assert read_document(str(path)).parts == {}


def test_property_named_ref_is_not_a_reference(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"$ref": {"type": "string"}}}
    path = write(tmp_path, {"api.yaml": api(schema)})
    assert read_document(str(path)).parts == {}


def test_other_component_of_that_name_is_left_alone(tmp_path: Path) -> None:
    schema = {
        "properties": {"a": {"$ref": "#/components/schemas/seat"}, "b": {"$ref": "seat.yaml"}}
    }
    components = {"schemas": {"seat": {"type": "string"}}}
    tree = {"api.yaml": api(schema, components=components), "seat.yaml": SEAT}
    new = {**tree, "seat.yaml": WIDER}
    (finding,) = compared(tmp_path, tree, new)
    assert finding.file.endswith("seat.yaml")
