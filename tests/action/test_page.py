"""docs/own-description.md: its examples name inputs that exist, and its commands run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.action.repository import BREAKING, SHOP, Repository, action, environment, run_action
from tests.action.test_hook import HOOK
from tests.frame.repository import ROOT, read

PAGE = read("docs/own-description.md")
WORKFLOW, PRE_COMMIT = (
    yaml.safe_load(each) for each in re.findall(r"(?ms)^```yaml\n(.*?)^```$", PAGE)
)
(COMMANDS,) = re.findall(r"(?ms)^```sh\n(.*?)^```$", PAGE)


def test_the_table_lists_every_input_with_its_default() -> None:
    listed = dict(re.findall(r"(?m)^\| `([\w-]+)` \| (?:`([^`]*)`)? ?\|", PAGE))
    assert listed == {name: each.get("default", "") for name, each in action()["inputs"].items()}


def test_the_workflow_passes_in_a_clone_of_its_fetch_depth(tmp_path: Path) -> None:
    checkout, own = WORKFLOW["jobs"]["openapi"]["steps"]
    upstream = Repository(tmp_path / "upstream")
    upstream.folder.mkdir()
    upstream.git("init", "--quiet", "--initial-branch=main")
    for text in ("openapi: 3.1.0\n", SHOP, BREAKING):
        upstream.commit(text)
    clone = Repository(tmp_path / "clone")
    depth = str(checkout["with"]["fetch-depth"])
    upstream.git(
        "clone", "--quiet", f"--depth={depth}", f"file://{upstream.folder}", str(clone.folder)
    )
    inputs = {name.replace("-", "_"): value for name, value in own["with"].items()}
    assert run_action(clone, tmp_path / "runner", **inputs).code == 1
    assert own["uses"].startswith("OWNER/copilot-usage-metrics@")
    assert WORKFLOW["permissions"] == {"contents": "read"}


def test_the_hook_of_the_page_exists() -> None:
    (hook,) = PRE_COMMIT["repos"][0]["hooks"]
    assert hook["id"] == HOOK["id"]
    assert hook["args"] == HOOK["args"]
    assert re.search(hook["files"], "openapi.yaml")


def test_the_command_for_two_files_runs(tmp_path: Path) -> None:
    command = COMMANDS.splitlines()[-1].replace(".venv/bin/python", f"'{sys.executable}'")
    (tmp_path / "old.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "new.yaml").write_text(BREAKING, "utf-8")
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT)),
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 1, ran.stderr
    assert "currency" in ran.stdout
