"""Hostile files compared with a clean file of the same size: peak memory above the start, and time.

The chart is written to standard error. To reduce the size: BENCH_HOSTILE_MB.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .harness import ROOT, ResultRow, seconds_text

MEGABYTES = int(os.environ.get("BENCH_HOSTILE_MB", "64"))
MOST_TIMES = 1.5
"""The greatest time of a hostile file, relative to a clean one."""
MOST_MEGABYTES = 256
"""The line limit, 64 MB, is stored in up to three forms while a line is split and decoded."""
_PIECE = 1 << 20
_BAR = 40


@dataclass(frozen=True)
class Measured:
    """The time and memory of reading a file."""

    seconds: float
    megabytes: float
    rows: int
    bad_lines: int
    error: str


def rows() -> list[ResultRow]:
    """All rows of this part. Each file is read in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        clean_path = Path(folder, "clean")
        _write(clean_path, _clean())
        clean = _read(clean_path)
        measured = {"a clean file": clean}
        for name, pieces in _FILES.items():
            path = Path(folder, "hostile")
            _write(path, pieces())
            measured[name] = _read(path)
    print(chart(measured), file=sys.stderr)
    found: list[ResultRow] = []
    for name, each in measured.items():
        if each is clean:
            continue
        found += [
            ResultRow(
                f"time: {name}",
                "a clean file of the size",
                seconds_text(each.seconds),
                seconds_text(clean.seconds),
                each.seconds / clean.seconds,
                MOST_TIMES,
            ),
            ResultRow(
                f"memory above the start: {name}",
                "a clean file",
                f"{each.megabytes:.0f} MB",
                f"{clean.megabytes:.0f} MB",
                each.megabytes,
                MOST_MEGABYTES,
            ),
        ]
    return found


def chart(measured: dict[str, Measured]) -> str:
    """Bars of time and memory, one line each."""
    lines: list[str] = [f"files of {MEGABYTES} MB, read to rows"]
    most_seconds = max(each.seconds for each in measured.values())
    most_megabytes = max(1.0, *(each.megabytes for each in measured.values()))
    for name, each in measured.items():
        outcome = f"{each.rows:,} rows, {each.bad_lines:,} bad lines{each.error}"
        lines += [
            f"{name} ({outcome})",
            f"  time    {_bar(each.seconds / most_seconds)} {seconds_text(each.seconds)}",
            f"  memory  {_bar(each.megabytes / most_megabytes)} {each.megabytes:.0f} MB",
        ]
    return "\n".join(lines)


def _bar(share: float) -> str:
    return ("#" * max(1, round(share * _BAR))).ljust(_BAR)


def _read(path: Path) -> Measured:
    command = [sys.executable, "-m", "benchmarks.hostile_child", str(path)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, megabytes, count, bad_lines, error = output.rstrip("\n").split("\t")
    return Measured(float(seconds), float(megabytes), int(count), int(bad_lines), error)


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    left = MEGABYTES * 1_000_000
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece[:left])
            left -= len(piece)
            if left <= 0:
                return


def _good(number: int) -> bytes:
    return b'{"day":"2026-10-01","organization_id":"5","user_id":%d,"user_login":"user-%d"}\n' % (
        number,
        number,
    )


def _clean() -> Iterator[bytes]:
    number = 0
    while True:
        yield b"".join(map(_good, range(number, number + 1000)))
        number += 1000


def _after_a_row(piece: bytes, begin: bytes = b"") -> Iterator[bytes]:
    yield _good(1) + begin
    while True:
        yield piece


def _endless_line() -> Iterator[bytes]:
    return _after_a_row(b"x" * _PIECE, b'{"user_login":"')


def _blank_lines() -> Iterator[bytes]:
    while True:
        yield b"\n" * _PIECE


def _bad_lines() -> Iterator[bytes]:
    return _after_a_row(
        b'{"day":"2026-10-01","user_login":"cut off here, and it is of the size of a row\n' * 1000
    )


def _brackets() -> Iterator[bytes]:
    line = b'{"zz":' + b"[" * 500 + b"]" * 500 + b"}\n"
    return _after_a_row(line * 1000)


def _number() -> Iterator[bytes]:
    return _after_a_row(b"7" * _PIECE, b'{"user_id":')


def _bomb() -> Iterator[bytes]:
    """1 MB that decompresses to 1 GB; at the size of the others it would decompress to 64 GB."""
    yield gzip.compress(bytes(1000) * 1_000_000, 9, mtime=0)


_FILES = {
    "a line without end": _endless_line,
    "1 MB of gzip that decompresses to 1 GB": _bomb,
    "blank lines": _blank_lines,
    "bad lines": _bad_lines,
    "brackets, 500 deep": _brackets,
    "one number": _number,
}
