"""Old usage type-checks, wrong usage does not: by mypy and by pyright, line by line."""

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
import copilot_usage_metrics.v2026_03_10 as new
from copilot_usage_metrics import Operation, files, rows, testing
from tests.strict import mypy

from .test_operations import CURRENT, METRICS, USAGE, octokit

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
    """The wrong usage without its marks."""
    lines = WRONG_USAGE.read_text("utf-8").splitlines()
    path = tmp_path_factory.mktemp("typing") / "unmarked.py"
    path.write_text("\n".join(MARK.sub("", line) for line in lines) + "\n", "utf-8")
    return path


def ended(done: subprocess.CompletedProcess[str]) -> str:
    """What a checker found, after the look whether it could check at all."""
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def test_mypy(unmarked: Path, mypy_cache: Path) -> None:
    # errors of the package itself are for `make types`
    output = ended(mypy(ROOT, mypy_cache, [*OLD_USAGE, WRONG_USAGE, unmarked]))
    found: dict[int, set[str]] = {}
    for line in output.splitlines():
        match = re.fullmatch(r"(.+?):(\d+): error: .*\[([a-z-]+)\]", line)
        if match is None:
            continue
        assert Path(match[1]).name == unmarked.name, line
        found.setdefault(int(match[2]), set()).add(match[3])
    assert found == MARKED, output


def test_pyright(unmarked: Path) -> None:
    files = map(str, [*OLD_USAGE, WRONG_USAGE, unmarked])
    command = [sys.executable, "-m", "basedpyright", "--outputjson", *files]
    output = ended(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False))
    found = set()
    for each in json.loads(output)["generalDiagnostics"]:
        assert Path(each["file"]).name == unmarked.name, each
        found.add(each["range"]["start"]["line"] + 1)
    assert found == set(MARKED)


def calls(where: str, name: str) -> list[ast.Call]:
    """The calls of a method of a client, or of its `rows` or `items`."""
    of = re.compile(rf"client{where}\.{name}")
    return [each for each in nodes(ast.Call) if of.fullmatch(ast.unparse(each.func))]


def nodes(kind: type[T]) -> Iterator[T]:
    return (node for tree in TREES for node in ast.walk(tree) if isinstance(node, kind))


def released(package: ModuleType) -> list[Operation[Any]]:
    """The operations that old usage is about: those of the first release. New ones have the same templates."""
    first = {octokit(upstream) for upstream in {**CURRENT, **USAGE, **METRICS}}
    return [each for each in package.OPERATIONS.values() if each.operation_id in first]


def test_old_usage_calls_every_operation() -> None:
    for operation in released(old):
        # sync and async; what both API versions have, in the older one too
        least = 3 if operation.operation_id in new.OPERATIONS else 2
        assert len(calls("", operation.function)) >= least, operation.function


def test_old_usage_reads_the_rows_of_every_report() -> None:
    for operation in released(new):
        found = calls(r"\.rows", operation.function)
        if not operation.report:
            assert found == []
            continue
        assert len(found) >= 3, operation.function
        assert calls(r"\.rows", operation.operation_id), operation.operation_id
        keywords = [{each.arg for each in call.keywords} for call in found]
        if "day" in {each.name for each in operation.parameters}:
            assert any("day" in each for each in keywords), operation.function
            assert any("since" in each for each in keywords), operation.function
        else:
            assert all("since" not in each for each in keywords), operation.function


def test_old_usage_pages_through_every_operation_that_has_pages() -> None:
    paged = [each for each in released(old) if each.pagination]
    assert len(paged) == 9
    for operation in paged:
        least = 3 if operation.operation_id in new.OPERATIONS else 2
        assert len(calls(r"\.items", operation.function)) >= least, operation.function


def test_old_usage_asserts_the_type_of_every_kind_of_row() -> None:
    asserted = {
        ast.unparse(each.args[1])
        for each in nodes(ast.Call)
        if ast.unparse(each.func) == "assert_type"
    }
    for name in rows.ROW_TYPES.keys() - {"AggregateWindow"}:
        assert {f"Rows[rows.{name}]", f"FileRows[rows.{name}]"} <= asserted
    for name in ("AggregateDay", "UserDay", "UserWindowDay", "UserTeamDay", "RepositoryDay"):
        assert f"rows.{name}" in asserted
    assert "AsyncRows[rows.UserDay]" in asserted


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
    for name in ("rows.", "items.", "read_rows", "drift_of", "arrow_schema", "rows_from_arrow"):
        assert name in text
