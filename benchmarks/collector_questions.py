"""Seven questions to a lake of many organizations, compared with plain DuckDB queries on one Parquet file of its rows.

One organization is synced from the fake and compacted, and the others are copies of it, as in `collector_report`: all
files are warm.
Smaller: BENCH_QUESTION_ORGS, BENCH_QUESTION_DAYS, BENCH_QUESTION_SEATS.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .collector import COLLECTOR, _environment, _sync, serving
from .collector_report import copy_organization, seconds_of
from .collector_server import ServedEstate
from .harness import ROOT, ResultRow, seconds_text

ORGS = int(os.environ.get("BENCH_QUESTION_ORGS", "300"))
DAYS = int(os.environ.get("BENCH_QUESTION_DAYS", "90"))
SEATS = int(os.environ.get("BENCH_QUESTION_SEATS", "20"))
FAMILIES = ["users-1-day", "user-teams-1-day"]
_AIM = 3.0


def question_rows() -> list[ResultRow]:
    """Seconds of each question."""
    with tempfile.TemporaryDirectory() as name:
        lake = Path(name) / "lake"
        with serving(ServedEstate(1, SEATS, DAYS, 0)) as fake:
            _sync(fake, lake, [], FAMILIES)
            environment = _environment(fake)
            [organization] = fake.said["organizations"]
        seconds_of(environment, lake, "compact")
        print(f"copying the organization {ORGS - 1} times", file=sys.stderr)
        for number in range(1, ORGS):
            copy_organization(lake, organization, f"{organization}-{number}")
        child = str(ROOT / "benchmarks" / "collector_questions_child.py")
        command = [str(COLLECTOR), child, str(lake), name, str(ORGS), str(DAYS)]
        output = subprocess.run(
            command, cwd=lake.parent, env=environment, check=True, stdout=subprocess.PIPE
        ).stdout
    what = f"of {ORGS} organizations of {SEATS} seats × {DAYS} days"
    return [
        ResultRow(
            f"{question} {what}",
            "DuckDB on one Parquet file",
            seconds_text(ours),
            seconds_text(bare),
            ours / bare,
            _AIM,
        )
        for question, (ours, bare) in json.loads(output).items()
    ]
