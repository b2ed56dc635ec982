"""`PYTHON collector_child.py TODAY OPTION …`: the collector's command on a given day, with its memory.

Run by the Python of the collector's own environment. The last line on stdout is JSON: megabytes with everything
imported, and at most.
"""

from __future__ import annotations

import datetime
import importlib
import json
import sys
from pathlib import Path
from typing import Any


def main(today: str, *arguments: str) -> int:
    """Run the command; return its exit code."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    peak_megabytes = importlib.import_module("benchmarks.memory").peak_megabytes
    cli = importlib.import_module("copilot_metrics_collector.cli")
    for name in ("run.running", "run.executors", "lake.lake", "privacy", "display.progress"):
        importlib.import_module(f"copilot_metrics_collector.{name}")
    command: Any = importlib.import_module("copilot_metrics_collector.commands.sync")
    command.today_utc = lambda: datetime.date.fromisoformat(today)
    before = peak_megabytes()
    sys.argv = ["copilot-metrics", *arguments]
    try:
        code = cli.main()
    except SystemExit as end:
        code = end.code
    print(json.dumps({"memory": {"before": before, "peak": peak_megabytes()}}), flush=True)
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
