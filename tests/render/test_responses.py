"""Responses other than JSON objects: bytes, texts, redirects, and those that only `default` describes."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.render.harness import async_client, client, generate, imported, operation, refused


def responding(**responses: Any) -> dict[str, Any]:
    """A description of `getIt` with these responses: `_200={…}`."""
    return operation(
        responses={key.strip("_"): {"description": "", **each} for key, each in responses.items()}
    )


def result(package: Any, response: httpx.Response) -> tuple[Any, httpx.Request]:
    """The result of a call for a response, and its request."""
    requests = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return response

    return client(package, answer).get_it(), requests[0]


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "application/x-ndjson"])
def test_a_body_that_is_neither_json_nor_text_is_bytes(media_type: str, tmp_path: Path) -> None:
    with imported(generate(tmp_path, responding(_200={"content": {media_type: {}}}))) as package:
        content = b"\x00\xff null"
        found, request = result(package, httpx.Response(200, content=content))
        assert found == content
        assert request.headers["accept"] == media_type
        assert not result(package, httpx.Response(200))[0], "an empty body is no data"


def test_a_text_is_decoded_by_its_content_type(tmp_path: Path) -> None:
    html = responding(_200={"content": {"text/html": {"schema": {"type": "string"}}}})
    with imported(generate(tmp_path, html)) as package:
        for charset, content in [
            ("", "ü".encode()),
            ("; charset=latin-1", b"\xfc"),
            ('; charset="utf-16"', "ü".encode("utf-16")),
            ("; charset=unheard-of", "ü".encode()),
        ]:
            headers = {"content-type": f"text/html{charset}"}
            found, _ = result(package, httpx.Response(200, content=content, headers=headers))
            assert found == "ü"


def test_json_is_preferred_to_other_media_types(tmp_path: Path) -> None:
    content = {"text/html": {}, "application/json": {"schema": {"type": "integer"}}}
    with imported(generate(tmp_path, responding(_200={"content": content}))) as package:
        found, request = result(package, httpx.Response(200, json=1))
        assert found == 1
        assert request.headers["accept"] == "application/json"


@pytest.mark.parametrize(
    "location", ["https://files.example.test/a.zip?sig=secret", "/a.zip?sig=secret"]
)
def test_the_link_is_the_result_if_a_redirect_is_the_only_success(
    location: str, tmp_path: Path
) -> None:
    description = responding(_302={}, _404={})
    with imported(generate(tmp_path, description)) as package:
        found, _ = result(package, httpx.Response(302, headers={"location": location}))
        assert found.reveal().endswith("/a.zip?sig=secret")
        assert found.reveal().startswith("https://")
        assert "secret" not in repr(found)
        with pytest.raises(package.RedirectError):
            result(package, httpx.Response(302))
        with pytest.raises(package.NotFoundError):
            result(package, httpx.Response(404))


def test_default_is_the_success_if_nothing_else_is_described(tmp_path: Path) -> None:
    content = {"application/json": {"schema": {"type": "integer"}}}
    with imported(generate(tmp_path, responding(default={"content": content}))) as package:
        assert result(package, httpx.Response(201, json=1))[0] == 1
        with pytest.raises(package.StatusError):
            result(package, httpx.Response(418, json=1))


def test_an_operation_with_errors_only_is_refused(tmp_path: Path) -> None:
    assert "without a success" in refused(generate(tmp_path, responding(_404={})))


SERVERS = {
    "a default": (
        "https://{host}/v1",
        {"host": {"default": "shop.example"}},
        "https://shop.example/v1",
    ),
    "an example of a default": (
        "{scheme}://{host}",
        {"scheme": {"default": "http"}, "host": {"default": "HOSTNAME"}},
        "",
    ),
}


@pytest.mark.parametrize("case", SERVERS)
def test_variables_of_a_server_have_their_defaults(case: str, tmp_path: Path) -> None:
    url, variables, address = SERVERS[case]
    description = responding(_204={}) | {"servers": [{"url": url, "variables": variables}]}
    with imported(generate(tmp_path, description)) as package:
        (name,) = (
            each for each in package.__all__ if each.endswith("Client") and "Async" not in each
        )
        assert getattr(package, name)._server == address


def test_a_variable_without_a_default_is_refused(tmp_path: Path) -> None:
    description = responding(_204={}) | {"servers": [{"url": "https://{host}/v1"}]}
    assert "/servers/0/url" in refused(generate(tmp_path, description))


def test_the_asynchronous_client_returns_bytes_too(tmp_path: Path) -> None:
    import asyncio

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b"\x00")

    with imported(generate(tmp_path, responding(_200={"content": {"image/png": {}}}))) as package:
        assert asyncio.run(async_client(package, answer).get_it()) == b"\x00"


@pytest.mark.parametrize(
    ("schema", "body", "expected"),
    [
        ({"type": "string"}, "a text", "a text"),
        ({"type": "string"}, "", ""),
        ({"type": "string", "enum": ["a"]}, "b", "b"),
        ({"type": "string", "format": "date"}, "2026-01-02", datetime.date(2026, 1, 2)),
        ({"type": "string", "nullable": True}, "a", "a"),
        ({}, "a", "a"),
    ],
)
def test_a_described_text_in_json_is_the_result(
    schema: Any, body: str, expected: Any, tmp_path: Path
) -> None:
    made = responding(_200={"content": {"application/json": {"schema": schema}}})
    with imported(generate(tmp_path, made)) as package:
        assert result(package, httpx.Response(200, json=body))[0] == expected


def test_a_text_instead_of_an_object_is_no_data(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    made = responding(_200={"content": {"application/json": {"schema": schema}}})
    with imported(generate(tmp_path, made)) as package:
        found, _ = result(package, httpx.Response(200, json="nothing yet"))
        assert (found, found.message) == (
            package.NoData(found.reason, 200, found.message),
            "nothing yet",
        )
        assert found.reason == "the server responded with a text instead of data"


def test_a_body_that_is_not_described_is_reported_as_such(tmp_path: Path) -> None:
    with imported(generate(tmp_path, responding(_200={}))) as package:
        for status, what in ((200, "a body for this status"), (201, "this status")):
            with pytest.raises(package.UnexpectedBodyError, match=f"does not define {what}$"):
                result(package, httpx.Response(status, json={}))


def test_a_status_in_lower_case_is_refused(tmp_path: Path) -> None:
    reason = refused(generate(tmp_path, responding(_200={}, _4xx={})))
    assert "'4xx' is not a status: expected one such as 404, 4XX or default" in reason
