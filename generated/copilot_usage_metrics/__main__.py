# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The command line: `python -m copilot_usage_metrics --help`."""

from __future__ import annotations

import sys

from . import __version__
from ._runtime.files.command import run
from .files import FAMILIES
from .rows import ENTITY_FIELDS

if __name__ == "__main__":
    code = run(
        sys.argv[1:],
        package="copilot_usage_metrics",
        version=__version__,
        families=FAMILIES,
        entities=tuple(ENTITY_FIELDS.values()),
    )
    sys.exit(code)
