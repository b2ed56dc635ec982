"""Interleaved measurements: the contenders alternate in one run, so that the machine's noise affects all equally."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class ResultRow:
    """One line of the table: our value, that of the other tool, and the target."""

    what: str
    rival: str
    ours_text: str
    rival_text: str
    ratio: float
    aim: float
    higher_is_better: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio >= self.aim if self.higher_is_better else self.ratio <= self.aim


def interleaved(
    contenders: Mapping[str, Callable[[], object]], rounds: int
) -> dict[str, list[float]]:
    """Seconds of each round by contender; the first round, which warms caches, does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for round_number in range(rounds + 1):
        for name, run in contenders.items():
            begin = time.perf_counter()
            run()
            if round_number:
                seconds[name].append(time.perf_counter() - begin)
        if sys.stderr.isatty():
            print(f"\r  round {round_number} of {rounds}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r" + " " * 24 + "\r", end="", file=sys.stderr)
    return seconds


def cpu_interleaved(
    contenders: Mapping[str, Callable[[], object]], rounds: int
) -> dict[str, list[float]]:
    """As `interleaved`, in CPU seconds of this process: for work that never waits."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            gc.collect()
            begin = time.process_time()
            run()
            seconds[name].append(time.process_time() - begin)
    return seconds


def measure(
    parts: Mapping[str, Callable[[], list[ResultRow]]],
) -> tuple[list[ResultRow], list[str]]:
    """The rows of all parts, and the names of those that could not be measured; their errors are printed."""
    found: list[ResultRow] = []
    failed: list[str] = []
    for name, rows in parts.items():
        begin = time.monotonic()
        try:
            found += rows()
        except Exception as error:  # noqa: BLE001 - one part must not cost the figures of the others
            failed.append(name)
            traceback.print_exc()
            print(f"error: {name}: not measured: {error}", file=sys.stderr)
        else:
            print(f"{name}: measured in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return found, failed


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def seconds_text(value: float) -> str:
    """`412 ms`, `2.1 s`."""
    return f"{value * 1000:.0f} ms" if value < 2 else f"{value:.1f} s"


def process(arguments: Sequence[str], folder: Path) -> None:
    """Run a whole process without output. Raises if it fails: a failed run is not a measurement."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def table(rows: Sequence[ResultRow]) -> str:
    """The rows as text."""
    head = ("what", "ours", "rival", "ratio", "aim", "")
    lines: list[tuple[str, ...]] = [head]
    for row in rows:
        sign = "≥" if row.higher_is_better else "≤"
        verdict = "met" if row.is_met else "MISSED"
        rival = f"{row.rival_text} ({row.rival})"
        lines.append(
            (row.what, row.ours_text, rival, f"{row.ratio:.2f}", f"{sign} {row.aim:g}", verdict)
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
