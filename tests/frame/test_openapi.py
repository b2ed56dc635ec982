"""The distribution `copilot-openapi`: its wheel works as its README describes, in any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.frame.repository import ROOT, pyproject, read

FOLDER = ROOT / "services" / "openapi"
BUILD = "import sys; from hatchling import build; build.build_wheel(sys.argv[1])"
COMMANDS = re.findall(r"^\$ (.*)$", read("services/openapi/README.md"), re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, as an installation puts it into site-packages."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-c", BUILD, str(target)]
    subprocess.run(command, cwd=FOLDER, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target / "site")
    return target / "site"


def run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in a folder, with only the unpacked wheel of this repository on its path."""
    environment = os.environ | {
        "PYTHONPATH": str(site),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_pins_equal_those_of_the_repository() -> None:
    own: dict[str, Any] = tomllib.loads((FOLDER / "pyproject.toml").read_text("utf-8"))
    pinned = [each for each in own["project"]["dependencies"] if "==" in each]
    assert len(pinned) == 4
    groups = pyproject()["dependency-groups"]
    assert all(each in [*groups["dev"], *groups["diff"]] for each in pinned)
    assert own["project"]["version"] == pyproject()["project"]["version"]


def test_the_commands_of_the_readme_generate_a_working_client(site: Path, tmp_path: Path) -> None:
    install, generate, use, *_ = COMMANDS
    assert install == f"pip install ./{FOLDER.relative_to(ROOT)}"
    words = generate.replace("services/", f"{ROOT}/services/").split()
    assert words[0] == "copilot-openapi"
    done = run(site, tmp_path, "-m", "copilot_openapi", *words[1:])
    assert done.returncode == 0, done.stderr
    code = re.fullmatch(r'python -c "(.*)"', use)
    assert code is not None
    # the server of the example does not exist
    unreachable = code[1].replace("token='...'", "token='t', base_url='http://127.0.0.1:1'")
    done = run(site, tmp_path, "-c", f"import httpx\n{unreachable}")
    assert "TransportError: no response from the API" in done.stderr
    assert "up to date" in run(site, tmp_path, "-m", "copilot_openapi", *words[1:]).stdout


def test_the_other_commands_of_the_readme_exist(site: Path, tmp_path: Path) -> None:
    shop = (FOLDER / "examples" / "shop.yaml").read_text("utf-8")
    (tmp_path / "old.yaml").write_text(shop, "utf-8")
    (tmp_path / "new.yaml").write_text(shop.replace("[name, kind]", "[name, kind, note]"), "utf-8")
    diff, bump, explain = (command.split()[1:] for command in COMMANDS[3:])
    assert "breaking" in run(site, tmp_path, "-m", "copilot_openapi", *diff).stdout
    assert run(site, tmp_path, "-m", "copilot_openapi", *bump).stdout == "major\n"
    assert "required" in run(site, tmp_path, "-m", "copilot_openapi", *explain).stdout


def test_generate_without_a_description_is_a_usage_error(site: Path, tmp_path: Path) -> None:
    done = run(site, tmp_path, "-m", "copilot_openapi", "generate")
    assert done.returncode == 2
    assert done.stderr == "error: --spec, --out and --package require each other\n"
