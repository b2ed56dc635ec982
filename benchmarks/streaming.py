"""Downloads over loopback: as fast as plain dicts, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .harness import ROOT, Row
from .reports import clean_report

GIGABYTE = 1_000_000_000


def rows() -> list[Row]:
    """All rows of this part. Each contender runs in its own process beside the same kind of server."""
    path = clean_report()
    speeds: dict[str, list[float]] = {"ours": [], "orjson": []}
    for _ in range(3):
        for name, values in speeds.items():
            seconds, _ = _run(name, path, 1)
            values.append(path.stat().st_size / 1e6 / seconds)
    ours, dicts = sorted(speeds["ours"])[1], sorted(speeds["orjson"])[1]
    times = max(1, round(GIGABYTE / path.stat().st_size))
    _, megabytes = _run("ours", path, times)
    total = path.stat().st_size * times / 1e9
    return [
        Row(
            "loopback download to rows",
            "the same download to orjson dicts",
            f"{ours:.0f} MB/s",
            f"{dicts:.0f} MB/s",
            ours / dicts,
            1.1,
            higher_is_better=True,
        ),
        Row(
            f"memory above the start, streaming {total:.1f} GB",
            "-",
            f"{megabytes:.0f} MB",
            "-",
            megabytes,
            64,
        ),
    ]


def _run(name: str, path: Path, times: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.downloading", name, str(path), str(times)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = output.split()
    return float(seconds), float(megabytes)
