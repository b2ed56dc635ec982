"""docs/openapi.md: every row of its tables names a test; tests of features that no other file tests."""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.frame.repository import ROOT, read
from tests.render.harness import (
    Generated,
    answering,
    call,
    client,
    client_class,
    command,
    generate,
    imported,
    operation,
    refused,
    taking,
)
from tests.render.hostile.descriptions import reference

TEXT = {"type": "string"}
ROWS = re.findall(r"^\| .* \| .* \| `(test_\w+)` \|$", read("docs/openapi.md"), re.MULTILINE)


def test_every_feature_in_the_documentation_has_a_test() -> None:
    functions = {
        node.name
        for path in (ROOT / "tests" / "render").rglob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    lines = [line for line in read("docs/openapi.md").splitlines() if line.startswith("| ")]
    assert len(ROWS) == len(lines) - 2  # the heads of two tables
    assert set(ROWS) <= functions


def test_yaml_and_json_give_the_same_package(tmp_path: Path) -> None:
    made = taking({"name": "a", "in": "query", "schema": TEXT})
    as_json, as_yaml = generate(tmp_path, made), generate(tmp_path, yaml.safe_dump(made))
    own = re.compile("generated[-_]?[0-9]+", re.IGNORECASE)
    for path in ("models.py", "async_client.py", "client.py", "_runtime/calls.py"):
        assert own.sub("", as_json.files[path]) == own.sub("", as_yaml.files[path])


def test_a_description_is_read_from_a_file_only(tmp_path: Path) -> None:
    arguments = ("--spec", "https://shop.example/openapi.json", "--out", tmp_path / "out")
    run = command("generate", *arguments, "--package", "shop")
    assert run.code == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "option", ["--custom-template-path=t", "--config=c", "--meta=poetry", "--url=https://x.example"]
)
def test_options_of_the_library_are_usage_errors(option: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as raised:
        command("generate", "--spec", tmp_path / "s", option)
    assert raised.value.code == 2


def test_only_a_package_is_written(tmp_path: Path) -> None:
    generated = generate(tmp_path, operation())
    assert [path.name for path in generated.folder.parent.iterdir()] == [generated.name]
    assert {path.rpartition(".")[2] for path in generated.files} == {"py", "typed", "json"}


def test_two_tags_with_the_same_verb_coexist(tmp_path: Path) -> None:
    made = operation()
    get = made["paths"]["/it"]["get"]
    made["paths"] = {
        f"/{tag}": {"get": {**get, "operationId": f"{tag}/list", "tags": [tag]}}
        for tag in ("gists", "issues")
    }
    with imported(generate(tmp_path, made)) as package:
        functions = {each.function for each in package.OPERATIONS.values()}
        assert functions == {"gists_list", "issues_list"}


def test_x_python_name_pins_a_class(tmp_path: Path) -> None:
    made = answering({"type": "object", "properties": {"a": TEXT}, "x-python-name": "Pinned"})
    with imported(generate(tmp_path, made)) as package:
        assert package.models.__all__ == ["Pinned"]


def test_descriptions_are_docstrings_of_attributes(tmp_path: Path) -> None:
    made = answering({"type": "object", "properties": {"a": {**TEXT, "description": "Said."}}})
    models = generate(tmp_path, made).files["models.py"]
    assert '    a: str | UnsetType = UNSET\n    """Said."""\n' in models


def test_the_package_is_named_by_an_option(tmp_path: Path) -> None:
    generated = generate(tmp_path, operation(), "--package-version", "1.2.3")
    with imported(generated) as package:
        assert package.__version__ == "1.2.3"
        assert package.__name__ == generated.name


def test_a_name_that_is_no_identifier_gets_a_prefix(tmp_path: Path) -> None:
    made = answering({"type": "object", "properties": {"1st": TEXT, "+1": TEXT, "-1": TEXT}})
    with imported(generate(tmp_path, made)) as package:
        result, _ = call(package, "getIt", {"1st": "a", "+1": "b", "-1": "c"})
        assert (result.field_1st, result.plus_one, result.minus_one) == ("a", "b", "c")


def test_names_of_enum_values_are_left_out(tmp_path: Path) -> None:
    kind = {"type": "integer", "enum": [0, 1], "x-enum-varnames": ["Crimson", "Green"]}
    made = taking({"name": "kind", "in": "query", "schema": kind})
    generated = generate(tmp_path, made)
    assert "kind: Literal[0, 1] | None = None" in generated.files["client.py"]
    assert "Crimson" not in " ".join(generated.files.values())


def test_a_parameter_may_be_a_value_or_a_list(tmp_path: Path) -> None:
    values = {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}
    made = taking({"name": "has", "in": "query", "schema": {"oneOf": [TEXT, values]}})
    with imported(generate(tmp_path, made)) as package:
        for value, sent in (("x", ["x"]), (["a", "b"], ["a", "b"])):
            _, request = call(package, "getIt", {}, has=value)
            assert httpx.QueryParams(request.url.query).get_list("has") == sent


def test_a_list_that_contains_itself_is_refused(tmp_path: Path) -> None:
    tree = {"type": "array", "items": {"$ref": "#/components/schemas/tree"}}
    made = answering({"$ref": "#/components/schemas/tree"}, tree=tree)
    assert "contains itself" in refused(generate(tmp_path, made))


SERVERS: dict[str, tuple[str, str]] = {
    "https://uploads.example/raw/": ("https://uploads.example/raw", "https://uploads.example/raw"),
    "https://api.example/v2": ("/v2", "https://api.example/v2"),
    "https://api.example": ("/", "https://api.example"),
    "https://api.example/v1/": ("", "https://api.example/v1"),
    "/manage": ("/manage", "https://api.example/manage"),
    "http://127.0.0.1:9": ("http://127.0.0.1:9", "http://127.0.0.1:9"),
}


@pytest.mark.parametrize("url", SERVERS)
@pytest.mark.parametrize("place", ["operation", "path"])
def test_an_operation_is_sent_to_the_server_of_its_own_or_of_its_path(
    place: str, url: str, tmp_path: Path
) -> None:
    made: dict[str, Any] = {**operation(), "servers": [{"url": "https://api.example/v1"}]}
    item = made["paths"]["/it"]
    if place == "operation":
        item["servers"] = [{"url": "https://overridden.example"}]
    (item if place == "path" else item["get"])["servers"] = [{"url": url}]
    server, base = SERVERS[url]
    generated = generate(tmp_path, made)
    with imported(generated) as package:
        assert package.OPERATIONS["getIt"].server == server
        _, request = call(package, "getIt", {})
        assert str(request.url) == f"{base}/it"
        assert request.headers["authorization"] == "Bearer a-token"
        is_plain = "_has_plain_servers = True" in generated.files["client.py"]
        assert is_plain == url.startswith("http:")


def test_a_placeholder_of_an_operations_server_stands_for_the_clients_host(tmp_path: Path) -> None:
    made = operation()
    host = {"host": {"default": "HOSTNAME"}, "scheme": {"default": "http"}}
    made["servers"] = [{"url": "{scheme}://{host}/api/v3", "variables": host}]
    get = made["paths"]["/it"]["get"]
    get["servers"] = [{"url": "{scheme}://{host}/manage/v1", "variables": host}]
    with imported(generate(tmp_path, made)) as package:
        _, request = call(package, "getIt", {})
        assert str(request.url) == "https://api.example.test/manage/v1/it"


@pytest.mark.parametrize("url", ["http://uploads.example", "https://a@b.example", "https://{x}/"])
def test_a_server_of_an_operation_that_must_not_get_a_token_is_refused(
    url: str, tmp_path: Path
) -> None:
    made = operation()
    made["paths"]["/it"]["get"]["servers"] = [{"url": url}]
    reason = refused(generate(tmp_path, made))
    assert f"/paths/~1it/get/servers/0/url: the server {url!r} cannot be used: expected" in reason


@pytest.mark.parametrize("url", ["./v1", "v1", "../v2", ""])
def test_a_server_below_the_description_is_for_callers_to_name(url: str, tmp_path: Path) -> None:
    with imported(generate(tmp_path, {**operation(), "servers": [{"url": url}]})) as package:
        assert client_class(package)._server == ""


def test_a_server_of_an_operation_below_the_description_is_refused(tmp_path: Path) -> None:
    made = operation(servers=[{"url": "./v1"}])
    reason = refused(generate(tmp_path, made))
    assert "the server './v1' cannot be used: expected a path that begins with a slash" in reason


def test_redirects_and_pages_stay_at_the_server_of_the_operation(tmp_path: Path) -> None:
    made: dict[str, Any] = {**operation(), "servers": [{"url": "https://api.example"}]}
    made["paths"]["/it"]["get"]["servers"] = [{"url": "https://uploads.example"}]
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        target = {1: "/moved", 2: "https://api.example/it"}.get(len(seen), "")
        return httpx.Response(307, headers={"location": target})

    with imported(generate(tmp_path, made)) as package:
        with pytest.raises(package.RedirectError, match="another origin"):
            client(package, answer).get_it()
        assert seen == ["https://uploads.example/it", "https://uploads.example/moved"]


def test_what_concerns_no_caller_is_left_out(tmp_path: Path) -> None:
    made: dict[str, Any] = operation()
    made["webhooks"] = {"pinged": {"post": {"responses": {"200": {"description": "Planted."}}}}}
    response = made["paths"]["/it"]["get"]["responses"]["200"]
    made["paths"]["/it"]["get"]["callbacks"] = {
        "done": {"{$request.body#/url}": {"post": {"description": "Planted."}}}
    }
    response["links"] = {"next": {"operationId": "getIt", "description": "Planted."}}
    response["content"]["application/json"] |= {"example": "Planted.", "xml": {"name": "Planted."}}
    files = generate(tmp_path, made).files
    assert "Planted." not in " ".join(files.values())


def several_files(folder: Path) -> Path:
    """A description whose parts are in other files, which refer to each other."""
    files = {
        "api.yaml": """
            openapi: 3.0.3
            info: {title: t, version: '1'}
            paths: {/pets: {$ref: paths/pets.yaml}}
        """,
        "paths/pets.yaml": """
            get:
              operationId: listPets
              parameters: [{$ref: '../common.yaml#/parameters/the%20limit'}]
              responses: {'200': {$ref: ../common.yaml#/responses/Pets}}
        """,
        "common.yaml": """
            parameters: {the limit: {name: limit, in: query, schema: {type: integer}}}
            responses:
              Pets: {description: all, content: {application/json: {schema: {$ref: schemas/Pet.yaml}}}}
        """,
        "schemas/Pet.yaml": """
            properties:
              name: {type: string}
              owner: {properties: {pets: {type: array, items: {$ref: Pet.yaml}}}}
        """,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text), "utf-8")
    return folder / "api.yaml"


def generated_from(spec: Path, out: Path) -> Generated:
    """The package of a description that is in a file already."""
    run = command("generate", "--spec", spec, "--out", out, "--package", "many_files")
    return Generated(run, spec, out / "many_files")


def test_references_to_other_files_are_followed(tmp_path: Path) -> None:
    spec = several_files(tmp_path / "a")
    generated = generated_from(spec, tmp_path)
    with imported(generated) as package:
        assert package.models.__all__ == ["Pet", "PetOwner"]
        result, request = call(package, "listPets", {"owner": {"pets": [{"name": "a"}]}}, limit=1)
        assert request.url.query == b"limit=1"
        assert result.owner.pets[0].name == "a"
    assert "nothing changed" in generated_from(spec, tmp_path).run.out
    pet = spec.parent / "schemas" / "Pet.yaml"
    pet.write_text(pet.read_text("utf-8").replace("name:", "title:"), "utf-8")
    assert "title: str" in generated_from(spec, tmp_path).files["models.py"]


def test_what_cannot_be_generated_is_located_in_its_file(tmp_path: Path) -> None:
    spec = several_files(tmp_path / "a")
    common = spec.parent / "common.yaml"
    common.write_text(common.read_text("utf-8").replace("in: query", "in: body"), "utf-8")
    run = generated_from(spec, tmp_path).run
    assert run.code == 7
    assert run.reason.startswith(f"{common}:2: /parameters/the limit: a parameter in 'body'")


def test_references_to_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    made = reference("other.yaml#/a")
    reason = refused(generate(tmp_path, made))
    assert "only references within the document, or to files beside it," in reason
    assert reason.endswith("(cannot read other.yaml: No such file or directory)")


def test_reserved_characters_are_encoded(tmp_path: Path) -> None:
    made = taking(
        {"name": "q", "in": "query", "allowReserved": True, "schema": TEXT},
        {"name": "e", "in": "query", "allowEmptyValue": True, "schema": TEXT},
    )
    with imported(generate(tmp_path, made)) as package:
        assert call(package, "getIt", {}, q="a?&b", e="")[1].url.query == b"q=a%3F%26b&e="


def test_bounds_and_conditions_are_not_checked(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "properties": {"n": {"type": "integer", "maximum": 1}, "t": {**TEXT, "pattern": "^a$"}},
        "patternProperties": {"^x-": {"type": "integer"}},
        "if": {"required": ["n"]},
        "then": {"required": ["t"]},
        "not": {"required": ["z"]},
    }
    body = {"n": 5, "t": "b", "x-1": "c", "z": 1}
    with imported(generate(tmp_path, {**answering(schema), "openapi": "3.1.0"})) as package:
        assert call(package, "getIt", body)[0].to_dict() == body


def test_a_value_that_an_enum_has_twice_is_there_once(tmp_path: Path) -> None:
    kind = {"type": "string", "enum": ["a", "b", "a"]}
    made = taking({"name": "kind", "in": "query", "schema": {"oneOf": [kind, {"type": "null"}]}})
    made["paths"]["/it"]["get"]["requestBody"] = {
        "content": {"application/json": {"schema": {"type": "array", "items": kind}}}
    }
    text = generate(tmp_path, {**made, "openapi": "3.1.0"}).files["client.py"]
    assert text.count('Literal["a", "b"]') == 2
