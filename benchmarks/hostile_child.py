"""`python -m benchmarks.hostile_child FILE`: reads a file to rows; prints CPU seconds, megabytes, and the result."""

from __future__ import annotations

import sys
import time

from copilot_usage_metrics import CopilotMetricsError, read_rows, rows

from .memory import peak_megabytes


def main(path: str) -> None:
    """Print the measurements, separated by tabs."""
    count, error = 0, ""
    start = peak_megabytes()
    begin = time.process_time()
    found = read_rows(path, rows.UserDay)
    try:
        for _ in found:
            count += 1
    except CopilotMetricsError as problem:
        error = f"; {type(problem).__name__}"
    seconds = time.process_time() - begin
    above = peak_megabytes() - start
    print(seconds, above, count, found.bad_line_count, error, sep="\t")


main(sys.argv[1])
