"""The hook of .pre-commit-hooks.yaml: its command, with the arguments that pre-commit passes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from tests.action.repository import BREAKING, COMPATIBLE, SHOP, Repository, environment
from tests.frame.repository import ROOT, pyproject, read
from tests.frame.test_lock import locked

(HOOK,) = yaml.safe_load(read(".pre-commit-hooks.yaml"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository(tmp_path)
    found.git("init", "--quiet", "--initial-branch=main")
    found.commit(SHOP)
    return found


def run_hook(
    repository: Repository, *files: str, **values: str
) -> subprocess.CompletedProcess[str]:
    """Run the hook on files of the work tree."""
    return subprocess.run(
        ["bash", str(ROOT / HOOK["entry"]), *HOOK["args"], *files],
        cwd=repository.folder,
        env=environment(**values),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_a_staged_break_is_refused(repository: Repository) -> None:
    (repository.folder / "openapi.yaml").write_text(BREAKING, "utf-8")
    ran = run_hook(repository, "openapi.yaml")
    assert ran.returncode == 1
    assert "currency" in ran.stdout


def test_variables_of_other_programs_do_not_matter(repository: Repository) -> None:
    """Such as those of the Makefile that runs the hook."""
    (repository.folder / "openapi.yaml").write_text(BREAKING, "utf-8")
    assert run_hook(repository, "openapi.yaml", BASE="no-revision", OLD="no-file").returncode == 1


def test_the_worst_of_several_files_decides(repository: Repository) -> None:
    repository.commit(SHOP, "b/openapi.yaml")
    (repository.folder / "b/openapi.yaml").write_text(BREAKING, "utf-8")
    (repository.folder / "openapi.yaml").write_text(COMPATIBLE, "utf-8")
    assert run_hook(repository, "openapi.yaml").returncode == 0
    assert run_hook(repository, "b/openapi.yaml", "openapi.yaml").returncode == 1


def test_a_new_file_passes(repository: Repository) -> None:
    (repository.folder / "new.yaml").write_text(BREAKING, "utf-8")
    ran = run_hook(repository, "new.yaml")
    assert (ran.returncode, ran.stdout) == (
        0,
        "new.yaml is new since HEAD: there is nothing to compare\n",
    )


def test_a_range_of_commits_is_compared_with_its_start(repository: Repository) -> None:
    repository.commit(BREAKING)
    assert run_hook(repository, "openapi.yaml").returncode == 0
    assert run_hook(repository, "openapi.yaml", PRE_COMMIT_FROM_REF="HEAD~1").returncode == 1


def test_a_command_line_without_a_file_is_a_usage_error(repository: Repository) -> None:
    ran = run_hook(repository)
    assert ran.returncode == 2
    assert ran.stderr.startswith("error: expected the path of a description")


@pytest.mark.parametrize("path", ["openapi.yaml", "api/openapi.json", "v1/openapi.yml"])
def test_files_of_the_usual_names_are_checked(path: str) -> None:
    assert re.search(HOOK["files"], path)
    assert not re.search(HOOK["files"], path + ".j2")


def test_the_lock_of_the_diff_contains_all_its_imports(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(COMPATIBLE, encoding="utf-8")
    code = (
        "import sys; before = set(sys.modules); folder = sys.argv[1];"  # a shifted clock may be loaded already
        "from generator.cli import main;"
        "code = main(['diff', folder + '/old.yaml', folder + '/new.yaml', '--output', folder + '/report']);"
        "import importlib.metadata as m, json; names = m.packages_distributions();"
        "tops = {each.partition('.')[0] for each in sys.modules.keys() - before};"
        "print(json.dumps(sorted({d for top in tops for d in names.get(top, ())}))); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    imported = {
        name.lower().replace(".", "-").replace("_", "-")
        for name in json.loads(ran.stdout.splitlines()[-1])
    }
    imported -= {"setuptools", "pip", "copilot-usage-metrics"}
    assert imported
    assert imported <= locked("diff.txt").keys()


def test_the_lock_of_the_diff_agrees_with_the_lock_of_the_repository() -> None:
    development, diff = locked(), locked("diff.txt")
    assert {name: development[name] for name in diff} == diff
    declared: list[Any] = pyproject()["dependency-groups"]["diff"]
    assert {Requirement(each).name for each in declared} <= diff.keys()
