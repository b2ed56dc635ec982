"""A real repository with a spec, and the command in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compare import documents
from tests.frame.repository import ROOT, python_path
from tests.render.harness import Run, command

SPEC = "spec/2026-03-10.yaml"
ROWS = """\
version: 1
entity: {organization: organization_id, enterprise: enterprise_id}
objects: {}
rows:
  Day:
    description: What one entity did on it.
    x-row-key: [day, entity]
    x-file-shape: lines
    properties:
      day: {type: string, format: date, description: When it happened.}
      organization_id: {type: string, x-id: true, description: Whose activity it was.}
      enterprise_id: {type: string, x-id: true, description: Whose activity it was.}
      total: {type: integer, x-unit: events, description: How many there were.}
"""
MORE = "      more: {type: integer, x-unit: events, description: Those of them that lasted.}\n"
RECORDER = """\
#!/bin/sh
printf '%s\\0' "${DIFF+=$DIFF}" "$@"
"""
"""Prints the variable DIFF, with a `=` before it if it is set, and each argument; each ends with NUL."""


class Repository:
    """A git repository in a folder, with a Makefile that is ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copy(ROOT / "Makefile", folder / "Makefile")
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("pyproject.toml", '[project]\nname = "p"\nversion = "0.1.0"\n')
        self.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n")
        self.write(SPEC, documents.OLD)
        self.write("spec/rows.yaml", ROWS)
        self.commit("what was released")

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
            cwd=self.folder,
            env={
                **without_git(),
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_SYSTEM": os.devnull,
            },
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout.strip()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8", newline="\n")

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def generator(self, *arguments: str) -> Run:
        """The command in this process; `make` runs it in its own process with the same result."""
        with pytest.MonkeyPatch.context() as patch, contextlib.chdir(self.folder):
            for name in os.environ.keys() - without_git().keys():
                patch.delenv(name)
            return command(*arguments)

    def make(
        self, *arguments: str, python: str = sys.executable
    ) -> subprocess.CompletedProcess[str]:
        environment = {
            **without_git(),
            "PYTHONPATH": python_path(ROOT),
            "PYTHONIOENCODING": "utf-8",
        }
        # The environment is that of the tests: no .venv is made here.
        return subprocess.run(
            ["make", "--no-print-directory", "STAMP=", f"PY={python}", *arguments],
            cwd=self.folder,
            env=environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )

    def arguments_from_make(self, *arguments: str) -> tuple[list[str], str | None]:
        """The arguments that `make` passes to Python, and the variable DIFF, which is in the environment.

        A shell script is in Python's place.
        """
        recorder = self.folder.with_name("recorder")
        recorder.write_text(RECORDER, "utf-8", newline="\n")
        recorder.chmod(0o755)
        done = self.make(*arguments, python=f"'{recorder}'")
        assert done.returncode == 0, done.stderr
        diff, *passed = done.stdout.removesuffix("\0").split("\0")
        return passed, diff.removeprefix("=") if diff else None


def without_git() -> dict[str, str]:
    """The environment without the variables of a hook or an outer make."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_")
        and name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "NO_COLOR")
    }


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)
