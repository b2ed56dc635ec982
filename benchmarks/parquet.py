"""A day's report of users to Parquet, compared with DuckDB and pyarrow's JSON reader: time, size, and lost data.

Losses are counted in the written files: each is read back, and compared with the report line by line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from copilot_usage_metrics import read_rows, rows_from_arrow
from copilot_usage_metrics.rows import AggregateDay, UserDay

from .harness import ResultRow, interleaved, middle
from .reports import FOLDER, day_report, small_day_report, totals_report
from .rivals import rival

duckdb, pq, pa_json = map(rival, ("duckdb", "pyarrow.parquet", "pyarrow.json"))

ROUNDS = 3
SEATS = 10_000
BLOCK = 1 << 24
"""Bytes that pyarrow reads at once; a row must fit, and fewer, larger blocks are faster."""
EVERY = 50
"""One row in this many has keys that were unknown the day before."""
NEW = ("new_counter", "new_flag")

_Writer = Callable[[Path, Path], None]


def rows() -> list[ResultRow]:
    """All rows of this part."""
    return [
        *_speeds("a day of users", day_report(), UserDay),
        *_speeds("totals of days", totals_report(), AggregateDay),
        *_sizes_and_losses(),
    ]


def _speeds(what: str, source: Path, row_type: Any) -> list[ResultRow]:
    """How fast a large report becomes a Parquet file; each contender uses the threads that it wants."""
    made = FOLDER / "speed.parquet"
    runs = {
        "ours": partial(_ours, source, made, row_type),
        "DuckDB": partial(_duckdb, source, made),
        "pyarrow.json": partial(_pyarrow, source, made),
    }
    megabytes = source.stat().st_size / 1e6
    speeds = {
        name: megabytes / middle(seconds) for name, seconds in interleaved(runs, ROUNDS).items()
    }
    made.unlink()
    return [
        ResultRow(
            f"{megabytes:.0f} MB to Parquet, wall time: {what}",
            name,
            f"{speeds['ours']:.0f} MB/s",
            f"{speeds[name]:.0f} MB/s",
            speeds["ours"] / speeds[name],
            aim,
            higher_is_better=True,
        )
        for name, aim in (("DuckDB", 1.2), ("pyarrow.json", 1.0))
    ]


def _sizes_and_losses() -> list[ResultRow]:
    """The sizes of the files, and the values that they lost: each is read back and compared line by line."""
    plain, drifted = small_day_report(SEATS), _drifted_report()
    day_before = _columns_of(plain)
    schema = pa_json.read_json(plain, pa_json.ReadOptions(block_size=BLOCK)).schema
    strict = pa_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    writers: dict[str, tuple[_Writer, _Writer]] = {
        "ours": (_ours, _ours),
        "DuckDB": (_duckdb, partial(_duckdb, columns=day_before)),
        "pyarrow.json": (_pyarrow, partial(_pyarrow, parsing=strict)),
    }
    made = {name: FOLDER / f"day-{name}.parquet" for name in writers}
    for name, (write, _) in writers.items():
        write(plain, made[name])
    sizes = {name: path.stat().st_size for name, path in made.items()}
    confused = {name: _confused(plain, _read(name, path)) for name, path in made.items()}
    for name, (_, write) in writers.items():
        write(drifted, made[name])
    keys = _count_new(map(json.loads, drifted.open("rb")))
    lost = {name: keys - _count_new(_read(name, path)) for name, path in made.items()}
    found = []
    for name in ("DuckDB", "pyarrow.json"):
        found += [
            ResultRow(
                "the Parquet file of a day of users",
                name,
                f"{sizes['ours'] / 1e6:.2f} MB",
                f"{sizes[name] / 1e6:.2f} MB",
                sizes["ours"] / sizes[name],
                1.25,
            ),
            _losses(f"new keys lost, of {keys}, columns of the day before", name, lost),
            _losses("absent fields that became null", name, confused),
        ]
    return found


def _losses(what: str, name: str, lost: dict[str, int]) -> ResultRow:
    ratio = lost["ours"] / lost[name] if lost[name] else float(lost["ours"])
    return ResultRow(what, name, f"{lost['ours']:,}", f"{lost[name]:,}", ratio, 0.0)


def _ours(source: Path, target: Path, row_type: Any = UserDay) -> None:
    """As docs/client.md shows it; the next blocks are decoded while a batch is written."""
    batches = read_rows(source, row_type).arrow()
    with pq.ParquetWriter(target, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _duckdb(source: Path, target: Path, columns: str = "") -> None:
    query = f"SELECT * FROM read_ndjson('{source}'{columns})"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _columns_of(source: Path) -> str:
    """The columns that DuckDB detects in a file, as the argument that makes it expect them in another."""
    with duckdb.connect() as connection:
        query = f"DESCRIBE SELECT * FROM read_ndjson('{source}')"
        found = connection.execute(query).fetchall()
    quoted = (f"'{name}': '{kind}'" for name, kind, *_ in found)
    return f", columns = {{{', '.join(quoted)}}}"


def _pyarrow(source: Path, target: Path, parsing: Any = None) -> None:
    table = pa_json.read_json(source, pa_json.ReadOptions(block_size=BLOCK), parsing)
    pq.write_table(table, target, compression="zstd")


def _read(name: str, path: Path) -> Iterator[Any]:
    table = pq.read_table(path)
    if name == "ours":
        return (row.to_dict() for row in rows_from_arrow(table, UserDay))
    return iter(table.to_pylist())


def _count_new(objects: Iterable[Any]) -> int:
    return sum(each.get(key) is not None for row in objects for each in _inside(row) for key in NEW)


def _inside(value: Any) -> Iterator[dict[str, Any]]:
    """A value and all objects within it."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _inside(inner)


def _confused(source: Path, found: Iterable[Any]) -> int:
    """Fields that are missing in the report and null in the output."""
    with source.open("rb") as lines:
        return sum(map(_differing, map(json.loads, lines), found))


def _differing(said: Any, found: Any) -> int:
    if isinstance(said, dict) and isinstance(found, dict):
        absent = sum(value is None for key, value in found.items() if key not in said)
        return absent + sum(_differing(said[key], found.get(key)) for key in said)
    if isinstance(said, list) and isinstance(found, list):
        return sum(map(_differing, said, found))
    return 0


def _drifted_report() -> Path:
    """The same rows; some have an unknown key at the top, and one in each editor's totals."""
    path = FOLDER / f"users-1-day-{SEATS}-drifted.ndjson"
    if not path.exists():
        partial_file = path.with_suffix(".part")
        with small_day_report(SEATS).open("rb") as source, partial_file.open("wb") as target:
            for number, line in enumerate(source):
                row = json.loads(line)
                if number % EVERY == 0:
                    row["new_counter"] = number
                    for each in row.get("totals_by_ide") or ():
                        each["new_flag"] = True
                target.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")
        partial_file.rename(path)
    return path
