"""`mypy --strict` over packages that tests make."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path


def mypy(cwd: Path, cache: Path, files: Iterable[Path]) -> subprocess.CompletedProcess[str]:
    """Checks these files; what they import is only read, for its types.

    `cache` keeps what is known of other people's modules from one run to the next (`mypy_cache`).
    """
    options = ["--strict", "--follow-imports=silent", "--no-pretty", "--config-file="]
    command = [sys.executable, "-m", "mypy", *options, "--cache-dir", str(cache)]
    return subprocess.run(
        [*command, *map(str, files)], cwd=cwd, capture_output=True, text=True, check=False
    )
