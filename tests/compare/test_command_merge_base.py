"""The commit that a branch is compared with: the merge base, and errors without one."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compare import documents
from tests.compare.git_repository import MORE, ROWS, SPEC, Repository, without_git
from tests.frame.repository import ROOT, python_path
from tests.render.harness import command


def test_a_branch_that_is_behind_is_compared_with_the_merge_base(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.git("checkout", "--quiet", "main")
    repository.write("spec/rows.yaml", ROWS + MORE)
    repository.write("spec/2027-01-01.yaml", documents.OLD)
    repository.commit("what main got since")
    repository.git("checkout", "--quiet", "topic")
    repository.write(SPEC, documents.WARN)  # not committed
    done = repository.generator("diff", "--base", "main", "--format", "json")
    value = json.loads(done.out)
    assert [one["rule"] for one in value["findings"]] == ["arg.default-changed"]
    assert value["base"] == {"ref": "main", "commit": base}
    text = repository.generator("diff", "--base", "main").out
    assert f"compared with commit {base[:12]}, the merge base of HEAD and main\n" in text
    summary = repository.generator("diff", "--base", "main", "--format", "summary").out
    assert "the merge base of HEAD and main" in summary
    (repository.folder / SPEC).unlink()
    gone = json.loads(repository.generator("diff", "--base", "main", "--format", "json").out)
    assert gone["findings"][0]["file"] == f"{base[:12]}:{SPEC}"


def test_missing_specs_on_both_sides_are_an_error(repository: Repository) -> None:
    shutil.rmtree(repository.folder / "spec")
    gone = repository.generator("diff", "--base", "HEAD", "--format", "json")
    assert {one["rule"] for one in json.loads(gone.out)["findings"]} == {"document.gone"}
    repository.commit("no specs")
    done = repository.generator("diff", "--base", "HEAD")
    assert (done.code, done.out) == (3, "")
    assert "no API descriptions here or in commit" in done.err
    repository.write(SPEC, documents.OLD)
    new = repository.generator("diff", "--base", "HEAD", "--format", "json")
    found = json.loads(new.out)["findings"]
    assert [(one["rule"], one["symbol"]) for one in found] == [("document.new", "v2026_03_10")]


def test_unrelated_histories_are_an_error(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit("another root")
    done = repository.generator("diff", "--base", "main")
    assert (done.code, done.out) == (3, "")
    assert "main: no common history with HEAD" in done.err


def test_shallow_clone_without_the_merge_base_gets_the_fetch_command(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.write(SPEC, documents.WARN)
    repository.commit("topic")
    repository.git("checkout", "--quiet", "main")
    repository.write("spec/rows.yaml", ROWS + MORE)
    repository.commit("main")
    clone = tmp_path / "clone"
    origin = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", origin, str(clone))
    with contextlib.chdir(clone):
        done = command("diff", "--base", "origin/topic")
    assert (done.code, done.out) == (3, "")
    assert "no merge base with HEAD in this shallow clone" in done.err
    assert "fetch-depth: 0" in done.err


def test_shallow_clone_gets_the_fetch_command(repository: Repository, tmp_path: Path) -> None:
    repository.write(SPEC, documents.WARN)
    repository.commit("second")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(clone))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "--base", "HEAD~1"],
        cwd=clone,
        env={**without_git(), "PYTHONPATH": python_path(ROOT)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert "git fetch" in done.stderr


@pytest.mark.parametrize("base", ["--output=x", "no-such-branch", ""])
def test_invalid_base_is_an_input_error(repository: Repository, base: str) -> None:
    done = repository.generator("diff", f"--base={base}")
    assert done.code == 3
    assert done.out == ""
    assert not (repository.folder / "x").exists()
