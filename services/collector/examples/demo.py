"""Demo of the collector without a token: a fake GitHub, a lake of 28 days, some questions, and a report.

`make demo` runs it. It prints each command after a `$`, as a user would type it; environment variables
point it to the fake. The lake remains in the given folder.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from copilot_usage_metrics.testing import FakeGitHub, clock_at

from copilot_metrics_collector.clock import today_utc

SEATS = 500
DAYS = 28
ORG, ENTERPRISE = "octo", "acme"
FAULTS = ("server-error=502,times=1", "truncate=50000,times=3", "expired=403,times=1")
"""An HTML page instead of a response, interrupted downloads, and a link that expires early."""


def main(arguments: Sequence[str]) -> int:
    """Fills a lake in the given folder, or in a temporary one. Returns the exit code."""
    with tempfile.TemporaryDirectory() as spare:
        lake = Path(arguments[0] if arguments else spare) / "lake"
        shutil.rmtree(lake, ignore_errors=True)
        with (
            clock_at(today_utc()),  # noon, so that the date does not change during the demo
            FakeGitHub(
                seats=SEATS, days=DAYS, organizations=[ORG], enterprise=ENTERPRISE, scenario=FAULTS
            ) as github,
        ):
            return _tour(github, lake)


def _tour(github: FakeGitHub, lake: Path) -> int:
    environment = {
        **os.environ,
        "GITHUB_TOKEN": github.token,
        "COPILOT_METRICS_BASE_URL": github.base_url,
    }
    since = (github.today - datetime.timedelta(days=DAYS)).isoformat()
    who, page = ["--org", ORG], lake.parent / "report.html"
    month = (github.today - datetime.timedelta(days=1)).replace(day=1).isoformat()
    csv = ["--lake", str(lake), "--format", "csv", "--columns"]
    has_charts = all(map(find_spec, ("jinja2", "vl_convert")))  # the extra `report`
    for command in (
        ["sync", *who, "--enterprise", ENTERPRISE, "--since", since, "--to", str(lake)],
        ["status", *who, "--since", since, "--lake", str(lake)],
        ["teams", *who, "--window", str(DAYS), "--lake", str(lake)],
        ["seats", *who, "--seat-price", "19", *csv, "assigned,never_active,idle,idle_monthly_cost"],
        ["cost", *who, "--since", month, "--limit", "3", *csv, "model,net_quantity,net_amount"],
        *([["report", *who, "--lake", str(lake), "--output", str(page)]] if has_charts else []),
    ):
        shown = " ".join(
            {str(lake): "lake", str(page): page.name}.get(part, part) for part in command
        )
        print(f"\n$ copilot-metrics {shown}", flush=True)
        # in a pipe, sync prints one JSON line per unit: show only the last line
        is_long = command[0] == "sync" and not sys.stdout.isatty()
        done = subprocess.run(
            [sys.executable, "-m", "copilot_metrics_collector", *command],
            env=environment,
            stdout=subprocess.PIPE if is_long else None,
            stderr=subprocess.DEVNULL if "csv" in command else None,  # the notes
            encoding="utf-8",
            check=False,
        )
        if is_long:
            *units, last = done.stdout.splitlines() or [""]
            print(f"… {len(units)} units, one line each\n{last}", flush=True)
        if done.returncode != 0:
            print(f"copilot-metrics {command[0]}: exit code {done.returncode}", file=sys.stderr)
            return 1
    print(f"\nOpen {page}" if has_charts else "\nThe extra `report` adds a report with charts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
