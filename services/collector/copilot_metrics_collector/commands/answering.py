"""Writes results: formats, files and standard output."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import typer

from ..display.sparks import SPARKS
from ..exits import ConfigurationError, UsageError
from ..files import replace_file
from ..terminal import say
from .formats import SUFFIXES, Format

if TYPE_CHECKING:
    from ..display.view import View
    from ..questions.answer import Answer
    from .question_options import DisplayOptions


PIPE_WIDTH: Final = 100
"""Width of a table in a pipe or file, if `COLUMNS` is not set."""


def format_of(ctx: typer.Context, options: DisplayOptions) -> Format:
    """Returns the format: from `--format` on the command line, else the file's suffix, else the configuration.

    The suffix overrides a configured format, which is a general default.

    Raises:
        UsageError: The suffix is unknown and no format is given; or Parquet would be printed on a terminal.
    """
    output, format_ = options.output, options.format
    suffix = "" if output is None else output.suffix.lower()
    # compare names: not every release of typer exports the enumeration of sources
    source = getattr(ctx.get_parameter_source("format"), "name", "")
    found = format_
    if suffix and source != "COMMANDLINE":
        found = SUFFIXES.get(suffix, format_)
        if found is None:
            raise UsageError(
                f"--output {output}: unknown suffix {suffix!r}; expected one of "
                f"{', '.join(SUFFIXES)}, or use --format"
            )
    found = found or Format.TABLE
    if found is Format.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("parquet is binary: use --output FILE or a pipe")
    return found


def draws_trends(format_: Format, options: DisplayOptions) -> bool:
    """Whether the output is a table on a terminal that can show spark lines."""
    if format_ is not Format.TABLE or options.output is not None or not sys.stdout.isatty():
        return False
    try:
        SPARKS.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def write(answer: Answer, format_: Format, options: DisplayOptions) -> None:
    """Writes the result to a file, which is replaced atomically, or to standard output.

    Raises:
        UsageError: The result lacks a column that an option names.
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
    else:
        write_bytes(data)
    if format_ is Format.CSV:
        for note in answer.notes:
            say(f"· {note}", err=True)


def write_bytes(data: bytes) -> None:
    """Writes to standard output: the same bytes as to a file, independent of the locale's encoding.

    Raises:
        ConfigurationError: Standard output cannot be written.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConfigurationError(
            f"cannot write to standard output: {error.strerror or error}"
        ) from None


def _view(format_: Format, options: DisplayOptions) -> View:
    from ..display.view import View
    from .question_options import TABLE_ROWS, column_names

    limit = options.limit
    if options.all and limit is not None:
        raise UsageError("--all and --limit cannot be used together")
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
    """Returns the width: `COLUMNS`, else that of the terminal, else `PIPE_WIDTH`."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    return shutil.get_terminal_size((PIPE_WIDTH, 0)).columns if to_terminal else PIPE_WIDTH
