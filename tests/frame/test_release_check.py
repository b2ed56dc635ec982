"""A tag is released only if version and changelog match it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator import release_check
from generator.cli import main
from generator.errors import CheckFailed, InputError
from generator.release_check import check_changelog, check_tag, read_distribution, read_sections
from tests.frame.repository import ROOT

PROJECT = """[project]
name = "{name}"
version = "{version}"
dependencies = {dependencies}

[tool.hatch.metadata.hooks.custom]
tag = "{prefix}v{{version}}"
"""
DATED = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-02\n\n- more\n\n## [0.1.0] - 2026-10-01\n\n- all\n"


class Repository:
    """A git repository with all distributions at version 0.2.0, ready for release."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("generated/client.py", "1\n")
        for folder, name, prefix, needed in (
            (".", "copilot-usage-metrics", "", ["attrs>=1"]),
            (
                "services/collector",
                "copilot-metrics-collector",
                "collector-",
                ["copilot-usage-metrics[app,arrow]>=0.1"],
            ),
            ("services/openapi", "copilot-openapi", "openapi-", ["jinja2==3.1.6"]),
        ):
            project = PROJECT.format(
                name=name, prefix=prefix, version="0.2.0", dependencies=json.dumps(needed)
            )
            self.write(f"{folder}/pyproject.toml", project)
            self.write(f"{folder}/CHANGELOG.md", DATED)
        self.git("init", "--quiet")
        self.git("add", ".")
        self.git(
            "-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "--quiet", "-m", "x"
        )

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def git(self, *arguments: str) -> None:
        command = ["git", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", *arguments]
        subprocess.run(command, cwd=self.root, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_matching_tag_releases_the_package(repository: Repository) -> None:
    assert check_tag("v0.2.0", repository.root).name == "copilot-usage-metrics"


def test_a_distribution_without_the_package_is_released_by_itself(repository: Repository) -> None:
    assert check_tag("openapi-v0.2.0", repository.root).name == "copilot-openapi"
    repository.write("services/openapi/CHANGELOG.md", DATED.replace("[0.2.0]", "[0.3.0]"))
    with pytest.raises(CheckFailed, match=r"openapi/CHANGELOG.md:5: the newest version is 0\.3\.0"):
        check_tag("openapi-v0.2.0", repository.root)


@pytest.mark.parametrize(
    "tag",
    [
        "v0.1.0",
        "v0.2",
        "0.2.0",
        "v0.2.0rc1",
        "collector-v0.3.0",
        "openapi-v0.3.0",
        "openapi-0.2.0",
        "",
    ],
)
def test_a_tag_of_another_version_is_refused(repository: Repository, tag: str) -> None:
    with pytest.raises(CheckFailed, match=r"expected v0\.2\.0 .* or openapi-v0\.2\.0"):
        check_tag(tag, repository.root)


@pytest.mark.parametrize(
    ("changelog", "message"),
    [
        ("# Changelog\n", "no section of a version"),
        (DATED.replace("[0.2.0]", "[0.3.0]"), r"CHANGELOG.md:5: the newest version is 0\.3\.0"),
        (DATED.replace(" - 2026-11-02", ""), r"CHANGELOG.md:5: .* without a date"),
        (DATED.replace("## [0.2.0] - 2026-11-02\n\n- more\n\n", ""), r"CHANGELOG.md:5: .* 0\.1\.0"),
        (DATED.replace("ed]\n", "ed]\n\n- new\n"), "CHANGELOG.md:3: the section Unreleased is not"),
    ],
)
def test_a_changelog_that_does_not_match_is_refused(
    repository: Repository, changelog: str, message: str
) -> None:
    repository.write("CHANGELOG.md", changelog)
    with pytest.raises(CheckFailed, match=message):
        check_tag("v0.2.0", repository.root)


def test_a_collector_is_released_after_its_tested_package(
    repository: Repository,
) -> None:
    with pytest.raises(CheckFailed, match="release copilot-usage-metrics first"):
        check_tag("collector-v0.2.0", repository.root)
    repository.git("tag", "v0.2.0")
    assert check_tag("collector-v0.2.0", repository.root).name == "copilot-metrics-collector"
    repository.write("generated/client.py", "2\n")
    with pytest.raises(CheckFailed, match=r"not released as v0\.2\.0"):
        check_tag("collector-v0.2.0", repository.root)


def test_the_command_prints_the_name_and_version_of_the_files(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository.root)
    assert main(["release-check", "v0.2.0"]) == 0
    assert capsys.readouterr().out == "copilot_usage_metrics\n"
    assert main(["release-check", "v0.9.0"]) == 1
    assert capsys.readouterr().err.startswith("error: the tag 'v0.9.0' names no version")


def test_a_folder_without_a_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"pyproject\.toml: expected a name, a version and a tag"):
        check_tag("v0.2.0", tmp_path)


@pytest.mark.parametrize("folder", release_check.FOLDERS, ids=str)
def test_our_newest_changelog_section_has_our_version(folder: Path) -> None:
    """Before a release the section may lack its date, and entries may be under Unreleased."""
    distribution = read_distribution(ROOT, folder)
    sections = read_sections(distribution.changelog.read_text("utf-8"))
    versions = [each for each in sections if each.version != "Unreleased"]
    assert sections[0].version == "Unreleased"
    assert versions[0].version == distribution.version
    numbers = [tuple(map(int, each.version.split("."))) for each in versions]
    assert numbers == sorted(set(numbers), reverse=True)
    dates = [each.date for each in versions[1:]]
    assert None not in dates
    assert dates == sorted(dates, key=str, reverse=True)


def test_a_dated_changelog_of_this_version_passes(repository: Repository) -> None:
    check_changelog(read_distribution(repository.root, Path()))
