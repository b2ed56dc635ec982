"""Report files to typed rows, compared with plain dicts and stock models: complete, without losses."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

from copilot_usage_metrics import read_rows
from copilot_usage_metrics.rows import UserDay, UserWindowDay

from .harness import ROOT, ResultRow, cpu_interleaved, middle
from .reports import clean_report, day_report, drifted_report
from .rivals import orjson
from .stock import stock_from_dict

ROUNDS = 5
STOCK_LINES = 5000
"""Stock models are measured on the first lines only: the whole file would take minutes."""


def rows() -> list[ResultRow]:
    """All rows of this part."""
    return [*_reading(), *_keeping()]


def _reading() -> list[ResultRow]:
    clean = clean_report()
    files = (
        ("28 days of users", clean, UserWindowDay),
        ("a day of users, each row a new identity", day_report(), UserDay),
        ("unknown keys on every row, at two depths", drifted_report(), UserWindowDay),
    )
    found = []
    for name, path, row_type in files:
        size = path.stat().st_size / 1e6
        contenders = {"ours": partial(_drain, path, row_type), "orjson": partial(_dicts, path)}
        seconds = cpu_interleaved(contenders, ROUNDS)
        ours, dicts = size / middle(seconds["ours"]), size / middle(seconds["orjson"])
        what = f"{size:.0f} MB to typed rows, CPU: {name}"
        found.append(_speed(what, "orjson.loads to dicts", ours, dicts, 1.25))
        if path == clean:
            found.append(_speed(what, "stock models", ours, _stock_speed(path), 5.0))
    return found


def _drain(path: Path, row_type: type[UserDay]) -> int:
    count = 0
    for _ in read_rows(path, row_type):
        count += 1
    return count


def _dicts(path: Path) -> int:
    count = 0
    with path.open("rb") as file:
        for line in file:
            orjson.loads(line)
            count += 1
    return count


def _stock_speed(path: Path) -> float:
    from_dict = stock_from_dict("UserWindowDay")
    with path.open("rb") as file:
        lines = [file.readline() for _ in range(STOCK_LINES)]
    size = sum(map(len, lines)) / 1e6

    def read() -> None:
        for line in lines:
            if line:
                from_dict(json.loads(line))

    return size / middle(cpu_interleaved({"stock": read}, ROUNDS)["stock"])


def _speed(what: str, rival: str, ours: float, theirs: float, aim: float) -> ResultRow:
    return ResultRow(
        what, rival, f"{ours:.0f} MB/s", f"{theirs:.0f} MB/s", ours / theirs, aim, True
    )


def _keeping() -> list[ResultRow]:
    """50,000 rows in a list, each contender in its own process: time and memory."""
    results = {name: _kept(name) for name in ("ours", "orjson", "pydantic", "stock")}
    ours_seconds, ours_megabytes = results.pop("ours")
    found = []
    for name, (seconds, megabytes) in results.items():
        what = "50,000 rows stored in a list"
        found.append(
            ResultRow(
                f"{what}: time",
                name,
                f"{ours_seconds:.1f} s",
                f"{seconds:.1f} s",
                ours_seconds / seconds,
                1.0,
            )
        )
        found.append(
            ResultRow(
                f"{what}: memory",
                name,
                f"{ours_megabytes:.0f} MB",
                f"{megabytes:.0f} MB",
                ours_megabytes / megabytes,
                1.0,
            )
        )
    return found


def _kept(name: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.keeping", name, str(clean_report())]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = output.split()
    return float(seconds), float(megabytes)
