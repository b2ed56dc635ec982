"""A package for one description has few files: no rows, no testing, and one module for each folder of the runtime."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import RenderError
from generator.generate import TEMPLATES
from generator.render.bundle import bundled, bundled_names
from generator.render.runtime import runtime_files
from tests.render.harness import generate, imported, operation, taking

USED = "".join(
    f"from ._runtime.{module} import x\n"
    for module in ("client.client", "calls.model", "deprecation", "shells.asynchronous")
)


def definitions(text: str) -> Iterator[str]:
    """The source of each function and class of a module."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield ast.unparse(node)


def test_a_package_with_everything_has_at_most_25_files(tmp_path: Path) -> None:
    parameter = {
        "name": "since",
        "in": "query",
        "description": "From this moment on; the same in two operations.",
        "schema": {"type": "string", "format": "date-time"},
    }
    made = taking(parameter)
    get = made["paths"]["/it"]["get"]
    get["deprecated"] = True
    body = {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"a": {"type": "string", "format": "binary"}},
                }
            }
        }
    }
    made["paths"]["/it"] |= {
        "post": {**get, "operationId": "postIt", "requestBody": body},
        "put": {"operationId": "putIt", "responses": {"302": {"description": ""}}},
    }
    generated = generate(tmp_path, made)
    assert {"_facts.py", "_runtime/deprecation.py"} <= generated.files.keys()
    assert len(generated.files) <= 25
    with imported(generated):
        pass


def test_no_package_of_a_description_has_rows_or_a_fake(tmp_path: Path) -> None:
    files = " ".join(generate(tmp_path, operation()).files)
    for word in ("rows", "testing", "arrow", "drift", "reports", "decoding", "files/"):
        assert word not in files


def test_a_bundle_has_every_definition_of_its_modules() -> None:
    files = runtime_files(TEMPLATES, used_by={"used.py": USED})
    found = {each for text in bundled(files).values() for each in definitions(text)}
    lost = {each for text in files.values() for each in definitions(text)} - found
    # imports inside functions have another form
    assert [each for each in lost if "from .." not in each] == []


def test_importers_of_a_module_import_its_bundle() -> None:
    text = "from ._runtime.calls.model import Model\nx = {'a': '._runtime.client.client'}\n"
    assert bundled_names(text) == (
        "from ._runtime.calls import Model\nx = {'a': '._runtime.client'}\n"
    )


def test_duplicate_definitions_are_refused() -> None:
    files = {"_runtime/a/one.py": "def f(): ...\n", "_runtime/a/two.py": "def f(): pass\n"}
    with pytest.raises(RenderError, match="defines f differently"):
        bundled(files)
