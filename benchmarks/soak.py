"""Memory of a client that reads reports in a loop for minutes, synchronous and asynchronous: flat after the first one.

Both run at the same time, each in its own process with its own server. BENCH_SOAK_SECONDS sets how long.
"""

from __future__ import annotations

import os
import subprocess
import sys

from .harness import ROOT, ResultRow
from .reports import soak_report

SECONDS = int(os.environ.get("BENCH_SOAK_SECONDS", "180"))


def rows() -> list[ResultRow]:
    """All rows of this part."""
    path = soak_report()
    print(f"reading reports for {SECONDS} s", file=sys.stderr)
    running = {
        kind: subprocess.Popen(
            [sys.executable, "-m", "benchmarks.soak_child", kind, str(path), str(SECONDS)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for kind in ("sync", "async")
    }
    found = []
    try:
        for kind, process in running.items():
            output, _ = process.communicate(timeout=2 * SECONDS + 60)
            if process.returncode:
                raise subprocess.CalledProcessError(process.returncode, process.args)
            reports, before, after = output.split()
            found.append(_row(kind, int(reports), float(before), float(after)))
    finally:
        for process in running.values():
            process.kill()
    return found


def _row(kind: str, reports: int, before: float, after: float) -> ResultRow:
    what = f"{SECONDS} s of reading {reports:,} reports, {kind}: memory at the end, of that after a third"
    return ResultRow(what, "-", f"{after:.1f} MB", f"{before:.1f} MB", after / before, 1.05)
