"""Both wheels in an environment with only their declared dependencies, and a configuration file."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

COLLECTOR = Path(__file__).parents[2]
CONFIGURATION = """
lake = "./lake"
org = ["octo"]

[status]
format = "json"
since = 2026-11-01

[teams]
window = 7
"""


def needed(requires: list[str], extras: frozenset[str] = frozenset({""})) -> set[str]:
    """The installed distributions of these requirements, with their dependencies."""
    found: set[str] = set()
    for requirement in map(Requirement, requires):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            found.add(requirement.name)
            inner = distribution(requirement.name).requires or []
            found |= needed(inner, frozenset(requirement.extras or {""}))
    return found


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of the environment. Its dependencies are linked from that of the tests, so no network is used."""
    built = tmp_path_factory.mktemp("wheel")
    command = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", command, built], cwd=COLLECTOR, check=True)
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    executable = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(executable), "--disable-pip-version-check"]
    install = ["install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([*pip, *install], check=True)
    (site,) = folder.glob("**/site-packages")
    for name in needed(distribution("copilot-metrics-collector").requires or []):
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or [] if ".." not in file.parts}:
            target = site / top
            if not target.exists():
                target.symlink_to(str(found.locate_file(top)))
    return executable


@pytest.mark.parametrize(
    ("command", "code", "text"),
    [
        (["config", "--all"], 0, "--window = 7"),
        (["status"], 4, "is not a lake"),
        (["teams"], 4, "is not a lake"),
        (["--version"], 0, "copilot-metrics 0."),
    ],
    ids=["config", "status", "teams", "version"],
)
def test_every_command_reads_the_configuration_file(
    python: Path, tmp_path: Path, command: list[str], code: int, text: str
) -> None:
    (tmp_path / "copilot-metrics.toml").write_text(CONFIGURATION, "utf-8")
    done = subprocess.run(
        [python, "-I", "-m", "copilot_metrics_collector", *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, text in done.stdout + done.stderr) == (code, True), done.stderr
