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
    from ..questions.answer import Answer


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    MD = "md"


SUFFIXES: Final = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".md": Format.MD,
    ".markdown": Format.MD,
    ".parquet": Format.PARQUET,
    ".txt": Format.TABLE,
}
"""The formats of files, by the ends of their names in lower case."""


def format_of(ctx: typer.Context, format_: Format | None, output: Path | None) -> Format:
    """The format to write: that of `--format` on the command line, else of the file's suffix, else a configured one.

    A configured format is for whatever else is written, so the name of a file counts more.

    Raises:
        UsageError: The suffix is of no format, and no format is given; or bytes would go to a terminal.
    """
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


def write(answer: Answer, format_: Format, output: Path | None, *, raw_csv: bool = False) -> None:
    """The answer to a file or standard output; a file is there whole or not at all. Raises `ConfigurationError`."""
    to_terminal = output is None and sys.stdout.isatty()
    data = _formatted(answer, format_, to_terminal=to_terminal, raw_csv=raw_csv)
    if output is not None:
        _replace(output, data)
    elif to_terminal:
        typer.echo(data.decode(), nl=False)
    else:  # the bytes that a file would have, whatever the locale's encoding is
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    if format_ is Format.CSV:
        for note in answer.notes:
            say(f"· {note}", err=True)


def _formatted(answer: Answer, format_: Format, *, to_terminal: bool, raw_csv: bool) -> bytes:
    from ..questions import formats, shown

    match format_:
        case Format.PARQUET:
            return formats.to_parquet(answer)
        case Format.CSV:
            return formats.to_csv(answer, raw=raw_csv).encode()
        case Format.JSON:
            return formats.to_json(answer).encode()
        case Format.MD:
            return shown.to_markdown(answer).encode()
        case Format.TABLE:
            if not to_terminal:
                return shown.to_table(answer).encode()
            width = shutil.get_terminal_size().columns
            color = "NO_COLOR" not in os.environ
            return shown.to_table(answer, width=width, color=color).encode()


def _replace(path: Path, data: bytes) -> None:
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
