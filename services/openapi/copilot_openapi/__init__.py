"""The generator as an installed command, `copilot-openapi`: the repository's generator and templates in one package."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run one command and return its exit code."""
    # generator and templates import each other by these names; nothing else of this process uses them
    sys.path.insert(0, str(Path(__file__).parent))
    from generator.cli import main as run

    return run(sys.argv[1:], program="copilot-openapi")
