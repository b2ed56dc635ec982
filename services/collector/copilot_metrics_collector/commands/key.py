"""`copilot-metrics key`: creates a key for pseudonyms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..terminal import say


def add(app: typer.Typer) -> None:
    """Registers the command."""
    app.command("key", short_help="Create a key for `sync --pseudonymize`.")(key)


def key(
    file: Annotated[
        Path,
        typer.Argument(metavar="KEYFILE", help="The file to create; it must not exist."),
    ],
) -> None:
    """Create a key for `sync --pseudonymize`, in a file that only you can read.

    Store it apart from the lake: anyone with both can identify people. Do not lose it: without it, no
    more days can be added to the lake.
    """
    from ..privacy.keys import make_key

    make_key(file)
    say(f"{file}: new key, readable only by you. Store it apart from the lake, and do not lose it.")
