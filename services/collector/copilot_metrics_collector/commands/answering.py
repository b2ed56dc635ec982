"""From a question to what is printed or written: asking, formats, files."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from ..exits import ConfigurationError, UsageError
from ..terminal import say

if TYPE_CHECKING:
    from ..display.view import View
    from ..questions.answer import Answer
    from .question_options import DisplayOptions


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    MD = "md"


PIPE_WIDTH: Final = 100
"""Characters of a table's line in a pipe or a file, where `COLUMNS` is not set."""
SUFFIXES: Final = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".md": Format.MD,
    ".markdown": Format.MD,
    ".parquet": Format.PARQUET,
    ".txt": Format.TABLE,
}
"""The formats of files, by the ends of their names in lower case."""


def format_of(ctx: typer.Context, options: DisplayOptions) -> Format:
    """The format to write: that of `--format` on the command line, else of the file's suffix, else a configured one.

    A configured format is for whatever else is written, so the name of a file counts more.

    Raises:
        UsageError: The suffix is of no format, and no format is given; or bytes would go to a terminal.
    """
    output, format_ = options.output, options.format
    suffix = "" if output is None else output.suffix.lower()
    # by its name: not each release of typer gives the enumeration of sources a public place
    source = getattr(ctx.get_parameter_source("format"), "name", "")
    found = format_
    if suffix and source != "COMMANDLINE":
        found = SUFFIXES.get(suffix, format_)
        if found is None:
            raise UsageError(
                f"--output {output}: no format has the suffix {suffix!r}; name a file that ends in "
                f"{', '.join(SUFFIXES)}, or give --format"
            )
    found = found or Format.TABLE
    if found is Format.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("parquet is binary: use --output FILE, or a pipe")
    return found


def write(answer: Answer, format_: Format, options: DisplayOptions) -> None:
    """Writes the answer to a file or standard output. A file is replaced as a whole or not at all.

    Raises:
        UsageError: The answer has no column of a name that was given.
        ConfigurationError: The file cannot be written.
    """
    from ..display.view import apply_view

    view = _view(format_, options)
    answer = apply_view(answer, view)
    to_terminal = options.output is None and sys.stdout.isatty()
    data = _formatted(answer, format_, view, to_terminal=to_terminal, raw_csv=options.raw_csv)
    if options.output is not None:
        replace_file(options.output, data)
    elif to_terminal:
        typer.echo(data.decode(), nl=False)
    else:  # the bytes that a file would have, whatever the locale's encoding is
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    if format_ is Format.CSV:
        for note in answer.notes:
            say(f"· {note}", err=True)


def _view(format_: Format, options: DisplayOptions) -> View:
    from ..display.view import View
    from .question_options import TABLE_ROWS, column_names

    limit = options.limit
    if options.all and limit is not None:
        raise UsageError("--all and --limit contradict each other: give one of them")
    if limit is None and format_ is Format.TABLE and not options.all:
        limit = TABLE_ROWS
    return View(column_names(options.columns), options.sort, limit, options.wide)


def _formatted(
    answer: Answer, format_: Format, view: View, *, to_terminal: bool, raw_csv: bool
) -> bytes:
    from ..display import tables
    from ..questions import formats

    match format_:
        case Format.PARQUET:
            return formats.to_parquet(answer)
        case Format.CSV:
            return formats.to_csv(answer, raw=raw_csv).encode()
        case Format.JSON:
            return formats.to_json(answer).encode()
        case Format.MD:
            return tables.to_markdown(answer).encode()
        case Format.TABLE:
            width = None if view.is_wide else _width(to_terminal=to_terminal)
            color = to_terminal and "NO_COLOR" not in os.environ
            return tables.to_table(
                answer, width=width, keep_all=bool(view.columns), color=color
            ).encode()


def _width(*, to_terminal: bool) -> int:
    """The characters of a line: those of `COLUMNS`, else of the terminal, else `PIPE_WIDTH`."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    return shutil.get_terminal_size((PIPE_WIDTH, 0)).columns if to_terminal else PIPE_WIDTH


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file whole, or leaves what was there. Raises `ConfigurationError`."""
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            draft.chmod(0o666 & ~_umask())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
