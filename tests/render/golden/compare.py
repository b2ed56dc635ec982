"""The golden package: the output for `tiny.yaml`, without the files that are copied for any description.

Its files end in `.txt`, so that tools do not treat them as modules of the project.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.cli import main
from generator.render import record

HERE = Path(__file__).parent
SPEC = HERE / "tiny.yaml"
GOLDEN = HERE / "package"
COPIED = ("_runtime/", "py.typed")


def generate(folder: Path) -> Path:
    """Generate the package below `folder`; return its path."""
    arguments = [
        "--spec",
        str(SPEC),
        "--out",
        str(folder),
        "--package",
        "tiny",
        "--package-version",
        "1.2.3",
    ]
    assert main(["generate", *arguments]) == 0
    return folder / "tiny"


def rendered() -> dict[str, str]:
    """The files that depend on the description, by their golden names."""
    with tempfile.TemporaryDirectory() as folder:
        package = generate(Path(folder))
        files = {
            path.relative_to(package).as_posix(): path
            for path in package.rglob("*")
            if path.is_file()
        }
        return {
            f"{name}.txt": path.read_bytes().decode()
            for name, path in sorted(files.items())
            if name != record.NAME and not name.startswith(COPIED)
        }


def golden() -> dict[str, str]:
    """The committed files."""
    return {path.name: path.read_bytes().decode() for path in sorted(GOLDEN.iterdir())}
