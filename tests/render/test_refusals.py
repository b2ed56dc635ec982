"""All operations that are refused are found in one pass, however many these are."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import RenderError
from generator.render.build import build_api
from generator.render.service import service_of
from tests.render.harness import answering

FINE = {"responses": {"204": {"description": ""}}}


def answered(schema: Any) -> dict[str, Any]:
    """An operation with a response of this schema."""
    return {"responses": {"200": {"description": "", "content": {"application/json": schema}}}}


def with_operations(*operations: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    """A description of these operations, at `/0`, `/1`, …"""
    paths = {f"/{number}": {"get": each} for number, each in enumerate(operations)}
    return {**answering({}, **schemas), "paths": paths}


def refused_in_one_pass(document: dict[str, Any]) -> dict[str, str]:
    """The message of each refused operation, by its path."""
    with pytest.raises(RenderError) as caught:
        build_api(document, api_version="1", spec_sha256="", row_keys={})
    found = caught.value.by_operation
    assert caught.value is next(iter(found.values()))
    return {pointer.split("~1")[1].split("/")[0]: each.message for pointer, each in found.items()}


def test_schemas_and_parameters_are_refused_together() -> None:
    document = with_operations(
        answered({"schema": {"type": "text"}}),
        FINE,
        {**FINE, "parameters": [{"name": "a", "in": "body"}]},
        answered({"schema": {"$ref": "#/nowhere"}}),
    )
    assert list(refused_in_one_pass(document)) == ["0", "2", "3"]


def test_a_refused_component_is_refused_for_each_operation_that_has_it() -> None:
    bad = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "text"}}}
    own = {"schema": {"$ref": "#/components/schemas/Bad"}}
    listed = {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Bad"}}}
    document = with_operations(answered(own), FINE, answered(listed), answered(own), Bad=bad)
    found = refused_in_one_pass(document)
    assert list(found) == ["0", "2", "3"]
    assert all(each.startswith("'text' is not a type") for each in found.values())


def test_operations_without_a_success_and_of_one_name_are_refused_together() -> None:
    failing = {"responses": {"404": {"description": ""}}}
    same = {**FINE, "operationId": "same"}
    found = refused_in_one_pass(with_operations(failing, same, FINE, same, failing, same))
    assert sorted(found) == ["0", "3", "4", "5"]


def test_security_schemes_are_refused_together() -> None:
    document = with_operations(
        {**FINE, "security": [{"a": []}]}, FINE, {**FINE, "security": [{"b": []}]}
    )
    with pytest.raises(RenderError) as caught:
        service_of(document, package="shop", is_github=False)
    assert [*caught.value.by_operation] == ["/paths/~10/get", "/paths/~12/get"]
