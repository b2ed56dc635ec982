"""Request bodies: the argument of the caller, the sent body, and the errors before sending."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.render.harness import async_client, client, generate, imported, refused

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
ITEM = {
    "type": "object",
    "title": "New Item",
    "required": ["name", "kind"],
    "properties": {
        "name": TEXT,
        "kind": {"type": "string", "enum": ["toy", "book"]},
        "note": {"type": "string", "nullable": True},
        "made": {"type": "string", "format": "date"},
        "price": {"type": "number"},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"n": NUMBER}}},
        "@id": TEXT,
    },
}


def sending(
    schema: Any, media_type: str = "application/json", method: str = "post", **more: Any
) -> dict[str, Any]:
    """A description of one operation, `sendIt`, whose body is required unless `more` says otherwise."""
    body = {"required": True, "content": {media_type: {"schema": schema}}} | more
    operation = {
        "operationId": "sendIt",
        "requestBody": body,
        "responses": {"204": {"description": "done"}},
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": "tiny", "version": "1"},
        "paths": {"/it": {method: operation}},
    }


@contextlib.contextmanager
def sender(folder: Path, description: dict[str, Any]) -> Iterator[tuple[Any, Any, list[Any]]]:
    """The package, a client of it, and the requests that this client sends."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(204)

    with imported(generate(folder, description)) as package:
        yield package, client(package, answer), requests


@pytest.mark.parametrize("method", ["get", "put", "post", "patch", "delete"])
def test_a_json_body_is_sent_with_every_method(method: str, tmp_path: Path) -> None:
    with sender(tmp_path, sending(ITEM, method=method)) as (package, shop, requests):
        shop.send_it(body=package.models.NewItem(name="a", kind="toy"))
        assert requests[0].method == method.upper()
        assert requests[0].headers["content-type"] == "application/json"
        assert json.loads(requests[0].content) == {"name": "a", "kind": "toy"}


def test_unset_is_not_sent_and_none_is_null(tmp_path: Path) -> None:
    with sender(tmp_path, sending(ITEM)) as (package, shop, requests):
        item = package.models.NewItem
        part = item.from_dict({"name": "a", "kind": "toy", "parts": [{"n": 1}, {}]}).parts
        shop.send_it(
            body=item(
                name="é",
                kind="book",
                note=None,
                made=datetime.date(2026, 1, 2),
                price=1,
                parts=part,
                id="x",
            )
        )
        assert json.loads(requests[0].content) == {
            "name": "é",
            "kind": "book",
            "note": None,
            "made": "2026-01-02",
            "price": 1,
            "parts": [{"n": 1}, {}],
            "@id": "x",
        }


def test_the_asynchronous_client_sends_the_same_body(tmp_path: Path) -> None:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(204)

    with imported(generate(tmp_path, sending(ITEM))) as package:
        body = package.models.NewItem(name="a", kind="toy")
        asyncio.run(async_client(package, answer).send_it(body=body))
    assert json.loads(requests[0].content) == {"name": "a", "kind": "toy"}


def test_an_optional_body_may_be_omitted(tmp_path: Path) -> None:
    with sender(tmp_path, sending(ITEM, required=False)) as (_package, shop, requests):
        shop.send_it()
        assert requests[0].content == b""
        assert "content-type" not in requests[0].headers


def test_a_nullable_body_of_none_is_null(tmp_path: Path) -> None:
    nullable = {**ITEM, "nullable": True}
    with sender(tmp_path, sending(nullable, required=False)) as (_package, shop, requests):
        shop.send_it(body=None)
        assert requests[0].content == b"null"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "body.kind": ({"name": "a", "kind": "car"}, "expected one of 'toy', 'book', got 'car'"),
    "body.name": ({"name": None, "kind": "toy"}, "expected a string, got None"),
    "body.price": ({"name": "a", "kind": "toy", "price": float("nan")}, "expected a number"),
    "body.made": ({"name": "a", "kind": "toy", "made": "2026-01-02"}, "expected a datetime.date"),
    "body.parts[0]": ({"name": "a", "kind": "toy", "parts": [{"n": 1}]}, "got dict"),
}


@pytest.mark.parametrize("place", WRONG)
def test_an_invalid_value_in_a_body_is_refused_with_its_path(place: str, tmp_path: Path) -> None:
    values, words = WRONG[place]
    with sender(tmp_path, sending(ITEM)) as (package, shop, requests):
        with pytest.raises(package.ArgumentError, match=re.escape(f"{place}: ")) as raised:
            shop.send_it(body=package.models.NewItem(**values))
        assert words in str(raised.value)
        with pytest.raises(package.ArgumentError, match="body: expected NewItem, got dict"):
            shop.send_it(body={"name": "a", "kind": "toy"})
        assert requests == []


def test_enums_of_requests_are_literals_and_those_of_responses_are_open(tmp_path: Path) -> None:
    shared = {"type": "object", "properties": {"kind": ITEM["properties"]["kind"]}}  # type: ignore[index]
    description = sending(
        {
            "type": "object",
            "properties": {
                "item": {"$ref": "#/components/schemas/shared"},
                "kinds": {"type": "array", "items": {"enum": [1, 2]}},
            },
        }
    )
    description["components"] = {"schemas": {"shared": shared, "own": shared}}
    operation = description["paths"]["/it"]["post"]
    operation["responses"] = {
        "200": {
            "description": "",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/shared"}}},
        }
    }
    generated = generate(tmp_path, description)
    with imported(generated) as package:
        models = generated.files["models.py"]
        assert "kinds: list[Literal[1, 2]] | UnsetType" in models
        assert "kind: str | UnsetType" in models
        assert package.models.Shared.from_dict({"kind": "new"}).kind == "new"


def test_a_class_of_requests_reads_only_the_values_of_its_enums(tmp_path: Path) -> None:
    with (
        imported(generate(tmp_path, sending(ITEM))) as package,
        pytest.raises(package.ShapeError, match="kind: expected 'toy' or 'book'"),
    ):
        package.models.NewItem.from_dict({"name": "a", "kind": "car"})


@pytest.mark.parametrize("value", [[1, "a"], {"a": [None]}, None, "x", True])
def test_a_body_without_a_type_is_any_json(value: Any, tmp_path: Path) -> None:
    with sender(tmp_path, sending({})) as (package, shop, requests):
        shop.send_it(body=value)
        assert json.loads(requests[0].content) == value
        for wrong in (object(), float("inf"), "\ud800"):
            with pytest.raises(package.ArgumentError, match="body: "):
                shop.send_it(body=wrong)


def test_a_form_is_sent_as_pairs(tmp_path: Path) -> None:
    form = {
        "type": "object",
        "properties": {
            "a b": TEXT,
            "n": NUMBER,
            "yes": {"type": "boolean"},
            "many": {"type": "array", "items": TEXT},
        },
    }
    media_type = "application/x-www-form-urlencoded"
    with sender(tmp_path, sending(form, media_type)) as (package, shop, requests):
        (name,) = (each for each in package.models.__all__ if each.endswith("Body"))
        cls = getattr(package.models, name)
        shop.send_it(body=cls(a_b="ü&=", n=1, yes=True, many=["x", "y"]))
        assert requests[0].headers["content-type"] == media_type
        assert requests[0].content == b"a+b=%C3%BC%26%3D&n=1&yes=true&many=x&many=y"


def test_a_form_with_files_is_sent_with_one_part_per_value(tmp_path: Path) -> None:
    form = {
        "type": "object",
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "more": {"type": "array", "items": {"type": "string", "format": "binary"}},
            "text": TEXT,
            "about": {"type": "object", "properties": {"n": NUMBER}},
        },
    }
    with sender(tmp_path, sending(form, "multipart/form-data")) as (package, shop, requests):
        models = package.models
        cls = getattr(models, next(each for each in models.__all__ if each.endswith("Body")))
        about = getattr(models, next(each for each in models.__all__ if "About" in each))
        shop.send_it(
            body=cls(
                file=('a"\r\n.txt', b"\x00\r\n"), more=[b"1", b"2"], text="ü", about=about(n=1)
            )
        )
        boundary = (
            requests[0].headers["content-type"].removeprefix("multipart/form-data; boundary=")
        )
        parts = requests[0].content.split(f"--{boundary}".encode())
        assert parts[0] == b""
        assert parts[-1] == b"--\r\n"
        octets = b"\r\nContent-Type: application/octet-stream"
        assert parts[1:-1] == [
            b'\r\nContent-Disposition: form-data; name="file"; filename="a%22%0D%0A.txt"'
            + octets
            + b"\r\n\r\n\x00\r\n\r\n",
            b'\r\nContent-Disposition: form-data; name="more"; filename="more"'
            + octets
            + b"\r\n\r\n1\r\n",
            b'\r\nContent-Disposition: form-data; name="more"; filename="more"'
            + octets
            + b"\r\n\r\n2\r\n",
            b'\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + "ü".encode() + b"\r\n",
            b'\r\nContent-Disposition: form-data; name="about"\r\nContent-Type: application/json\r\n\r\n{"n":1}\r\n',
        ]


def test_a_part_of_a_form_has_the_media_type_of_its_encoding(tmp_path: Path) -> None:
    binary = {"type": "string", "format": "binary"}
    tags = {"type": "array", "items": TEXT}
    form = {"type": "object", "properties": {"a": binary, "b": binary, "tags": tags, "c": TEXT}}
    encoding = {
        "a": {"contentType": "image/png"},
        "b": {"contentType": "image/png, image/jpeg"},
        "tags": {"contentType": "application/json"},
        "c": {"contentType": "text/csv; charset=utf-8"},
    }
    content = {"multipart/form-data": {"schema": form, "encoding": encoding}}
    with sender(tmp_path, sending(form, content=content)) as (package, shop, requests):
        cls = getattr(package.models, package.models.__all__[0])
        shop.send_it(body=cls(a=b"1", b=b"2", tags=["x", "y"], c="3"))
        sent = requests[0].content
        assert b'filename="a"\r\nContent-Type: image/png\r\n\r\n1\r\n' in sent
        assert b'filename="b"\r\nContent-Type: application/octet-stream\r\n\r\n2' in sent
        assert b'name="tags"\r\nContent-Type: application/json\r\n\r\n["x","y"]\r\n' in sent
        assert b'name="c"\r\nContent-Type: text/csv; charset=utf-8\r\n\r\n3\r\n' in sent


@pytest.mark.parametrize(
    ("media_type", "value", "sent"),
    [
        ("application/octet-stream", b"\x00\xff", b"\x00\xff"),
        ("text/plain", "grüß", "grüß".encode()),
    ],
)
def test_bytes_and_texts_are_sent_unchanged(
    media_type: str, value: Any, sent: bytes, tmp_path: Path
) -> None:
    with sender(tmp_path, sending(TEXT, media_type)) as (package, shop, requests):
        shop.send_it(body=value)
        assert requests[0].content == sent
        assert requests[0].headers["content-type"].startswith(media_type)
        with pytest.raises(package.ArgumentError, match="body: expected"):
            shop.send_it(body=1)


def test_json_is_preferred_if_a_body_has_several_media_types(tmp_path: Path) -> None:
    content = {"text/plain": {}, "multipart/form-data": {}, "application/json": {"schema": ITEM}}
    with sender(tmp_path, sending(ITEM, content=content)) as (package, _, _):
        operation = package.OPERATIONS["sendIt"]
        assert operation.body.media_type == "application/json"
        assert operation.body.type is package.models.NewItem


@pytest.mark.parametrize("content", [{}, {"image/*": {"schema": ITEM}}])
def test_a_body_of_no_single_media_type_is_refused(content: Any, tmp_path: Path) -> None:
    reason = refused(generate(tmp_path, sending(ITEM, content=content)))
    assert "/paths/~1it/post/requestBody" in reason


@pytest.mark.parametrize("media_type", ["application/xml", "image/png", "application/pdf"])
def test_a_body_of_another_media_type_is_bytes(media_type: str, tmp_path: Path) -> None:
    with sender(tmp_path, sending(ITEM, media_type)) as (package, shop, requests):
        shop.send_it(body=b"\x00<a/>")
        assert requests[0].content == b"\x00<a/>"
        assert requests[0].headers["content-type"] == media_type
        with pytest.raises(package.ArgumentError, match="body: expected bytes, got str"):
            shop.send_it(body="<a/>")


@pytest.mark.parametrize(
    ("schema", "value", "media_type", "sent"),
    [
        ({"type": "array", "items": NUMBER}, [1], "application/json", b"[1]"),
        (TEXT, b"x", "application/octet-stream", b"x"),
        ({}, b"x", "application/octet-stream", b"x"),
    ],
)
def test_a_body_of_any_media_type_is_json_if_its_schema_is_no_text(
    schema: Any, value: Any, media_type: str, sent: bytes, tmp_path: Path
) -> None:
    with sender(tmp_path, sending(schema, "*/*")) as (_, shop, requests):
        shop.send_it(body=value)
        assert (requests[0].headers["content-type"], requests[0].content) == (media_type, sent)


def test_a_parameter_named_body_does_not_conflict_with_the_body(tmp_path: Path) -> None:
    description = sending(ITEM)
    description["paths"]["/it"]["post"]["parameters"] = [
        {"name": "body", "in": "query", "schema": TEXT}
    ]
    with sender(tmp_path, description) as (package, shop, requests):
        shop.send_it(body="text", body_2=package.models.NewItem(name="a", kind="toy"))
        assert requests[0].url.params["body"] == "text"
        assert json.loads(requests[0].content)["name"] == "a"
