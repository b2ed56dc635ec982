"""Old usage type-checks, wrong usage does not: by mypy and by pyright, line by line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import copilot_usage_metrics.v2022_11_28 as old
import copilot_usage_metrics.v2026_03_10 as new

ROOT = Path(__file__).resolve().parents[2]
OLD_USAGE = Path(__file__).parent / "typing" / "old_usage.py"
WRONG_USAGE = Path(__file__).parent / "typing" / "wrong_usage.py"
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


def run(*command: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def test_mypy(unmarked: Path, tmp_path: Path) -> None:
    # errors of the package itself are for `make types`
    options: list[str | Path] = [
        "--strict",
        "--follow-imports=silent",
        "--no-pretty",
        "--cache-dir",
        tmp_path,
    ]
    output = run("mypy", *options, OLD_USAGE, WRONG_USAGE, unmarked)
    found: dict[int, set[str]] = {}
    for line in output.splitlines():
        match = re.fullmatch(r"(.+?):(\d+): error: .*\[([a-z-]+)\]", line)
        if match is None:
            continue
        assert Path(match[1]).name == unmarked.name, line
        found.setdefault(int(match[2]), set()).add(match[3])
    assert found == MARKED, output


def test_pyright(unmarked: Path) -> None:
    output = run("basedpyright", "--outputjson", OLD_USAGE, WRONG_USAGE, unmarked)
    found = set()
    for each in json.loads(output)["generalDiagnostics"]:
        assert Path(each["file"]).name == unmarked.name, each
        found.add(each["range"]["start"]["line"] + 1)
    assert found == set(MARKED)


def test_old_usage_calls_every_operation() -> None:
    text = OLD_USAGE.read_text("utf-8")
    for operation in old.OPERATIONS.values():
        calls = len(re.findall(rf"client\.{operation.function}\(", text))
        # sync and async; what both API versions have, in the older one too
        assert calls >= (3 if operation.operation_id in new.OPERATIONS else 2), operation.function


def test_old_usage_uses_every_name_of_the_top() -> None:
    text = OLD_USAGE.read_text("utf-8")
    for name in new.__all__:
        assert len(re.findall(rf"\b{name}\b", text)) >= 2, name


def test_wrong_usage_has_a_line_for_each_kind() -> None:
    assert len(MARKED) >= 25
