"""The wheel, installed in an empty environment: it contains the files of generated/, and it imports."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.frame.repository import ROOT, pyproject

PACKAGE = "copilot_usage_metrics"

# Run by the new environment's Python, isolated from this one; a warning on import is an error.
IMPORT_ALL = """
import importlib, json, pkgutil, sys, warnings
with warnings.catch_warnings():
    warnings.simplefilter("error")
    package = importlib.import_module(sys.argv[1])
    modules = {package.__name__: package}
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        # commands are run, not imported; the fixture needs pytest
        if not found.name.endswith((".__main__", ".testing.fixture")):
            modules[found.name] = importlib.import_module(found.name)
public = {}
for name, module in modules.items():
    # only the top of the fake GitHub is public
    if ".testing." not in name and not any(part.startswith("_") for part in name.split(".")):
        public[name] = sorted({
            each: each == "fake_github" or getattr(module, each)  # this one needs pytest
            for each in module.__all__
        })
print(json.dumps({
    "file": package.__file__,
    "version": package.__version__,
    "modules": sorted(modules),
    "public": public,
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as `make dist` builds it, in its own folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", command, folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


def needed(requires: list[str], extras: frozenset[str] = frozenset({""})) -> set[str]:
    """The installed distributions of these requirements, and their dependencies."""
    found: set[str] = set()
    for requirement in map(Requirement, requires):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            found.add(requirement.name)
            inner = distribution(requirement.name).requires or []
            found |= needed(inner, frozenset(requirement.extras or {""}))
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel and its declared dependencies only.

    The dependencies are copied from the environment of the tests, so that no network is used; a package
    that is imported without being declared is missing.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    executable = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(executable), "--disable-pip-version-check"]
    install = ["install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([*pip, *install], check=True)
    (site,) = folder.glob("**/site-packages")
    (installed,) = distributions(path=[str(site)])
    for name in needed(installed.requires or []):
        for file in distribution(name).files or []:
            if ".." not in file.parts and file.suffix != ".pyc":
                target = site.joinpath(*file.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), target)
    return executable


def test_the_wheel_contains_the_files_of_generated(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name
        }
    folder = ROOT / "generated"
    made = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / PACKAGE).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == made
    assert f"{PACKAGE}/py.typed" in packed


def test_every_public_name_can_be_imported(python: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [python, "-I", "-c", IMPORT_ALL, PACKAGE],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    seen = json.loads(run.stdout)
    assert Path(seen["file"]).is_relative_to(python.parents[1])
    assert seen["version"] == pyproject()["project"]["version"]
    assert {"CopilotMetrics", "AsyncCopilotMetrics", "NoData"} <= set(seen["public"][PACKAGE])
    for version in ("v2022_11_28", "v2026_03_10"):
        assert "OPERATIONS" in seen["public"][f"{PACKAGE}.{version}"]
    assert all(seen["public"].values()), "a public module that exports nothing"
