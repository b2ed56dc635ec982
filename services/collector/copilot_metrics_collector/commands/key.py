"""`copilot-metrics key`: makes a key for pseudonyms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..terminal import say


def add(app: typer.Typer) -> None:
    """Registers the command."""
    app.command("key", short_help="Makes a key for `sync --pseudonymize`.")(key)


def key(
    file: Annotated[
        Path,
        typer.Argument(metavar="KEYFILE", help="The file to write; it must not be there yet."),
    ],
) -> None:
    """Makes a key for `sync --pseudonymize`: a file that only you can read.

    Keep it apart from the lake, and keep it: whoever has both can tell who is who, and without it no more days
    can be added to that lake.
    """
    from ..privacy.keys import make_key

    make_key(file)
    say(
        f"{file}: a new key, which only you can read. Keep it apart from the lake, and do not lose it."
    )
