"""`python -m benchmarks [part …]`: every part, or the ones named."""

from __future__ import annotations

import platform
import sys

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
from .harness import measure, table
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

    Returns 1 if a part could not be measured: its error is printed, and the other parts still run.
    """
    message = unknown_parts(names)
    if message:
        print(f"error: {message}", file=sys.stderr)
        return 2
    found, failed = measure({name: RUN[name] for name in PARTS if not names or name in names})
    print(
        f"Python {platform.python_version()}, {platform.machine()}; medians of one run, compare the ratios only"
    )
    print(table(found))
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
