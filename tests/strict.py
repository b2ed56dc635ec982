"""`mypy --strict` on packages that tests generate."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


def mypy(cwd: Path, cache: Path, files: Iterable[Path]) -> subprocess.CompletedProcess[str]:
    """Check these files; their imports are only followed for types.

    `cache` stores the types of third-party modules between runs (`mypy_cache`).
    """
    options = ["--strict", "--follow-imports=silent", "--no-pretty", "--config-file="]
    command = [sys.executable, "-m", "mypy", *options, "--cache-dir", str(cache)]
    return subprocess.run(
        [*command, *map(str, files)], cwd=cwd, capture_output=True, text=True, check=False
    )
