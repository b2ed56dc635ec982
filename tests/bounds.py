"""Environments with the lowest or the newest dependencies that both pyproject.toml files allow.

`make test-lowest` and `make test-newest` run `python -m tests.bounds` and then both suites. The test tools have their
locked versions: only the dependencies that users install vary.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COLLECTOR = "services/collector/pyproject.toml"
RESOLUTIONS = {"lowest": "lowest-direct", "newest": "highest"}


def main(arguments: list[str] | None = None) -> int:
    """Create `.cache/<which>/package` and `.cache/<which>/collector`. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bounds", description=__doc__)
    parser.add_argument("which", choices=RESOLUTIONS)
    parser.add_argument("wheel", type=Path, help="the package's wheel, for the collector")
    options = parser.parse_args(arguments)
    folder = ROOT / ".cache" / options.which
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pins = folder / "tools.txt"
    pins.write_text("".join(f"{line}\n" for line in tool_pins()), "utf-8")
    resolved = [
        "--all-extras",
        f"--resolution={RESOLUTIONS[options.which]}",
        f"--constraint={pins}",
    ]
    without_package = "--no-emit-package=copilot-usage-metrics"
    try:
        _environment(
            folder / "package",
            ["pyproject.toml", "--group=dev", *resolved],
            ["--no-build-isolation", "--editable", "."],
        )
        # the package's own dependencies are direct ones here too, so that their lowest versions are used
        _environment(
            folder / "collector",
            [COLLECTOR, "pyproject.toml", f"--group={COLLECTOR}:test", *resolved, without_package],
            [str(options.wheel), "--no-build-isolation", "--editable", "services/collector"],
        )
    except subprocess.CalledProcessError as error:
        return int(error.returncode)
    return 0


def tool_pins() -> Iterator[str]:
    """The locked version of each test tool that users do not need: `pytest==9.2.0`."""
    locks = [
        (ROOT / "pyproject.toml", "dev", ROOT / "requirements/dev.txt"),
        (ROOT / COLLECTOR, "test", ROOT / "requirements/collector.txt"),
    ]
    bounded = {name for project, _, _ in locks for name in _names(_runtime(project))}
    for project, group, lock in locks:
        tools = set(_names(_group(_document(project), group))) - bounded
        pinned = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock.read_text("utf-8"), re.MULTILINE)
        yield from (f"{name}=={version}" for name, version in pinned if name in tools)


def _runtime(project: Path) -> list[str]:
    found = _document(project)["project"]
    extras = found.get("optional-dependencies", {}).values()
    return [*found["dependencies"], *(each for extra in extras for each in extra)]


def _group(document: dict[str, Any], name: str) -> list[str]:
    """The requirements of a dependency group, with those of the groups that it includes (PEP 735)."""
    found: list[str] = []
    for each in document["dependency-groups"][name]:
        found += [each] if isinstance(each, str) else _group(document, each["include-group"])
    return found


def _document(project: Path) -> dict[str, Any]:
    return tomllib.loads(project.read_text("utf-8"))


def _names(requirements: list[str]) -> Iterator[str]:
    for requirement in requirements:
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        yield re.sub(r"[-_.]+", "-", name).lower()


def _environment(folder: Path, resolve: list[str], install: list[str]) -> None:
    """Create a virtual environment with pip, the result of `resolve`, and this repository's distributions."""
    listed = folder.with_suffix(".txt")
    _uv("pip", "compile", *resolve, f"--python={sys.executable}", f"--output-file={listed}")
    _uv("venv", "--seed", f"--python={sys.executable}", str(folder))
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    _uv("pip", "install", f"--python={python}", f"--requirement={listed}")
    _uv("pip", "install", f"--python={python}", "--no-sources", "--no-deps", *install)


def _uv(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", "--no-config", "--quiet", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
