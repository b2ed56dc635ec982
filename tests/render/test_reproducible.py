"""The same input gives the same bytes: on any machine, in any folder, on any day."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frame.repository import ROOT
from tests.render.golden.compare import SPEC
from tests.render.harness import Generated, generate

DIGEST = f"""
import hashlib
from pathlib import Path
from generator import generate
from generator.render.description import read_description
from generator.render.package import render_standalone
files = generate._render()[0]
content = Path({str(SPEC)!r}).read_bytes()
tiny, _ = render_standalone(
    read_description(content, Path("tiny.yaml")), name="p", version="1", templates=generate.TEMPLATES
)
print(hashlib.sha256(repr([sorted(files.items()), sorted(tiny.items())]).encode()).hexdigest())
"""

HOSTILE_RUFF = "line-length = 40\nindent-width = 8\n[format]\nquote-style = 'single'\n[lint]\nselect = ['ALL']\n"
HOSTILE_PROJECT = (
    "[tool.ruff]\nline-length = 20\nexclude = ['*.py']\nrequired-version = '==0.0.1'\n"
)


def digest(root: Path, cwd: Path, **variables: str) -> str:
    """The digest of the output of the generator in `root`, run in `cwd`."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), **variables}
    command = [sys.executable, "-c", DIGEST]
    run = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest on a plain machine."""
    return digest(ROOT, tmp_path_factory.mktemp("plain"), PYTHONHASHSEED="0")


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder with tool configurations that would change the output."""
    for folder in (tmp_path, tmp_path / ".config" / "ruff", tmp_path / "build"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ruff.toml").write_text(HOSTILE_RUFF)
        (folder / "pyproject.toml").write_text(HOSTILE_PROJECT)
    return tmp_path


def test_output_does_not_depend_on_the_machine(odd: Path, expected: str) -> None:
    variables = {
        "HOME": str(odd),
        "XDG_CONFIG_HOME": str(odd / ".config"),
        "TMPDIR": str(odd / "build"),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "RUFF_CONFIG": str(odd / "ruff.toml"),
        "RUFF_OUTPUT_FILE": str(odd / "written"),
        "RUFF_OUTPUT_FORMAT": "json",
        "PYTHONUTF8": "0",
        "USER": "somebody",
        "PYTHONOPTIMIZE": "2",
        "PYTHONHASHSEED": "4294967295",
    }
    assert digest(ROOT, odd, **variables) == expected
    assert not (odd / "written").exists()


def test_output_does_not_depend_on_the_folder(tmp_path: Path, expected: str) -> None:
    elsewhere = tmp_path / "a folder.with {odd} names ü" / "build"
    for part in ("generator", "templates", "spec"):
        shutil.copytree(ROOT / part, elsewhere / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", elsewhere)
    assert digest(elsewhere, elsewhere, PYTHONHASHSEED="1", LC_ALL="C", TZ="") == expected


def test_process_writes_the_same_package_as_the_tests(tmp_path: Path) -> None:
    """A process has none of the caches of `conftest.py`."""
    generate(tmp_path, SPEC.read_text("utf-8"))
    cached = generate(tmp_path, SPEC.read_text("utf-8"))
    out, command = tmp_path / "process", [sys.executable, "-m", "generator", "generate"]
    options = ["--spec", str(cached.spec), "--out", str(out), "--package", cached.name]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    by_process = Generated(cached.run, cached.spec, out / cached.name)
    assert by_process.files == cached.files


def test_generator_does_not_use_time_randomness_or_host_names() -> None:
    found = []
    for path in [
        *sorted((ROOT / "generator" / "render").rglob("*.py")),
        ROOT / "generator" / "document.py",
    ]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Attribute) and node.attr in (
                "now",
                "today",
                "cwd",
                "home",
                "getcwd",
            ):
                names = [node.attr]
            found += [f"{path.name}: {name}" for name in names if name in _ASKING]
    assert found == []


_ASKING = {
    *(
        "time",
        "random",
        "secrets",
        "uuid",
        "socket",
        "getpass",
        "locale",
        "platform",
        "urllib.request",
    ),
    *("now", "today", "cwd", "home", "getcwd", "httpx"),
}
