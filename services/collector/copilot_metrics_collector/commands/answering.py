"""From a question to what is printed or written: asking, formats, files."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

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


def check_output(format_: Format, output: Path | None) -> None:
    """Raises `UsageError` for bytes that would go to a terminal."""
    if format_ is Format.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("parquet is no text: name a file (--output FILE), or pipe it")


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
