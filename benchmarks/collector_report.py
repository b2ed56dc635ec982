"""A report, and trends by week, of a lake with many organizations.

One organization is synced from the fake; the others are copies of it under other names, whose files are hard links, so
the disk's cache is warm. Smaller: BENCH_REPORT_ORGS; BENCH_SEATS and BENCH_DAYS as for the sync.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .collector import COLLECTOR, DAYS, SEATS, _environment, _sync, serving
from .collector_server import TODAY, ServedEstate
from .harness import ROOT, ResultRow

ORGS = int(os.environ.get("BENCH_REPORT_ORGS", "300"))
FAMILIES = [
    *("users-1-day", "user-teams-1-day", "repos-1-day", "organization-1-day"),
    *("seats", "billing"),
]
_AIM = 30.0
"""Seconds."""


def report_rows() -> list[ResultRow]:
    """Seconds of `report`, and of a question by week."""
    with tempfile.TemporaryDirectory() as folder:
        lake = Path(folder) / "lake"
        with serving(ServedEstate(1, SEATS, DAYS, 0)) as fake:
            _sync(fake, lake, [], FAMILIES)
            environment = _environment(fake)
            [organization] = fake.said["organizations"]
        print(f"copying the organization {ORGS - 1} times", file=sys.stderr)
        for number in range(1, ORGS):
            copy_organization(lake, organization, f"{organization}-{number}")
        what = f"{ORGS} organizations of {SEATS} seats × {DAYS} days"
        page = str(Path(folder) / "report.html")
        return [
            _row(f"report, {what}", seconds_of(environment, lake, "report", "--output", page)),
            _row(
                f"teams --by week, {what}", seconds_of(environment, lake, "teams", "--by", "week")
            ),
        ]


def _row(what: str, seconds: float) -> ResultRow:
    return ResultRow(what, "-", f"{seconds:.1f} s", "-", seconds, _AIM)


def copy_organization(lake: Path, name: str, copy: str) -> None:
    """Adds an organization with the same rows."""
    for source in lake.glob(f"host=*/family=*/kind=organization/entity={name}/*/*"):
        target = source.parents[2] / f"entity={copy}" / source.parent.name / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".parquet":
            os.link(source, target)
            continue
        manifest: dict[str, Any] = json.loads(source.read_bytes())
        manifest["unit"]["entity"] = copy
        for part in manifest["parts"]:
            part["path"] = part["path"].replace(f"/entity={name}/", f"/entity={copy}/")
        target.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")


def seconds_of(environment: dict[str, str], lake: Path, *arguments: str) -> float:
    """How long a command of the collector takes."""
    child = str(ROOT / "benchmarks" / "collector_child.py")
    command = [str(COLLECTOR), child, TODAY.isoformat(), *arguments, "--lake", str(lake)]
    begin = time.perf_counter()
    subprocess.run(command, cwd=lake.parent, env=environment, check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - begin
