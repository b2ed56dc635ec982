"""`python -m benchmarks.keeping CONTENDER FILE`: 50,000 rows in a list; prints CPU seconds and megabytes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from .memory import peak_megabytes

MOST = 50_000


def loader(name: str, path: Path) -> Callable[[], list[Any]]:
    """A function that reads the rows of `path` into a list, with all imports done."""
    if name == "ours":
        from copilot_usage_metrics import read_rows
        from copilot_usage_metrics.rows import UserWindowDay

        return lambda: list(islice(read_rows(path, UserWindowDay), MOST))
    if name == "stock":
        from .stock import stock_from_dict

        from_dict = stock_from_dict("UserWindowDay")
        return lambda: [from_dict(json.loads(line)) for line in _lines(path)]
    from .rivals import orjson

    if name == "orjson":
        return lambda: [orjson.loads(line) for line in _lines(path)]
    from .pydantic_rows import UserWindowDay as Pydantic

    return lambda: [Pydantic.model_validate_json(line) for line in _lines(path)]


def _lines(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        return list(islice(file, MOST))


def main(name: str, path: str) -> int:
    """Measure one contender in this process."""
    load = loader(name, Path(path))
    before = peak_megabytes()
    begin = time.process_time()
    kept = load()
    seconds = time.process_time() - begin
    after = peak_megabytes()
    scale = MOST / len(kept)
    print(seconds * scale, (after - before) * scale)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
