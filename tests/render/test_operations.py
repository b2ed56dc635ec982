"""Operations: their names, arguments and responses. Generated, imported and run."""

from __future__ import annotations

import asyncio
import datetime
import inspect
import warnings
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.render.harness import (
    answering,
    async_client,
    call,
    client,
    client_class,
    description,
    generate,
    imported,
    operation,
    refused,
    taking,
)

TEXT = {"type": "string"}


def query(name: str = "p", **more: Any) -> dict[str, Any]:
    """A query parameter."""
    return {"name": name, "in": "query", "schema": TEXT, **more}


def json(schema: dict[str, Any]) -> dict[str, Any]:
    """A response with a JSON body."""
    return {"description": "", "content": {"application/json": {"schema": schema}}}


def test_path_parameters_are_positional_and_the_others_keywords(tmp_path: Path) -> None:
    made = description("""
        /{b}/x/{a}:
          parameters:
            - {name: a, in: path, required: true, schema: {type: string}}
            - {name: page, in: query, schema: {type: integer}, description: of the path}
          get:
            operationId: getIt
            parameters:
              - {name: q, in: query, required: true, schema: {type: string}}
              - {name: b, in: path, required: true, schema: {type: string}}
              - {name: page, in: query, schema: {type: integer}, description: of the operation}
            responses: {'204': {description: none}}
    """)
    with imported(generate(tmp_path, made)) as package:
        signature = inspect.signature(client_class(package).get_it)
        kinds = {each.name: each.kind.name for each in signature.parameters.values()}
        assert list(kinds) == ["self", "b", "a", "q", "page", "timeout"]
        assert kinds["a"] == kinds["b"] == "POSITIONAL_OR_KEYWORD"
        assert kinds["q"] == kinds["page"] == kinds["timeout"] == "KEYWORD_ONLY"
        assert signature.parameters["page"].default is None
        described = {each.name: each.description for each in package.OPERATIONS["getIt"].parameters}
        assert described["page"] == "of the operation"
        _, request = call(package, "getIt", status=204, b="1/2", a="3", q="4")
        assert request.url.raw_path == b"/1%2F2/x/3?q=4"


def test_a_parameter_called_timeout_is_the_operations_own(tmp_path: Path) -> None:
    made = description("""
        /a:
          get:
            operationId: getIt
            parameters:
              - {name: timeout, in: query, schema: {type: string}}
            responses: {'204': {description: none}}
    """)
    with imported(generate(tmp_path, made)) as package:
        signature = inspect.signature(client_class(package).get_it)
        assert list(signature.parameters) == ["self", "timeout"]
        assert signature.parameters["timeout"].annotation == "str | None"


LISTS: list[tuple[dict[str, Any], bytes]] = [
    ({}, b"p=a&p=b%2Cc"),
    ({"explode": True}, b"p=a&p=b%2Cc"),
    ({"explode": False}, b"p=a%2Cb%2Cc"),
    ({"style": "form", "explode": False}, b"p=a%2Cb%2Cc"),
]


@pytest.mark.parametrize(("style", "expected"), LISTS)
def test_lists_are_sent_in_the_query(
    style: dict[str, Any], expected: bytes, tmp_path: Path
) -> None:
    made = taking(query(schema={"type": "array", "items": TEXT}, **style))
    with imported(generate(tmp_path, made)) as package:
        assert package.OPERATIONS["getIt"].parameters[0].type == "list[str]"
        _, request = call(package, "getIt", {}, p=["a", "b,c"])
        assert request.url.query == expected


def test_header_parameters_are_sent(tmp_path: Path) -> None:
    made = taking({"name": "X-Mode", "in": "header", "required": True, "schema": TEXT})
    with imported(generate(tmp_path, made)) as package:
        _, request = call(package, "getIt", {}, x_mode="fast")
        assert request.headers["X-Mode"] == "fast"
        with pytest.raises(package.ArgumentError):
            call(package, "getIt", {}, x_mode="a\r\nAuthorization: b")


ARGUMENTS: list[tuple[dict[str, Any], str, Any, str]] = [
    ({**TEXT, "enum": ["asc", "desc"]}, "Literal['asc', 'desc']", "desc", "desc"),
    ({"type": "integer", "enum": [1, 2]}, "Literal[1, 2]", 2, "2"),
    ({**TEXT, "enum": ["int", "bool"]}, "Literal['int', 'bool']", "int", "int"),
    ({**TEXT, "format": "date"}, "datetime.date", datetime.date(2026, 1, 2), "2026-01-02"),
    (
        {**TEXT, "format": "date-time"},
        "datetime.datetime",
        datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.UTC),
        "2026-01-02T03:00:00Z",
    ),
    ({"type": "boolean"}, "bool", True, "true"),
    ({"type": "number"}, "float", 1.5, "1.5"),
    ({**TEXT, "nullable": True}, "str", "x", "x"),
    ({"oneOf": [TEXT, {"type": "integer"}]}, "str | int", 5, "5"),
    ({}, "Any", "x", "x"),
]


@pytest.mark.parametrize(("schema", "annotation", "value", "sent"), ARGUMENTS)
def test_arguments_have_types(
    schema: dict[str, Any], annotation: str, value: Any, sent: str, tmp_path: Path
) -> None:
    with imported(generate(tmp_path, taking(query(schema=schema)))) as package:
        assert package.OPERATIONS["getIt"].parameters[0].type == annotation
        _, request = call(package, "getIt", {}, p=value)
        assert request.url.params["p"] == sent


def test_status_is_matched_exactly_by_range_or_by_default(tmp_path: Path) -> None:
    problem = json({"type": "object", "title": "Problem", "properties": {"why": TEXT}})
    other = json({"type": "object", "title": "Other", "properties": {"what": TEXT}})
    any_other = json({"type": "object", "title": "Any Other", "properties": {"a": TEXT}})
    made = operation(responses={"204": {}, "404": problem, "4XX": other, "default": any_other})
    with imported(generate(tmp_path, made)) as package:
        for status, kind in [(404, "Problem"), (418, "Other"), (501, "AnyOther")]:
            with pytest.raises(package.StatusError) as caught:
                call(package, "getIt", {"why": "w"}, status)
            assert type(caught.value.answer).__name__ == kind
            assert caught.value.status == status


def test_several_successes_are_a_union(tmp_path: Path) -> None:
    one = json({"title": "One", "type": "object", "properties": {"a": TEXT}})
    two = json({"title": "Two", "type": "object", "properties": {"a": TEXT}})
    made = operation(responses={"200": one, "202": two, "204": {"description": "nothing"}})
    with imported(generate(tmp_path, made)) as package:
        assert (
            inspect.signature(client_class(package).get_it).return_annotation
            == "One | Two | NoData"
        )
        for status, kind in [(200, "One"), (202, "Two"), (204, "NoData")]:
            result, _ = call(package, "getIt", {"a": "x"}, status)
            assert type(result).__name__ == kind


def _bad_request(headers: dict[str, str], _: httpx.Request) -> httpx.Response:
    return httpx.Response(400, json={"detail": "d"}, headers=headers)


def test_body_is_decoded_by_its_media_type(tmp_path: Path) -> None:
    content = {
        "application/json": {
            "schema": {"title": "Plain", "type": "object", "properties": {"a": TEXT}}
        },
        "application/scim+json": {
            "schema": {
                "title": "Scim",
                "type": "object",
                "properties": {"detail": TEXT},
                "required": ["detail"],
            }
        },
    }
    made = operation(responses={"200": json(TEXT), "400": {"description": "", "content": content}})
    with imported(generate(tmp_path, made)) as package:
        for media_type, kind in [("application/json", "Plain"), ("application/scim+json", "Scim")]:
            caller = client(
                package, partial(_bad_request, {"Content-Type": f"{media_type}; charset=utf-8"})
            )
            with pytest.raises(package.BadRequestError) as caught:
                caller.get_it()
            assert type(caught.value.answer).__name__ == kind


def test_an_operation_without_an_id_is_named_by_its_method_and_path(tmp_path: Path) -> None:
    made = operation()
    del made["paths"]["/it"]["get"]["operationId"]
    made["paths"]["/orgs/{org}/copilot/usage"] = {
        "get": {
            "parameters": [{"name": "org", "in": "path", "required": True, "schema": TEXT}],
            "responses": {"204": {"description": ""}},
        }
    }
    with imported(generate(tmp_path, made)) as package:
        assert list(package.OPERATIONS) == ["get/it", "get/orgs/{org}/copilot/usage"]
        assert callable(client_class(package).orgs_org_copilot_usage)
        assert callable(client_class(package).orgsOrgCopilotUsage)


def test_a_deprecated_operation_warns_with_its_successor(tmp_path: Path) -> None:
    made = operation(**{"deprecated": True, "x-sunset": "2025-03-01", "x-successor": "newer"})
    with imported(generate(tmp_path, made)) as package:
        assert package.OPERATIONS["getIt"].deprecated
        assert package.OPERATIONS["getIt"].sunset == datetime.date(2025, 3, 1)
        for name in ("get_it", "getIt"):
            with pytest.warns(DeprecationWarning, match="2025-03-01; use newer"):
                getattr(client(package, lambda _: httpx.Response(204)), name)()


def test_pins_and_aliases_preserve_old_names(tmp_path: Path) -> None:
    made = taking(query("per_page", **{"x-python-name": "size"}))
    made["paths"]["/it"]["get"] |= {
        "x-python-name": "pinned_name",
        "x-python-aliases": ["old_name", "oldName"],
    }
    with imported(generate(tmp_path, made)) as package:
        _, request = call(package, "getIt", {}, size="5")
        assert request.url.params["per_page"] == "5"
        caller = client(package, lambda _: httpx.Response(204))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            caller.pinned_name()
            caller.getIt()
        for name in ("old_name", "oldName"):
            with pytest.warns(DeprecationWarning, match="renamed to pinned_name"):
                getattr(caller, name)(size="5")
        with pytest.warns(DeprecationWarning, match="oldName is now getIt"):
            assert package.OPERATIONS["oldName"] is package.OPERATIONS["getIt"]


async def _awaited(package: Any) -> Any:
    async with async_client(package, lambda _: httpx.Response(200, json={"a": 1})) as caller:
        return await caller.get_it()


def test_the_async_client_behaves_the_same(tmp_path: Path) -> None:
    made = answering({"type": "object", "properties": {"a": {"type": "integer"}}})
    with imported(generate(tmp_path, made)) as package:
        assert asyncio.run(_awaited(package)).a == 1


YAML_HEAD = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /it:\n    get:\n      operationId: getIt\n"
NOT_EXPRESSED = {
    "a request body of any image": (
        "      requestBody: {content: {image/*: {}}}\n",
        7,
        "/requestBody/content: ",
    ),
    "a cookie of several values": (
        "      parameters: [{name: c, in: cookie, schema: {type: array, items: {type: string}}}]\n",
        7,
        "/parameters/0: a cookie of several values cannot be expressed: expected `explode: false`",
    ),
    "an object in an object as an argument": (
        "      parameters: [{name: c, in: query, schema: {properties: {a: {type: object}}}}]\n",
        7,
        "/parameters/0: a parameter that is no scalar, list of scalars or object of these",
    ),
    "a list of lists as an argument": (
        "      parameters: [{name: c, in: query, schema: {items: {items: {}}}}]\n",
        7,
        "/parameters/0: a parameter that is no scalar",
    ),
    "a list in an object of a header": (
        "      parameters: [{name: c, in: header, schema: {properties: {a: {items: {}}}}}]\n",
        7,
        "/parameters/0: a parameter that is no scalar",
    ),
    "a scalar in the style of objects": (
        "      parameters: [{name: c, in: query, style: deepObject, schema: {type: string}}]\n",
        7,
        "/parameters/0: the style 'deepObject' is for objects",
    ),
    "a style of another location": (
        "      parameters: [{name: c, in: query, style: matrix, schema: {type: string}}]\n",
        7,
        "/parameters/0: the style 'matrix' cannot be expressed here: expected form or ",
    ),
    "a parameter of text content": (
        "      parameters: [{name: c, in: query, content: {text/csv: {}}}]\n",
        7,
        "/parameters/0: a parameter without a schema, or content of application/json,",
    ),
}


@pytest.mark.parametrize(("lines", "line", "pointer"), NOT_EXPRESSED.values(), ids=NOT_EXPRESSED)
def test_unsupported_description_is_refused_with_file_line_and_pointer(
    lines: str, line: int, pointer: str, tmp_path: Path
) -> None:
    rest = "" if "responses" in lines else "      responses: {'204': {description: ''}}\n"
    generated = generate(tmp_path, YAML_HEAD + lines + rest)
    assert refused(generated).startswith(f"{generated.spec}:{line}: /paths/~1it/get{pointer}")


def test_a_header_of_an_operation_overrides_that_of_its_path_in_any_case(tmp_path: Path) -> None:
    made = taking(
        {"name": "x-trace", "in": "header", "required": True, "schema": {"type": "integer"}}
    )
    made["paths"]["/it"]["parameters"] = [
        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
    ]
    with imported(generate(tmp_path, made)) as package:
        (parameter,) = package.OPERATIONS["getIt"].parameters
        assert (parameter.name, parameter.type, parameter.required) == ("x_trace", "int", True)


PATHS: dict[str, tuple[list[str], str, str]] = {
    "not described": ([], "/it/{a}", "the path parameter 'a' is not described (add it to "),
    "not in the path": (["a", "b"], "/it/{a}", "the path /it/{a} has no parameter 'b'"),
    "twice": (["a"], "/it/{a}/{a}", "the path has the parameter 'a' twice"),
}


@pytest.mark.parametrize(("names", "path", "why"), PATHS.values(), ids=PATHS)
def test_a_path_that_does_not_fit_its_parameters_is_refused(
    names: list[str], path: str, why: str, tmp_path: Path
) -> None:
    text = {"type": "string"}
    made = taking(
        *({"name": name, "in": "path", "required": True, "schema": text} for name in names)
    )
    made["paths"] = {path: made["paths"]["/it"]}
    assert why in refused(generate(tmp_path, made))
