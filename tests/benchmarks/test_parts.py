"""`make bench PARTS=…` refuses an unknown part before it installs a rival or makes a report."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest

from benchmarks.generator import trim_document
from benchmarks.harness import ResultRow, measure
from benchmarks.parts import PARTS, unknown_parts
from generator.prepare.sources import parse_sources
from tests.frame.repository import ROOT


def test_an_unknown_part_is_refused_with_the_names_that_exist() -> None:
    command = [sys.executable, "-m", "benchmarks.parts", "rows", "nonsense"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("error: PARTS: unknown part nonsense: expected generator, ")


def test_known_parts_and_none_are_accepted() -> None:
    assert unknown_parts([]) == unknown_parts(list(PARTS)) == ""


def test_every_part_is_run_and_no_other() -> None:
    tree = ast.parse((ROOT / "benchmarks" / "__main__.py").read_text("utf-8"))
    (run,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RUN"
    )
    assert isinstance(run, ast.Dict)
    assert [ast.literal_eval(key) for key in run.keys if key is not None] == list(PARTS)


def test_the_check_comes_before_the_rivals_are_installed() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    target, _, recipe = text[text.index("\nbench:") :].partition("\n\t")
    assert "RIVALS" not in target
    assert recipe.index("benchmarks.parts") < recipe.index("$(RIVALS)")


def test_a_part_that_cannot_be_measured_costs_no_other_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> list[ResultRow]:
        raise FileNotFoundError(2, "No such file or directory", "upstream.json")

    measured = ResultRow("what", "rival", "1 s", "2 s", 0.5, 1.0)
    assert measure({"comparison": fail, "rows": lambda: [measured]}) == ([measured], ["comparison"])
    errors = capsys.readouterr().err
    assert "error: comparison: not measured: [Errno 2] No such file or directory" in errors
    assert "rows: measured in" in errors


def test_trimming_takes_the_paths_that_sources_yaml_selects() -> None:
    """The part's own reading of sources.yaml, which a change of that file's form would break unnoticed."""
    path = ROOT / "spec" / "sources.yaml"
    sources = parse_sources(path.read_bytes(), name=path.name)
    operation = {"responses": {"200": {"description": "OK"}}}
    paths = ("/orgs/{org}/copilot/billing", "/orgs/{org}/copilot-spaces", "/orgs/{org}/teams")
    whole = {
        "openapi": "3.0.3",
        "info": {"title": "GitHub", "version": "1"},
        "paths": {each: {"get": operation} for each in paths},
    }
    trimmed = trim_document(json.dumps(whole).encode(), sources)
    assert list(trimmed["paths"]) == ["/orgs/{org}/copilot/billing"]
