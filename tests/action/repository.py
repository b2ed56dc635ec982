"""A git repository of a user: two commits of a description, the second with a change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import yaml

from tests.frame.repository import ROOT

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: "1.0"}
paths:
  /carts/{id}:
    get:
      operationId: getCart
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: currency, in: query, schema: {type: string}}
      responses:
        "200":
          description: A cart.
          content:
            application/json:
              schema:
                type: object
                required: [total]
                properties:
                  total: {type: number}
"""
BREAKING = SHOP.replace("currency, in: query,", "currency, in: query, required: true,")
COMPATIBLE = SHOP + "                  note: {type: string}\n"


@attrs.frozen
class Repository:
    """A git repository in a folder."""

    folder: Path

    def git(self, *arguments: str) -> None:
        """Run git without the machine's configuration."""
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
            cwd=self.folder,
            env=environment(),
            check=True,
            capture_output=True,
        )

    def commit(self, text: str, path: str = "openapi.yaml") -> None:
        """Commit a description."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change the description")


def environment(**values: str) -> dict[str, str]:
    """The environment variables of this process without git's, plus these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT")}
    return {
        **kept,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "COMPARE_PYTHON": sys.executable,
        **values,
    }


def action() -> dict[str, Any]:
    """The content of action.yml."""
    document: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return document


@attrs.frozen
class ActionRun:
    """The results of a run of the action."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


def run_action(repository: Repository, scratch: Path, **inputs: str) -> ActionRun:
    """Run the action's own steps as the runner does: inputs in `env`, then each `run` in bash."""
    document = action()
    values = {name: str(each.get("default", "")) for name, each in document["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    contexts = {f"inputs.{name}": value for name, value in values.items()}
    contexts["steps.python.outputs.python-path"] = sys.executable
    scratch.mkdir(exist_ok=True)
    summary, output = scratch / "summary.md", scratch / "output"
    runner = {
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(output),
        "RUNNER_TEMP": str(scratch),
    }
    for file in (summary, output):
        file.write_text("", "utf-8")
    code, log = 0, ""
    for step in (step for step in document["runs"]["steps"] if "run" in step):
        assert step["shell"] == "bash"
        env = {name: _filled(value, contexts) for name, value in step["env"].items()}
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=repository.folder / _filled(step["working-directory"], contexts),
            env=environment(**env, **runner),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        log += ran.stdout
        code = code or ran.returncode
    lines = output.read_text("utf-8").splitlines()
    outputs = {name: value for name, _, value in (line.partition("=") for line in lines)}
    return ActionRun(code, log, summary.read_text("utf-8"), outputs)


def _filled(text: str, contexts: dict[str, str]) -> str:
    """The text of a step with its one `${{ … }}` replaced."""
    if text.startswith("${{"):
        return contexts[text.removeprefix("${{").removesuffix("}}").strip()]
    return text
