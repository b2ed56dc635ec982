"""Damages a lake between two runs, as a disk might."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Final

_MOST: Final = 3


def damage(lake: Path, chance: Random) -> list[str]:
    """Cuts off a few parts and manifests at random places, an empty file included; their paths."""
    files = [*sorted(lake.glob("host=*/**/*.parquet")), *sorted(lake.glob("host=*/**/*.json"))]
    cut = []
    for file in chance.sample(files, min(len(files), chance.randint(0, _MOST))):
        size = file.stat().st_size
        os.truncate(file, chance.randrange(size) if size else 0)
        cut.append(file.relative_to(lake).as_posix())
    return cut
