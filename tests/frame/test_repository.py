"""What holds for the files of the repository as such."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.frame.repository import ROOT, pyproject, read, text_files

# In halves, so that this file does not name what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "registry.yarn" + "pkg",
]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("**/*.md")),
]


def test_no_file_names_a_package_registry() -> None:
    # Which registry serves a machine is the business of that machine's npm and pip.
    found = [
        f"{path}: {host}"
        for path, text in text_files()
        for host in REGISTRIES
        if host in text.lower()
    ]
    assert found == []


def test_text_ends_lines_the_same_way_everywhere() -> None:
    assert [path for path, text in text_files() if "\r" in text and "/fixtures/" not in path] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), f"{action} does not say which version"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_get_no_permission_that_a_job_did_not_ask_for(path: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    # The job that opens a pull request has to write; it runs nothing of ours and of nobody else.
    proposing = workflow["jobs"].pop("propose", {"steps": []})
    granted = {
        scope: access
        for job in workflow["jobs"].values()
        for scope, access in job.get("permissions", {}).items()
    }
    assert set(granted.items()) <= {("contents", "read"), ("id-token", "write")}
    assert proposing.get("permissions", {}).keys() <= {"contents", "pull-requests"}
    assert not any(
        re.search(r"\b(make|python|npm|pip)\b", str(step)) for step in proposing["steps"]
    )


def test_every_python_of_the_classifiers_is_tested() -> None:
    prefix = "Programming Language :: Python :: 3."
    promised = {
        line.removeprefix("Programming Language :: Python :: ")
        for line in pyproject()["project"]["classifiers"]
        if line.startswith(prefix)
    }
    workflow = yaml.safe_load(read(".github/workflows/ci.yml"))
    tested = set(workflow["jobs"]["tests"]["strategy"]["matrix"]["python"])
    assert tested == promised | {"3.14t"}


def test_the_changelog_knows_the_version() -> None:
    assert f"## {pyproject()['project']['version']}" in read("CHANGELOG.md").replace(
        "[", ""
    ).replace("]", "")


@pytest.mark.parametrize("path", DOCUMENTS)
def test_links_between_documents_lead_somewhere(path: str) -> None:
    text = read(path)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (ROOT / path).parent.joinpath(target).exists(), target
