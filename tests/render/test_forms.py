"""Bodies of forms without files: how `encoding` decides what the pairs are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import generate, imported, refused
from tests.render.test_bodies import sender, sending

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
FORM = "application/x-www-form-urlencoded"
PROPERTIES = {
    "address": {"type": "object", "properties": {"city": TEXT, "lines": {"items": TEXT}}},
    "tags": {"type": "array", "items": TEXT},
    "items": {"type": "array", "items": {"type": "object", "properties": {"price": TEXT}}},
    "map": {"type": "object", "additionalProperties": {"type": "boolean"}},
    "made": {"type": "string", "format": "date"},
    "note": {"type": "string", "nullable": True},
}
DEEP, EACH, JOINED = {"style": "deepObject"}, {"style": "form"}, {"explode": False}


def form(**encoding: Any) -> dict[str, Any]:
    """A description of an operation with a form of `PROPERTIES`, encoded so."""
    content = {"schema": {"type": "object", "properties": PROPERTIES}, "encoding": encoding}
    return sending({}, content={FORM: content})


@pytest.mark.parametrize(
    ("encoding", "values", "sent"),
    [
        ({}, {"tags": ["a b", "c"]}, "tags=a+b&tags=c"),
        ({}, {"address": {"city": "x"}}, "address=%7B%22city%22%3A%22x%22%7D"),
        ({}, {"items": [{"price": "1"}]}, "items=%7B%22price%22%3A%221%22%7D"),
        ({}, {"made": "2026-01-02", "note": None}, "made=2026-01-02&note="),
        ({"tags": JOINED}, {"tags": ["a", "b"]}, "tags=a%2Cb"),
        ({"tags": {"style": "pipeDelimited"}}, {"tags": ["a", "b"]}, "tags=a%7Cb"),
        ({"tags": {"style": "spaceDelimited"}}, {"tags": ["a", "b"]}, "tags=a+b"),
        ({"tags": {"contentType": "application/json"}}, {"tags": ["a"]}, "tags=%5B%22a%22%5D"),
        ({"map": EACH}, {"map": {"a": True, "b": False}}, "a=true&b=false"),
        ({"map": JOINED}, {"map": {"a": True}}, "map=a%2Ctrue"),
        ({"map": DEEP}, {"map": {"a": True}}, "map%5Ba%5D=true"),
        ({"tags": DEEP}, {"tags": ["a", "b"]}, "tags%5B0%5D=a&tags%5B1%5D=b"),
        ({"items": DEEP}, {"items": [{"price": "1"}]}, "items%5B0%5D%5Bprice%5D=1"),
        (
            {"address": DEEP},
            {"address": {"city": "x", "lines": ["y"]}},
            "address%5Bcity%5D=x&address%5Blines%5D%5B0%5D=y",
        ),
    ],
)
def test_properties_of_a_form_are_written_as_their_encoding_says(
    encoding: dict[str, Any], values: dict[str, Any], sent: str, tmp_path: Path
) -> None:
    with sender(tmp_path, form(**encoding)) as (package, shop, requests):
        shop.send_it(body=package.models.SendItBody.from_dict(values))
        assert requests[0].content.decode() == sent


@pytest.mark.parametrize("media_type", [FORM, "multipart/form-data"])
@pytest.mark.parametrize(
    "schema", [TEXT, {"type": "array", "items": TEXT}, {"oneOf": [{"type": "object"}, TEXT]}]
)
def test_a_form_that_is_no_object_is_refused(schema: Any, media_type: str, tmp_path: Path) -> None:
    reason = refused(generate(tmp_path, sending(schema, media_type)))
    assert "the body of a form must be an object" in reason


@pytest.mark.parametrize("media_type", [FORM, "multipart/form-data"])
def test_a_form_without_a_schema_takes_objects_only(media_type: str, tmp_path: Path) -> None:
    with sender(tmp_path, sending({}, media_type)) as (package, shop, requests):
        shop.send_it(body={"a": [1, 2]})
        assert requests[0].content.count(b"a") >= 2
        with pytest.raises(package.ArgumentError, match="body: expected an object, got list"):
            shop.send_it(body=["a"])


def test_an_unknown_style_of_a_form_is_refused(tmp_path: Path) -> None:
    reason = refused(generate(tmp_path, form(tags={"style": "matrix"})))
    assert "/encoding/tags/style: the style 'matrix' cannot be expressed here" in reason


def test_a_union_of_objects_is_a_form(tmp_path: Path) -> None:
    schema = {
        "oneOf": [
            {"type": "object", "required": ["a"], "properties": {"a": TEXT}, "title": "One"},
            {"type": "object", "required": ["b"], "properties": {"b": TEXT}, "title": "Two"},
        ]
    }
    with imported(generate(tmp_path, sending(schema, FORM))) as package:
        assert package.OPERATIONS["sendIt"].parameters[0].type == "One | Two"
