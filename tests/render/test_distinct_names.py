"""Names that collide get a suffix that does not depend on their order; refused names are listed together."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.render.distinct import distinct
from generator.render.model import Code
from tests.render.harness import (
    answering,
    call,
    client_class,
    generate,
    imported,
    operation,
    refused,
    taking,
)

TEXT = {"type": "string"}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text("ab_2", min_size=1), st.sampled_from(["a", "a_2", "b"]), max_size=8))
def test_names_are_distinct_and_independent_of_the_order(wanted: dict[str, str]) -> None:
    names = {key: Code(name) for key, name in wanted.items()}
    found = distinct(names, {key: key for key in names})
    backwards = distinct(dict(reversed(names.items())), {key: key for key in names})
    assert len(set(found.values())) == len(names)
    assert found == backwards
    for name in set(wanted.values()):
        assert sum(each == name for each in found.values()) == 1


@pytest.mark.parametrize("wire_names", [("x-y", "x_y", "x y"), ("x y", "x_y", "x-y")])
def test_colliding_properties_get_suffixes(wire_names: tuple[str, ...], tmp_path: Path) -> None:
    schema = {"type": "object", "properties": dict.fromkeys(wire_names, TEXT)}
    body = {"x_y": "1", "x y": "2", "x-y": "3"}
    with imported(generate(tmp_path, answering(schema))) as package:
        found = call(package, "getIt", body)[0]
    assert (found.x_y, found.x_y_2, found.x_y_3) == ("1", "2", "3")
    assert found.to_dict() == body


def test_properties_of_reactions_are_distinct(tmp_path: Path) -> None:
    wire_names = {"+1": "plus_one", "-1": "minus_one", "+10": "plus_10", "1": "field_1"}
    integers = {name: {"type": "integer"} for name in wire_names}
    made = answering({"type": "object", "properties": integers})
    body = {name: index for index, name in enumerate(wire_names)}
    with imported(generate(tmp_path, made)) as package:
        found = call(package, "getIt", body)[0]
    assert {name: getattr(found, name) for name in wire_names.values()} == {
        python: body[wire] for wire, python in wire_names.items()
    }
    assert found.to_dict() == body


def test_colliding_parameters_get_suffixes(tmp_path: Path) -> None:
    made = taking(
        {"name": "id", "in": "query", "schema": TEXT},
        {"name": "id", "in": "path", "required": True, "schema": TEXT},
        {"name": "Id", "in": "header", "schema": TEXT},
    )
    made["paths"] = {"/it/{id}": made["paths"]["/it"]}
    with imported(generate(tmp_path, made)) as package:
        _, request = call(package, "getIt", {}, id_="p", id__2="q", id__3="h")
    assert request.url.raw_path == b"/it/p?id=q"
    assert request.headers["Id"] == "h"


def test_colliding_classes_get_suffixes(tmp_path: Path) -> None:
    schemas = {"the-thing": "b", "The Thing": "a"}
    made = answering(
        {
            "type": "object",
            "properties": {
                name: {"$ref": f"#/components/schemas/{key}"} for key, name in schemas.items()
            },
        },
        **{key: {"type": "object", "properties": {name: TEXT}} for key, name in schemas.items()},
    )
    with imported(generate(tmp_path, made)) as package:
        found = call(package, "getIt", {"a": {"a": "1"}, "b": {"b": "2"}})[0]
    assert (type(found.a).__name__, type(found.b).__name__) == ("TheThing", "TheThing_2")


def two(first: str, second: str) -> dict[str, Any]:
    """A description with two operations of these ids."""
    made = operation(operationId=first)
    made["paths"]["/other"] = {"get": {**made["paths"]["/it"]["get"], "operationId": second}}
    return made


@pytest.mark.parametrize(
    ("ids", "functions"),
    [
        (("users/list", "orgs/list"), ("users_list", "orgs_list")),
        (("orgs/list", "users/list"), ("orgs_list", "users_list")),
        (("a/list-it", "b/listIt"), ("a_list_it", "b_list_it")),
        (("users/list", "list"), ("users_list", "list_")),
        (("list-it", "list_it"), ("list_it_2", "list_it")),
        (("get", "GET"), ("get", "get_2")),
    ],
)
def test_colliding_operations_get_suffixes(
    ids: tuple[str, str], functions: tuple[str, str], tmp_path: Path
) -> None:
    with imported(generate(tmp_path, two(*ids))) as package:
        assert tuple(package.OPERATIONS[each].function for each in ids) == functions
        for each, path in zip(functions, ("/it", "/other"), strict=True):
            assert callable(getattr(client_class(package), each))
            _, request = call(package, ids[functions.index(each)], {})
            assert request.url.path == path


def test_duplicate_operation_id_is_refused(tmp_path: Path) -> None:
    assert "two operations become" in refused(generate(tmp_path, two("same", "same")))


@pytest.mark.parametrize("skip", [False, True])
def test_refused_names_are_listed_together(skip: bool, tmp_path: Path) -> None:
    made = two("fine", "other")
    made["paths"]["/other"]["get"]["parameters"] = [{"name": "c", "in": "body", "schema": TEXT}]
    made["paths"]["/third"] = {
        "get": {**made["paths"]["/it"]["get"], "operationId": "third", "requestBody": {"a": 1}}
    }
    options = ["--skip-unsupported"] if skip else []
    generated = generate(tmp_path, made, *options)
    lines = (
        "GET /other: {}:41: /paths/~1other/get/parameters/0: a parameter in 'body' cannot be expressed",
        "GET /third: {}:66: /paths/~1third/get/requestBody: a request body needs content",
    )
    if skip:
        for line in lines:
            assert f"left out: {line.format(generated.spec)}\n" in generated.run.out
        with imported(generated) as package:
            assert [*package.OPERATIONS] == ["fine"]
        return
    assert generated.run.code == 7
    for line in lines:
        assert f"cannot be expressed: {line.format(generated.spec)}\n" in generated.run.err
    assert not generated.folder.exists()


def test_skipping_does_not_hide_an_invalid_description(tmp_path: Path) -> None:
    made = {**operation(), "openapi": "4.0"}
    assert "not an OpenAPI document" in refused(generate(tmp_path, made, "--skip-unsupported"))


def test_the_parameter_that_is_called_like_the_argument_keeps_its_name(tmp_path: Path) -> None:
    made = taking(
        *({"name": name, "in": "query", "schema": TEXT} for name in ("A_B", "a-b", "a_b"))
    )
    with imported(generate(tmp_path, made)) as package:
        for name, sent in (("a_b", "a_b"), ("a_b_2", "A_B"), ("a_b_3", "a-b")):
            values: dict[str, Any] = {name: "x"}
            assert call(package, "getIt", {}, **values)[1].url.query == f"{sent}=x".encode()


@pytest.mark.parametrize("name", ["UNSET", "UnsetType", "RedirectLink", "Scheme", "NoData"])
def test_an_operation_hides_no_name_that_its_client_uses(name: str, tmp_path: Path) -> None:
    made = two(name, "zebra")
    for item in made["paths"].values():
        item["get"]["requestBody"] = {
            "content": {"application/json": {"schema": {"type": "object"}}}
        }
    with imported(generate(tmp_path, made)) as package:
        for each in (name, "zebra"):
            assert call(package, each, {})[1].content == b""
        assert typing.get_type_hints(client_class(package).zebra)["return"] is not None
