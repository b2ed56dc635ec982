"""The inputs of a comparison: files, standard input, revisions of git, JSON and YAML; and invalid ones."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document, read_document
from generator.compare.load.line_numbers import lines_of
from generator.compare.load.source import DocumentSource
from generator.errors import InputError

from .pair_documents import BASES, PAIRS, read_pair

OLD = BASES / "things.yaml"
THING = "/components/schemas/thing"


def git(folder: Path, *arguments: str) -> str:
    run = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments]
    return subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "origin"
    (folder / "spec").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    pair = read_pair(PAIRS, "out.null-more")
    for side in (pair.old, pair.new):
        (folder / "spec" / "api.yaml").write_bytes(side.content)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", side.name)
    monkeypatch.chdir(folder)
    return folder


def test_a_revision_of_git_is_read(repository: Path) -> None:
    old = read_document("HEAD~1:spec/api.yaml")
    new = read_document("spec/api.yaml")
    assert old.name == "HEAD~1:spec/api.yaml"
    assert [each.rule for each in compare_documents(old, new)] == ["out.null-more"]


@pytest.mark.parametrize(
    ("ref", "command"),
    [
        (
            "origin/topic",
            "git fetch --no-tags --depth=1 origin +refs/heads/topic:refs/remotes/origin/topic",
        ),
        ("HEAD~1", "git fetch --deepen=50 origin"),
        ("0123456789abcdef", "git fetch --no-tags --depth=1 origin 0123456789abcdef"),
    ],
)
def test_shallow_clone_gets_the_fetch_command(
    ref: str, command: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    with pytest.raises(InputError) as caught:
        read_document(f"{ref}:spec/api.yaml")
    assert command in str(caught.value)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("HEAD:spec/nothing.yaml", "has no file"),
        ("--output=x:spec/api.yaml", "cannot begin with a dash"),
        ("https://example.com/api.yaml", "URLs are not supported"),
        ("spec/nothing.yaml", "No such file"),
    ],
)
def test_missing_document_is_an_input_error(text: str, said: str, repository: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_document(text)
    assert said in str(caught.value)


def test_revision_outside_of_a_repository_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="not a git repository"):
        read_document("main:spec/api.yaml")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO(OLD.read_bytes())

    monkeypatch.setattr("sys.stdin", Stream())
    assert read_document("-").name == "<stdin>"


@pytest.mark.parametrize(
    "content", [b"[]", b"swagger: '2.0'", b"openapi: 4.0.0", b"{", b"openapi: 3.0.0\npaths: []"]
)
def test_other_content_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        parse_document("x.yaml", content)


def test_json_and_yaml_are_the_same() -> None:
    old = read_document(str(OLD))
    new = parse_document("a.json", json.dumps(old.document).encode())
    assert compare_documents(old, new) == []


def circular(*branches: Any) -> DocumentSource:
    raw = document.read_object(OLD)
    raw["components"]["schemas"]["owner"] = {
        "oneOf": [{"$ref": "#/components/schemas/owner"}, *branches]
    }
    raw["components"]["schemas"]["thing"]["allOf"] = [{"$ref": "#/components/schemas/thing"}]
    return parse_document("x.json", json.dumps(raw).encode())


def test_recursive_schemas_are_compared() -> None:
    old, new = circular({"type": "string"}), circular({"type": "string"}, {"type": "array"})
    assert compare_documents(old, old) == []
    assert {each.rule for each in compare_documents(old, new)} & {
        "out.variant-new",
        "out.type-wider",
    }


def test_deep_nesting_is_an_input_error() -> None:
    def deep(kind: str) -> DocumentSource:
        raw = document.read_object(OLD)
        schema: dict[str, Any] = {"type": kind}
        for _ in range(480):
            schema = {"type": "array", "items": schema}
        raw["components"]["schemas"]["owner"] = schema
        return parse_document("x.json", json.dumps(raw).encode())

    with pytest.raises(InputError, match="nested too deeply"):
        compare_documents(deep("string"), deep("integer"))


def test_lines_of_json_and_yaml() -> None:
    raw = document.read_object(OLD)
    pointers = [pointer for pointer, _ in document.walk(raw)] + [f"{THING}/properties/gone/type"]
    text = json.dumps(raw, indent=2)
    found = lines_of(parse_document("x.json", text.encode()), pointers)
    by_yaml = document.LineNumbers(text)
    assert found == {pointer: by_yaml(pointer) for pointer in pointers}
    written = document.dump(raw).encode()
    lines = document.LineNumbers(written)
    expected = {pointer: lines(pointer) for pointer in pointers}
    assert lines_of(parse_document("x.yaml", written), pointers) == expected


def edited(was: str, becomes: str) -> DocumentSource:
    text = OLD.read_text("utf-8")
    assert was in text
    return parse_document("b.yaml", text.replace(was, becomes).encode())


def test_notation_of_a_number_does_not_matter() -> None:
    old = read_document(str(OLD))
    assert compare_documents(old, edited("default: 30", "default: 3e1")) == []
    assert compare_documents(old, edited("maximum: 100", "maximum: 100.0")) == []
    in_json = json.dumps(document.read_object(OLD)).replace("30", "30.0")
    assert compare_documents(old, parse_document("b.json", in_json.encode())) == []
    (finding,) = compare_documents(old, edited("maximum: 100", "maximum: 99.5"))
    assert (finding.rule, finding.new) == ("arg.limit-tighter", 99.5)


@pytest.mark.parametrize("place", ["default: 30", "maximum: 100", "title: Owner"])
def test_true_and_1_differ(place: str) -> None:
    word = "x-flag" if place.startswith("title") else "const" if "max" in place else "default"
    findings = compare_documents(edited(place, f"{word}: true"), edited(place, f"{word}: 1"))
    assert [(each.old, each.new) for each in findings] == [(True, 1)]
    assert findings[0].new is not True


def test_moved_argument_is_not_a_rename() -> None:
    at = "        - name: kind\n          in: query\n"
    old = edited("default: 30", "default: 30")
    moved = at.replace("query", "header") + (
        "          schema:\n            type: string\n            enum:\n"
        "              - small\n              - large\n"
        "        - name: kinds\n          in: query\n"
    )
    assert [each.rule for each in compare_documents(old, edited(at, moved))] == [
        "arg.moved",
        "arg.new",
    ]


def test_pinned_python_name_does_not_cover_the_octokit_name() -> None:
    pinned = "operationId: getThing\n      x-python-name: get_thing"
    (finding,) = compare_documents(
        edited("operationId: getThing", pinned),
        edited("operationId: getThing", pinned.replace("getThing", "fetchThing")),
    )
    assert (finding.rule, finding.old, finding.new) == (
        "py.function-renamed",
        "getThing()",
        "fetchThing()",
    )


@pytest.mark.usefixtures("repository")
@pytest.mark.usefixtures("repository")
def test_clone_without_remote_gets_no_fetch_command() -> None:
    with pytest.raises(InputError) as raised:
        read_document("origin/main:spec/api.yaml")
    assert raised.value.hint == "this clone has no remote: use a revision that it has"
