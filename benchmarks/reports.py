"""Report files for the measurements, made by the fake GitHub once and kept below .cache/."""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path

from .harness import ROOT, process

FOLDER = ROOT / ".cache" / "bench"
MEGABYTES = int(os.environ.get("BENCH_MB", "100"))
"""How large the report is that is measured with; BENCH_MB sets it."""


def clean_report() -> Path:
    """A users-28-day report of about `MEGABYTES`, every key known."""
    path = FOLDER / f"users-{MEGABYTES}.ndjson"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        print(f"making a report of {MEGABYTES} MB", file=sys.stderr)
        partial = path.with_suffix(".part")
        seats = str(MEGABYTES * 24)  # about 48 KB a seat over 28 days
        command = ["-m", "copilot_usage_metrics.testing", "write", "--family", "users-28-day"]
        process([*command, "--seats", seats, "--out", str(partial)], ROOT)
        _cut(partial, MEGABYTES * 1_000_000)
        partial.rename(path)
    return path


def day_report() -> Path:
    """A users-1-day report of about `MEGABYTES`: a weekday, every key known, no user twice."""
    return _made(f"users-1-day-{MEGABYTES}", "users-1-day", MEGABYTES * 460)


def soak_report() -> Path:
    """A users-28-day report of a few megabytes."""
    return _made("users-28-day-small", "users-28-day", 100)


def totals_report() -> Path:
    """The totals of days, a line each, of about `MEGABYTES`: one 28-day report again and again, as other days."""
    path = FOLDER / f"totals-{MEGABYTES}.ndjson"
    if not path.exists():
        window = json.loads(_made("totals", "enterprise-28-day", 2000).read_text("utf-8"))
        days = window["day_totals"]
        partial = path.with_suffix(".part")
        first = datetime.date(1990, 1, 1)
        with partial.open("wb") as target:
            number = 0
            while target.tell() < MEGABYTES * 1_000_000:
                day = {**days[number % len(days)], "day": str(first + datetime.timedelta(number))}
                target.write(json.dumps(day, separators=(",", ":")).encode() + b"\n")
                number += 1
        partial.rename(path)
    return path


def _made(name: str, family: str, seats: int) -> Path:
    """A report of the fake for a Tuesday, cut to about `MEGABYTES`."""
    path = FOLDER / f"{name}.ndjson"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        print(f"making {path.name}", file=sys.stderr)
        partial = path.with_suffix(".part")
        command = ["-m", "copilot_usage_metrics.testing", "write", "--family", family]
        days = ["--today", "2026-11-25", "--seats", str(seats)]
        process([*command, *days, "--out", str(partial)], ROOT)
        _cut(partial, MEGABYTES * 1_000_000)
        partial.rename(path)
    return path


def _cut(path: Path, size: int) -> None:
    """Shortens a file to whole lines of about `size` bytes."""
    if path.stat().st_size <= size:
        return
    with path.open("r+b") as file:
        file.seek(size)
        file.readline()
        file.truncate(file.tell())


def drifted_report() -> Path:
    """The same rows, each with a key that nobody knows at the top and one inside every editor's totals."""
    path = FOLDER / f"users-{MEGABYTES}-drifted.ndjson"
    if not path.exists():
        partial = path.with_suffix(".part")
        with clean_report().open("rb") as source, partial.open("wb") as target:
            for number, line in enumerate(source):
                row = json.loads(line)
                row["new_counter"] = number
                for each in row.get("totals_by_ide") or ():
                    each["new_flag"] = True
                target.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")
        partial.rename(path)
    return path
