"""What stands beside a reference: schemas of OpenAPI 3.1, `nullable`, and path items."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import answering, call, generate, imported, refused

TEXT = {"type": "string"}
THING = {"type": "object", "required": ["a"], "properties": {"a": TEXT}}


def holding(beside: dict[str, Any], version: str = "3.1.0", **schemas: Any) -> dict[str, Any]:
    """A description of a response with a property `thing`: a reference to `Thing`, with these keys beside it."""
    thing = {"$ref": "#/components/schemas/Thing", **beside}
    schema = {"type": "object", "required": ["thing"], "properties": {"thing": thing}}
    return {**answering(schema, Thing=THING, **schemas), "openapi": version}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_nullable_beside_a_reference_counts(version: str, tmp_path: Path) -> None:
    with imported(generate(tmp_path, holding({"nullable": True}, version))) as package:
        assert call(package, "getIt", {"thing": None})[0].thing is None
        assert call(package, "getIt", {"thing": {"a": "x"}})[0].thing == package.models.Thing(a="x")


def test_nullable_beside_a_reference_counts_through_another_one(tmp_path: Path) -> None:
    alias = {"$ref": "#/components/schemas/Thing", "nullable": True}
    made = answering({"type": "array", "items": {"$ref": "#/components/schemas/Alias"}})
    made["components"] = {"schemas": {"Thing": THING, "Alias": alias}}
    with imported(generate(tmp_path, made)) as package:
        assert call(package, "getIt", [None, {"a": "x"}])[0] == [None, package.models.Thing(a="x")]


def test_properties_beside_a_reference_are_added(tmp_path: Path) -> None:
    beside = {"properties": {"b": {"type": "integer"}}, "required": ["b"], "description": "More."}
    with imported(generate(tmp_path, holding(beside))) as package:
        found, _ = call(package, "getIt", {"thing": {"a": "x", "b": 1}})
        assert (found.thing.a, found.thing.b, found.thing.extra) == ("x", 1, {})


def test_properties_beside_a_reference_have_no_effect_in_openapi_3_0(tmp_path: Path) -> None:
    beside = {"properties": {"b": {"type": "integer"}}, "required": ["b"]}
    with imported(generate(tmp_path, holding(beside, "3.0.3"))) as package:
        assert type(call(package, "getIt", {"thing": {"a": "x"}})[0].thing).__name__ == "Thing"


@pytest.mark.parametrize("beside", [{"type": "object"}, {"description": "d", "default": {}}])
def test_what_changes_no_type_makes_no_class(beside: dict[str, Any], tmp_path: Path) -> None:
    with imported(generate(tmp_path, holding(beside))) as package:
        assert package.models.__all__ == ["GetItResponse200", "Thing"]


def test_a_contradiction_beside_a_reference_is_refused(tmp_path: Path) -> None:
    beside = {"properties": {"a": {"type": "integer"}}}
    assert "disagree on 'a'" in refused(generate(tmp_path, holding(beside)))


def item(**beside: Any) -> dict[str, Any]:
    """A description whose path item is a reference, with these keys beside it."""
    made = answering(THING)
    get = made["paths"]["/it"]["get"]
    made["components"] = {"pathItems": {"It": {"get": get}}}
    made["paths"] = {"/it": {"$ref": "#/components/pathItems/It", **beside}}
    return {**made, "openapi": "3.1.0"}


def test_operations_and_parameters_beside_the_reference_of_a_path_are_generated(
    tmp_path: Path,
) -> None:
    post = {"operationId": "postIt", "responses": {"204": {"description": ""}}}
    trace = {"name": "trace", "in": "query", "schema": TEXT}
    with imported(generate(tmp_path, item(post=post, parameters=[trace]))) as package:
        assert {*package.OPERATIONS} == {"getIt", "postIt"}
        assert call(package, "getIt", {"a": "x"}, trace="t")[1].url.query == b"trace=t"


def test_an_operation_that_is_beside_the_reference_and_at_its_target_is_refused(
    tmp_path: Path,
) -> None:
    get = {"operationId": "other", "responses": {"204": {"description": ""}}}
    reason = refused(generate(tmp_path, item(get=get)))
    assert "/paths/~1it/get: get has another value at the target of the reference" in reason


def test_an_anchor_is_refused_by_name(tmp_path: Path) -> None:
    made = answering({"$ref": "#thing"}, Thing={**THING, "$anchor": "thing"})
    reason = refused(generate(tmp_path, {**made, "openapi": "3.1.0"}))
    assert "cannot follow the anchor '#thing': expected a JSON pointer" in reason


def test_a_property_without_a_schema_is_refused(tmp_path: Path) -> None:
    made = answering({"type": "object", "properties": {"a": None}})
    assert "/schema/properties/a: expected an object" in refused(generate(tmp_path, made))
