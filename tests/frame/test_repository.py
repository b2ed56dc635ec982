"""Rules for the files of the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.release_check import FOLDERS, read_distribution
from tests.frame.repository import ROOT, pyproject, read, text_files

# In halves, so that this file does not contain the words that it searches for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "registry.yarn" + "pkg",
]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "spec/*.md", "services/*/*.md", "services/*/docs/*.md")
    for path in sorted(ROOT.glob(pattern))
]


def test_no_file_names_a_package_registry() -> None:
    # The package registry is a setting of each machine's npm and pip.
    found = [
        f"{path}: {host}"
        for path, text in text_files()
        for host in REGISTRIES
        if host in text.lower()
    ]
    assert found == []


def test_text_files_end_lines_with_line_feeds() -> None:
    assert [path for path, text in text_files() if "\r" in text and "/fixtures/" not in path] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), f"{action} does not say which version"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_only_permissions_that_a_job_requests(path: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    # The job that opens a pull request or an issue needs write access; it runs no code of ours or of others.
    proposing = workflow["jobs"].pop("propose", {"steps": []})
    granted = {
        scope: access
        for job in workflow["jobs"].values()
        for scope, access in job.get("permissions", {}).items()
    }
    known = {("contents", "read"), ("id-token", "write"), ("packages", "write"), ("pages", "write")}
    assert set(granted.items()) <= known
    assert proposing.get("permissions", {}).keys() <= {"contents", "pull-requests", "issues"}
    assert not any(
        re.search(r"\b(make|python|npm|pip)\b", str(step)) for step in proposing["steps"]
    )


def test_a_release_is_published_only_after_every_check() -> None:
    workflow = yaml.safe_load(read(".github/workflows/release.yml"))
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert publish["needs"] == ["build"]
    assert "if" not in publish
    *checks, upload = build["steps"]
    assert upload["uses"].startswith("actions/upload-artifact@")
    assert not any("continue-on-error" in step for step in checks)
    targets = {
        word
        for step in checks
        for line in step.get("run", "").splitlines()
        for word in line.rpartition("make ")[2].strip(")").split()
    }
    gates = "release-check check lint types test dist test-install test-sdist"
    assert set(gates.split()) <= targets


def test_a_tag_of_each_distribution_starts_the_release() -> None:
    workflow: dict[Any, Any] = yaml.safe_load(read(".github/workflows/release.yml"))
    tags = workflow[True]["push"]["tags"]  # to YAML 1.1, `on` is a boolean
    found = [read_distribution(ROOT, folder) for folder in FOLDERS]
    assert sorted(each.tag.replace(each.version, "*") for each in found) == sorted(tags)


def test_the_image_is_published_after_the_release_with_provenance_and_sbom() -> None:
    job = yaml.safe_load(read(".github/workflows/release.yml"))["jobs"]["image"]
    assert job["needs"] == ["build", "publish"]
    command = job["steps"][-1]["run"]
    assert {"--provenance=mode=max", "--sbom=true"} <= set(command.split())
    assert "services/collector/Dockerfile" in command
    named = set(
        re.findall(r"image: (ghcr\.io/\S+):", read("services/collector/docs/deployment.md"))
    )
    assert named == {"ghcr.io/OWNER/copilot-metrics"}
    assert "image=ghcr.io/${OWNER,,}/copilot-metrics" in command


def test_every_ecosystem_waits_before_it_takes_a_release() -> None:
    updates = yaml.safe_load(read(".github/dependabot.yml"))["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"github-actions", "docker"}
    assert all(each["cooldown"]["default-days"] >= 7 for each in updates)


def test_a_report_of_a_bug_asks_for_the_output_of_doctor() -> None:
    forms = {each.name: each for each in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")}
    assert forms.pop("config.yml", None)
    for form in forms.values():
        document = yaml.safe_load(form.read_text("utf-8"))
        assert {"name", "description", "body"} <= document.keys()
        fields = [each for each in document["body"] if each["type"] != "markdown"]
        assert len({each["id"] for each in fields}) == len(fields)
    assert "doctor --format json" in read(".github/ISSUE_TEMPLATE/bug.yml")


def test_every_path_of_the_code_owners_exists() -> None:
    lines = [line.split() for line in read(".github/CODEOWNERS").splitlines()]
    for pattern, *owners in (line for line in lines if line and line[0] != "#"):
        assert all(owner.startswith("@") for owner in owners)
        assert pattern == "*" or (ROOT / pattern.strip("/")).exists(), pattern


def test_every_job_of_the_checks_must_succeed() -> None:
    jobs = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]
    assert set(jobs.pop("all")["needs"]) == set(jobs)


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


def _anchors(document: str) -> set[str]:
    """The anchors that GitHub gives the headings of a Markdown text."""
    prose = re.sub(r"(?ms)^```.*?^```$", "", document)
    headings = re.findall(r"(?m)^#+ (.+)$", prose)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_links_between_documents_have_existing_targets(path: str) -> None:
    for target, _, fragment in re.findall(r"\]\(([^)#\s]*)(#([^)\s]*))?\)", read(path)):
        if "://" in target:
            continue
        file = (ROOT / path).parent / target if target else ROOT / path
        assert file.exists(), target
        if fragment:
            assert fragment in _anchors(file.read_text("utf-8")), f"{target}#{fragment}"


def test_no_file_has_conflict_markers() -> None:
    marker = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
    assert [path for path, text in text_files() if marker.search(text)] == []
