"""Rows as Arrow: a report of a day into a polars frame, compared with polars' own reader of the same file.

Ours has every value of the file: unknown keys in `extra`, explicit nulls in `nulls`, credits as decimals.
"""

from __future__ import annotations

from pathlib import Path

from copilot_usage_metrics import read_rows
from copilot_usage_metrics.rows import UserDay

from .harness import ResultRow, cpu_interleaved, middle
from .reports import day_report
from .rivals import rival

ROUNDS = 3
polars = rival("polars")


def rows() -> list[ResultRow]:
    """All rows of this part."""
    path = day_report()
    size = path.stat().st_size / 1e6
    contenders = {
        "ours": lambda: polars.DataFrame(read_rows(path, UserDay).arrow()),
        "polars": lambda: _rows_of_polars(path),
    }
    seconds = {name: middle(each) for name, each in cpu_interleaved(contenders, ROUNDS).items()}
    ours, theirs = size / seconds["ours"], size / seconds["polars"]
    what = f"{size:.0f} MB to a polars frame by Arrow, CPU of all threads: a day of users"
    return [
        ResultRow(
            what,
            "pl.read_ndjson",
            f"{ours:.0f} MB/s",
            f"{theirs:.0f} MB/s",
            ours / theirs,
            1.0,
            higher_is_better=True,
        )
    ]


def _rows_of_polars(path: Path) -> object:
    return polars.read_ndjson(path, infer_schema_length=None)
