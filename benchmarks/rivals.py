"""The competitors of requirements/bench.txt, which `make bench` installs below .cache/ only."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from .harness import ROOT

FOLDER = ROOT / ".cache" / "rivals"


def rival(name: str) -> Any:
    """A module of a competitor."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    return import_module(name)


orjson = rival("orjson")
