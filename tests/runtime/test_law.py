"""The imports that a runtime module may have, and those that it needs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import copilot_usage_metrics

RUNTIME = Path(copilot_usage_metrics.__file__).parent / "_runtime"
SOURCE = Path(__file__).resolve().parents[2] / "templates" / "runtime"
MODULES = sorted(path.stem for path in SOURCE.glob("*.py"))
REQUIRED = {"attrs", "httpx", "msgspec", "typing_extensions"}
EXTRAS = {"jwt", "cryptography", "pyarrow", "pydantic_core"}
"""Modules of the extras, and of whom the package is used by: imported only within the function that needs them."""


def imports(name: str) -> list[tuple[int, str, bool]]:
    """Every import of a module: number of dots, module, whether it is at the top level."""
    tree = ast.parse((SOURCE / f"{name}.py").read_text("utf-8"))
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(0, alias.name, id(node) not in inner) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level and not module:
                found += [(node.level, alias.name, id(node) not in inner) for alias in node.names]
            else:
                found.append((node.level, module, id(node) not in inner))
    return found


def test_the_package_contains_the_runtime_unchanged() -> None:
    assert sorted(path.stem for path in RUNTIME.glob("*.py")) == MODULES
    for name in MODULES:
        assert (SOURCE / f"{name}.py").read_bytes() == (RUNTIME / f"{name}.py").read_bytes()


@pytest.mark.parametrize("name", MODULES)
class TestEachModule:
    def test_module_imports_siblings_relatively_and_no_generated_module(self, name: str) -> None:
        for level, module, _ in imports(name):
            if level:
                assert level == 1
                assert module in MODULES
            else:
                assert not module.startswith(("copilot_usage_metrics", "templates", "generator"))

    def test_module_needs_the_standard_library_and_declared_dependencies_only(
        self, name: str
    ) -> None:
        for level, module, at_top in imports(name):
            top = module.partition(".")[0]
            if not level and top not in sys.stdlib_module_names:
                assert top in REQUIRED or (top in EXTRAS and not at_top)

    def test_the_http_library_is_imported_in_one_module(self, name: str) -> None:
        libraries = {module.partition(".")[0] for level, module, _ in imports(name) if not level}
        assert ("httpx" in libraries) is (name == "http")
        assert not libraries & {"httpcore", "h11", "requests", "urllib3", "aiohttp"}


ALONE = """
import importlib, json, sys, types
sys.dont_write_bytecode = True
folder, names, blocked = json.loads(sys.argv[1])

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ModuleNotFoundError(f"blocked: {name}", name=name)

sys.meta_path.insert(0, Blocked())
known = set(sys.modules)
failures = {}
for name in names:
    # each module is imported alone: no other one is loaded unless it imports it
    for loaded in [each for each in sys.modules if each == "alone" or each.startswith("alone.")]:
        del sys.modules[loaded]
    package = types.ModuleType("alone")
    package.__path__ = [folder]
    sys.modules["alone"] = package
    try:
        importlib.import_module(f"alone.{name}")
    except Exception as error:
        failures[name] = repr(error)
print(json.dumps(failures))
"""


def test_each_module_is_imported_on_its_own_without_extras() -> None:
    # in a package of another name without generated modules; in one process, for speed
    names = [name for name in MODULES if name != "__init__"]
    blocked = [*EXTRAS, "copilot_usage_metrics", "templates", "generator"]
    arguments = json.dumps([str(SOURCE), names, blocked])
    done = subprocess.run(
        [sys.executable, "-c", ALONE, arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == {}


def test_the_whole_package_is_imported_without_extras() -> None:
    code = (
        "import sys\n"
        f"for name in {sorted(EXTRAS)!r}: sys.modules[name] = None\n"
        "import copilot_usage_metrics, copilot_usage_metrics.rows\n"
        "from copilot_usage_metrics import v2022_11_28, v2026_03_10\n"
        "for name in copilot_usage_metrics.__all__: getattr(copilot_usage_metrics, name)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)
