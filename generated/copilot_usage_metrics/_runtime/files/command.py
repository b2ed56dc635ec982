"""`python -m` this package: the drift command."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, NoReturn, TextIO

from ..decoding.row import Row
from ..drift.detect import DriftWatch
from ..drift.finding import MOST_SHOWN
from ..errors import CopilotMetricsError
from ..escaping import escape_json, escape_text
from .families import FileFamily
from .file_rows import FileRows, open_rows

_EXIT_CODES = """exit codes:
  0    no drift of a class in --fail-on
  1    drift of a class in --fail-on (default: new keys and types)
  2    invalid command line
  3    a file cannot be read, or its row type cannot be detected
  130  interrupted
"""
_CLASSES = ("new", "type", "gone")
_TICK = 0.5
"""Seconds between two progress messages."""


class _Usage(Exception):
    """An invalid command line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Usage(f"{message} (try --help)")


def run(
    arguments: Sequence[str],
    *,
    package: str,
    version: str,
    families: Mapping[str, FileFamily],
    entities: Sequence[str],
) -> int:
    """Run one command and return its exit code; a failure is one line on standard error."""
    try:
        chosen = _parser(package, version, families).parse_args(arguments)
        return _drift(chosen, families, entities)
    except _Usage as error:
        _complain(str(error))
        return 2
    except KeyboardInterrupt:
        _complain("interrupted")
        return 130
    except BrokenPipeError:  # the reader closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser(package: str, version: str, families: Mapping[str, FileFamily]) -> _Parser:
    parser = _Parser(
        prog=f"python -m {package}",
        description="Typed rows of GitHub's Copilot usage metrics, on the command line.",
        epilog=f"{_EXIT_CODES}\nThe fake GitHub: python -m {package}.testing --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{package} {version}")
    commands = parser.add_subparsers(required=True, metavar="command")
    drift = commands.add_parser(
        "drift",
        help="report keys of downloaded files that are new, have another type, or are gone",
        description="Reports keys of downloaded files that are new (the row types do not have them), have another "
        "type, or are gone (no row of a file has them); never values. Keys that may be absent, and keys of fewer than "
        "ten objects, are not reported as gone.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    drift.add_argument(
        "files", nargs="+", metavar="FILE", help="a downloaded file; - is standard input"
    )
    drift.add_argument(
        "--family",
        choices=list(families),
        metavar="NAME",
        help=f"the row type, if it cannot be detected: {', '.join(families)}",
    )
    drift.add_argument(
        "--format",
        choices=["text", "json", "yaml"],
        default="text",
        help="text (default), json, or yaml (an addition to spec/rows.yaml that covers the drift)",
    )
    drift.add_argument(
        "--fail-on",
        type=_classes,
        default="new,type",
        metavar="CLASSES",
        help="the classes of drift with exit code 1, separated by commas: new, type, gone; or none "
        "(default: new,type)",
    )
    return parser


def _classes(text: str) -> frozenset[str]:
    """The classes of `--fail-on`."""
    if text.strip() == "none":
        return frozenset()
    found = [each.strip() for each in text.split(",")]
    for each in found:
        if each not in _CLASSES:
            expected = f"{', '.join(_CLASSES)}, separated by commas, or none"
            raise argparse.ArgumentTypeError(
                f"{each!r} is not a class of drift: expected {expected}"
            )
    return frozenset(found)


def _drift(
    chosen: argparse.Namespace, families: Mapping[str, FileFamily], entities: Sequence[str]
) -> int:
    watch = DriftWatch()
    is_whole = True
    for name in chosen.files:
        source: str | BinaryIO = sys.stdin.buffer if name == "-" else name
        try:
            rows = open_rows(source, chosen.family, families, entities)
            for _ in _with_progress(watch.through(rows), rows, name):
                pass
        except CopilotMetricsError as error:
            _complain(str(error))
            is_whole = False
    drift = watch.drift
    if not is_whole and not drift.rows and not drift.classes:
        return 3
    if chosen.format == "json":
        _say(escape_json(json.dumps(drift.to_dict(), indent=2)))
    elif chosen.format == "yaml":
        _say(drift.patch())
    else:
        _say(drift.to_text())
    if not is_whole:
        return 3
    return 1 if drift.classes & chosen.fail_on else 0


def _with_progress(rows: Iterator[Row], stats: FileRows[Any], name: str) -> Iterator[Row]:
    """The rows, with progress messages on a terminal; none in a pipe."""
    if not sys.stderr.isatty():
        yield from rows
        return
    due = time.monotonic() + _TICK
    is_shown = False
    try:
        for number, row in enumerate(rows, 1):
            if number % 256 == 0 and time.monotonic() >= due:
                read = sum(part.bytes for part in stats.parts) / 1e6
                sys.stderr.write(
                    f"\r\x1b[K{escape_text(name, MOST_SHOWN)}: {read:.0f} MB, {number} rows"
                )
                sys.stderr.flush()
                due, is_shown = time.monotonic() + _TICK, True
            yield row
    finally:
        if is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _say(text: str) -> None:
    _write(sys.stdout, text)


def _complain(text: str) -> None:
    _write(sys.stderr, f"error: {escape_text(text, MOST_SHOWN)}")


def _write(stream: TextIO, text: str) -> None:
    if text:
        # keys of a file may contain characters that the terminal's encoding lacks
        encoding = stream.encoding or "utf-8"
        stream.write(text.rstrip("\n").encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
