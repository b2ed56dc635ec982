"""Writes reports to standard output and to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs

from ...errors import InputError, UsageError
from . import changelog as changelog_
from . import data, github, markdown, sarif, text
from .model import DiffReport


def changelog(report: DiffReport) -> str:
    """The changelog's section, below the version that the report needs."""
    return changelog_.render(report, heading=report.needed or "Unreleased")


_FORMATS: Mapping[str, Callable[[DiffReport], str]] = {
    "text": text.render,
    "markdown": markdown.comment,
    "summary": markdown.summary,
    "json": data.render,
    "sarif": sarif.render,
    "github": github.render,
    "changelog": changelog,
}
_WITH_PLACES = {"sarif", "github"}


@attrs.frozen
class ReportTarget:
    """One report: its format and the file for it; None for standard output."""

    format: str
    file: Path | None = None


def targets(format_: str, outputs: Sequence[str]) -> list[ReportTarget]:
    """The reports that `--format` and `--output` request. Raises `UsageError`."""
    first = ReportTarget(format_)
    more = []
    for output in outputs:
        name, equals, file = output.partition("=")
        if equals and name in _FORMATS:
            more.append(ReportTarget(name, _file(file, output)))
        elif first.file is None:
            first = ReportTarget(format_, _file(output, output))
        else:
            raise UsageError(
                f"--output {output}: the report is written to {first.file} already",
                hint=f"for another report: FORMAT={output}",
            )
    return [first, *more]


def _file(name: str, output: str) -> Path:
    if not name:
        raise UsageError(f"--output {output}: name a file")
    return Path(name)


def needs_places(chosen: Sequence[ReportTarget]) -> bool:
    """Whether a format locates removed things in the new document."""
    return any(target.format in _WITH_PLACES for target in chosen)


def write(chosen: Sequence[ReportTarget], report: DiffReport) -> None:
    """Writes the reports; files first, since standard output may be closed. Raises `InputError` for a file."""
    for target in sorted(chosen, key=lambda one: one.file is None):
        if target.file is None:
            in_colour = target.format == "text" and _in_colour()
            print_text(
                text.render(report, colour=True) if in_colour else render(target.format, report)
            )
            continue
        try:
            target.file.write_bytes(render(target.format, report).encode())
        except OSError as error:
            raise InputError(error.strerror or "cannot be written", file=target.file) from None


def render(format_: str, report: DiffReport) -> str:
    """The report in a format, without colour."""
    return _FORMATS[format_](report)


def print_text(words: str) -> None:
    """Prints a text in the encoding of the output. A closed pipe does not change the exit code."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        sys.stdout.write(words.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _in_colour() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
