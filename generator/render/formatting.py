"""Finishes rendered Python: removes unused imports, sorts the others, and formats the code.

Only the pinned ruff is used, in a temporary folder, isolated from any configuration of the machine.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped]

from ..errors import RenderError

_STYLE = ("--isolated", "--no-cache", "--line-length=100", "--target-version=py311")


_JOINED = "--config=lint.isort.split-on-trailing-comma=false"
"""Imports that fit in one line are written in one, however many unused names were removed from them."""
_UNUSED = ("check", "--select=F401", "--fix-only")
_FINISH = (
    # imports are sorted as if nothing were known of the folder around them
    ("check", "--select=F401,I", "--fix-only", "--config=src=[]", _JOINED),
    ("format",),
)


def format_python(files: Mapping[str, str]) -> dict[str, str]:
    """The same files, formatted. Raises `RenderError` if one is not Python."""
    return _run(files, *_FINISH)


def without_unused_imports(files: Mapping[str, str]) -> dict[str, str]:
    """The same files without the imports that they do not use. Raises as `format_python`."""
    return _run(files, _UNUSED)


def _run(files: Mapping[str, str], *commands: Sequence[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="render-") as name:
        folder = Path(name).resolve()
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        # named one by one: a file that is named is never excluded, whatever the folder is called
        paths = [str(folder / path) for path in sorted(files)]
        for command, *options in commands:
            _ruff(command, *options, *paths)
        return {path: (folder / path).read_text(encoding="utf-8") for path in files}


def _ruff(command: str, *arguments: str) -> None:
    # the environment must not set options of ruff, either
    env = {name: value for name, value in os.environ.items() if not name.startswith("RUFF_")}
    command_line = [find_ruff_bin(), command, *_STYLE, *arguments]
    result = subprocess.run(command_line, env=env, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        problem = (result.stderr or result.stdout).strip().splitlines()
        raise RenderError(
            f"the rendered code is not Python: {problem[0] if problem else 'no reason given'}"
        )
