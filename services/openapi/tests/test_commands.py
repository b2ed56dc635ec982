"""The installed command: from a description to a package, and a comparison of two descriptions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHOP = ROOT / "examples" / "shop.yaml"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, with the package of this folder."""
    command = [sys.executable, "-m", "copilot_openapi", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_package_is_generated(tmp_path: Path) -> None:
    done = run("generate", "--spec", SHOP, "--out", tmp_path, "--package", "shop_client")
    assert done.returncode == 0, done.stderr
    assert "class ShopClient(" in (tmp_path / "shop_client" / "client.py").read_text("utf-8")


def test_two_descriptions_are_compared(tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(SHOP.read_text("utf-8").replace("[name, kind]", "[name, kind, note]"), "utf-8")
    assert run("diff", SHOP, new).returncode == 1
    assert run("bump", SHOP, new).stdout == "major\n"
