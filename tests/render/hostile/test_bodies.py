"""Hostile texts and names in request bodies, enums and discriminators: they remain text, or are refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.render.harness import client, generate, imported, refused
from tests.render.hostile.names import NAMES
from tests.render.hostile.test_texts import _watched, assert_nothing_escaped
from tests.render.hostile.texts import TEXTS

__all__ = ["_watched"]

pytestmark = pytest.mark.usefixtures("made_once")


def planted(text: str, media_type: str = "application/json") -> dict[str, Any]:
    """A description with `text` in every place of a body, an enum or a discriminator that accepts it."""
    variants = {
        name: {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}, "only": {"const": value}},
        }
        for name, value in (("one", text), ("two", 2))
    }
    body = {
        "description": text,
        "type": "object",
        "required": ["kind", "either"],
        "properties": {
            "kind": {"type": "string", "enum": [text, "other"], "default": text},
            "kinds": {"type": "array", "items": {"enum": [text, "other"]}},
            "either": {
                "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in variants],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {text: "#/components/schemas/one", "2": "two"},
                },
            },
        },
        "additionalProperties": {"type": "object", "properties": {"x": {"enum": [text]}}},
    }
    schema = {"$ref": "#/components/schemas/body"}
    post = {
        "operationId": "sendIt",
        "requestBody": {
            "description": text,
            "required": True,
            "content": {media_type: {"schema": schema, "example": text}},
        },
        "responses": {
            "200": {"description": text, "content": {"application/json": {"schema": schema}}}
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": text, "version": "1"},
        "servers": [{"url": "https://api.example.test"}],
        "paths": {
            "/it": {
                "post": post,
                "put": {
                    **post,
                    "operationId": "putIt",
                    "responses": {"204": {"description": text}},
                },
            }
        },
        "components": {"schemas": {**variants, "body": body}},
    }


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_in_a_body_is_sent_and_read_unchanged(text: str, tmp_path: Path) -> None:
    generated = generate(tmp_path, planted(text))
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, content=request.content)

    with imported(generated) as package:
        models = package.models
        body = models.Body(
            kind=text,
            kinds=[text],
            either=models.One(kind=text, only=text),
            extra={"more": {"x": text}},
        )
        if re.search("[\ud800-\udfff]", text):
            with pytest.raises(package.ArgumentError):
                client(package, answer).send_it(body=body)
        else:
            result = client(package, answer).send_it(body=body)
            assert json.loads(requests[0].content) == body.to_dict()
            assert result.either == body.either
            assert result.to_dict() == body.to_dict()
    assert_nothing_escaped(generated)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_media_type_that_is_invalid_in_a_header_is_refused(text: str, tmp_path: Path) -> None:
    made = planted("x", f"application/json;{text}")
    del made["paths"]["/it"]["put"]
    generated = generate(tmp_path, made)
    if generated.run.code == 0:
        with imported(generated) as package:
            assert package.OPERATIONS["sendIt"].body.media_type.isprintable()
            assert package.OPERATIONS["sendIt"].body.media_type.isascii()
        assert_nothing_escaped(generated)
    else:
        assert "is not a media type" in refused(generated)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_property_of_a_body_is_sent_with_its_name(name: str, tmp_path: Path) -> None:
    made = planted("x")
    body = made["components"]["schemas"]["body"]
    made["paths"]["/it"].pop("put")
    body["properties"] = {name: {"type": "string", "enum": [name or "x"]}}
    body["required"] = [name]
    made["components"]["schemas"][f"{name}_2"] = {"type": "object", "properties": {name: {}}}
    generated = generate(tmp_path, made)
    if generated.run.code != 0:
        refused(generated)
        return
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, content=request.content)

    with imported(generated) as package:
        try:
            sent = package.models.Body.from_dict({name: name or "x"})
            result = client(package, answer).send_it(body=sent)
        except package.ArgumentError:
            assert re.search("[\ud800-\udfff]", name)
        else:
            assert json.loads(requests[0].content) == result.to_dict() == {name: name or "x"}
    assert_nothing_escaped(generated)
