"""The Makefile documents its targets, and every target that a file names exists."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.frame.repository import ROOT, read

MAKEFILE = read("Makefile")
NAMING = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/client.md",
    "docs/diff.md",
    "docs/own-description.md",
    "docs/stability.md",
    "services/collector/README.md",
    "services/collector/docs/deployment.md",
    ".ci/run",
    ".github/workflows/audit.yml",
    ".github/workflows/ci.yml",
    ".github/workflows/diff.yml",
    ".github/workflows/docs.yml",
    ".github/workflows/drift.yml",
    ".github/workflows/release.yml",
    ".github/workflows/spec-update.yml",
]
# A command in a code span, a code block or a workflow step: never the verb of a sentence.
COMMAND = re.compile(r"(?:^\s*(?:\$ )?|`|run: )make ([a-z-]+)", re.MULTILINE)


def phony() -> set[str]:
    """The targets that the Makefile declares."""
    match = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert match
    return set(match[1].split())


def test_help_lists_every_target() -> None:
    run = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    listed = {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines()}
    assert set(listed) == phony()
    assert all(listed.values()), "a target without a word about it"


def test_the_documented_targets_exist() -> None:
    needed = "setup generate check lint types test bench spec-update diff dist test-install test-sdist audit help"
    assert set(needed.split()) <= phony()


@pytest.mark.parametrize("path", NAMING, ids=str)
def test_every_named_target_exists(path: str) -> None:
    named = set(COMMAND.findall(read(path)))
    assert named <= phony()


def test_readme_names_the_two_commands() -> None:
    assert {"generate", "test"} <= set(COMMAND.findall(read("README.md")))
