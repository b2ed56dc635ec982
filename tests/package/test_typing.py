"""Old usage type-checks and wrong usage does not, line by line, with mypy and with pyright."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pytest

import copilot_usage_metrics
import copilot_usage_metrics.v2022_11_28 as old
from copilot_usage_metrics import files, rows, testing
from tests.package import every_usage
from tests.strict import mypy

ROOT = Path(__file__).resolve().parents[2]
TYPING = Path(__file__).parent / "typing"
OLD_USAGE = [TYPING / "old_usage.py", TYPING / "old_rows.py"]
WRONG_USAGE = TYPING / "wrong_usage.py"
TREES = [ast.parse(path.read_text("utf-8")) for path in OLD_USAGE]
T = TypeVar("T", bound=ast.AST)
MARK = re.compile(r"  # type: ignore\[([a-z,-]+)\]$")
MARKED = {
    number: set(match[1].split(","))
    for number, line in enumerate(WRONG_USAGE.read_text("utf-8").splitlines(), 1)
    if (match := MARK.search(line))
}


@pytest.fixture(scope="module")
def unmarked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wrong usage without its ignore comments."""
    lines = WRONG_USAGE.read_text("utf-8").splitlines()
    path = tmp_path_factory.mktemp("typing") / "unmarked.py"
    path.write_text("\n".join(MARK.sub("", line) for line in lines) + "\n", "utf-8")
    return path


def ended(done: subprocess.CompletedProcess[str]) -> str:
    """The errors that a checker reported; fails if the checker could not run."""
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def by_mypy(unmarked: Path, every: Path, mypy_cache: Path) -> str:
    """What mypy prints about all usage; `make types` checks the package itself."""
    return ended(mypy(ROOT, mypy_cache, [*OLD_USAGE, WRONG_USAGE, unmarked, every]))


@pytest.fixture(scope="module")
def by_pyright(unmarked: Path, every: Path) -> list[dict[str, Any]]:
    """What pyright reports about all usage."""
    files = map(str, [*OLD_USAGE, WRONG_USAGE, unmarked, every])
    command = [sys.executable, "-m", "basedpyright", "--outputjson", *files]
    output = ended(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False))
    found: list[dict[str, Any]] = json.loads(output)["generalDiagnostics"]
    return found


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Usage of every operation and row type, rewritten from spec/: a new one is included without an edit here."""
    path = tmp_path_factory.mktemp("every") / "every_usage.py"
    path.write_text(every_usage.source(), "utf-8")
    return path


def test_mypy_rejects_each_line_of_wrong_usage(unmarked: Path, every: Path, by_mypy: str) -> None:
    found: dict[int, set[str]] = {}
    for line in by_mypy.splitlines():
        match = re.fullmatch(r"(.+?):(\d+): error: .*\[([a-z-]+)\]", line)
        if match is None or Path(match[1]).name == every.name:
            continue
        assert Path(match[1]).name == unmarked.name, line
        found.setdefault(int(match[2]), set()).add(match[3])
    assert found == MARKED, by_mypy


def test_pyright_rejects_each_line_of_wrong_usage(
    unmarked: Path, every: Path, by_pyright: list[dict[str, Any]]
) -> None:
    found = set()
    for each in by_pyright:
        if Path(each["file"]).name == every.name:
            continue
        assert Path(each["file"]).name == unmarked.name, each
        found.add(each["range"]["start"]["line"] + 1)
    assert found == set(MARKED)


def test_usage_of_every_operation_and_row_type(
    every: Path, by_mypy: str, by_pyright: list[dict[str, Any]]
) -> None:
    *lines, last = by_mypy.splitlines()
    assert [line for line in lines if every.name in line] == []
    assert re.fullmatch(r"Found \d+ errors in 1 file \(checked 5 source files\)", last), last
    found = [
        each["message"]
        for each in by_pyright
        if Path(each["file"]).name == every.name and each["severity"] == "error"
    ]
    assert found == []


def calls(where: str, name: str) -> list[ast.Call]:
    """The calls of a client's methods, or of the methods of its `rows` or `items`."""
    of = re.compile(rf"client{where}\.{name}")
    return [each for each in nodes(ast.Call) if of.fullmatch(ast.unparse(each.func))]


def nodes(kind: type[T]) -> Iterator[T]:
    return (node for tree in TREES for node in ast.walk(tree) if isinstance(node, kind))


def test_generated_usage_has_every_operation_and_row_type() -> None:
    tree = ast.parse(every_usage.source())
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for operation in old.OPERATIONS.values():
        assert {operation.function, operation.operation_id} <= called
    assert rows.ROW_TYPES.keys() - {"AggregateWindow"} <= called


def test_old_usage_catches_every_error() -> None:
    caught = {
        name.id
        for handler in nodes(ast.ExceptHandler)
        if handler.type is not None
        for name in ast.walk(handler.type)
        if isinstance(name, ast.Name)
    }
    assert caught >= {each for each in copilot_usage_metrics.__all__ if each.endswith("Error")}


@pytest.mark.parametrize("module", [copilot_usage_metrics, files, testing])
def test_old_usage_uses_every_name(module: ModuleType) -> None:
    used = {each.id for each in nodes(ast.Name)}
    assert used >= set(module.__all__)


def test_wrong_usage_has_a_line_for_each_kind() -> None:
    assert len(MARKED) >= 100
    text = WRONG_USAGE.read_text("utf-8")
    for name in ("rows.", "items.", "read_rows", "detect_drift", "arrow_schema", "rows_from_arrow"):
        assert name in text
