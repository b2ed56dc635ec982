"""Free text, enum values, defaults and facts always generate, and remain text.

Each text is inserted in every place where a description has free text, all at once.
"""

from __future__ import annotations

import builtins
import functools
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import Generated, call, generate, imported, operation
from tests.render.hostile.inspection import docstrings, findings
from tests.render.hostile.texts import CANARY, SENTINEL, TEXTS

pytestmark = pytest.mark.usefixtures("made_once")


@pytest.fixture(autouse=True)
def _watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Injected code would write to this folder; a leak would show the canary."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANARY", CANARY)


def planted(text: str) -> dict[str, Any]:
    """A description with `text` in every place that accepts any text."""
    thing = {
        "title": "Thing",
        "description": text,
        "type": "object",
        "example": {text: text},
        "properties": {
            "kind": {
                "type": "string",
                "enum": [text, "other"],
                "default": text,
                "description": text,
            },
            "untyped": {"enum": [text, 1, None], "description": text},
            "constant": {"const": text, "deprecated": True, "example": text},
        },
    }
    parameter = {
        "name": "kind",
        "in": "query",
        "description": text,
        "example": text,
        "x-qualifiers": {text: [text, text]},
        "x-planted": text,
        "schema": {"type": "string", "enum": [text, "other"], "default": text},
    }
    get = {
        "operationId": "getIt",
        "tags": [text, "other"],
        "summary": text,
        "description": text,
        "deprecated": True,
        "externalDocs": {"url": text, "description": text},
        "parameters": [parameter],
        "responses": {
            "200": {
                "description": text,
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/thing"},
                        "examples": {text: {"summary": text, "value": text}},
                    }
                },
            },
            "404": {"description": text},
        },
        **dict.fromkeys(("x-policy", "x-freshness", "x-stage", "x-successor", "x-row-type"), text),
        **{key: [text, text] for key in ("x-roles", "x-oauth-scopes", "x-see-also")},
        "x-file-shape": text,
        "x-permissions": [{"name": text, "resource": text, "access": text}],
        "x-token-kinds": {"works": [text], "fails": [text]},
        "x-min-licenses": {"count": 5, "of": text},
        "x-planted": {text: [text, {text: None}], "more": [1.5, True, 10**30]},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": text, "description": text, "version": text, "x-planted": text},
        "servers": [{"url": "https://api.example.test", "description": text}],
        "tags": [{"name": text, "description": text}],
        "externalDocs": {"url": text},
        "paths": {
            "/it": {"summary": text, "description": text, "get": get},
            "x-planted": text,
        },
        "components": {"schemas": {"thing": thing}},
    }


def assert_nothing_escaped(generated: Generated) -> None:
    """No injected code ran, the output contains nothing from the environment, and all of it is plain code."""
    assert not hasattr(builtins, SENTINEL)
    assert not Path(SENTINEL).exists()
    files = generated.files
    assert not [path for path, text in files.items() if CANARY in text]
    assert CANARY not in generated.run.out + generated.run.err
    modules = generated.rendered
    for name, text in harmless().items():
        assert _CLIENT.sub("Client", modules.pop(name)) == text
    assert set(modules) - {"_facts.py"} == {
        "async_client.py",
        "client.py",
        "models.py",
        "operations.py",
    }
    assert findings(modules) == []


@functools.cache
def harmless() -> dict[str, str]:
    """The modules of every package of one API version that do not depend on the description."""
    with tempfile.TemporaryDirectory() as folder:
        files = generate(Path(folder), operation()).files
        return {name: _CLIENT.sub("Client", files[name]) for name in ("__init__.py", "_public.py")}


_CLIENT = re.compile(r"Generated[0-9]+Client")
"""The client class, which is named after the package."""


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_remains_text(text: str, tmp_path: Path) -> None:
    generated = generate(tmp_path, planted(text))
    with imported(generated) as package:
        assert_told_exactly(package.OPERATIONS["getIt"], text)
        assert_documented(generated, text)
        assert_sent_and_read(package, text)
    assert_nothing_escaped(generated)


def assert_told_exactly(operation: Any, text: str) -> None:
    """The registry has the text unchanged."""
    assert operation.summary == text
    assert operation.policy == operation.freshness == operation.stage == operation.successor == text
    assert operation.row_type == operation.file_shape == operation.documentation_url == text
    assert operation.roles == operation.oauth_scopes == operation.see_also == (text, text)
    assert [(each.name, each.resource, each.access) for each in operation.permissions] == [
        (text,) * 3
    ]
    assert operation.token_kinds_that_work == operation.token_kinds_that_fail == (text,)
    assert operation.min_licenses.of == text
    planted_fact = operation.facts["x-planted"]
    assert plain(planted_fact) == {text: [text, {text: None}], "more": [1.5, True, 10**30]}
    assert [answer.description for answer in operation.responses] == [text, text]
    (parameter,) = operation.parameters
    assert parameter.description == parameter.default == text
    assert parameter.enum == (text, "other")
    assert plain(parameter.qualifiers) == {text: [text, text]}
    assert parameter.type == f"Literal[{text!r}, 'other']"


def plain(value: Any) -> Any:
    """A value without its read-only containers."""
    if hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def assert_documented(generated: Generated, text: str) -> None:
    """The docstrings have the text, apart from line wrapping."""
    # summary, description, parameter, its enum and default, the response, …; then the summary and a pointer
    for module, count in (("client.py", 6), ("async_client.py", 2)):
        method = squeezed(docstrings(generated.rendered[module])[-1])
        assert method.count(squeezed(text)) >= count or not squeezed(text)
    fields = [squeezed(each) for each in docstrings(generated.rendered["models.py"])[1:]]
    assert len([each for each in fields if squeezed(text) in each]) >= 3 or not squeezed(text)


def squeezed(text: str) -> str:
    """The text in documentation, without white space: a lone surrogate cannot occur there."""
    return "".join(re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text).split())


def assert_sent_and_read(package: Any, text: str) -> None:
    """The text is sent as an argument and decoded from a response, unchanged."""
    body = {"kind": text, "untyped": 1, "constant": "c", "more": text}
    if re.search("[\ud800-\udfff]", text):  # a lone surrogate cannot be sent, and is refused
        with pytest.raises(package.ArgumentError):
            call(package, "getIt", body, kind=text)
        return
    result, request = call(package, "getIt", body, kind=text)
    assert request.url.host == "api.example.test"
    assert request.url.path == "/it"
    assert request.url.params["kind"] == text
    assert result.to_dict() == body
