"""References: to other files, to nothing, in circles."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.compare.compare import compare_documents
from generator.compare.load import external_references, files
from generator.compare.load.documents import parse_document, read_document
from generator.compare.rules.finding import Finding, Severity
from generator.document import dump
from generator.errors import InputError
from tests.render.harness import command

SEAT = {"type": "object", "properties": {"id": {"type": "integer"}}}
WIDER = {"type": "object", "properties": {"id": {"type": "number"}}}
Tree = Mapping[str, Any]


def api(schema: Any, **more: Any) -> dict[str, Any]:
    """A description of one operation that responds with the schema."""
    content = {"application/json": {"schema": schema}}
    operation = {
        "operationId": "seats/get",
        "responses": {"200": {"description": "ok", "content": content}},
    }
    info = {"title": "Seats", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": operation}}, **more}


def write(folder: Path, tree: Tree) -> Path:
    """Writes the files of a tree; gives the path of the description."""
    for name, value in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = value if isinstance(value, str) else dump(value)
        path.write_text(json.dumps(value) if name.endswith(".json") else text)
    return folder / "api.yaml"


def compared(folder: Path, old: Tree, new: Tree) -> list[Finding]:
    paths = [write(folder / side, tree) for side, tree in (("old", old), ("new", new))]
    return compare_documents(*(read_document(str(path)) for path in paths))


def refused(folder: Path, tree: Tree) -> str:
    """The error that reading a description ends with."""
    path = write(folder, tree)
    with pytest.raises(InputError) as caught:
        read_document(str(path))
    assert caught.value.exit_code == 3
    assert caught.value.hint
    assert caught.value.line
    return str(caught.value)


PARTS: dict[str, tuple[Any, Tree, Tree]] = {
    "whole-yaml-file": (
        {"$ref": "parts/seat.yaml"},
        {"parts/seat.yaml": SEAT},
        {"parts/seat.yaml": WIDER},
    ),
    "place-in-a-json-file": (
        {"$ref": "./parts/all.json#/Seat"},
        {"parts/all.json": {"Seat": SEAT}},
        {"parts/all.json": {"Seat": WIDER}},
    ),
    "escaped-names": (
        {"$ref": "parts/my%20seats.yaml#/a~1b/%7Bid%7D"},
        {"parts/my seats.yaml": {"a/b": {"{id}": SEAT}}},
        {"parts/my seats.yaml": {"a/b": {"{id}": WIDER}}},
    ),
    "file-that-refers-to-its-neighbour": (
        {"$ref": "parts/seat.yaml"},
        {
            "parts/seat.yaml": {"$ref": "more/other.yaml#/Seat"},
            "parts/more/other.yaml": {"Seat": SEAT},
        },
        {
            "parts/seat.yaml": {"$ref": "more/other.yaml#/Seat"},
            "parts/more/other.yaml": {"Seat": WIDER},
        },
    ),
    "file-that-refers-within-itself": (
        {"$ref": "parts/all.yaml#/Seats"},
        {"parts/all.yaml": {"Seats": {"type": "array", "items": {"$ref": "#/Seat"}}, "Seat": SEAT}},
        {
            "parts/all.yaml": {
                "Seats": {"type": "array", "items": {"$ref": "#/Seat"}},
                "Seat": WIDER,
            }
        },
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_change_in_another_file_is_found_there(tmp_path: Path, name: str) -> None:
    schema, before, after = PARTS[name]
    old = {"api.yaml": api(schema), **before}
    new = {"api.yaml": api(schema), **after}
    (finding,) = compared(tmp_path, old, new)
    assert finding.wire is Severity.BREAKING
    changed = next(file for file in after if after[file] != before[file])
    assert finding.file == str(tmp_path / "new" / changed)
    assert finding.pointer.endswith("/properties/id/type")
    assert finding.operations == ("seats/get",)
    assert finding.line
    assert compared(tmp_path, old, old) == []


def test_file_may_refer_back_to_the_document(tmp_path: Path) -> None:
    def tree(seat: Any) -> Tree:
        return {
            "api.yaml": api({"$ref": "parts/a.yaml"}, components={"schemas": {"Seat": seat}}),
            "parts/a.yaml": {"items": {"$ref": "../api.yaml#/components/schemas/Seat"}},
        }

    (finding,) = compared(tmp_path, tree(SEAT), tree(WIDER))
    assert finding.pointer == "/components/schemas/Seat/properties/id/type"
    assert finding.wire is Severity.BREAKING


def test_files_may_refer_to_each_other_in_a_circle(tmp_path: Path) -> None:
    def tree(kind: str) -> Tree:
        a = {"properties": {"b": {"$ref": "b.yaml"}}}
        b = {"properties": {"a": {"$ref": "a.yaml"}, "id": {"type": kind}}}
        return {"api.yaml": api({"$ref": "a.yaml"}), "a.yaml": a, "b.yaml": b}

    (finding,) = compared(tmp_path, tree("integer"), tree("number"))
    assert finding.wire is Severity.BREAKING


def test_inline_schema_that_moves_to_another_file_is_quiet(tmp_path: Path) -> None:
    old = {"api.yaml": api(SEAT)}
    new = {"api.yaml": api({"$ref": "seat.yaml"}), "seat.yaml": SEAT}
    for before, after in ((old, new), (new, old)):
        found = compared(tmp_path, before, after)
        assert max(each.wire for each in found) <= Severity.DOCS


def test_discriminator_may_name_a_file(tmp_path: Path) -> None:
    def tree(seat: Any) -> Tree:
        union = {
            "oneOf": [{"$ref": "seat.yaml"}],
            "discriminator": {"propertyName": "kind", "mapping": {"seat": "./seat.yaml"}},
        }
        return {"api.yaml": api(union), "seat.yaml": seat}

    assert compared(tmp_path, tree(SEAT), tree(SEAT)) == []
    assert compared(tmp_path, tree(SEAT), tree(WIDER))[0].wire is Severity.BREAKING


def test_discriminator_of_another_file_names_places_in_that_file(tmp_path: Path) -> None:
    def tree(seat: Any) -> Tree:
        union = {
            "oneOf": [{"$ref": "#/Seat"}],
            "discriminator": {"propertyName": "kind", "mapping": {"seat": "#/Seat"}},
        }
        return {
            "api.yaml": api({"$ref": "all.yaml#/Any"}),
            "all.yaml": {"Any": union, "Seat": seat},
        }

    assert compared(tmp_path, tree(SEAT), tree(SEAT)) == []
    assert compared(tmp_path, tree(SEAT), tree(WIDER))[0].wire is Severity.BREAKING


_OK = {"description": "ok"}
_Q = {"name": "q", "in": "query", "schema": {"type": "string"}}
_NEEDED = {**_Q, "required": True}
_BODY = {"content": {"application/json": {"schema": {"type": "string"}}}}
_HOOK = {"{$request.query.q}": {"post": {"requestBody": _BODY, "responses": {"200": _OK}}}}
KINDS: dict[str, tuple[dict[str, Any], Any, Any]] = {
    "parameter": ({"parameters": [{"$ref": "part.yaml"}]}, _Q, _NEEDED),
    "request-body": ({"requestBody": {"$ref": "part.yaml"}}, _BODY, {**_BODY, "required": True}),
    "response": ({"responses": {"200": {"$ref": "part.yaml"}}}, {**_OK, **_BODY}, _OK),
    "header": (
        {"responses": {"200": {**_OK, "headers": {"X-A": {"$ref": "part.yaml"}}}}},
        {"schema": {"type": "integer"}},
        {"schema": {"type": "number"}},
    ),
    "link": (
        {"responses": {"200": {**_OK, "links": {"next": {"$ref": "part.yaml"}}}}},
        {"operationId": "a"},
        {"operationId": "b"},
    ),
    "callback": ({"callbacks": {"done": {"$ref": "part.yaml"}}}, _HOOK, {}),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_object_may_be_in_another_file(tmp_path: Path, name: str) -> None:
    operation, before, after = KINDS[name]
    whole = {"responses": {"200": _OK}, **operation}
    description = {**api({}), "paths": {"/a": {"get": whole}}}
    old, new = ({"api.yaml": description, "part.yaml": each} for each in (before, after))
    assert max(each.wire for each in compared(tmp_path, old, new)) >= Severity.WARN


def test_path_item_may_be_in_another_file(tmp_path: Path) -> None:
    description = {**api({}), "paths": {"/a": {"$ref": "paths/a.yaml"}}}
    before, after = ({"get": {"responses": {"200": each}}} for each in ({**_OK, **_BODY}, _OK))
    old, new = ({"api.yaml": description, "paths/a.yaml": each} for each in (before, after))
    wire, python = compared(tmp_path, old, new)
    assert (wire.rule, wire.wire) == ("out.body-gone", Severity.BREAKING)
    assert python.rule == "py.not-judged"


def test_security_scheme_may_be_in_another_file(tmp_path: Path) -> None:
    description = api(
        {}, security=[{"key": []}], components={"securitySchemes": {"key": {"$ref": "key.yaml"}}}
    )
    old, new = (
        {"api.yaml": description, "key.yaml": {"type": "apiKey", "in": "header", "name": name}}
        for name in ("A", "B")
    )
    (finding,) = compared(tmp_path, old, new)
    assert (finding.rule, finding.pointer) == ("auth.scheme-changed", "/name")


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("https://example.com/seat.yaml", "cannot follow"),
        ("//example.com/seat.yaml", "cannot follow"),
        ("file:///etc/hostname", "cannot follow"),
        ("/etc/hostname", "cannot follow"),
        ("C:\\seat.yaml", "cannot follow"),
        ("parts/none.yaml", "No such file"),
        ("parts", "not a regular file"),
        ("../outside.yaml", "points outside the folder"),
        ("parts/%2e%2e/%2e%2e/outside.yaml", "points outside the folder"),
        ("parts/link.yaml", "link to a file outside"),
        ("parts/seat.yaml#/Seet", "leads nowhere"),
        ("parts/seat.yaml#Seat", "anchor"),
        ("parts/seat%00.yaml", "cannot read"),
        ("#/components/schemas/Seet", "leads nowhere"),
        ("#Seat", "anchor"),
        ("parts/list.yaml", "leads to a list"),
        ("#/info/title", "leads to a string"),
        ("", "cyclic references"),
    ],
)
def test_dangling_reference_is_an_error(tmp_path: Path, reference: str, words: str) -> None:
    (tmp_path / "outside.yaml").write_text(dump(SEAT))
    inside = tmp_path / "in"
    write(inside, {"parts/seat.yaml": SEAT, "parts/list.yaml": [SEAT]})
    (inside / "parts" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    components = {"schemas": {"Seat": SEAT}}
    if not reference:
        reference = "#/components/schemas/A"
        components["schemas"] |= {
            "A": {"$ref": "#/components/schemas/B"},
            "B": {"$ref": "#/components/schemas/A"},
        }
    error = refused(inside, {"api.yaml": api({"$ref": reference}, components=components)})
    assert words in error
    assert error.startswith(f"{inside / 'api.yaml'}:")


def test_reference_below_a_base_address_is_an_error(tmp_path: Path) -> None:
    schema = {"$id": "https://example.com/a", "items": {"$ref": "#/$defs/b"}, "$defs": {"b": SEAT}}
    components = {"schemas": {"A": schema}}
    error = refused(tmp_path, {"api.yaml": api({}, components=components)})
    assert "references below $id" in error


def test_file_may_have_a_base_address_of_its_own(tmp_path: Path) -> None:
    seat = {"$id": "https://example.com/seat", "items": {"$ref": "#/$defs/b"}, "$defs": {"b": SEAT}}
    tree = {"api.yaml": api({"$ref": "seat.yaml"}), "seat.yaml": seat}
    new = {**tree, "seat.yaml": {**seat, "$defs": {"b": WIDER}}}
    assert compared(tmp_path, tree, new)[0].wire is Severity.BREAKING


@pytest.mark.parametrize("place", ["components", "$defs"])
def test_target_of_a_dynamic_reference_is_not_judged(tmp_path: Path, place: str) -> None:
    def tree(kind: str) -> Tree:
        node = {"$dynamicAnchor": "node", "type": kind}
        schema = {"type": "array", "items": {"$dynamicRef": "#node"}}
        if place == "$defs":
            return {"api.yaml": api({**schema, "$defs": {"node": node}})}
        return {"api.yaml": api(schema, components={"schemas": {"Node": node}})}

    (finding,) = compared(tmp_path, tree("integer"), tree("number"))
    assert finding.wire is Severity.WARN


def test_reference_that_leads_nowhere_in_another_file_names_that_file(tmp_path: Path) -> None:
    tree = {"api.yaml": api({"$ref": "seat.yaml"}), "seat.yaml": {"items": {"$ref": "#/Seat"}}}
    error = refused(tmp_path, tree)
    assert error.startswith(f"{tmp_path / 'seat.yaml'}:")
    assert "/items/$ref" in error


def test_dangling_reference_in_an_unused_component_is_an_error(tmp_path: Path) -> None:
    components = {"schemas": {"A": {"$ref": "#/components/schemas/B"}}}
    assert "leads nowhere" in refused(tmp_path, {"api.yaml": api({}, components=components)})


def test_reference_in_an_example_is_data(tmp_path: Path) -> None:
    schema = {"type": "object", "example": {"$ref": "nowhere.yaml"}, "default": {"$ref": "#/x"}}
    path = write(tmp_path, {"api.yaml": api(schema)})
    assert read_document(str(path)).parts == {}


def test_property_named_ref_is_not_a_reference(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"$ref": {"type": "string"}}}
    path = write(tmp_path, {"api.yaml": api(schema)})
    assert read_document(str(path)).parts == {}


def test_document_from_standard_input_has_no_other_files() -> None:
    content = json.dumps(api({"$ref": "seat.yaml"})).encode()
    with pytest.raises(InputError, match="has no folder"):
        parse_document("<stdin>", content)


def test_number_and_size_of_files_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external_references, "MAX_FILES", 2)
    tree: dict[str, Any] = {f"{n}.yaml": {"items": {"$ref": f"{n + 1}.yaml"}} for n in range(5)}
    error = refused(tmp_path, {"api.yaml": api({"$ref": "0.yaml"}), **tree, "5.yaml": {}})
    assert "more than 2 files" in error
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert "larger than" in refused(tmp_path, {"api.yaml": api({"$ref": "0.yaml"})})


def test_other_component_of_that_name_is_left_alone(tmp_path: Path) -> None:
    schema = {
        "properties": {"a": {"$ref": "#/components/schemas/seat"}, "b": {"$ref": "seat.yaml"}}
    }
    components = {"schemas": {"seat": {"type": "string"}}}
    tree = {"api.yaml": api(schema, components=components), "seat.yaml": SEAT}
    new = {**tree, "seat.yaml": WIDER}
    (finding,) = compared(tmp_path, tree, new)
    assert finding.file.endswith("seat.yaml")


class Repository:
    """A git repository with one commit for each tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> None:
        names = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(
            ["git", *names, *arguments], cwd=self.folder, env={**kept, **settings}, check=True
        )

    def commit(self, tag: str, tree: Tree) -> None:
        write(self.folder / "docs", tree)
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", tag)
        self.git("tag", tag)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    return made


@pytest.mark.parametrize("folder", ["", "docs"])
def test_files_come_from_the_revision_of_the_document(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    tree = {"api.yaml": api({"$ref": "../common/seat.yaml"}), "../common/seat.yaml": SEAT}
    repository.commit("v1", tree)
    repository.commit("v2", {**tree, "../common/seat.yaml": WIDER})
    (repository.folder / "common" / "seat.yaml").unlink()
    monkeypatch.chdir(repository.folder / folder)
    path = "./api.yaml" if folder else "docs/api.yaml"
    old, new = (read_document(f"{tag}:{path}") for tag in ("v1", "v2"))
    (finding,) = compare_documents(old, new)
    assert (finding.file, finding.wire) == ("v2:common/seat.yaml", Severity.BREAKING)
    assert compare_documents(old, old) == []


def test_revision_does_not_follow_links_or_leave_the_repository(repository: Repository) -> None:
    (repository.folder / "docs").mkdir()
    (repository.folder / "docs" / "seat.yaml").symlink_to("/etc/hostname")
    repository.commit("v1", {"api.yaml": api({"$ref": "seat.yaml"})})
    with pytest.raises(InputError, match="not a regular file"):
        read_document("v1:docs/api.yaml")
    repository.commit("v2", {"api.yaml": api({"$ref": "../../seat.yaml"})})
    with pytest.raises(InputError, match="points outside the folder"):
        read_document("v2:docs/api.yaml")
    repository.commit("v3", {"api.yaml": api({"$ref": "none.yaml"})})
    with pytest.raises(InputError, match=r"v3 has no file docs/none\.yaml"):
        read_document("v3:docs/api.yaml")


def test_repository_is_the_folder_tree_of_a_file(repository: Repository) -> None:
    repository.commit(
        "v1", {"api.yaml": api({"$ref": "../common/seat.yaml"}), "../common/seat.yaml": SEAT}
    )
    source = read_document("docs/api.yaml")
    assert [each.name for each, _ in source.parts.values()] == ["common/seat.yaml"]


def test_base_is_compared_with_its_own_files(repository: Repository) -> None:
    spec = "../spec/2026-03-10.yaml"
    repository.commit(
        "v1", {spec: api({"$ref": "parts/seat.yaml"}), "../spec/parts/seat.yaml": SEAT}
    )
    assert command("diff", "--base", "v1").code == 0
    write(repository.folder / "spec", {"parts/seat.yaml": WIDER})
    run = command("diff", "--base", "v1", "--format", "json")
    assert run.code == 1
    (finding,) = json.loads(run.out)["findings"]
    assert (finding["file"], finding["line"]) == ("spec/parts/seat.yaml", 3)


def test_command_exits_with_3_and_names_the_place(tmp_path: Path) -> None:
    path = write(tmp_path, {"api.yaml": api({"$ref": "seat.yaml"})})
    run = command("diff", path, path)
    assert run.code == 3
    assert run.out == ""
    assert run.err.startswith(f"error: {path}:")
    assert "/schema/$ref: cannot read seat.yaml: No such file" in run.err


def test_swagger_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"expected OpenAPI 3.0, 3.1 or 3.2, found Swagger 2.0"):
        parse_document("x.json", b'{"swagger": "2.0", "paths": {}}')
