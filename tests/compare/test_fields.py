"""A change of any field of OpenAPI 3.0, 3.1 and 3.2 outside of schemas is reported."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from generator import document
from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document
from generator.compare.rules.finding import Finding

from .test_whole_documents import check

_OK = {"description": "ok"}
_TEXT = {"schema": {"type": "string"}}
_JSON = {"application/json": _TEXT}
_POINT = {"type": "object", "properties": {"x": {"type": "integer"}}}
BASE: dict[str, Any] = {
    "openapi": "3.2.0",
    "info": {"title": "Seats", "version": "1", "contact": {}, "license": {"name": "MIT"}},
    "servers": [
        {"url": "https://{h}.example", "variables": {"h": {"default": "a", "enum": ["a", "b"]}}}
    ],
    "security": [{"oauth": ["read"]}, {"key": []}],
    "tags": [{"name": "seats"}],
    "paths": {
        "/a/{id}": {
            "post": {
                "operationId": "seats/add",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "q", "in": "query", "schema": {"type": "array"}},
                    {"name": "j", "in": "query", "content": _JSON},
                ],
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {"type": "object", "properties": {"f": {"type": "array"}}},
                            "encoding": {
                                "f": {"contentType": "image/png", "headers": {"X-P": _TEXT}}
                            },
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "ok",
                        "headers": {"X-A": {"schema": _POINT}},
                        "content": _JSON,
                        "links": {"next": {"operationId": "seats/add"}},
                    }
                },
                "callbacks": {
                    "done": {"{$request.query.q}": {"post": {"responses": {"200": _OK}}}}
                },
            },
        },
    },
    "webhooks": {"seat": {"post": {"requestBody": {"content": _JSON}, "responses": {"200": _OK}}}},
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "oauth": {
                "type": "oauth2",
                "flows": {
                    "authorizationCode": {
                        "authorizationUrl": "https://a.example",
                        "tokenUrl": "https://t.example",
                        "scopes": {"read": "Read."},
                    }
                },
            },
        },
    },
}
_ITEM = "/paths/~1a~1{id}"
_POST = f"{_ITEM}/post"
_BODY = f"{_POST}/requestBody/content/multipart~1form-data"
_RESPONSE = f"{_POST}/responses/200"
_FLOW = "/components/securitySchemes/oauth/flows/authorizationCode"
_URL = "https://other.example"
_OPERATION = {"responses": {"200": _OK}}
_DOCS = {"description": ("docs", "Other."), "summary": ("docs", "Other.")}
_EXAMPLES = {"example": ("docs", "b"), "examples": ("docs", {"b": {"value": "b"}})}

FIELDS: dict[str, dict[str, tuple[str, Any]]] = {
    "": {
        "openapi": ("docs", "3.1.0"),
        "$self": ("warn", _URL),
        "jsonSchemaDialect": ("warn", _URL),
        "servers": ("warn", [{"url": _URL}]),
        "security": ("breaking", [{"key": []}]),
        "tags": ("docs", [{"name": "other"}]),
        "externalDocs": ("docs", {"url": _URL}),
        "paths": ("breaking", {}),
        "webhooks": ("loud", {}),
    },
    "/info": {
        **_DOCS,
        "title": ("docs", "Other"),
        "version": ("none", "2"),
        "termsOfService": ("docs", _URL),
        "contact": ("docs", {"url": _URL}),
        "license": ("docs", {"name": "ISC"}),
    },
    "/servers/0": {
        "url": ("warn", _URL),
        "description": ("docs", "Other."),
        "name": ("docs", "other"),
        "variables": ("warn", {"h": {"default": "a", "enum": ["a"]}}),
    },
    "/servers/0/variables/h": {
        "default": ("warn", "b"),
        "enum": ("warn", ["a"]),
        "description": ("docs", "Other."),
    },
    "/tags/0": {
        **_DOCS,
        "name": ("docs", "other"),
        "externalDocs": ("docs", {"url": _URL}),
        "parent": ("docs", "other"),
        "kind": ("docs", "nav"),
    },
    _ITEM: {
        **_DOCS,
        **dict.fromkeys(
            ("get", "put", "delete", "options", "head", "patch", "trace", "query"),
            ("compatible", _OPERATION),
        ),
        "additionalOperations": ("compatible", {"COPY": _OPERATION}),
        "servers": ("warn", [{"url": _URL}]),
        "parameters": ("breaking", [{"name": "r", "in": "query", "required": True, **_TEXT}]),
    },
    _POST: {
        **_DOCS,
        "tags": ("docs", ["seats"]),
        "externalDocs": ("docs", {"url": _URL}),
        "operationId": ("docs", "seats/other"),
        "parameters": ("warn", []),
        "requestBody": ("loud", {"content": _JSON}),
        "responses": ("breaking", {"204": _OK}),
        "callbacks": ("loud", {}),
        "deprecated": ("compatible", True),
        "security": ("breaking", [{"key": []}]),
        "servers": ("warn", [{"url": _URL}]),
    },
    f"{_POST}/parameters/1": {
        "description": ("docs", "Other."),
        **_EXAMPLES,
        "name": ("loud", "p"),
        "in": ("breaking", "cookie"),
        "required": ("breaking", True),
        "deprecated": ("compatible", True),
        "allowEmptyValue": ("compatible", True),
        "style": ("breaking", "pipeDelimited"),
        "explode": ("breaking", False),
        "allowReserved": ("compatible", True),
        "schema": ("loud", {"type": "integer"}),
    },
    f"{_POST}/parameters/2": {"content": ("breaking", {"text/csv": _TEXT})},
    f"{_POST}/requestBody": {
        "description": ("docs", "Other."),
        "content": ("breaking", _JSON),
        "required": ("breaking", True),
    },
    _BODY: {
        **_EXAMPLES,
        "schema": ("breaking", {"type": "integer"}),
        "itemSchema": ("loud", {"type": "integer"}),
        "encoding": ("breaking", {"f": {"contentType": "image/gif"}}),
        "prefixEncoding": ("warn", [{}]),
        "itemEncoding": ("warn", {}),
    },
    f"{_BODY}/encoding/f": {
        "contentType": ("breaking", "image/gif"),
        "headers": ("breaking", {"X-P": {"required": True, **_TEXT}}),
        "style": ("breaking", "pipeDelimited"),
        "explode": ("breaking", False),
        "allowReserved": ("breaking", True),
        "encoding": ("warn", {}),
    },
    f"{_POST}/responses": {"201": ("warn", _OK), "default": ("compatible", _OK)},
    _RESPONSE: {
        **_DOCS,
        "headers": ("breaking", {"X-A": {"schema": {"type": "string"}}}),
        "content": ("breaking", {"text/csv": _TEXT}),
        "links": ("warn", {"next": {"operationId": "seats/other"}}),
    },
    f"{_RESPONSE}/headers/X-A": {
        "description": ("docs", "Other."),
        **_EXAMPLES,
        "required": ("compatible", True),
        "deprecated": ("compatible", True),
        "style": ("docs", "simple"),
        "explode": ("breaking", True),
        "schema": ("breaking", {"type": "string"}),
        "content": ("breaking", _JSON),
    },
    f"{_RESPONSE}/links/next": {
        "description": ("docs", "Other."),
        "operationRef": ("warn", "#/paths/~1b/get"),
        "operationId": ("warn", "seats/other"),
        "parameters": ("warn", {"id": "$response.body#/id"}),
        "requestBody": ("warn", "$response.body"),
        "server": ("warn", {"url": _URL}),
    },
    f"{_POST}/callbacks/done": {"{$request.query.r}": ("compatible", {"post": _OPERATION})},
    "/webhooks/seat/post": {
        "requestBody": ("breaking", {"content": {"application/json": {"schema": {}}}}),
        "responses": ("breaking", {"204": _OK}),
        "parameters": ("compatible", [{"name": "X-E", "in": "header", **_TEXT}]),
        "security": ("warn", [{"key": []}]),
    },
    "/components/securitySchemes/key": {
        "description": ("docs", "Other."),
        "type": ("breaking", "http"),
        "in": ("breaking", "query"),
        "name": ("breaking", "X-Other"),
        "scheme": ("breaking", "bearer"),
        "bearerFormat": ("docs", "JWT"),
        "openIdConnectUrl": ("breaking", _URL),
        "oauth2MetadataUrl": ("breaking", _URL),
        "deprecated": ("docs", True),
    },
    "/components/securitySchemes/oauth/flows": {
        name: ("compatible", {"tokenUrl": _URL, "scopes": {}})
        for name in ("implicit", "password", "clientCredentials", "deviceAuthorization")
    },
    _FLOW: {
        **dict.fromkeys(
            ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"), ("warn", _URL)
        ),
        "scopes": ("warn", {}),
    },
}
"""Place → field → verdict on the wire and new value."""
EACH = [(place, field) for place, fields in FIELDS.items() for field in fields]
_OPEN = (_POST + "/responses", _POST + "/callbacks/done")
"""Objects whose keys are free."""


def compared(change: dict[str, Any], place: str, *, back: bool = False) -> list[Finding]:
    """The findings if the object at a place has other fields."""
    changed = copy.deepcopy(BASE)
    document.resolve(changed, place).update(copy.deepcopy(change))
    sides = [json.dumps(each).encode() for each in (BASE, changed)]
    old, new = reversed(sides) if back else sides
    return compare_documents(
        parse_document("old.json", old), parse_document("new.json", new), render=None
    )


@pytest.mark.parametrize(("place", "field"), EACH)
def test_change_of_a_field_has_its_verdict(place: str, field: str) -> None:
    verdict, value = FIELDS[place][field]
    findings = compared({field: value}, place)
    assert findings
    check(verdict, findings)
    assert compared({field: value}, place, back=True)


@pytest.mark.parametrize("place", [each for each in FIELDS if each not in _OPEN])
def test_unknown_field_is_not_judged(place: str) -> None:
    if place.startswith(("/info", "/tags")):
        check("docs", compared({"unknown": 1}, place))
        return
    for back in (False, True):
        (finding,) = compared({"unknown": 1}, place, back=back)
        known = {"wire.not-judged"} if "/links/" not in place else {"out.link-changed"}
        if place.endswith("/flows"):
            known = {"auth.flow-new", "auth.flow-gone"}
        assert finding.rule in known


@pytest.mark.parametrize("place", FIELDS)
def test_extension_is_documentation(place: str) -> None:
    for back in (False, True):
        check("docs", compared({"x-speed": 1}, place, back=back))


def _edits() -> list[tuple[str, str]]:
    found = [(pointer, "removed") for pointer, _ in document.walk(BASE) if pointer]
    found += [
        (pointer, "replaced")
        for pointer, value in document.walk(BASE)
        if isinstance(value, (str, bool))
    ]
    return found


@pytest.mark.parametrize(("pointer", "edit"), _edits())
def test_no_edit_of_a_document_is_unreported(pointer: str, edit: str) -> None:
    changed = copy.deepcopy(BASE)
    *above, last = document.split(pointer)
    owner = document.resolve(changed, document.join(*above))
    key: Any = int(last) if isinstance(owner, list) else last
    if edit == "removed":
        del owner[key]
    else:
        owner[key] = (not owner[key]) if isinstance(owner[key], bool) else f"{owner[key]}x"
    if changed.get("openapi") != BASE["openapi"]:
        return
    sides = [parse_document("x.json", json.dumps(each).encode()) for each in (BASE, changed)]
    for old, new in (sides, sides[::-1]):
        findings = compare_documents(old, new, render=None)
        assert findings
        assert all(each.line and each.message for each in findings)
