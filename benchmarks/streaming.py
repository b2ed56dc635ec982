"""Downloads over loopback: as fast as plain dicts, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .harness import ROOT, ResultRow, middle
from .reports import clean_report

GIGABYTE = 1_000_000_000


ROUNDS = 3


def rows() -> list[ResultRow]:
    """All rows of this part. Each contender runs in its own process with the same kind of server."""
    path = clean_report()
    times = max(1, round(GIGABYTE / path.stat().st_size))
    _, megabytes = _run("ours", path, times)
    total = path.stat().st_size * times / 1e9
    return [
        _beside_dicts(path, 1, "one file", 1.1),
        _beside_dicts(path, 2, "the same file twice, all duplicates", 1.0),
        ResultRow(
            f"memory above the start, streaming {total:.1f} GB",
            "-",
            f"{megabytes:.0f} MB",
            "-",
            megabytes,
            64,
        ),
    ]


def _beside_dicts(path: Path, times: int, what: str, aim: float) -> ResultRow:
    """A download of the file, `times` times, to typed rows and to dicts."""
    size = path.stat().st_size * times / 1e6
    speeds: dict[str, list[float]] = {"ours": [], "orjson": []}
    for _ in range(ROUNDS):
        for name, values in speeds.items():
            seconds, _ = _run(name, path, times)
            values.append(size / seconds)
    ours, dicts = middle(speeds["ours"]), middle(speeds["orjson"])
    return ResultRow(
        f"loopback download to rows, {size:.0f} MB, CPU: {what}",
        "the same download to orjson dicts",
        f"{ours:.0f} MB/s",
        f"{dicts:.0f} MB/s",
        ours / dicts,
        aim,
        higher_is_better=True,
    )


def _run(name: str, path: Path, times: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.downloading", name, str(path), str(times)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = output.split()
    return float(seconds), float(megabytes)
