"""action.yml: its steps in a real repository with two commits, and the effect of hostile inputs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.action.repository import (
    BREAKING,
    COMPATIBLE,
    SHOP,
    Repository,
    action,
    run_action,
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "shop"
    folder.mkdir()
    found = Repository(folder)
    found.git("init", "--quiet", "--initial-branch=main")
    found.commit(SHOP)
    return found


def test_a_breaking_change_fails_with_an_annotation_a_summary_and_a_report(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit(BREAKING)
    ran = run_action(repository, tmp_path / "runner", description="openapi.yaml")
    assert ran.code == 1
    assert re.search(r"^::error file=openapi\.yaml,line=\d+", ran.log, re.MULTILINE)
    assert "currency" in ran.summary
    report = json.loads(Path(ran.outputs["report"]).read_text("utf-8"))
    assert [each["wire"] for each in report["findings"]] == ["breaking"]


def test_a_compatible_change_passes(repository: Repository, tmp_path: Path) -> None:
    repository.commit(COMPATIBLE)
    ran = run_action(repository, tmp_path / "runner", description="openapi.yaml")
    assert ran.code == 0
    assert "note" in ran.summary
    assert "::error" not in ran.log


def test_the_gate_is_an_input(repository: Repository, tmp_path: Path) -> None:
    repository.commit(BREAKING)
    runner = tmp_path / "runner"
    never = run_action(repository, runner, description="openapi.yaml", fail_on_wire="never")
    assert never.code == 0
    repository.commit(COMPATIBLE.replace("number", "integer"))
    strict = run_action(repository, runner, description="openapi.yaml", fail_on_wire="compatible")
    assert strict.code == 1


def test_a_description_in_another_folder_is_compared_with_its_last_commit(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit(SHOP, "api/v1/openapi.yaml")
    repository.commit(BREAKING, "api/v1/openapi.yaml")
    for inputs in (
        {"description": "api/v1/openapi.yaml"},
        {"description": "openapi.yaml", "working_directory": "api/v1"},
    ):
        ran = run_action(repository, tmp_path / "runner", **inputs)
        assert ran.code == 1
        assert "currency" in ran.summary


def test_a_new_description_is_not_compared(repository: Repository, tmp_path: Path) -> None:
    repository.commit(SHOP, "other.yaml")
    ran = run_action(repository, tmp_path / "runner", description="other.yaml")
    assert ran.code == 0
    assert "other.yaml is new since" in ran.log
    assert ran.outputs == {}


def test_a_moved_description_is_compared_with_its_old_path(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("mv", "openapi.yaml", "shop.yaml")
    repository.commit(BREAKING, "shop.yaml")
    ran = run_action(
        repository, tmp_path / "runner", description="shop.yaml", old="HEAD^1:openapi.yaml"
    )
    assert ran.code == 1


def test_the_error_for_a_shallow_clone_has_the_command_to_run(
    repository: Repository, tmp_path: Path
) -> None:
    ran = run_action(repository, tmp_path / "runner", description="openapi.yaml")
    assert ran.code == 3
    assert "HEAD^1" in ran.log
    assert "Traceback" not in ran.log


def test_a_missing_description_is_named(repository: Repository, tmp_path: Path) -> None:
    repository.commit(COMPATIBLE)
    ran = run_action(repository, tmp_path / "runner", description="opnapi.yaml")
    assert ran.code == 3
    assert "opnapi.yaml" in ran.log


HOSTILE = "$(touch pwned)`touch pwned`;touch pwned'\".yaml"


@pytest.mark.parametrize("given", ["description", "base", "old", "rules", "accept"])
def test_no_input_runs_a_command(given: str, repository: Repository, tmp_path: Path) -> None:
    repository.commit(COMPATIBLE)
    inputs = {"description": "openapi.yaml"} | {given: HOSTILE}
    run_action(repository, tmp_path / "runner", **inputs)
    assert not list(tmp_path.rglob("*pwned*"))


def test_a_module_in_the_repository_is_not_imported(repository: Repository, tmp_path: Path) -> None:
    (repository.folder / "yaml.py").write_text("open('pwned', 'w')\n", "utf-8")
    (repository.folder / "generator").mkdir()
    repository.commit(BREAKING)
    ran = run_action(repository, tmp_path / "runner", description="openapi.yaml")
    assert ran.code == 1
    assert not (repository.folder / "pwned").exists()


def test_no_input_is_inserted_into_a_command() -> None:
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_actions_inside_are_pinned_by_commit() -> None:
    used = [step["uses"] for step in action()["runs"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", each) for each in used)
