"""The cost of a comparison: linear in the size of the documents, whatever they contain, and a fast start.

Nothing is timed. Steps that were quadratic are counted; steps that were exponential would never end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import document, surface
from generator.compare.compare import compare_documents
from generator.compare.containment import prove
from generator.compare.containment.atoms import Atom
from generator.compare.containment.schemas import Schema
from generator.compare.containment.terms import Terms
from generator.compare.facts import operations, renames
from generator.compare.load.documents import parse_document, read_document
from generator.compare.load.source import DocumentSource
from generator.compare.rules.finding import Finding

from .pair_documents import BASES, PAIRS, read_pair

ROOT = Path(__file__).resolve().parents[2]
OLD = BASES / "things.yaml"


def description(schemas: dict[str, Any], paths: dict[str, Any] | None = None) -> DocumentSource:
    raw: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths or {"/thing": answering("getThing", "thing")},
        "components": {"schemas": schemas},
    }
    return parse_document("things.json", json.dumps(raw).encode())


def answering(name: str | None, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    operation: dict[str, Any] = {"responses": {"200": {"description": "", "content": content}}}
    return {"get": operation if name is None else {"operationId": name, **operation}}


def rules(findings: list[Finding]) -> dict[str, int]:
    found = [each.rule for each in findings]
    return {rule: found.count(rule) for rule in found}


@pytest.mark.parametrize("word", ["oneOf", "anyOf", "allOf"])
def test_many_paths_to_many_schemas_stay_linear(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expanded: list[Schema] = []
    original = Terms._expanded

    def counting(terms: Terms, schema: Schema, seen: frozenset[Schema]) -> list[Atom]:
        expanded.append(schema)
        return original(terms, schema, seen)

    monkeypatch.setattr(Terms, "_expanded", counting)

    def chained(leaf: str) -> DocumentSource:
        schemas: dict[str, Any] = {}
        for index in range(35):
            following = {"$ref": f"#/components/schemas/s{index + 1}"}
            schemas[f"s{index}"] = {word: [following, following]}
        schemas["s35"] = {"type": "object", "properties": {"a": {"type": leaf}}}
        chain = {"$ref": "#/components/schemas/s0"}
        return description({**schemas, "thing": {"type": "object", "properties": {"c": chain}}})

    (finding,) = compare_documents(chained("string"), chained("integer"))
    assert (finding.rule, finding.python.word) == ("out.type-other", "breaking")
    assert finding.pointer == "/components/schemas/s35/properties/a/type"
    # each of ten proofs would exceed the limit, if it expanded again what an earlier one could not
    assert len(expanded) < 5 * prove._MOST_STEPS


def test_a_long_chain_of_schemas() -> None:
    def chained(leaf: str) -> DocumentSource:
        schemas: dict[str, Any] = {"s1000": {"type": "object", "properties": {"a": {"type": leaf}}}}
        for index in range(1000):
            following = {"$ref": f"#/components/schemas/s{index + 1}"}
            schemas[f"s{index}"] = {"type": "object", "properties": {"next": following}}
        return description({**schemas, "thing": {"$ref": "#/components/schemas/s0"}})

    wire, python = compare_documents(chained("string"), chained("integer"))
    assert (wire.rule, wire.wire.word) == ("out.type-other", "breaking")
    assert (python.rule, python.pointer) == ("py.not-judged", "/paths")
    assert "nested too deeply" in python.message


def test_many_properties_of_one_shape_are_not_paired_as_renames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, str]] = []
    original = renames.alike

    def counting(old: str, new: str) -> bool:
        asked.append((old, new))
        return original(old, new)

    monkeypatch.setattr(renames, "alike", counting)

    def having(names: range, word: str) -> DocumentSource:
        properties: dict[str, Any] = {f"{word}{index:03}": {"type": "string"} for index in names}
        properties["old_flag" if word == "a" else "new_flag"] = {"type": "boolean"}
        return description({"thing": {"type": "object", "properties": properties}})

    found = rules(compare_documents(having(range(300), "a"), having(range(300), "b")))
    assert found == {"out.field-gone": 300, "out.field-new": 300, "out.field-renamed": 1}
    assert len(asked) == 1


def test_many_removed_and_new_operations_stay_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[str] = []
    original = operations._shape

    def counting(operation: operations.DocumentOperation) -> str:
        shaped.append(operation.path)
        return original(operation)

    monkeypatch.setattr(operations, "_shape", counting)

    def having(word: str) -> DocumentSource:
        paths = {f"/{word}/{index}": answering(None, "thing") for index in range(300)}
        return description({"thing": {"type": "object"}}, paths)

    found = rules(compare_documents(having("old"), having("new"), render=None))
    assert found == {"op.gone": 300, "op.new": 300}
    assert len(shaped) == 600


def test_items_of_a_long_list_are_paired_by_identity() -> None:
    def listing(first: int) -> DocumentSource:
        example = [f"v{index}" for index in range(first, first + 20_000)]
        return description({"thing": {"type": "object", "example": {"a": example}}})

    assert rules(compare_documents(listing(0), listing(3))) == {"doc.example": 3}


def test_diff_does_not_import_heavy_modules(tmp_path: Path) -> None:
    code = (
        "import sys; from generator.cli import main; main(sys.argv[1:]);"
        " heavy = {'httpx', 'jinja2', 'rich', 'typer'} & set(sys.modules);"
        " import openapi_python_client as whole; print(heavy or 'light', whole.Project.__name__)"
    )
    new = tmp_path / "new.json"
    new.write_bytes(read_pair(PAIRS, "arg.renamed").new.content)
    command = ["diff", "--fail-on", "never", str(OLD), str(new)]
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "arg.renamed" in done.stdout
    assert done.stdout.splitlines()[-1] == "light Project"


def test_change_without_effect_on_python_is_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Any:
        raise AssertionError("rendered")

    monkeypatch.setattr(surface, "_surface", refuse)
    raw = document.read_object(OLD)
    raw["info"]["version"] = "2"
    new = parse_document("b.json", json.dumps(raw).encode())
    assert rules(compare_documents(read_document(str(OLD)), new)) == {"doc.version": 1}
