"""Descriptions of other APIs: a client with its own name, token and security scheme, and no unneeded code."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.render.harness import Generated, generate, imported, operation, refused
from tests.strict import mypy

SECRET = "s3cret-key"
SKIP = "--skip-unsupported leaves such operations out"
BEARER = {"type": "http", "scheme": "bearer"}
BASIC = {"type": "http", "scheme": "Basic"}
IN_HEADER = {"type": "apiKey", "in": "header", "name": "X-Shop-Key"}
IN_QUERY = {"type": "apiKey", "in": "query", "name": "key&"}
IN_COOKIE = {"type": "apiKey", "in": "cookie", "name": "SESSION"}


def secured(*requirements: dict[str, list[str]], **schemes: Any) -> dict[str, Any]:
    """A description whose operation has one of these requirements."""
    return operation(security=list(requirements), parameters=[]) | {
        "components": {"securitySchemes": schemes}
    }


def shop(folder: Path, description: dict[str, Any], *options: str) -> Generated:
    """The package `shop_client`."""
    made = generate(folder, description, "--package", "shop_client", *options)
    return Generated(made.run, made.spec, made.folder.parent / "shop_client")


@contextmanager
def server() -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """A server on loopback that answers `{}`: its address, and the path and headers of each request."""
    seen: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, {name.lower(): text for name, text in self.headers.items()}))
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/v1", seen
        finally:
            http.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("scheme", "token", "path", "header", "value"),
    [
        (BEARER, SECRET, "/v1/it", "authorization", f"Bearer {SECRET}"),
        (
            BASIC,
            "ü:p w",
            "/v1/it",
            "authorization",
            f"Basic {base64.b64encode('ü:p w'.encode()).decode()}",
        ),
        (IN_HEADER, SECRET, "/v1/it", "x-shop-key", SECRET),
        (IN_QUERY, SECRET, f"/v1/it?key%26={SECRET}", "authorization", None),
        (IN_COOKIE, SECRET, "/v1/it", "cookie", f"SESSION={SECRET}"),
    ],
    ids=["bearer", "basic", "header", "query", "cookie"],
)
@pytest.mark.parametrize("kind", ["ShopClient", "AsyncShopClient"])
def test_the_token_is_sent_as_described(
    scheme: Any,
    token: str,
    path: str,
    header: str,
    value: str | None,
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    monkeypatch.setenv("SHOP_CLIENT_TOKEN", token)
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_not_for_shops")
    with imported(shop(tmp_path, secured({"own": []}, own=scheme))) as package, server() as found:
        address, seen = found
        client = getattr(package, kind)(base_url=address)
        if kind == "ShopClient":
            client.get_it()
            client.close()
        else:
            asyncio.run(_once(client))
    ((requested, headers),) = seen
    assert requested == path
    assert headers.get(header) == value
    assert headers["user-agent"].startswith("shop-client/0.0.0 python/")
    assert headers["accept"] == "application/json"
    assert "github" not in str(headers).lower()
    assert "ghp_not_for_shops" not in str(seen)
    assert token not in caplog.text + repr(client)


async def _once(client: Any) -> None:
    async with client:
        await client.get_it()


def test_a_client_needs_its_own_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)
    monkeypatch.delenv("SHOP_CLIENT_TOKEN", raising=False)
    with imported(shop(tmp_path, secured({"own": []}, own=BEARER))) as package:
        with pytest.raises(package.ArgumentError, match="SHOP_CLIENT_TOKEN is not set"):
            package.ShopClient(base_url="http://127.0.0.1:1")
        with pytest.raises(package.ArgumentError, match="the description names no server"):
            package.ShopClient(SECRET)


def test_an_api_that_needs_no_token_is_called_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)
    for made in (operation(), secured({}, {"own": []}, own=BEARER)):
        with imported(shop(tmp_path, made)) as package, server() as (address, seen):
            package.ShopClient(base_url=address).get_it()
        assert "authorization" not in seen[0][1]


@pytest.mark.parametrize(
    ("requirements", "schemes", "why"),
    [
        ([{"a": []}], {"a": {"type": "oauth2", "flows": {}}}, "'a' (oauth2) cannot be expressed"),
        ([{"a": []}], {"a": {"type": "openIdConnect"}}, "'a' (openIdConnect)"),
        ([{"a": []}], {"a": {"type": "http", "scheme": "digest"}}, "'a' (http digest)"),
        ([{"a": []}], {"a": {**IN_HEADER, "in": "body"}}, "'a' (apiKey in body)"),
        ([{"a": [], "b": []}], {"a": BEARER, "b": IN_HEADER}, "'a' and 'b' at once"),
        ([{"a": []}], {}, "there is no security scheme 'a'"),
        ([{"a": []}], {"a": {**IN_HEADER, "name": "Host"}}, "callers cannot set the header"),
        ([{"a": []}], {"a": {**IN_HEADER, "name": "a\nb"}}, "cannot be the name of a header"),
    ],
)
def test_other_schemes_are_refused_by_name(
    requirements: Any, schemes: Any, why: str, tmp_path: Path
) -> None:
    assert why in refused(generate(tmp_path, secured(*requirements, **schemes)))


def test_an_unused_scheme_is_ignored(tmp_path: Path) -> None:
    made = secured({"other": []}, {"own": []}, own=IN_HEADER, other={"type": "oauth2"})
    assert 'Scheme("header", "X-Shop-Key")' in shop(tmp_path, made).files["client.py"]


def test_two_schemes_without_a_common_credential_are_refused(tmp_path: Path) -> None:
    made = secured({"own": []}, own=BEARER, other=IN_HEADER)
    made["paths"]["/other"] = {"get": {**made["paths"]["/it"]["get"], "operationId": "other"}}
    made["paths"]["/other"]["get"]["security"] = [{"other": []}]
    assert "one kind of credential" in refused(generate(tmp_path, made))


def test_a_package_without_rows_has_no_code_for_them(tmp_path: Path) -> None:
    files = shop(tmp_path, operation()).files
    for word in (
        "arrow",
        "drift",
        "rows",
        "testing",
        "recording",
        "app.py",
        "download",
        "decoding",
    ):
        assert not [path for path in files if word in path], word
    assert not {"CopilotMetrics", "GITHUB_TOKEN", "vnd.github", "X-GitHub-Api-Version"} & {
        word
        for word in ("CopilotMetrics", "GITHUB_TOKEN", "vnd.github", "X-GitHub-Api-Version")
        for text in files.values()
        if word in text.replace("CopilotMetricsError", "")
    }


def test_package_is_strictly_typed(tmp_path: Path, mypy_cache: Path) -> None:
    package = shop(tmp_path, secured({"own": []}, own=IN_QUERY)).folder
    found = mypy(tmp_path, mypy_cache, sorted(package.rglob("*.py")))
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("package", "client"),
    [("shop_client", "ShopClient"), ("shop", "ShopClient"), ("a_b2", "AB2Client")],
)
def test_the_client_class_is_named_after_the_package(
    package: str, client: str, tmp_path: Path
) -> None:
    made = generate(tmp_path, operation(), "--package", package)
    text = (made.folder.parent / package / "client.py").read_text("utf-8")
    assert f"class {client}(SyncClient):" in text
    assert f'_token_variable = "{package.upper()}_TOKEN"' in text


def test_githubs_server_gets_githubs_headers(tmp_path: Path) -> None:
    made = {**operation(), "servers": [{"url": "https://api.github.com"}]}
    text = shop(tmp_path, made).files["client.py"]
    assert '"X-GitHub-Api-Version": ops.API_VERSION' in text
    assert '_token_variable = "SHOP_CLIENT_TOKEN"' in text


def test_an_operation_without_security_gets_no_token(tmp_path: Path) -> None:
    made = secured({"own": []}, own=BEARER)
    get = made["paths"]["/it"]["get"]
    made["paths"]["/open"] = {"get": {**get, "operationId": "open", "security": []}}
    with imported(shop(tmp_path, made)) as package, server() as (address, seen):
        with package.ShopClient(SECRET, base_url=address) as client:
            client.open_()
            client.get_it()
        assert [each[1].get("authorization") for each in seen] == [None, f"Bearer {SECRET}"]


def test_a_scheme_that_has_no_token_has_no_hint_about_tokens(tmp_path: Path) -> None:
    tokens = secured({"a": []}, a={"type": "oauth2", "flows": {}})
    assert "describe it as http bearer" in refused(generate(tmp_path, tokens))
    both = secured({"a": [], "b": []}, a=BEARER, b=IN_HEADER)
    assert "describe it as http bearer" not in refused(generate(tmp_path, both))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("x-roles", "admin"),
        ("x-permissions", ["read"]),
        ("x-pagination", {"limitParam": "limit"}),
        ("x-sunset", "soon"),
        ("x-policy", {"a": 1}),
    ],
)
def test_an_extension_of_another_shape_than_a_fact_is_the_apis_own(
    key: str, value: Any, tmp_path: Path
) -> None:
    with imported(shop(tmp_path, operation(**{key: value}))) as package:
        assert key in package.OPERATIONS["getIt"].facts


def test_texts_of_a_package_of_another_api_do_not_name_github(tmp_path: Path) -> None:
    made = operation(deprecated=True)
    with imported(shop(tmp_path, made)) as package, server() as (address, _):
        client = package.ShopClient(base_url=address)
        with pytest.warns(DeprecationWarning, match="^this operation is deprecated$"):
            client.get_it()
        assert "Deprecated.\n" in package.ShopClient.get_it.__doc__
        with pytest.raises(package.ArgumentError) as caught:
            package.ShopClient(base_url="https://a b")
        assert "GitHub" not in str(caught.value)


def test_each_problem_is_listed_with_its_place_and_operations(tmp_path: Path) -> None:
    made = secured({"a": []}, a={"type": "oauth2"})
    item = made["paths"]["/it"]
    made["security"] = item["get"].pop("security")
    item["post"] = {**item["get"], "operationId": "postIt"}
    item["put"] = {**item["get"], "operationId": "putIt", "security": [], "responses": {}}
    generated = generate(tmp_path, made)
    *lines, error = generated.run.err.splitlines()
    assert generated.run.code == 7
    assert [line.split(str(generated.spec))[0] for line in lines] == [
        "cannot be expressed: GET /it, POST /it: ",
        "cannot be expressed: PUT /it: ",
    ]
    assert error == f"error: {generated.spec}: 2 problems: see the lines above ({SKIP})"
    assert not generated.folder.exists()


def test_skipping_is_not_offered_where_it_does_not_help(tmp_path: Path) -> None:
    assert SKIP not in refused(generate(tmp_path, {**operation(), "openapi": "2.0"}))
    assert SKIP in refused(generate(tmp_path, secured({"a": []})))
