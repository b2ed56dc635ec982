"""The reserved words, checked against the modules that reserve them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator.render.naming import CLASS_WORDS, CLIENT_WORDS, CONSTANT_WORDS, MODEL_WORDS
from tests.frame.repository import ROOT

PACKAGE = ROOT / "generated" / "copilot_usage_metrics"
PARTS = [
    each.parent.name
    for each in sorted(PACKAGE.glob("*/operations.py"))
    if each.parent.name != "_runtime"
]
"""The API versions, and the part that they share."""
of_each_part = pytest.mark.parametrize("part", PARTS)


def test_api_versions_have_a_shared_part() -> None:
    assert PARTS == ["_since_2022_11_28", "v2022_11_28", "v2026_03_10"]


def tree(module: str) -> ast.Module:
    """A generated module."""
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def imports(module: str, *, of_models: bool = False) -> set[str]:
    """The names that a module imports, except from the modules of other parts."""
    names = _imports(module, of_models=of_models)
    return {name for name in names if not name.startswith("since_")}


def _imports(module: str, *, of_models: bool) -> set[str]:
    return {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Import)
        or (
            isinstance(node, ast.ImportFrom)
            and (of_models or not str(node.module).endswith("models"))
        )
        for alias in node.names
    }


@of_each_part
def test_a_model_class_hides_no_import(part: str) -> None:
    names = (
        "client.py",
        "async_client.py",
        "operations.py",
        "models.py",
        "_pages.py",
        "_reports.py",
    )
    for module in (f"{part}/{name}" for name in names):
        classes = {node.name for node in tree(module).body if isinstance(node, ast.ClassDef)}
        own = imports(module) | (classes if "models" not in module else set())
        assert own <= CLASS_WORDS, module


def test_constants_of_the_registry_are_reserved() -> None:
    names = {
        target.id
        for part in PARTS
        for node in tree(f"{part}/operations.py").body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    operations = {
        node.target.id
        for part in PARTS
        for node in tree(f"{part}/operations.py").body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert operations
    public = {name for name in names if not name.startswith("_")}
    assert public - operations == CONSTANT_WORDS


@of_each_part
def test_a_method_hides_no_name_that_its_class_uses(part: str) -> None:
    for module in (f"{part}/client.py", f"{part}/async_client.py"):
        classes = [node for node in tree(module).body if isinstance(node, ast.ClassDef)]
        inside = [
            each
            for node in classes
            for part in [*node.body, *node.decorator_list]
            for each in ast.walk(part)
        ]
        used = {node.id for node in inside if isinstance(node, ast.Name)}
        assert imports(module) & used
        assert (imports(module) & used) <= CLIENT_WORDS


def test_an_attribute_hides_no_name_in_the_annotations_beside_it() -> None:
    for part in PARTS:
        assert imports(f"{part}/models.py") - {"annotations"} <= MODEL_WORDS
    source = (ROOT / "templates" / "runtime" / "calls" / "model.py").read_text("utf-8")
    (model,) = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "Model"
    ]
    members = {node.name for node in model.body if isinstance(node, ast.FunctionDef)}
    assert {name for name in members if not name.startswith("_")} <= MODEL_WORDS


def test_members_of_a_client_are_reserved() -> None:
    source = Path(ROOT / "templates" / "runtime" / "client" / "client.py").read_text("utf-8")
    members = {
        node.name
        for cls in ast.parse(source).body
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name for name in members if not name.startswith("_")} <= CLIENT_WORDS


def test_a_method_hides_no_import_of_the_module_of_the_clients() -> None:
    text = (ROOT / "templates" / "api" / "client.py.jinja").read_text("utf-8")
    lines = re.findall(
        r"^from (?!__future__|typing|\{\{ runtime \}\}\.\{\{).* import (.+)$", text, re.MULTILINE
    )
    names = {each.split(" as ")[-1].strip() for line in lines for each in line.split(",")}
    assert {"UNSET", "RedirectLink", "Scheme", "ops"} <= names
    assert {each for each in names if "{" not in each and "}" not in each} <= CLIENT_WORDS
