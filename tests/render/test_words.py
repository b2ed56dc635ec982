"""The words that are taken, held against the modules that take them."""

from __future__ import annotations

import ast
from pathlib import Path

from generator.render.naming import CLASS_WORDS, CLIENT_WORDS, CONSTANT_WORDS, MODEL_WORDS
from tests.frame.repository import ROOT

PACKAGE = ROOT / "generated" / "copilot_usage_metrics" / "v2026_03_10"


def tree(module: str) -> ast.Module:
    """A generated module."""
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def imports(module: str, *, of_models: bool = False) -> set[str]:
    """The names that a module imports."""
    return {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and (of_models or node.module != "models"))
        for alias in node.names
    }


def test_a_class_of_answers_hides_no_import() -> None:
    for module in ("client.py", "async_client.py", "operations.py", "models.py"):
        classes = {node.name for node in tree(module).body if isinstance(node, ast.ClassDef)}
        own = imports(module) | (classes if "client" in module else set())
        assert own <= CLASS_WORDS, module


def test_a_constant_of_the_registry_is_no_operation() -> None:
    names = {
        target.id
        for node in tree("operations.py").body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    operations = {
        node.target.id
        for node in tree("operations.py").body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert operations
    assert names - operations - {"__all__"} == CONSTANT_WORDS


def test_a_method_hides_nothing_that_its_class_refers_to() -> None:
    for module in ("client.py", "async_client.py"):
        assert imports(module) & {
            "datetime",
            "Any",
            "Literal",
            "NoData",
            "deprecated",
            "operations",
        }
        used = {node.id for node in ast.walk(tree(module)) if isinstance(node, ast.Name)}
        assert (imports(module) & used) - CLIENT_WORDS <= _of_the_bases(module)


def _of_the_bases(module: str) -> set[str]:
    return {
        base.id
        for node in tree(module).body
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name)
    }


def test_an_attribute_hides_nothing_that_the_annotations_beside_it_mean() -> None:
    assert imports("models.py") - {"annotations"} <= MODEL_WORDS
    source = (ROOT / "templates" / "runtime" / "calls" / "model.py").read_text("utf-8")
    (model,) = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "Model"
    ]
    members = {node.name for node in model.body if isinstance(node, ast.FunctionDef)}
    assert {name for name in members if not name.startswith("_")} <= MODEL_WORDS


def test_the_members_of_a_client_are_no_operations() -> None:
    source = Path(ROOT / "templates" / "runtime" / "access" / "client.py").read_text("utf-8")
    members = {
        node.name
        for cls in ast.parse(source).body
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name for name in members if not name.startswith("_")} <= CLIENT_WORDS
