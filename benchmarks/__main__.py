"""`python -m benchmarks [part …]`: every part, or the ones named."""

from __future__ import annotations

import platform
import sys

from . import (
    calls,
    collector,
    collector_report,
    comparison,
    generator,
    hostile,
    parquet,
    rows,
    streaming,
)
from .harness import table

PARTS = {
    "generator": generator.rows,
    "comparison": comparison.rows,
    "rows": rows.rows,
    "parquet": parquet.rows,
    "hostile": hostile.rows,
    "streaming": streaming.rows,
    "calls": calls.rows,
    "sync": collector.sync_rows,
    "scale": collector.scale_rows,
    "report": collector_report.report_rows,
}


def main(names: list[str]) -> int:
    """Prints one table. Never fails for being slow: a missed aim is said, not enforced."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    rows = [row for name, part in PARTS.items() if not names or name in names for row in part()]
    print(
        f"Python {platform.python_version()}, {platform.machine()}; medians of one run, compare the ratios only"
    )
    print(table(rows))
    return 0


sys.exit(main(sys.argv[1:]))
