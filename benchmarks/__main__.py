"""`python -m benchmarks [part …]`: every part, or the ones named."""

from __future__ import annotations

import platform
import sys
import time
import traceback

from . import (
    arrow,
    calls,
    collector,
    collector_questions,
    collector_report,
    comparison,
    generator,
    hostile,
    parquet,
    rows,
    soak,
    streaming,
)
from .harness import Row, table
from .parts import PARTS, unknown_parts

RUN = {
    "generator": generator.rows,
    "comparison": comparison.rows,
    "rows": rows.rows,
    "arrow": arrow.rows,
    "parquet": parquet.rows,
    "hostile": hostile.rows,
    "streaming": streaming.rows,
    "calls": calls.rows,
    "sync": collector.sync_rows,
    "scale": collector.scale_rows,
    "report": collector_report.report_rows,
    "questions": collector_questions.question_rows,
    "soak": soak.rows,
}


def main(names: list[str]) -> int:
    """Prints one table. Never fails for being slow: a missed aim is reported, not enforced.

    A part that raises is reported, and the other parts are measured nevertheless: then it returns 1.
    """
    message = unknown_parts(names)
    if message:
        print(f"error: {message}", file=sys.stderr)
        return 2
    found: list[Row] = []
    failed: list[str] = []
    for name in PARTS:
        if not names or name in names:
            begin = time.monotonic()
            try:
                found += RUN[name]()
            except Exception:  # noqa: BLE001 - the other parts took minutes
                traceback.print_exc()
                failed.append(name)
                continue
            print(f"{name}: measured in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    print(
        f"Python {platform.python_version()}, {platform.machine()}; medians of one run, compare the ratios only"
    )
    print(table(found))
    if failed:
        print(
            f"error: not measured: {', '.join(failed)}; see the tracebacks above", file=sys.stderr
        )
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
